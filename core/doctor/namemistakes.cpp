#include "core/doctor/catalogue.h"

#include <initializer_list>
#include <utility>
#include <vector>

namespace paydesk {

namespace {

    using Renames = std::vector<std::pair<QByteArray, QByteArray>>;

    Variants::ValueMap renaming(const Renames& renames)
    {
        return [renames](const QByteArray& name) {
            for (const auto& [from, to] : renames) {
                if (name == from)
                    return to;
            }
            return name;
        };
    }

    void rename(Variants& out, const char* name, std::initializer_list<const char*> others)
    {
        for (const char* other : others)
            out.names(other, 1, renaming({{name, other}}));
    }

    QByteArray pascal(const QByteArray& name)
    {
        return name.first(1).toUpper() + name.sliced(1);
    }

    /// Without underscores; what follows one in upper case if `camel`.
    QByteArray joinedName(const QByteArray& name, bool camel)
    {
        QByteArray result;
        bool raise = false;
        for (const char c : name) {
            if (c == '_') {
                raise = camel;
                continue;
            }
            result += std::exchange(raise, false) && c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
        }
        return result;
    }

    void snakeCase(const Setting&, Variants& out)
    {
        const Renames tail{
            {"timeStamp", "time_stamp"}, {"nonceStr", "nonce_str"}, {"signType", "sign_type"}};
        for (const char* first : {"app_id", "appid"}) {
            Renames all = tail;
            all.emplace_back("appId", first);
            out.names(first, 1, renaming(all));
        }
        for (const auto& one : tail)
            out.names(one.second + "-only", 1, renaming({one}));
        out.names("app_id-only", 1, renaming({{"appId", "app_id"}}));
    }

} // namespace

std::vector<Mistake> nameMistakes()
{
    constexpr Slot slot = Slot::Name;
    return {
        {"paysign-timestamp-case", 2, slot, paySignOnly,
            {"timestamp instead of timeStamp was signed.",
                "签名用了 timestamp，而不是 timeStamp。"},
            {"Sign with timeStamp; only chooseWXPay's argument is in lower case.",
                "签名用 timeStamp；仅 chooseWXPay 的入参为小写。"},
            [](const Setting&, Variants& out) {
                rename(out, "timeStamp", {"timestamp", "TimeStamp", "timestap"});
            },
            "timeStamp=1", "timestamp=1&key=KEY"},
        {"paysign-appid-case", 19, slot, paySignOnly,
            {"appid instead of appId was signed.", "二次签名用了 appid，而不是 appId。"},
            {"The name is appId, capital I, in the second string.",
                "二次签名的参数名是 appId（I 大写）。"},
            [](const Setting&, Variants& out) {
                rename(out, "appId", {"appid", "appID", "AppId", "Appid"});
            },
            "appId=1", "appid=1&key=KEY"},
        {"paysign-names-case", 30, slot, paySignOnly,
            {"All names are in another letter case.", "所有参数名的大小写都不对。"},
            {"Use the exact names of the interface.", "参数名大小写须与文档完全一致。"},
            [](const Setting&, Variants& out) {
                out.names("lower", 1, [](const QByteArray& name) { return name.toLower(); });
                out.names("pascal", 1, pascal);
            },
            "appId=1&nonceStr=2", "appid=1&noncestr=2&key=KEY"},
        {"paysign-noncestr-case", 53, slot, paySignOnly,
            {"noncestr instead of nonceStr was signed.", "签名用了 noncestr，而不是 nonceStr。"},
            {"The name is nonceStr.", "参数名是 nonceStr。"},
            [](const Setting&, Variants& out) {
                rename(out, "nonceStr", {"noncestr", "NonceStr"});
            },
            "nonceStr=1", "noncestr=1&key=KEY"},
        {"paysign-snake-case-names", 76, slot, paySignOnly,
            {"Names with underscores were signed.", "二次签名用了带下划线的参数名。"},
            {"The second string uses camelCase names.", "二次签名使用驼峰参数名。"}, snakeCase,
            "appId=1&nonceStr=2", "app_id=1&nonce_str=2&key=KEY"},
        {"paysign-package-renamed", 90, slot, paySignOnly,
            {"package was hashed under another name.", "package 用了别的参数名参与签名。"},
            {"Hash it under the name package.", "签名时参数名必须是 package。"},
            [](const Setting&, Variants& out) {
                rename(out, "package",
                    {"packageValue", "packages", "Package", "pkg", "prepay_id", "prepayId"});
            },
            "package=1", "packageValue=1&key=KEY"},
        {"paysign-signtype-case", 130, slot, paySignOnly,
            {"signtype instead of signType was signed.", "签名用了 signtype，而不是 signType。"},
            {"The name is signType.", "参数名是 signType。"},
            [](const Setting&, Variants& out) {
                rename(out, "signType", {"signtype", "SignType"});
            },
            "signType=MD5", "signtype=MD5&key=KEY"},
        {"request-camel-case-names", 136, slot, messages,
            {"Property names were signed instead of the interface's names.",
                "签名用了类属性名，而不是接口字段名。"},
            {"Hash the interface's names (mch_id, nonce_str, …).",
                "签名使用接口字段名（mch_id 等），不是类属性名。"},
            [](const Setting&, Variants& out) {
                out.names(
                    "camel", 1, [](const QByteArray& name) { return joinedName(name, true); });
                out.names("lower-joined", 1,
                    [](const QByteArray& name) { return joinedName(name, false); });
            },
            "mch_id=1", "mchId=1&key=KEY"},
    };
}

} // namespace paydesk
