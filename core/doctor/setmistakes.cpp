#include "core/doctor/catalogue.h"
#include "core/doctor/characters.h"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <optional>

namespace paydesk {

namespace {

    using Presence = DraftField::Presence;
    using Picks = std::function<bool(const QByteArray& name)>;

    /// Takes away every field that the names as given say.
    std::function<void(DraftFields&)> removing(const Setting& setting, const Picks& picks)
    {
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < setting.fields.size(); ++i) {
            if (picks(setting.fields.at(i).name))
                places.push_back(i);
        }
        return [places](DraftFields& fields) {
            for (const std::size_t place : places)
                fields.at(place).presence = Presence::Removed;
        };
    }

    Picks named(const char* name)
    {
        return [name](const QByteArray& other) { return other == name; };
    }

    void removeOne(const Setting& setting, Variants& out, const char* name)
    {
        out.select({}, 1, removing(setting, named(name)));
    }

    std::function<void(DraftFields&)> adding(const QByteArray& name, const QByteArray& value)
    {
        return [name, value](
                   DraftFields& fields) { fields.push_back({name, value, false, Presence::Kept}); };
    }

    bool hasValue(const Setting& setting, QByteArrayView name)
    {
        return std::any_of(setting.fields.begin(), setting.fields.end(),
            [&](const DraftField& field) { return field.name == name && !field.value.isEmpty(); });
    }

    QByteArray valueOf(const DraftFields& fields, QByteArrayView name)
    {
        for (const DraftField& field : fields) {
            if (field.name == name)
                return field.value;
        }
        return {};
    }

    bool isIndexed(const QByteArray& name)
    {
        const qsizetype mark = name.lastIndexOf('_');
        return mark > 0 && allDigits(QByteArrayView(name).sliced(mark + 1));
    }

    bool isCoupon(const QByteArray& name)
    {
        return name.startsWith("coupon_");
    }

    void couponFields(const Setting& setting, Variants& out)
    {
        out.select("indexed", 1, removing(setting, [](const QByteArray& name) {
            return isCoupon(name) && isIndexed(name);
        }));
        out.select("all", 1, removing(setting, isCoupon));
        out.select("types", 1, removing(setting, [](const QByteArray& name) {
            return name.startsWith("coupon_type_") && isIndexed(name);
        }));
        out.select("summary", 1, removing(setting, [](const QByteArray& name) {
            return name == "coupon_fee" || name == "coupon_count";
        }));
    }

    void emptyIncluded(const Setting&, Variants& out)
    {
        out.select({}, 1, [](DraftFields& fields) {
            for (DraftField& field : fields) {
                if (field.value.isEmpty() && !field.isSignature
                    && field.presence == Presence::ByRule)
                    field.presence = Presence::Kept;
            }
        });
    }

    void nullLiteral(const Setting&, Variants& out)
    {
        for (const char* word : {"null", "None", "undefined", "nil", "NULL"})
            out.select(word, 1, [word](DraftFields& fields) {
                for (DraftField& field : fields) {
                    if (field.value.isEmpty() && !field.isSignature)
                        field.value = word;
                }
            });
    }

    /// The signature's own field, in its place if the message has one.
    std::function<void(DraftFields&)> keepingSign(
        const QByteArray& name, const std::optional<QByteArray>& value)
    {
        return [name, value](DraftFields& fields) {
            const auto found = std::find_if(fields.begin(), fields.end(),
                [&](const DraftField& field) { return field.isSignature && field.name == name; });
            if (found == fields.end()) {
                fields.push_back({name, value.value_or(QByteArray()), false, Presence::Kept});
                return;
            }
            found->value = value.value_or(found->value);
            found->presence = Presence::Kept;
        };
    }

    void signIncluded(const Setting& setting, Variants& out)
    {
        const QByteArray name = setting.question.signField();
        if (hasValue(setting, name))
            out.select("value", 1, keepingSign(name, {}));
        out.select("empty", 1, keepingSign(name, QByteArray()));
        out.select("null", 1, keepingSign(name, "null"));
    }

    void extraKnown(const Setting& setting, Variants& out)
    {
        struct Default {
            const char* name;
            const char* value;
            int tier;
        };
        for (const auto& [name, value, tier] :
            {Default{"device_info", "WEB", 1}, Default{"fee_type", "CNY", 1},
                Default{"trade_type", "JSAPI", 1}, Default{"limit_pay", "no_credit", 1},
                Default{"return_code", "SUCCESS", 1}, Default{"return_msg", "OK", 1},
                Default{"result_code", "SUCCESS", 1}, Default{"is_subscribe", "N", 1},
                Default{"is_subscribe", "Y", 2}, Default{"coupon_type_0", "null", 2},
                Default{"coupon_list", "[]", 2}, Default{"trade_type", "NATIVE", 2},
                Default{"trade_type", "APP", 2}, Default{"trade_type", "MWEB", 2},
                Default{"refund_fee_type", "CNY", 2}, Default{"cash_fee_type", "CNY", 2},
                Default{"bill_type", "ALL", 2}, Default{"version", "1.0", 2},
                Default{"receipt", "Y", 2}, Default{"profit_sharing", "N", 2},
                Default{"sign_type", "MD5", 2}, Default{"sign_type", "HMAC-SHA256", 2},
                Default{"spbill_create_ip", "127.0.0.1", 2}, Default{"err_code_des", "ok", 2}}) {
            const bool owned = QByteArrayView(name) == "sign_type"
                && setting.question.stage == SigningStage::Request; // sign-type-only-in-string
            if (!hasValue(setting, name) && !owned)
                out.select(QByteArray(name) + '=' + value, tier, adding(name, value), name);
        }
        const QByteArray mchId = setting.identifier("mch_id");
        if (!mchId.isEmpty() && !hasValue(setting, "op_user_id"))
            out.select("op_user_id=" + mchId, 1, adding("op_user_id", mchId), "op_user_id");
    }

    bool isBasicNotificationField(const QByteArray& name)
    {
        static constexpr const char* basic[] = {"appid", "mch_id", "device_info", "nonce_str",
            "sign", "sign_type", "return_code", "return_msg", "result_code", "err_code",
            "err_code_des", "openid", "is_subscribe", "trade_type", "bank_type", "total_fee",
            "settlement_total_fee", "fee_type", "cash_fee", "cash_fee_type", "coupon_fee",
            "coupon_count", "transaction_id", "out_trade_no", "attach", "time_end"};
        const bool coupon = isCoupon(name) && isIndexed(name);
        return coupon || std::any_of(std::begin(basic), std::end(basic), [&](const char* field) {
            return name == field;
        });
    }

    void unknownIgnored(const Setting& setting, Variants& out)
    {
        out.select("v2-base", 1, removing(setting, [](const QByteArray& name) {
            return !isBasicNotificationField(name);
        }));
        out.select("sub", 1,
            removing(setting, [](const QByteArray& name) { return name.startsWith("sub_"); }));
        out.select("v2-no-sign-type", 1, removing(setting, [](const QByteArray& name) {
            return name == "sign_type" || !isBasicNotificationField(name);
        }));
    }

    void returnFields(const Setting& setting, Variants& out)
    {
        const auto without = [&](const char* label, std::initializer_list<const char*> names) {
            const std::vector<QByteArray> list(names.begin(), names.end());
            out.select(label, 1, removing(setting, [list](const QByteArray& name) {
                return std::find(list.begin(), list.end(), name) != list.end();
            }));
        };
        without("code+msg", {"return_code", "return_msg"});
        without("code", {"return_code"});
        without("all-status", {"return_code", "return_msg", "result_code"});
    }

    void omitted(const Setting& setting, Variants& out)
    {
        eachSignedField(setting, [&out](std::size_t i, const DraftField& field) {
            out.select(
                field.name, 2,
                [i](DraftFields& fields) { fields.at(i).presence = Presence::Removed; },
                field.name);
        });
    }

    QByteArray prepayIdOf(const DraftFields& fields)
    {
        const QByteArray package = valueOf(fields, "package");
        return package.startsWith("prepay_id=") ? package.sliced(10) : package;
    }

    void appFields(const Setting& setting, Variants& out)
    {
        const QByteArray mchId = setting.identifier("mch_id");
        struct Names {
            const char* label;
            const char* appid;
            const char* partner;
            const char* prepay;
            const char* nonce;
            const char* timestamp;
        };
        for (const Names& names :
            {Names{"lower", "appid", "partnerid", "prepayid", "noncestr", "timestamp"},
                Names{"camel", "appId", "partnerId", "prepayId", "nonceStr", "timeStamp"}})
            out.select(names.label, 1, [names, mchId](DraftFields& fields) {
                const DraftFields given = std::exchange(fields, {});
                fields = {{names.appid, valueOf(given, "appId")}, {names.partner, mchId},
                    {names.prepay, prepayIdOf(given)}, {"package", "Sign=WXPay"},
                    {names.nonce, valueOf(given, "nonceStr")},
                    {names.timestamp, valueOf(given, "timeStamp")}};
            });
    }

    void paySignExtra(const Setting& setting, Variants& out)
    {
        const QByteArray mchId = setting.identifier("mch_id");
        const QByteArray prepayId = prepayIdOf(setting.fields);
        const OrderFacts& order = setting.question.order;
        const std::pair<const char*, QByteArray> extras[] = {{"mch_id", mchId}, {"mchid", mchId},
            {"partnerid", mchId}, {"partnerId", mchId}, {"prepay_id", prepayId},
            {"prepayid", prepayId}, {"prepayId", prepayId}, {"total_fee", order.totalFee},
            {"openid", order.openid}, {"trade_type", "JSAPI"}};
        for (const auto& [name, value] : extras) {
            if (!value.isEmpty() && !hasValue(setting, name))
                out.select(name, 1, adding(name, value), name);
        }
    }

    void signTypeOnlyInString(const Setting& setting, Variants& out)
    {
        if (hasValue(setting, "sign_type"))
            return;
        for (const char* type : {"MD5", "HMAC-SHA256"})
            out.select(type, 1, adding("sign_type", type));
    }

} // namespace

std::vector<Mistake> setMistakes()
{
    constexpr Slot slot = Slot::Set;
    return {
        {"coupon-fields-omitted", 5, slot, verifyOnly,
            {"Coupon fields of the notification were lost.", "通知里的代金券字段没有参与验签。"},
            {"Verify over every element received, not over a fixed model.",
                "验签要用收到的全部字段，不要只取固定模型。"},
            couponFields, "coupon_fee=1&coupon_fee_0=1", "coupon_fee=1&key=KEY"},
        {"paysign-appid-omitted", 10, slot, paySignOnly,
            {"appId is missing in the second string.", "二次签名缺少 appId。"},
            {"appId takes part although requestPayment does not take it as an argument.",
                "appId 必须参与签名，尽管调起时不传。"},
            [](const Setting& s, Variants& out) { removeOne(s, out, "appId"); },
            "appId=1&nonceStr=2", "nonceStr=2&key=KEY"},
        {"sign-type-omitted", 12, slot, messages,
            {"sign_type is present but was left out of the string.",
                "有 sign_type，但没有参与签名。"},
            {"Everything except sign and empty values takes part, sign_type included.",
                "除 sign 和空值外全部参与签名，包括 sign_type。"},
            [](const Setting& s, Variants& out) { removeOne(s, out, "sign_type"); },
            "body=a&sign_type=MD5", "body=a&key=KEY"},
        {"empty-values-included", 18, slot, messages,
            {"Parameters without value took part.", "值为空的参数参与了签名。"},
            {"Skip parameters whose value is empty, when signing and when verifying.",
                "空值参数不参与签名，验签时也一样。"},
            emptyIncluded, "attach=&body=a", "attach=&body=a&key=KEY"},
        {"null-literal-included", 29, slot, messages,
            {"Empty values became a word.", "空值变成了 null 之类的字样。"},
            {"Skip null values before building the string.", "拼串前剔除 null 值。"}, nullLiteral,
            "attach=&body=a", "attach=null&body=a&key=KEY"},
        {"sign-included", 43, slot, anyStage,
            {"The signature field itself was hashed.", "sign 字段自己参与了签名。"},
            {"Remove sign before hashing.", "签名前先移除 sign 字段。"}, signIncluded,
            "body=a&sign=S", "body=a&sign=S&key=KEY"},
        {"field-extra-known", 51, slot, messages,
            {"A default parameter is hashed but not sent.", "某个默认参数参与了签名，却没有发送。"},
            {"Send what you sign: complete the parameters before signing.",
                "先补齐参数再签名，签什么就发什么。"},
            extraKnown, "body=a", "body=a&device_info=WEB&key=KEY"},
        {"unknown-fields-ignored", 56, slot, verifyOnly,
            {"Only known fields were verified.", "只用已知字段验签，忽略了其他字段。"},
            {"Keep every child element of <xml>, known or not.",
                "保留 <xml> 下所有子元素，无论是否认识。"},
            unknownIgnored, "appid=1&sub_appid=2", "appid=1&key=KEY"},
        {"field-omitted", 59, slot, anyStage,
            {"One parameter is missing from the string.", "签名串里少了一个参数。"},
            {"Build string and request from the same set of parameters.",
                "签名串与请求从同一参数表生成。"},
            omitted, "body=a&total_fee=1", "body=a&key=KEY"},
        {"paysign-app-fields", 89, slot, paySignOnly,
            {"The field set of an APP payment was used for a mini program.",
                "小程序支付用了 APP 支付的字段。"},
            {"Mini program and JSAPI use appId, nonceStr, package, signType, timeStamp.",
                "小程序、JSAPI 的字段与 APP "
                "支付不同：appId、nonceStr、package、signType、timeStamp。"},
            appFields, "appId=1&nonceStr=2&package=prepay_id=wx3&signType=MD5&timeStamp=4",
            "appid=1&noncestr=2&package=Sign=WXPay&prepayid=wx3&timestamp=4&key=KEY"},
        {"paysign-extra-field", 129, slot, paySignOnly,
            {"A further parameter stands in the second string.", "二次签名多了一个参数。"},
            {"Hash only the five parameters.", "只对规定的五个参数签名。"}, paySignExtra, "appId=1",
            "appId=1&trade_type=JSAPI&key=KEY"},
        {"paysign-signtype-omitted", 131, slot, paySignOnly,
            {"signType is missing in the second string.", "二次签名缺少 signType。"},
            {"Five parameters are hashed: appId, nonceStr, package, signType, timeStamp.",
                "二次签名含 appId、nonceStr、package、signType、timeStamp 五项。"},
            [](const Setting& s, Variants& out) { removeOne(s, out, "signType"); },
            "appId=1&signType=MD5", "appId=1&key=KEY"},
        {"return-fields-omitted", 137, slot, verifyOnly,
            {"Status fields were stripped before verifying.", "验签前去掉了 return_code 等字段。"},
            {"They belong to the signed set; remove only sign.",
                "return_code 等也参与签名，只去掉 sign。"},
            returnFields, "a=1&return_code=SUCCESS", "a=1&key=KEY"},
        {"sign-type-only-in-string", 142, slot, requestOnly,
            {"sign_type was hashed but not sent.", "sign_type 参与了签名，却没有发送。"},
            {"Send sign_type too, or leave it out of the string.",
                "签名串里有 sign_type 就必须一并发送。"},
            signTypeOnlyInString, "body=a", "body=a&sign_type=MD5&key=KEY"},
    };
}

} // namespace paydesk
