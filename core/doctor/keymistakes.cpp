#include "core/doctor/catalogue.h"
#include "core/doctor/hashes.h"

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    void otherSecret(Variants& out, const QByteArray& secret)
    {
        if (!secret.isEmpty())
            out.key({}, 1, secret);
    }

    /// The usual misreadings: characters of one group look alike.
    constexpr const char* lookAlikes[] = {"0OoDQ", "1lIiL7", "5Ss", "8B", "2Zz", "cC", "6bG", "9gq",
        "uUvV", "wW", "xX", "kK", "pP", "nmhr", "ft", "yY", "jJ", "4A"};

    void lookalikeKeys(const Setting& setting, Variants& out)
    {
        for (qsizetype i = 0; i < setting.key.size(); ++i) {
            const char c = setting.key.at(i);
            for (const char* group : lookAlikes) {
                const QByteArrayView alike(group);
                for (const char other : alike.contains(c) ? alike : QByteArrayView()) {
                    QByteArray key = setting.key;
                    key[i] = other;
                    if (other != c)
                        out.key(QByteArray::number(i) + ':' + other, 3, key);
                }
            }
        }
    }

    void truncatedKeys(const Setting& setting, Variants& out)
    {
        for (qsizetype n = 1; n < setting.key.size(); ++n) {
            // A lost last or first character is what copying does; the rest is deep.
            const int tier = n >= setting.key.size() - 2 ? 2 : 3;
            out.key("head" + QByteArray::number(n), tier, setting.key.first(n));
            out.key("tail" + QByteArray::number(n), tier, setting.key.last(n));
        }
    }

    void hashedKeys(const Setting& setting, Variants& out)
    {
        const QByteArray hex = md5Bytes(setting.key).toHex();
        out.key("lower", 1, hex);
        out.key("upper", 1, hex.toUpper());
    }

    struct Around {
        const char* label;
        const char* before;
        QByteArray behind;
    };

    void surround(const Setting& setting, Variants& out, std::initializer_list<Around> ways)
    {
        for (const auto& [label, before, behind] : ways)
            out.key(label, 1, before + setting.key + behind);
    }

    void otherNames(const Setting&, Variants& out)
    {
        for (const char* name : {"Key", "KEY", "apiKey", "api_key", "apikey", "secret",
                 "app_secret", "appsecret", "partnerKey", "partner_key", "mch_key", "paySignKey",
                 "appKey", "appkey", "app_key", "appSecret", "mchKey", "mchkey", "partnerkey",
                 "paternerKey", "sign_key", "signKey", "apiSecret", "api_secret", "private_key"})
            out.attach(name, 1, [name](const QByteArray& key) {
                return Attachment{{}, QByteArray("&") + name + '=' + key, false};
            });
    }

    /// A variant that puts fixed text around the key, behind the fields.
    void behind(Variants& out, const char* label, const char* before, const char* after = "")
    {
        out.attach(label, 1, [before, after](const QByteArray& key) {
            return Attachment{{}, before + key + after, false};
        });
    }

} // namespace

std::vector<Mistake> keyMistakes()
{
    return {
        {"sandbox-key-mixup", 7, Slot::Key, anyStage,
            {"The sandbox's key was used in production, or the reverse.",
                "沙箱密钥与正式密钥用混了。"},
            {"Use the getsignkey key in the sandbox only, the API key otherwise.",
                "沙箱用 getsignkey 得到的密钥，正式环境用 API 密钥。"},
            [](const Setting& s, Variants& out) { otherSecret(out, s.sandboxKey); }},
        {"app-secret-as-key", 24, Slot::Key, anyStage,
            {"The AppSecret was used as the API key.", "把 AppSecret 当成了 API 密钥。"},
            {"Use the API key set at the merchant platform (account centre, API security).",
                "使用商户平台“账户中心—API 安全”里设置的 API 密钥，而非 AppSecret。"},
            [](const Setting& s, Variants& out) { otherSecret(out, s.appSecret); }},
        {"other-merchant-key", 42, Slot::Key, anyStage,
            {"The key of another merchant number was used.", "用了另一个商户号的密钥。"},
            {"Pair each mch_id with its own key (providers: the provider's key).",
                "每个商户号用自己的密钥（服务商用服务商密钥）。"},
            [](const Setting& s, Variants& out) {
                for (qsizetype i = 0; i < s.otherKeys.size(); ++i)
                    out.key(s.otherKeyIds.at(i), 1, s.otherKeys.at(i));
            }},
        {"key-empty", 52, Slot::Key, anyStage, {"The key was not configured.", "密钥没有配置。"},
            {"Load the key before signing and refuse to sign without one.",
                "签名前确认密钥已加载，缺失即报错。"},
            [](const Setting&, Variants& out) {
                out.key("empty", 1, {});
                for (const char* word : {"null", "undefined", "None", "false"})
                    out.key(word, 1, word);
            },
            "a=1", "a=1&key="},
        {"apiv3-key-as-key", 57, Slot::Key, anyStage,
            {"The APIv3 key was used.", "用了 APIv3 密钥。"},
            {"v2 interfaces need the APIv2 key.", "V2 接口使用 APIv2 密钥。"},
            [](const Setting& s, Variants& out) { otherSecret(out, s.apiV3Key); }},
        {"key-truncated", 61, Slot::Key, anyStage, {"Part of the key was lost.", "密钥缺了一段。"},
            {"Check that the key has 32 characters (mind the column width).",
                "检查密钥是否完整 32 位（注意字段长度）。"},
            truncatedKeys, "a=1", "a=1&key=KE"},
        {"key-lookalike", 70, Slot::Key, anyStage,
            {"A similar character was typed in the key.", "密钥里有一个形近字符写错了。"},
            {"Copy the key, do not type it.", "复制粘贴密钥，不要手抄。"}, lookalikeKeys, "a=1",
            "a=1&key=kEY"},
        {"identifier-as-key", 109, Slot::Key, anyStage,
            {"The merchant number, the appid or the certificate's serial was used as key.",
                "把商户号、appid 或证书序列号当成了密钥。"},
            {"Use the API key.", "应使用 API 密钥。"},
            [](const Setting& s, Variants& out) {
                for (const char* name : {"mch_id", "appid", "cert_serial"}) {
                    if (!s.identifier(name).isEmpty())
                        out.key(name, 1, s.identifier(name));
                }
            }},
        {"key-duplicated", 115, Slot::Key, anyStage,
            {"The key was pasted twice.", "密钥粘贴了两遍。"},
            {"Check that the key has 32 characters.", "检查密钥长度是否 32 位。"},
            [](const Setting& s, Variants& out) { out.key({}, 1, s.key + s.key); }, "a=1",
            "a=1&key=KEYKEY"},
        {"key-hashed", 116, Slot::Key, anyStage,
            {"The MD5 of the key was used.", "用了密钥的 MD5 值。"},
            {"Sign with the key itself; md5(key) is for refund notifications only.",
                "签名用原始密钥；md5(密钥) 仅用于退款通知解密。"},
            hashedKeys},
        {"key-invisible-char", 117, Slot::Key, anyStage,
            {"The key has an invisible character at its end or its beginning.",
                "密钥首尾有看不见的字符。"},
            {"Accept only 32 letters and digits as key.",
                "密钥只允许 32 位字母数字，剔除不可见字符。"},
            [](const Setting& s, Variants& out) {
                surround(s, out,
                    {{"bom", "\xEF\xBB\xBF", {}}, {"zwsp", "", "\xE2\x80\x8B"},
                        {"zwsp-head", "\xE2\x80\x8B", {}}, {"nbsp", "", "\xC2\xA0"},
                        {"fullwidth-sp", "", "\xE3\x80\x80"}, {"nul", "", QByteArray(1, '\0')}});
            },
            "a=1", "a=1&key=KEY\xE2\x80\x8B"},
        {"key-letter-case", 118, Slot::Key, anyStage,
            {"The key is in another letter case.", "密钥的大小写被改了。"},
            {"The key is case-sensitive; copy it unchanged.", "密钥区分大小写，原样复制。"},
            [](const Setting& s, Variants& out) {
                out.key("lower", 1, s.key.toLower());
                out.key("upper", 1, s.key.toUpper());
            },
            "a=1", "a=1&key=key"},
        {"key-quoted", 121, Slot::Key, anyStage,
            {"The key has the quotes of a configuration file around it.",
                "密钥带上了配置文件里的引号。"},
            {"Strip quotes when parsing the configuration.", "解析配置时去掉引号。"},
            [](const Setting& s, Variants& out) {
                surround(s, out, {{"\"", "\"", "\""}, {"'", "'", "'"}});
            },
            "a=1", "a=1&key=\"KEY\""},
        {"key-whitespace", 123, Slot::Key, anyStage,
            {"A blank or line end was copied with the key.", "密钥带上了空白或换行。"},
            {"Trim the key when reading the configuration.", "读取配置时去掉密钥首尾空白。"},
            [](const Setting& s, Variants& out) {
                surround(s, out,
                    {{"sp", "", " "}, {"lf", "", "\n"}, {"crlf", "", "\r\n"}, {"tab", "", "\t"},
                        {"head-sp", " ", {}}, {"both", " ", " "}});
            },
            "a=1", "a=1&key=KEY\n"},
        {"old-key", 128, Slot::Key, anyStage,
            {"A former key is still in use.", "还在用重置前的旧密钥。"},
            {"Roll the new key out to every process after a reset.",
                "重置密钥后同步更新所有服务。"},
            [](const Setting& s, Variants& out) {
                for (qsizetype i = 0; i < s.previousKeys.size(); ++i)
                    out.key(QByteArray::number(i), 1, s.previousKeys.at(i));
            }},
        {"key-not-appended", 71, Slot::Attach, anyStage,
            {"The key was never appended.", "没有拼接密钥。"},
            {"Append &key= and the API key.", "签名串末尾要拼 &key=密钥。"},
            [](const Setting&, Variants& out) {
                out.attach("plain", 1, [](const QByteArray&) { return Attachment{}; });
                out.attach("trailing-amp", 1,
                    [](const QByteArray&) { return Attachment{{}, "&", false}; });
            },
            "a=1", "a=1"},
        {"key-without-name", 72, Slot::Attach, anyStage,
            {"The bare key was appended.", "直接拼了密钥，没有 key=。"},
            {"Append &key=<key>, with its name.", "要拼 &key=密钥，而不是直接拼密钥。"},
            [](const Setting&, Variants& out) {
                behind(out, "bare", "");
                behind(out, "amp", "&");
                behind(out, "eq", "=");
            },
            "a=1", "a=1KEY"},
        {"double-ampersand-before-key", 104, Slot::Attach, anyStage,
            {"Two & stand before key.", "key 前多了一个 &。"},
            {"Cut the last & before appending &key=.", "拼 key 前去掉多余的 &。"},
            [](const Setting&, Variants& out) { behind(out, "", "&&key="); }, "a=1",
            "a=1&&key=KEY"},
        {"key-name-wrong", 119, Slot::Attach, anyStage,
            {"The key was appended under another name.", "密钥的参数名写错了。"},
            {"The name is key, in lower case.", "参数名固定为小写 key。"}, otherNames, "a=1",
            "a=1&Key=KEY"},
        {"key-prepended", 120, Slot::Attach, anyStage,
            {"The key stands in front.", "密钥拼到了最前面。"},
            {"The key goes to the end.", "密钥放在末尾。"},
            [](const Setting&, Variants& out) {
                out.attach("amp", 1, [](const QByteArray& key) {
                    return Attachment{"key=" + key + '&', {}, false};
                });
                out.attach(
                    "bare", 1, [](const QByteArray& key) { return Attachment{key, {}, false}; });
                out.attach(
                    "both", 1, [](const QByteArray& key) { return Attachment{key, key, false}; });
            },
            "a=1", "key=KEY&a=1"},
        {"key-sorted-with-params", 122, Slot::Attach, ownSignatures,
            {"key was sorted among the parameters.", "key 混在参数里一起排序了。"},
            {"Sort first, append &key= last.", "先排序，最后再拼 key。"},
            [](const Setting&, Variants& out) {
                out.attach({}, 1, [](const QByteArray&) { return Attachment{{}, {}, true}; });
            },
            "a=1&z=2", "a=1&key=KEY&z=2"},
        {"no-ampersand-before-key", 126, Slot::Attach, anyStage,
            {"The & before key is missing.", "key 前少了 &。"}, {"Append &key=.", "key 前要有 &。"},
            [](const Setting&, Variants& out) { behind(out, "", "key="); }, "a=1", "a=1key=KEY"},
    };
}

} // namespace paydesk
