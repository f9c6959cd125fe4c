#include "tests/wrongsignature.h"

#include <QRegularExpression>

#include <array>

namespace paydesk::judge {

namespace {

    void keepEmpty(Making& making, const QByteArray&)
    {
        for (Piece& piece : making.pieces)
            piece.kept = piece.kept || (piece.value.isEmpty() && piece.origin != making.signField);
    }

    void writeNull(Making& making, const QByteArray& variant)
    {
        for (Piece& piece : making.pieces) {
            if (piece.value.isEmpty() && piece.origin != making.signField)
                piece.value = variant;
        }
    }

    void keepSignature(Making& making, const QByteArray& variant)
    {
        Piece* piece = making.piece(making.signField);
        if (variant == "value" && !piece)
            return;
        if (!piece) {
            making.add(making.signField, {});
            piece = &making.pieces.back();
        }
        piece->kept = true;
        if (variant != "value")
            piece->value = variant == "null" ? "null" : "";
    }

    void loseSignType(Making& making, const QByteArray&)
    {
        making.remove("sign_type");
    }

    void addSignType(Making& making, const QByteArray& variant)
    {
        if (!making.piece("sign_type"))
            making.add("sign_type", variant);
    }

    void losePaySignType(Making& making, const QByteArray&)
    {
        making.remove("signType");
    }

    void loseAppId(Making& making, const QByteArray&)
    {
        making.remove("appId");
    }

    QByteArray bareIdOf(const JudgedCase& judged)
    {
        return judged.params.value("package").replace("prepay_id=", "");
    }

    void addPayField(Making& making, const QByteArray& variant)
    {
        QByteArray value;
        if (variant == "mch_id" || variant == "mchid" || variant == "partnerid")
            value = making.facts.profile.value("mch_id");
        else if (variant == "prepay_id" || variant == "prepayid")
            value = bareIdOf(making.facts);
        else if (variant == "total_fee")
            value = making.facts.totalFee;
        else if (variant == "openid")
            value = making.facts.openid;
        else
            value = "JSAPI";
        making.add(variant, value);
    }

    // The five of the mini program as the APP kit wants them: the number of the merchant comes in,
    // the prepay id moves, the sign type goes.
    void takeAppFields(Making& making, const QByteArray& variant)
    {
        const bool camel = variant == "camel";
        making.remove("signType");
        making.piece("appId")->name = camel ? "appId" : "appid";
        making.piece("nonceStr")->name = camel ? "nonceStr" : "noncestr";
        making.piece("timeStamp")->name = camel ? "timeStamp" : "timestamp";
        making.piece("package")->value = "Sign=WXPay";
        making.add(camel ? "partnerId" : "partnerid", making.facts.profile.value("mch_id"));
        making.add(camel ? "prepayId" : "prepayid", bareIdOf(making.facts));
    }

    void loseField(Making& making, const QByteArray& variant)
    {
        making.remove(variant);
    }

    QList<QByteArray> fieldsThere(const JudgedCase& judged)
    {
        QList<QByteArray> names;
        for (const Parameter& field : judged.params) {
            if (!field.value.isEmpty() && field.name != judged.signField())
                names.append(field.name);
        }
        return names;
    }

    void removeMatching(Making& making, const char* pattern)
    {
        const QRegularExpression names(QString::fromLatin1(pattern));
        erase_if(making.pieces, [&](const Piece& piece) {
            return names.match(QString::fromUtf8(piece.origin)).hasMatch();
        });
    }

    void loseCoupons(Making& making, const QByteArray& variant)
    {
        if (variant == "indexed")
            removeMatching(making, "^coupon_.*_[0-9]+$");
        else if (variant == "all")
            removeMatching(making, "^coupon_");
        else if (variant == "types")
            removeMatching(making, "^coupon_type_[0-9]+$");
        else
            removeMatching(making, "^coupon_(fee|count)$");
    }

    // The basic list is taken for messages without coupons and settlement only: what an old class
    // knew of those is anybody's guess.
    void ignoreUnknown(Making& making, const QByteArray& variant)
    {
        removeMatching(making, "^sub_");
        if (variant == "v2-no-sign-type")
            making.remove("sign_type");
    }

    void loseStatus(Making& making, const QByteArray& variant)
    {
        making.remove("return_code");
        if (variant != "code")
            making.remove("return_msg");
        if (variant == "all-status")
            making.remove("result_code");
    }

    void addDefault(Making& making, const QByteArray& variant)
    {
        making.add(variant.left(variant.indexOf('=')), variant.mid(variant.indexOf('=') + 1));
    }

    QList<QByteArray> defaultsNotThere(const JudgedCase& judged)
    {
        QList<QByteArray> variants;
        for (const char* pair : {"device_info=WEB", "fee_type=CNY", "trade_type=JSAPI",
                 "limit_pay=no_credit", "return_code=SUCCESS", "return_msg=OK",
                 "result_code=SUCCESS", "is_subscribe=N", "coupon_type_0=null", "coupon_list=[]"}) {
            const QByteArray name = QByteArray(pair).left(QByteArray(pair).indexOf('='));
            if (!judged.params.contains(name))
                variants.append(pair);
        }
        return variants;
    }

    QList<QByteArray> onceHere(const JudgedCase&)
    {
        return {""};
    }

    const std::array<WrongWay, 15> setWays{{
        {"empty-values-included", "RV", MakingStep::Set, keepEmpty, onceHere},
        {"null-literal-included", "RV", MakingStep::Set, writeNull,
            [](const JudgedCase&) {
                return QList<QByteArray>{"null", "None", "undefined", "nil", "NULL"};
            }},
        {"sign-included", "RPV", MakingStep::Set, keepSignature,
            [](const JudgedCase&) { return QList<QByteArray>{"value", "empty", "null"}; }},
        {"sign-type-omitted", "RV", MakingStep::Set, loseSignType, onceHere},
        {"sign-type-only-in-string", "R", MakingStep::Set, addSignType,
            [](const JudgedCase&) { return QList<QByteArray>{"MD5", "HMAC-SHA256"}; }},
        {"paysign-signtype-omitted", "P", MakingStep::Set, losePaySignType, onceHere},
        {"paysign-appid-omitted", "P", MakingStep::Set, loseAppId, onceHere},
        {"paysign-extra-field", "P", MakingStep::Set, addPayField,
            [](const JudgedCase&) {
                return QList<QByteArray>{"mch_id", "mchid", "partnerid", "prepay_id", "prepayid",
                    "total_fee", "openid", "trade_type"};
            }},
        {"paysign-app-fields", "P", MakingStep::Set, takeAppFields,
            [](const JudgedCase&) { return QList<QByteArray>{"lower", "camel"}; }},
        {"field-omitted", "RPV", MakingStep::Set, loseField, fieldsThere},
        {"coupon-fields-omitted", "V", MakingStep::Set, loseCoupons,
            [](const JudgedCase&) {
                return QList<QByteArray>{"indexed", "all", "types", "summary"};
            }},
        {"unknown-fields-ignored", "V", MakingStep::Set, ignoreUnknown,
            [](const JudgedCase& judged) {
                return judged.params.contains("coupon_count")
                        || judged.params.contains("settlement_total_fee")
                    ? QList<QByteArray>{"sub"}
                    : QList<QByteArray>{"v2-base", "v2-no-sign-type"};
            }},
        {"return-fields-omitted", "V", MakingStep::Set, loseStatus,
            [](const JudgedCase&) { return QList<QByteArray>{"code+msg", "code", "all-status"}; }},
        {"field-extra-known", "RV", MakingStep::Set, addDefault, defaultsNotThere},
        {"key-sorted-with-params", "RP", MakingStep::Set,
            [](Making& making, const QByteArray&) {
                making.add("key", making.key);
                making.attached = true;
            },
            onceHere},
    }};

} // namespace

std::span<const WrongWay> wrongSets()
{
    return setWays;
}

} // namespace paydesk::judge
