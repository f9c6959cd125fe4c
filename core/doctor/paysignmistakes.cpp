#include "core/doctor/catalogue.h"
#include "core/doctor/characters.h"

namespace paydesk {

namespace {

    constexpr int mostSeconds = 600;
    constexpr int commonSeconds = 5;

    /// Calls for the field of this name, if there is one with a value.
    template <typename Use> void forField(const Setting& setting, const char* name, Use use)
    {
        eachSignedField(setting, [&](std::size_t i, const DraftField& field) {
            if (field.name == name)
                use(i, field.value);
        });
    }

    Variants::ValueMap always(const QByteArray& value)
    {
        return [value](const QByteArray&) { return value; };
    }

    void foreignAppId(const Setting& setting, Variants& out)
    {
        forField(setting, "appId", [&](std::size_t i, const QByteArray& value) {
            for (const char* source : {"sp_appid", "sub_appid", "mp_appid", "app_appid", "appid"}) {
                const QByteArray other = setting.identifier(source);
                if (!other.isEmpty() && other != value)
                    out.value(i, setting.fields, source, 1, always(other));
            }
        });
    }

    void otherSecond(const Setting& setting, Variants& out)
    {
        forField(setting, "timeStamp", [&](std::size_t i, const QByteArray& value) {
            if (!allDigits(value) || value.size() > 18)
                return;
            const qint64 seconds = value.toLongLong();
            for (int by = 1; by <= mostSeconds; ++by) {
                const int tier = by <= commonSeconds ? 1 : 3;
                for (const qint64 shifted : {seconds - by, seconds + by})
                    out.value(i, setting.fields,
                        (shifted < seconds ? '-' : '+') + QByteArray::number(by), tier,
                        always(QByteArray::number(shifted)));
            }
            for (const QByteArray& other : setting.question.order.otherTimestamps)
                out.value(i, setting.fields, "ctx", 1, always(other));
        });
    }

    void milliseconds(const Setting& setting, Variants& out)
    {
        forField(setting, "timeStamp", [&](std::size_t i, const QByteArray& value) {
            if (value.size() == 13 && allDigits(value))
                out.value(i, setting.fields, "to-seconds", 1, always(value.first(10)));
            if (value.size() != 10)
                return;
            for (int ms = 0; ms < 1000; ++ms) {
                const QByteArray digits = QByteArray::number(ms).rightJustified(3, '0');
                out.value(i, setting.fields, digits, ms == 0 ? 1 : 3, always(value + digits));
            }
        });
    }

    constexpr const char* prefix = "prepay_id=";

    void withoutPrefix(const Setting& setting, Variants& out)
    {
        forField(setting, "package", [&](std::size_t i, const QByteArray& value) {
            if (value.startsWith(prefix))
                out.value(i, setting.fields, {}, 1, always(value.sliced(10)));
        });
    }

    void misspeltPrefix(const Setting& setting, Variants& out)
    {
        forField(setting, "package", [&](std::size_t i, const QByteArray& value) {
            if (!value.startsWith(prefix))
                return;
            for (const char* typo : {"prepayId=", "prepayid=", "prepay_id:", "prepay_id= ",
                     "Prepay_id=", "prepay_id=="})
                out.value(i, setting.fields, typo, 1, always(typo + value.sliced(10)));
        });
    }

    void prepayUndefined(const Setting& setting, Variants& out)
    {
        forField(setting, "package", [&](std::size_t i, const QByteArray&) {
            for (const char* package : {"prepay_id=undefined", "prepay_id=null",
                     "prepay_id=", "prepay_id=None", "prepay_id=nil", "Sign=WXPay"})
                out.value(i, setting.fields, package, 1, always(package));
        });
    }

} // namespace

std::vector<Mistake> paySignMistakes()
{
    constexpr Slot slot = Slot::Value;
    return {
        {"paysign-sp-appid", 1, slot, paySignOnly,
            {"The second signature was made with another account's appId.",
                "二次签名用了另一个账号的 appId。"},
            {"Sign with the appId of the mini program that calls; with sub_appid in the order, "
             "that "
             "is the sub_appid.",
                "用调起支付的小程序的 appId 签名；下单传了 sub_appid 时用 sub_appid。"},
            foreignAppId},
        {"timestamp-regenerated", 11, slot, paySignOnly,
            {"The timestamp was taken twice: once to sign, once to send.",
                "时间戳取了两次：签名一次、发送一次。"},
            {"Take the timestamp once and hand the signed one to the front end.",
                "时间戳只取一次，把参与签名的那个值原样传给前端。"},
            otherSecond, "timeStamp=1490840662", "timeStamp=1490840663&key=KEY"},
        {"paysign-package-without-prefix", 15, slot, paySignOnly,
            {"package holds the bare prepay id in the string.",
                "签名串里的 package 只有 prepay_id 的值。"},
            {"package must be prepay_id=<id>, in the string and in the call.",
                "package 要写成 prepay_id=xxx，签名和调起都一样。"},
            withoutPrefix, "package=prepay_id=wx1", "package=wx1&key=KEY"},
        {"timestamp-milliseconds", 26, slot, paySignOnly,
            {"timeStamp was signed in milliseconds, or sent so.", "timeStamp 用了毫秒。"},
            {"Use seconds (10 digits), as text, the same value in both places.",
                "timeStamp 用秒（10 位字符串），签名与调起使用同一个值。"},
            milliseconds, "timeStamp=1490840662", "timeStamp=1490840662000&key=KEY"},
        {"paysign-package-prefix-typo", 74, slot, paySignOnly,
            {"The prefix of package is misspelt.", "package 的前缀写错了。"},
            {"Write the prefix exactly as prepay_id=.", "前缀必须是 prepay_id= 。"}, misspeltPrefix,
            "package=prepay_id=wx1", "package=prepay_id:wx1&key=KEY"},
        {"paysign-prepay-undefined", 75, slot, paySignOnly,
            {"The second signature was made although the order had failed.",
                "下单没有成功，仍然做了二次签名。"},
            {"Check return_code and result_code before signing again.",
                "二次签名前先判断 return_code 与 result_code。"},
            prepayUndefined, "package=prepay_id=wx1", "package=prepay_id=undefined&key=KEY"},
    };
}

} // namespace paydesk
