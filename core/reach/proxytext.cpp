#include "core/reach/proxytext.h"

#include "core/http/message.h"

#include <QStandardPaths>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr const char* secureText = R"(server {
    listen %1 ssl;
    server_name %2;

    # %3
    ssl_certificate     "%4";
    ssl_certificate_key "%5";
    ssl_protocols       TLSv1.2 TLSv1.3;
)";

    constexpr const char* plainText = R"(server {
    listen %1;
    server_name %2;
)";

    constexpr const char* restText = R"(
    # %1
    large_client_header_buffers 4 %2;
    client_header_timeout %3;
    client_body_timeout   %4;
    keepalive_timeout     %4;

    location = %5 {
        client_max_body_size    %6;
        client_body_buffer_size %6;

        # %7
        proxy_pass              %8;
        proxy_http_version      1.1;
        proxy_request_buffering on;
        proxy_next_upstream     off;
        proxy_connect_timeout   %4;
        proxy_read_timeout      %9;
        gzip                    off;

        # %10
        proxy_set_header Host              $host;
        proxy_set_header X-Forwarded-For   $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
    }
}
)";

    constexpr Bilingual chainComment{"The certificate with the whole chain, not the leaf alone.",
        "证书文件要带完整证书链，不能只放服务器证书。"};
    constexpr Bilingual limitComment{
        "The limits of Paydesk's own listener: what it refuses ends here already.",
        "与 Paydesk 监听器的上限一致：它会拒绝的请求在这里就结束。"};
    constexpr Bilingual bodyComment{
        "The body byte for byte, once: it is read whole, never rewritten, never sent twice.",
        "报文逐字节原样转发一次：整体读入，不改写，不重发。"};
    constexpr Bilingual senderComment{
        "The sender as nginx sees it; what the sender itself claims is overwritten.",
        "来源地址以 nginx 看到的为准；对方自己声称的值会被覆盖。"};

    QByteArray kib(qsizetype bytes)
    {
        return QByteArray::number(bytes / 1024) + 'k';
    }

    QByteArray inSeconds(std::chrono::milliseconds time)
    {
        return QByteArray::number(std::chrono::duration_cast<std::chrono::seconds>(time).count())
            + 's';
    }

    /// Fills %1, %2 …, each as often as it stands there; what takes their places is not looked at
    /// again.
    QByteArray filled(QByteArrayView text, const QList<QByteArray>& values)
    {
        QByteArray result;
        for (qsizetype at = 0; at < text.size();) {
            qsizetype end = at + 1;
            while (text[at] == '%' && end < text.size() && text[end] >= '0' && text[end] <= '9')
                ++end;
            if (end > at + 1)
                result += values.value(text.sliced(at + 1, end - at - 1).toInt() - 1);
            else
                result += text[at];
            at = end;
        }
        return result;
    }

    /// nginx compares a location with the decoded, normalized path: a path that decoding or
    /// normalizing would change cannot be written down as it is.
    bool isPlainPath(const QByteArray& path)
    {
        return path.startsWith('/')
            && std::all_of(path.cbegin(), path.cend(),
                [](char c) {
                    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9') || QByteArrayView("/-._~").contains(c);
                })
            && !path.contains("//") && !path.contains("/.");
    }

    /// Stands between double quotes of an nginx configuration, where a dollar begins a variable.
    bool isQuotable(const QByteArray& file)
    {
        return std::none_of(file.cbegin(), file.cend(), [](char c) {
            return QByteArrayView("\"\\$").contains(c) || static_cast<unsigned char>(c) < 0x20
                || c == 0x7f;
        });
    }

    tl::unexpected<Failure> unfit(const char* field, const char* rule)
    {
        return fail(FailureId::FieldMalformed,
            {{QStringLiteral("field"), QString::fromLatin1(field)},
                {QStringLiteral("rule"), QString::fromLatin1(rule)}});
    }

    QByteArray certificateOf(const ProxySite& site, const QByteArray& file, const char* name)
    {
        return file.isEmpty() ? "/etc/letsencrypt/live/" + site.address.host + '/' + name : file;
    }

} // namespace

QByteArray ProxySite::listenerUrl() const
{
    return "http://127.0.0.1:" + QByteArray::number(listenerPort) + "/notify";
}

Result<QByteArray> nginxText(const ProxySite& site)
{
    if (!isPlainPath(site.address.path))
        return unfit("notify_url",
            QT_TRANSLATE_NOOP(
                "Reason", "a path of letters, digits and - . _ ~ for nginx to compare it with."));
    if (!isQuotable(site.certificateFile) || !isQuotable(site.keyFile))
        return unfit("ssl_certificate",
            QT_TRANSLATE_NOOP(
                "Reason", "a file name without quotes, backslashes and dollar signs."));
    const HttpLimits limits;
    const QByteArray port = QByteArray::number(site.address.port);
    const QByteArray head = site.address.secure
        ? filled(secureText,
              {port, site.address.hostText(), chainComment.text().toUtf8(),
                  certificateOf(site, site.certificateFile, "fullchain.pem"),
                  certificateOf(site, site.keyFile, "privkey.pem")})
        : filled(plainText, {port, site.address.hostText()});
    return head
        + filled(restText,
            {limitComment.text().toUtf8(), kib(limits.head / 4), inSeconds(limits.headTime),
                inSeconds(limits.idleTime), site.address.path, kib(limits.body),
                bodyComment.text().toUtf8(), site.listenerUrl(), inSeconds(limits.totalTime),
                senderComment.text().toUtf8()});
}

QList<TunnelCommand> tunnelCommands(const ProxySite& site)
{
    const QByteArray port = QByteArray::number(site.listenerPort);
    const QByteArray local = "127.0.0.1:" + port;
    return {
        {"ssh",
            "ssh -N -o ExitOnForwardFailure=yes -o ServerAliveInterval=30 -R " + local + ':' + local
                + ' ' + site.address.host,
            {"Brings the listener to your server, to the same port of its 127.0.0.1, where its "
             "nginx "
             "finds it. Needs a login there.",
                "把监听器带到你的服务器（其 127.0.0.1 的同一端口），由那里的 nginx "
                "转发。需要能登录该服务器。"}},
        {"frpc",
            "frpc tcp --server_addr " + site.address.host
                + " --server_port 7000 --local_ip 127.0.0.1 --local_port " + port
                + " --remote_port " + port + " --proxy_name paydesk",
            {"The same with frp; frps runs on your server, its port and token as you set them.",
                "用 frp 做同样的事；服务器上运行 frps，端口和 token 按你的设置。"}},
        {"cloudflared", "cloudflared tunnel --url http://" + local,
            {"Prints an https address; the notify_url is that address with /notify behind it.",
                "会打印一个 https 地址；在它后面加 /notify 就是 notify_url。"}},
        {"ngrok", "ngrok http http://" + local,
            {"Prints an https address; the notify_url is that address with /notify behind it.",
                "会打印一个 https 地址；在它后面加 /notify 就是 notify_url。"}},
        {"cpolar", "cpolar http " + port,
            {"Prints an https address; the notify_url is that address with /notify behind it.",
                "会打印一个 https 地址；在它后面加 /notify 就是 notify_url。"}},
        {"tailscale", "tailscale funnel " + port,
            {"Prints an https address; the notify_url is that address with /notify behind it.",
                "会打印一个 https 地址；在它后面加 /notify 就是 notify_url。"}},
    };
}

bool isInstalled(const TunnelCommand& command)
{
    return !QStandardPaths::findExecutable(QString::fromLatin1(command.program)).isEmpty();
}

} // namespace paydesk
