#include "core/doctor/advicecards.h"

#include <algorithm>
#include <vector>

namespace paydesk {

std::span<const Advice> adviceCards()
{
    static const std::vector<Advice> cards{
        // What is wrong with the question.
        {"key-missing",
            {"There is no API key, so nothing can be recomputed.", "没有 API 密钥，无法重新计算。"},
            {"Give the 32-character API key of the merchant platform.",
                "请提供商户平台设置的 32 位 API 密钥。"}},
        {"equal-app-secret",
            {"The AppSecret and the API key are the same text. They are two different secrets.",
                "AppSecret 与 API 密钥相同，而它们本应是两个不同的密钥。"},
            {"Take the API key from the merchant platform and the AppSecret from the mini "
             "program's "
             "console.",
                "API 密钥取自商户平台，AppSecret 取自小程序后台，请核对是否填错。"}},
        {"equal-apiv3-key",
            {"The APIv3 key and the API key are the same text.", "APIv3 密钥与 API 密钥相同。"},
            {"Check both at the platform: v2 signatures need the APIv2 key.",
                "请在平台核对两者：V2 签名使用 APIv2 密钥。"}},
        {"equal-sandbox-key",
            {"The sandbox key and the API key are the same text.", "沙箱密钥与 API 密钥相同。"},
            {"Use what getsignkey answers in the sandbox only, the API key everywhere else.",
                "getsignkey 返回的密钥只用于沙箱，其余一律用 API 密钥。"}},
        {"equal-previous-key",
            {"An earlier key and the present one are the same text.", "旧密钥与当前密钥相同。"},
            {"Check which key the platform has now.", "请确认平台上现在生效的是哪个密钥。"}},
        {"equal-other-key",
            {"Another merchant's key and this one's are the same text.",
                "另一商户的密钥与本商户的密钥相同。"},
            {"Check which merchant number the key belongs to.", "请确认该密钥属于哪个商户号。"}},
        {"signature-missing",
            {"The message carries no signature to explain.", "报文里没有可供解释的签名。"},
            {"Give the signature that was sent or received.", "请提供实际发送或收到的签名。"}},
        {"signature-shape",
            {"The signature is neither 32 nor 64 hexadecimal digits, so it is no plain MD5 or "
             "HMAC-SHA256 result.",
                "签名既不是 32 位也不是 64 位十六进制，不是普通的 MD5 或 HMAC-SHA256 结果。"},
            {"Check that the whole signature was copied, and nothing else.",
                "请确认复制的是完整的签名，且没有多余内容。"}},
        {"failure-unsigned",
            {"This is an answer that says FAIL. Such answers are never signed.",
                "这是返回 FAIL 的应答，这类应答不带签名。"},
            {"Explain the request that was answered so, not the answer.",
                "请解释被拒绝的那个请求，而不是这个应答。"}},

        {"value-too-long",
            {"A value is longer than any field of WeChat's may be (6,000 bytes).",
                "某个值超过了微信任何字段的上限（6000 字节）。"},
            {"Shorten it; the gateway refuses it even when the signature is right.",
                "请缩短；即使签名正确，网关也会拒绝。"}},

        // Keys and the platform.
        {"wrong-key-unknown",
            {"The key used may be quite another one, which is not known here.",
                "使用的可能是这里不知道的另一个密钥。"},
            {"Set a new API key at the merchant platform and enter the same one on your server.",
                "在商户平台重新设置 API 密钥，并在服务器上填入同一个密钥。"}},
        {"platform-key-changed",
            {"If the platform still refuses it, its key differs from this one: it was reset, or "
             "the "
             "reset is not in force yet.",
                "若平台仍然拒绝，说明平台上的密钥与此不同：可能已重置，或重置尚未生效。"},
            {"A reset takes about 15 minutes. Then give the new key to every server.",
                "重置后约 15 分钟生效，届时请更新所有服务器上的密钥。"}},
        {"platform-key-not-set",
            {"The platform may have no APIv2 key at all.", "平台上可能根本没有设置 APIv2 密钥。"},
            {"Look under API security at the merchant platform and set the APIv2 key there.",
                "到商户平台的“API 安全”查看并设置 APIv2 密钥。"}},
        {"stale-process-or-cache",
            {"A process may still run with an earlier key or earlier code.",
                "可能有进程仍在使用旧密钥或旧代码。"},
            {"Restart every process and clear the caches of the configuration.",
                "请重启所有进程并清除配置缓存。"}},
        {"login-password-as-key",
            {"An API key has 32 letters and digits; this one has not. It may be a login or "
             "operation "
             "password.",
                "API 密钥是 32 位字母和数字，而这个不是，可能误用了登录密码或操作密码。"},
            {"Use the API key that was set under API security.",
                "请使用在“API 安全”中设置的 API 密钥。"}},
        {"clock-skew",
            {"The time in the signature lies before the order was placed.",
                "签名里的时间早于下单时间。"},
            {"Set the server's clock by a time service.", "请让服务器与时间服务同步时钟。"}},

        // Which kind of signature.
        {"rsa-signature-received",
            {"This is a signature of API v3: Base64 of 256 bytes, made with RSA.",
                "这是 APIv3 签名：256 字节的 Base64，用 RSA 生成。"},
            {"Orders placed with v2 need a v2 signature (MD5 or HMAC-SHA256); orders placed with "
             "v3 "
             "need RSA throughout.",
                "V2 下的单用 V2 签名（MD5 或 HMAC-SHA256）；V3 下的单全程用 RSA。"}},
        {"probe-signature",
            {"This is a test of WeChat's: a wrong signature sent on purpose.",
                "这是微信的探测流量：故意发送的错误签名。"},
            {"Answer with a failure. The true message comes again.",
                "请按验签失败应答，真正的通知会再次送达。"}},

        // Notifications.
        {"refund-notify-decrypt",
            {"This is a refund notification. It carries no signature: req_info is encrypted.",
                "这是退款通知，不带签名，内容在加密的 req_info 里。"},
            {"Decrypt req_info with AES-256-ECB; the key is the lower-case hex MD5 of the API key.",
                "用 AES-256-ECB 解密 req_info，密钥是 API 密钥的 MD5（小写十六进制）。"}},
        {"verification-missing",
            {"The message says SUCCESS and carries no signature. Whoever accepts it can be "
             "deceived.",
                "报文声称 SUCCESS 却没有签名，接受它就可能被伪造通知欺骗。"},
            {"Refuse notifications without sign.", "没有 sign 的通知一律拒绝。"}},
        {"verify-code-typo",
            {"If your code still calls it wrong, it may compare with another field.",
                "若您的代码仍判定为错误，可能比较了别的字段。"},
            {"Compare with the element sign, and look at its spelling.",
                "请与 sign 元素比较，并检查字段名拼写。"}},
        {"notify-not-idempotent",
            {"The same notification comes several times.", "同一通知会多次送达。"},
            {"Let each order take effect once, whatever arrives.",
                "无论收到几次，每个订单只生效一次。"}},
        {"notify-reply-invalid",
            {"If it keeps coming, the answer was probably not the XML that WeChat expects.",
                "若反复收到，多半是应答不是微信要求的 XML。"},
            {"Answer 200 with the SUCCESS XML and nothing around it.",
                "以 200 返回 SUCCESS 的 XML，前后不要有其他内容。"}},
        {"notify-not-received",
            {"The order is paid. If no notification came, WeChat could not reach the notify_url.",
                "订单已支付。若没有收到通知，说明微信访问不到 notify_url。"},
            {"Check the address from outside, and query orders that stay silent.",
                "请从外网检查该地址，并对没有通知的订单主动查单。"}},
        {"notify-url-rejected",
            {"WeChat may refuse or never reach this notify_url: query, port, private address or no "
             "https.",
                "微信可能拒绝或访问不到这个 notify_url：带参数、带端口、内网地址或不是 https。"},
            {"Give a public https address without query and port, with a complete certificate "
             "chain.",
                "使用外网可达的 https 地址，不带参数和端口，证书链完整。"}},
        {"notify-body-parser",
            {"The body is empty. The web framework may have consumed it, or does not parse "
             "text/xml.",
                "请求体为空，可能已被框架读走，或框架不解析 text/xml。"},
            {"Read the raw body for text/xml.", "对 text/xml 请直接读取原始请求体。"}},
        {"notify-body-filtered",
            {"A login, CSRF or XSS filter may have stopped or emptied the message.",
                "报文可能被登录、CSRF 或 XSS 过滤器拦截或清空。"},
            {"Leave the notification's path out of these filters.",
                "请让通知地址跳过这些过滤器。"}},

        // Bytes on the way.
        {"request-body-charset",
            {"Characters have been lost in a value: the body was probably sent in another charset "
             "than UTF-8.",
                "字段值里有字符已丢失，请求体多半不是以 UTF-8 发送的。"},
            {"Send the XML as UTF-8 bytes, with charset=utf-8.",
                "以 UTF-8 字节发送 XML，并声明 charset=utf-8。"}},
        {"response-charset",
            {"A value looks as if the message was decoded in another charset than UTF-8.",
                "字段值看起来像是没有按 UTF-8 解码。"},
            {"Decode the bytes received as UTF-8.", "请按 UTF-8 解码收到的字节。"}},
        {"xml-malformed",
            {"A value holds characters that break XML, or that XML cannot carry.",
                "字段值含有会破坏 XML 或 XML 不能携带的字符。"},
            {"Escape values or put them in CDATA, and drop control characters.",
                "请转义或放入 CDATA，并去除控制字符。"}},
        {"xml-doctype",
            {"The document has a DOCTYPE or an entity declaration, the door of XXE attacks.",
                "文档含有 DOCTYPE 或实体声明，这是 XXE 攻击的入口。"},
            {"Refuse such documents before any parser sees them.", "请在解析之前拒绝这样的文档。"}},

        // The account.
        {"no-permission",
            {"The product or the interface is not enabled for this merchant.",
                "该商户没有开通此产品或接口。"},
            {"Enable it in the product centre of the merchant platform.",
                "请在商户平台的产品中心开通。"}},
        {"mch-appid-not-bound",
            {"The appid and the merchant number are not bound to each other.",
                "appid 与商户号没有绑定。"},
            {"Bind the appid at the merchant platform.", "请在商户平台绑定该 appid。"}},
        {"openid-appid-mismatch",
            {"The openid belongs to another appid or another person.",
                "openid 属于另一个 appid 或另一个用户。"},
            {"Get the openid by logging in under the appid of the order.",
                "请用下单的 appid 登录取得 openid。"}},

        // Certificates.
        {"cert-missing",
            {"This call needs the merchant's client certificate besides the signature.",
                "此接口除签名外还需要商户证书。"},
            {"Configure the API certificate for it.", "请为它配置 API 证书。"}},
        {"cert-format",
            {"The certificate is in another format than the program reads: p12 and PEM, or "
             "certificate and key, may be interchanged.",
                "证书格式与程序要求不符：可能混淆了 p12 与 PEM，或证书与私钥。"},
            {"Give the file in the format the library asks for.",
                "请按库的要求提供对应格式的文件。"}},
        {"cert-password", {"The p12 file's password is wrong.", "p12 文件的密码不对。"},
            {"By default it is the merchant number of the certificate's owner.",
                "默认密码是证书所属商户的商户号。"}},
        {"cert-wrong", {"The certificate belongs to another merchant.", "证书属于另一个商户。"},
            {"Use the certificate of this merchant number (a provider uses the provider's).",
                "请使用该商户号的证书（服务商用服务商的证书）。"}},

        // The front end.
        {"client-hides-reason",
            {"After an error dialog some phones report only “fail cancel”.",
                "有些手机在错误弹窗之后只报告“fail cancel”。"},
            {"Read the dialog on the phone; errMsg does not tell the reason.",
                "请以手机上的弹窗为准，errMsg 不说明原因。"}},
        {"timestamp-type",
            {"timeStamp may be handed over as a number; the call wants text.",
                "timeStamp 可能以数字传递，而接口要求字符串。"},
            {"Pass it as text, the same text that was signed.",
                "请以字符串传递，且与签名时的文本一致。"}},
        {"prepay-expired",
            {"The prepay_id is older than two hours, or its order is closed.",
                "prepay_id 已超过两小时，或订单已关闭。"},
            {"Place the order again with the same parameters for a fresh prepay_id.",
                "请用相同参数重新下单，取得新的 prepay_id。"}},
    };
    return cards;
}

const Advice* adviceCard(QByteArrayView id)
{
    const std::span<const Advice> cards = adviceCards();
    const auto found = std::find_if(
        cards.begin(), cards.end(), [id](const Advice& card) { return card.id == id; });
    return found == cards.end() ? nullptr : &*found;
}

} // namespace paydesk
