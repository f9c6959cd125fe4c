#include "core/reach/reachstep.h"

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    using Part = ReachStep::Part;

    struct PartWords {
        Part part = Part::Address;
        const char* name = "";
        Bilingual title;
    };

    constexpr std::array<PartWords, 9> parts{{
        {Part::Address, "address", {"The address itself", "地址本身"}},
        {Part::Name, "dns", {"The name leads to a machine", "域名解析"}},
        {Part::Connection, "tcp", {"Somebody listens there", "端口可连接"}},
        {Part::Tls, "tls", {"TLS and its certificate", "TLS 与证书"}},
        {Part::Answer, "answer", {"POST reaches Paydesk", "POST 能到达 Paydesk"}},
        {Part::Body, "body", {"The body arrives byte for byte", "报文逐字节到达"}},
        {Part::Size, "size", {"A long body arrives, too", "较长的报文也能到达"}},
        {Part::Time, "time", {"The answer comes in time", "应答及时"}},
        {Part::Clock, "clock", {"The clocks agree", "时钟一致"}},
    }};

    const PartWords& wordsOf(Part part)
    {
        return parts.at(std::size_t(part));
    }

    struct FindingWords {
        const char* finding = "";
        Bilingual sentence;
    };

    constexpr FindingWords findings[] = {
        {"no-address",
            {"This is no http or https address. Enter the notify_url as WeChat is given it.",
                "这不是 http 或 https 地址。请填写交给微信的 notify_url。"}},
        {"too-long",
            {"WeChat takes a notify_url of at most 256 bytes.",
                "微信只接受不超过 256 字节的 notify_url。"}},
        {"has-query",
            {"WeChat refuses a notify_url with a query. Put what is behind the ? into the path.",
                "notify_url 不能带查询参数。把 ? 后面的内容放进路径。"}},
        {"has-fragment",
            {"What is behind the # never reaches a server. Take it out.",
                "# 后面的内容不会发给服务器，请去掉。"}},
        {"has-login",
            {"WeChat logs in nowhere. Take user and password out of the address.",
                "微信不会登录，请去掉地址里的用户名和密码。"}},
        {"plain-http",
            {"Without TLS everybody on the way reads and changes the messages. WeChat expects "
             "https for public names.",
                "没有 TLS，途中任何人都能读取和改动报文。公网地址应使用 https。"}},
        {"unusual-port",
            {"Firewalls often let only ports 443 and 80 through. Better leave the port out.",
                "防火墙往往只放行 443 和 80 端口，最好不写端口。"}},
        {"private-host",
            {"Only this machine or its own network reaches this name; WeChat does not. Fit for a "
             "rehearsal, not for real payments.",
                "只有本机或内网能访问这个地址，微信访问不到。可用于演练，不能用于真实收款。"}},
        {"name-unknown",
            {"No name server knows this name. Look at the spelling and at the domain's records.",
                "域名解析不到。请检查拼写和域名的解析记录。"}},
        {"private-address",
            {"From here the name leads to a private address, which WeChat cannot reach. Publish "
             "the public address.",
                "从这里解析到的是内网地址，微信访问不到。请解析到公网地址。"}},
        {"invented-address",
            {"A proxy program on this computer made this address up, so what follows goes through "
             "it. Switch it off to test the real way.",
                "这个地址是本机代理软件虚构的，后面的检查都会经过它。要检查真实线路，请先关闭代理"
                "。"}},
        {"refused",
            {"The machine is there, but nobody listens on this port. Start the proxy or open the "
             "port.",
                "主机在，但这个端口没有程序监听。请启动反向代理或开放端口。"}},
        {"unreachable",
            {"No connection came about. Look at firewall and port forwarding; some routers do not "
             "lead their own public address back in, then test from outside.",
                "连接不上。请检查防火墙和端口转发；有的路由器不支持从内网访问自己的公网地址，"
                "这时请从外网测试。"}},
        {"tls-failed",
            {"WeChat would not go on here. Mend the certificate of the server that ends TLS.",
                "微信到这里就会放弃。请修好终止 TLS 的服务器的证书。"}},
        {"chain-incomplete",
            {"The server shows its own certificate alone. Configure the file with the whole chain "
             "(fullchain.pem).",
                "服务器只给出了自己的证书。请配置带完整证书链的文件（fullchain.pem）。"}},
        {"certificate-ends-soon",
            {"The certificate ends soon. Renew it, and let it be renewed by itself.",
                "证书即将到期。请续期，并设置自动续期。"}},
        {"redirected",
            {"WeChat does not follow redirections. Give it the address at which they end.",
                "微信不跟随重定向。请把最终地址作为 notify_url。"}},
        {"not-found",
            {"The server has nothing at this path. Let exactly this path lead to the listener.",
                "服务器上没有这个路径。请把这个路径转发到监听器。"}},
        {"method-refused",
            {"The server does not take POST here. Notifications are POST requests.",
                "服务器在这里不接受 POST，而通知是 POST 请求。"}},
        {"forbidden",
            {"The server wants a login, or a firewall stops the request. Let this path through "
             "without either.",
                "服务器要求登录，或被防火墙拦截。请放行这个路径。"}},
        {"listener-unreachable",
            {"The proxy answers, but does not reach the listener. Start it, and look at the port "
             "in the proxy's configuration.",
                "反向代理有应答，但连不到监听器。请启动监听，并检查代理配置里的端口。"}},
        {"other-status",
            {"WeChat takes nothing but HTTP 200 for an answer.", "微信只认 HTTP 200 的应答。"}},
        {"somebody-else",
            {"Somebody answers there, but not this Paydesk: the path leads elsewhere, or a page "
             "stands in between.",
                "那里有应答，但不是这个 Paydesk：路径通往别处，或中间隔着一个网页。"}},
        {"no-answer", {"The connection was made, but no answer came.", "连上了，但没有收到应答。"}},
        {"body-changed",
            {"The body arrived changed: something on the way rewrites it, and no signature would "
             "hold. Pass it on untouched.",
                "报文到达时已被改动：途中有程序改写它，签名必然对不上。请原样转发。"}},
        {"body-too-large",
            {"The server refuses a body of this length. Raise its limit (nginx: "
             "client_max_body_size 64k).",
                "服务器拒绝这么长的报文。请调大上限（nginx：client_max_body_size 64k）。"}},
        {"long-body-lost",
            {"The short message arrived, the long one did not.", "短报文能到达，长报文到不了。"}},
        {"slow",
            {"WeChat waits 5 s at most, and the way alone took a good part of it.",
                "微信最多等 5 秒，而线路本身就用去不少时间。"}},
        {"too-slow",
            {"WeChat would have given up after 5 s and sent the message again.",
                "超过 5 秒，微信会放弃并再次通知。"}},
        {"clocks-differ",
            {"This computer's clock and the server's differ. Set both by network time: order times "
             "and expiries hang on them.",
                "本机与服务器的时钟不一致。请都开启网络校时：下单时间和失效时间依赖它。"}},
    };

} // namespace

const QList<Part>& reachParts()
{
    static const QList<Part> all = [] {
        QList<Part> list;
        for (const PartWords& words : parts)
            list.append(words.part);
        return list;
    }();
    return all;
}

QByteArray partName(Part part)
{
    return wordsOf(part).name;
}

Bilingual partTitle(Part part)
{
    return wordsOf(part).title;
}

Bilingual findingSentence(const QByteArray& finding)
{
    const auto* const found = std::find_if(std::begin(findings), std::end(findings),
        [&finding](const FindingWords& words) { return finding == words.finding; });
    return found == std::end(findings) ? Bilingual() : found->sentence;
}

QByteArrayList reachFindings()
{
    QByteArrayList words;
    for (const FindingWords& finding : findings)
        words << finding.finding;
    return words;
}

} // namespace paydesk
