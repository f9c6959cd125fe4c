#include "tests/wrongsignature.h"

#include <QString>

#include <array>

namespace paydesk::judge {

namespace {

    QList<QByteArray> ofFields(const JudgedCase& judged, std::initializer_list<const char*> names,
        std::initializer_list<const char*> hows)
    {
        QList<QByteArray> variants;
        for (const char* name : names) {
            for (const char* how : hows) {
                if (!judged.params.value(name).isEmpty())
                    variants.append(QByteArray(name) + '|' + how);
            }
        }
        return variants;
    }

    void takeOtherNonce(Making& making, const QByteArray& variant)
    {
        Piece* piece = making.piece(making.facts.stage == "pay-sign" ? "nonceStr" : "nonce_str");
        if (piece && variant.toInt() < making.facts.otherNonces.size())
            piece->value = making.facts.otherNonces[variant.toInt()];
    }

    QList<QByteArray> nonceNumbers(const JudgedCase& judged)
    {
        QList<QByteArray> variants;
        for (int i = 0; i < judged.otherNonces.size(); ++i)
            variants.append(QByteArray::number(i));
        return variants;
    }

    void misspellType(Making& making, const QByteArray& variant)
    {
        if (Piece* piece =
                making.piece(making.facts.stage == "pay-sign" ? "signType" : "sign_type"))
            piece->value = variant;
    }

    void changeAddress(Making& making, const QByteArray& variant)
    {
        Piece* piece = making.piece(fieldOf(variant));
        if (!piece)
            return;
        const QByteArray how = howOf(variant);
        const QByteArray mapping = "::ffff:";
        if (how == "mapped" && !piece->value.startsWith(mapping))
            piece->value.prepend(mapping);
        else if (how == "mapped")
            return;
        else if (how != "unmap")
            piece->value = how;
        else if (piece->value.startsWith(mapping))
            piece->value.remove(0, mapping.size());
    }

    void changeUrl(Making& making, const QByteArray& variant)
    {
        Piece* piece = making.piece("notify_url");
        if (!piece)
            return;
        QByteArray& url = piece->value;
        const qsizetype host = url.indexOf("://") + 3;
        if (variant == "scheme")
            url = url.startsWith("https:") ? "http:" + url.mid(6) : "https:" + url.mid(5);
        else if (variant == "slash" && url.endsWith('/'))
            url.chop(1);
        else if (variant == "slash")
            url += '/';
        else if (variant == "no-query" && url.contains('?'))
            url.truncate(url.indexOf('?'));
        else if (variant == "no-path" && url.indexOf('/', host) > 0)
            url.truncate(url.indexOf('/', host));
        else if (variant == "no-port" && url.indexOf(':', host) > 0)
            url.remove(url.indexOf(':', host), url.indexOf('/', host) - url.indexOf(':', host));
    }

    void cutValue(Making& making, const QByteArray& variant)
    {
        if (Piece* piece = making.piece(fieldOf(variant)))
            piece->value = QString::fromUtf8(piece->value).left(howOf(variant).toInt()).toUtf8();
    }

    // Characters beyond U+FFFF would raise the question of what a character is: left to others.
    QList<QByteArray> cuts(const JudgedCase& judged)
    {
        QList<QByteArray> variants;
        for (const char* name : {"body", "attach", "detail", "goods_tag", "notify_url"}) {
            const QString value = QString::fromUtf8(judged.params.value(name));
            for (qsizetype n = 1; n < value.size(); ++n) {
                if (value.toUcs4().size() == value.size())
                    variants.append(QByteArray(name) + '|' + QByteArray::number(n));
            }
        }
        return variants;
    }

    void addBlank(Making& making, const QByteArray& variant)
    {
        Piece* piece = making.piece(fieldOf(variant));
        if (!piece)
            return;
        const QByteArray how = howOf(variant);
        if (how == "tail-sp")
            piece->value += ' ';
        else if (how == "tail-lf")
            piece->value += '\n';
        else if (how == "tail-crlf")
            piece->value += "\r\n";
        else if (how == "tail-tab")
            piece->value += '\t';
        else if (how == "head-sp")
            piece->value.prepend(' ');
    }

    QList<QByteArray> blanks(const JudgedCase& judged)
    {
        QList<QByteArray> variants;
        for (const Parameter& field : judged.params) {
            for (const char* how : {"tail-sp", "tail-lf", "tail-crlf", "tail-tab", "head-sp"}) {
                if (!field.value.isEmpty() && field.name != judged.signField())
                    variants.append(field.name + '|' + how);
            }
        }
        return variants;
    }

    bool isBlank(char c)
    {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    QByteArray trimmedEnds(QByteArray value)
    {
        while (!value.isEmpty() && isBlank(value.back()))
            value.chop(1);
        while (!value.isEmpty() && isBlank(value.front()))
            value.remove(0, 1);
        return value;
    }

    void trimValues(Making& making, const QByteArray&)
    {
        making.changeValues(trimmedEnds);
    }

    void collapseBlanks(Making& making, const QByteArray&)
    {
        making.changeValues([](const QByteArray& value) {
            QByteArray collapsed;
            for (const char c : trimmedEnds(value)) {
                if (!isBlank(c))
                    collapsed += c;
                else if (!collapsed.endsWith(' '))
                    collapsed += ' ';
            }
            return collapsed;
        });
    }

    void replaceEmoji(Making& making, const QByteArray& variant)
    {
        making.changeValues([&](const QByteArray& value) {
            QByteArray changed;
            for (const char32_t point : QString::fromUtf8(value).toUcs4())
                changed += point > 0xffff ? variant : QString::fromUcs4(&point, 1).toUtf8();
            return changed;
        });
    }

    void removeEmoji(Making& making, const QByteArray&)
    {
        replaceEmoji(making, {});
    }

    void takeIdentifier(Making& making, const QByteArray& variant)
    {
        Piece* piece = making.piece(fieldOf(variant));
        const QByteArray other = making.facts.profile.value(howOf(variant));
        if (piece && !other.isEmpty())
            piece->value = other;
    }

    QList<QByteArray> once(const JudgedCase&)
    {
        return {""};
    }

    using Step = MakingStep;

    const std::array<WrongWay, 12> valueWays{{
        {"nonce-from-other-step", "PR", Step::Value, takeOtherNonce, nonceNumbers},
        {"sign-type-spelling", "RP", Step::Value, misspellType,
            [](const JudgedCase& judged) {
                return judged.hmac() ? QList<QByteArray>{"hmac-sha256", "HMAC_SHA256", "HMACSHA256",
                                           "HmacSHA256", "RSA"}
                                     : QList<QByteArray>{"md5", "RSA"};
            }},
        {"ip-form-mismatch", "R", Step::Value, changeAddress,
            [](const JudgedCase& judged) {
                return ofFields(judged, {"spbill_create_ip", "client_ip"},
                    {"mapped", "unmap", "127.0.0.1", "::1", "0.0.0.0"});
            }},
        {"url-variant", "R", Step::Value, changeUrl,
            [](const JudgedCase&) {
                return QList<QByteArray>{"scheme", "slash", "no-port", "no-query", "no-path"};
            }},
        {"value-truncated", "RV", Step::Value, cutValue, cuts},
        {"value-extra-whitespace", "RPV", Step::Value, addBlank, blanks},
        {"values-trimmed", "RV", Step::Value, trimValues, once},
        {"values-whitespace-collapsed", "RV", Step::Value, collapseBlanks, once},
        {"emoji-removed", "RV", Step::Value, removeEmoji, once},
        {"emoji-replaced", "RV", Step::Value, replaceEmoji,
            [](const JudgedCase&) {
                return QList<QByteArray>{
                    "?", "??", "????", "\xEF\xBF\xBD", "\xEF\xBF\xBD\xEF\xBF\xBD"};
            }},
        {"appid-swapped", "R", Step::Value, takeIdentifier,
            [](const JudgedCase& judged) {
                return ofFields(judged, {"appid", "wxappid", "mch_appid", "sub_appid"},
                    {"mp_appid", "sp_appid", "sub_appid"});
            }},
        {"mch-id-swapped", "R", Step::Value, takeIdentifier,
            [](const JudgedCase& judged) {
                return ofFields(judged, {"mch_id", "mchid", "sub_mch_id"},
                    {"other_mch_id", "sp_mch_id", "sub_mch_id"});
            }},
    }};

} // namespace

std::span<const WrongWay> wrongValues()
{
    return valueWays;
}

} // namespace paydesk::judge
