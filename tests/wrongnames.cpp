#include "tests/wrongsignature.h"

#include <array>

namespace paydesk::judge {

namespace {

    void rename(Making& making, const char* origin, const QByteArray& name)
    {
        if (Piece* piece = making.piece(origin))
            piece->name = name;
    }

    void renameAppId(Making& making, const QByteArray& variant)
    {
        rename(making, "appId", variant);
    }

    void renameTimeStamp(Making& making, const QByteArray& variant)
    {
        rename(making, "timeStamp", variant);
    }

    void renameNonceStr(Making& making, const QByteArray& variant)
    {
        rename(making, "nonceStr", variant);
    }

    void renameSignType(Making& making, const QByteArray& variant)
    {
        rename(making, "signType", variant);
    }

    void renamePackage(Making& making, const QByteArray& variant)
    {
        rename(making, "package", variant);
    }

    void changeAllNames(Making& making, const QByteArray& variant)
    {
        for (Piece& piece : making.pieces) {
            if (variant == "lower")
                piece.name = piece.name.toLower();
            else
                piece.name = piece.name.left(1).toUpper() + piece.name.mid(1);
        }
    }

    void takeSnakeNames(Making& making, const QByteArray& variant)
    {
        const bool all = variant == "app_id" || variant == "appid";
        if (all) {
            rename(making, "appId", variant);
            rename(making, "timeStamp", "time_stamp");
        }
        if (all || variant == "nonce_str-only")
            rename(making, "nonceStr", "nonce_str");
        if (all || variant == "sign_type-only")
            rename(making, "signType", "sign_type");
    }

    void takePropertyNames(Making& making, const QByteArray& variant)
    {
        for (Piece& piece : making.pieces) {
            QByteArray name;
            for (qsizetype i = 0; i < piece.name.size(); ++i) {
                if (piece.name[i] != '_')
                    name += piece.name[i];
                else if (variant == "camel" && i + 1 < piece.name.size())
                    name += QByteArray(1, piece.name[++i]).toUpper();
            }
            piece.name = name;
        }
    }

    using Step = MakingStep;

    const std::array<WrongWay, 8> nameWays{{
        {"paysign-appid-case", "P", Step::Name, renameAppId,
            [](const JudgedCase&) {
                return QList<QByteArray>{"appid", "appID", "AppId", "Appid"};
            }},
        {"paysign-timestamp-case", "P", Step::Name, renameTimeStamp,
            [](const JudgedCase&) {
                return QList<QByteArray>{"timestamp", "TimeStamp", "timestap"};
            }},
        {"paysign-noncestr-case", "P", Step::Name, renameNonceStr,
            [](const JudgedCase&) { return QList<QByteArray>{"noncestr", "NonceStr"}; }},
        {"paysign-signtype-case", "P", Step::Name, renameSignType,
            [](const JudgedCase&) { return QList<QByteArray>{"signtype", "SignType"}; }},
        {"paysign-package-renamed", "P", Step::Name, renamePackage,
            [](const JudgedCase&) {
                return QList<QByteArray>{
                    "packageValue", "packages", "Package", "pkg", "prepay_id", "prepayId"};
            }},
        {"paysign-names-case", "P", Step::Name, changeAllNames,
            [](const JudgedCase&) { return QList<QByteArray>{"lower", "pascal"}; }},
        {"paysign-snake-case-names", "P", Step::Name, takeSnakeNames,
            [](const JudgedCase&) {
                return QList<QByteArray>{"app_id", "appid", "nonce_str-only", "sign_type-only"};
            }},
        {"request-camel-case-names", "RV", Step::Name, takePropertyNames,
            [](const JudgedCase&) { return QList<QByteArray>{"camel", "lower-joined"}; }},
    }};

} // namespace

std::span<const WrongWay> wrongNames()
{
    return nameWays;
}

} // namespace paydesk::judge
