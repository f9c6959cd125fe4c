#include "tests/wrongsignature.h"

#include <array>

namespace paydesk::judge {

namespace {

    void shiftTimestamp(Making& making, const QByteArray& variant)
    {
        if (Piece* piece = making.piece("timeStamp"))
            piece->value = QByteArray::number(piece->value.toLongLong() + variant.toLongLong());
    }

    void takeMilliseconds(Making& making, const QByteArray& variant)
    {
        Piece* piece = making.piece("timeStamp");
        if (piece && variant == "to-seconds")
            piece->value.truncate(10);
        else if (piece && piece->value.size() == 10)
            piece->value += variant;
    }

    void bareId(Making& making, const QByteArray&)
    {
        if (Piece* piece = making.piece("package"))
            piece->value.replace("prepay_id=", "");
    }

    void misspellPrefix(Making& making, const QByteArray& variant)
    {
        if (Piece* piece = making.piece("package"))
            piece->value.replace("prepay_id=", variant);
    }

    void wholePackage(Making& making, const QByteArray& variant)
    {
        if (Piece* piece = making.piece("package"))
            piece->value = variant;
    }

    void takeAppId(Making& making, const QByteArray& variant)
    {
        Piece* piece = making.piece("appId");
        const QByteArray other = making.facts.profile.value(variant);
        if (piece && !other.isEmpty())
            piece->value = other;
    }

    const std::array<WrongWay, 6> payValueWays{{
        {"timestamp-regenerated", "P", MakingStep::Value, shiftTimestamp,
            [](const JudgedCase&) {
                return QList<QByteArray>{"-1", "+1", "-2", "+2", "-3", "+3", "-4", "+4", "-5", "+5",
                    "+17", "-240", "+600"};
            }},
        {"timestamp-milliseconds", "P", MakingStep::Value, takeMilliseconds,
            [](const JudgedCase&) {
                return QList<QByteArray>{"000", "to-seconds", "001", "417", "999"};
            }},
        {"paysign-package-without-prefix", "P", MakingStep::Value, bareId,
            [](const JudgedCase&) { return QList<QByteArray>{""}; }},
        {"paysign-package-prefix-typo", "P", MakingStep::Value, misspellPrefix,
            [](const JudgedCase&) {
                return QList<QByteArray>{"prepayId=", "prepayid=", "prepay_id:", "prepay_id= ",
                    "Prepay_id=", "prepay_id=="};
            }},
        {"paysign-prepay-undefined", "P", MakingStep::Value, wholePackage,
            [](const JudgedCase&) {
                return QList<QByteArray>{"prepay_id=undefined", "prepay_id=null",
                    "prepay_id=", "prepay_id=None", "prepay_id=nil", "Sign=WXPay"};
            }},
        {"paysign-sp-appid", "P", MakingStep::Value, takeAppId,
            [](const JudgedCase&) {
                return QList<QByteArray>{"sp_appid", "sub_appid", "mp_appid", "app_appid"};
            }},
    }};

} // namespace

std::span<const WrongWay> wrongPayValues()
{
    return payValueWays;
}

} // namespace paydesk::judge
