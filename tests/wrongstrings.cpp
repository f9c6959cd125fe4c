#include "tests/textforms.h"
#include "tests/wrongsignature.h"

#include <QString>

#include <array>

namespace paydesk::judge {

namespace {

    void attachNothing(Making& making, const QByteArray& variant)
    {
        if (variant == "trailing-amp")
            making.text += '&';
        making.attached = true;
    }

    void attachBareKey(Making& making, const QByteArray& variant)
    {
        const QByteArray between = variant == "amp" ? "&" : variant == "eq" ? "=" : "";
        making.text += between + making.key;
        making.attached = true;
    }

    void attachWithoutAmpersand(Making& making, const QByteArray&)
    {
        making.text += "key=" + making.key;
        making.attached = true;
    }

    void attachWithTwoAmpersands(Making& making, const QByteArray&)
    {
        making.text += "&&key=" + making.key;
        making.attached = true;
    }

    void attachInFront(Making& making, const QByteArray& variant)
    {
        if (variant == "amp")
            making.text.prepend("key=" + making.key + '&');
        else
            making.text.prepend(making.key);
        if (variant == "both")
            making.text += making.key;
        making.attached = true;
    }

    void attachUnderOtherName(Making& making, const QByteArray& variant)
    {
        making.text += '&' + variant + '=' + making.key;
        making.attached = true;
    }

    void corruptEntities(Making& making, const QByteArray& variant)
    {
        making.text.replace("&not", "¬");
        if (variant != "all")
            return;
        const QList<std::pair<const char*, const char*>> others{{"&times", "×"}, {"&para", "¶"},
            {"&sect", "§"}, {"&reg", "®"}, {"&copy", "©"}, {"&deg", "°"}, {"&micro", "µ"},
            {"&cent", "¢"}, {"&curren", "¤"}};
        for (const auto& [entity, character] : others)
            making.text.replace(entity, character);
    }

    void changeCase(Making& making, const QByteArray& variant)
    {
        making.text = variant == "lower" ? making.text.toLower() : making.text.toUpper();
    }

    // Only where a letter beyond ASCII does not raise the question of how it is changed.
    QList<QByteArray> cases(const JudgedCase& judged)
    {
        for (const Parameter& field : judged.params) {
            const QString value = QString::fromUtf8(field.value);
            if (value.toLower().toUtf8() != field.value.toLower()
                || value.toUpper().toUtf8() != field.value.toUpper())
                return {};
        }
        return {"lower", "upper"};
    }

    void encodeString(Making& making, const QByteArray& variant)
    {
        making.text = percentEncoded(making.text, variant);
    }

    void removeBlanks(Making& making, const QByteArray&)
    {
        making.text.replace(" ", "").replace("\t", "").replace("\r", "").replace("\n", "");
    }

    void writeSomethingBehind(Making& making, const QByteArray& variant)
    {
        if (variant == "lf")
            making.text += '\n';
        else if (variant == "crlf")
            making.text += "\r\n";
        else if (variant == "sp")
            making.text += ' ';
        else if (variant == "amp")
            making.text += '&';
        else if (variant == "nul")
            making.text += '\0';
    }

    void beginWithBom(Making& making, const QByteArray&)
    {
        making.text.prepend("\xEF\xBB\xBF");
    }

    QList<QByteArray> oneWay(const JudgedCase&)
    {
        return {""};
    }

    using Step = MakingStep;

    const std::array<WrongWay, 12> stringWays{{
        {"key-not-appended", "RPV", Step::Attach, attachNothing,
            [](const JudgedCase&) { return QList<QByteArray>{"plain", "trailing-amp"}; }},
        {"key-without-name", "RPV", Step::Attach, attachBareKey,
            [](const JudgedCase&) { return QList<QByteArray>{"bare", "amp", "eq"}; }},
        {"no-ampersand-before-key", "RPV", Step::Attach, attachWithoutAmpersand, oneWay},
        {"double-ampersand-before-key", "RPV", Step::Attach, attachWithTwoAmpersands, oneWay},
        {"key-prepended", "RPV", Step::Attach, attachInFront,
            [](const JudgedCase&) { return QList<QByteArray>{"amp", "bare", "both"}; }},
        {"key-name-wrong", "RPV", Step::Attach, attachUnderOtherName,
            [](const JudgedCase&) {
                return QList<QByteArray>{"Key", "KEY", "apiKey", "api_key", "apikey", "secret",
                    "app_secret", "appsecret", "partnerKey", "partner_key", "mch_key",
                    "paySignKey"};
            }},
        {"html-entity-corruption", "RPV", Step::String, corruptEntities,
            [](const JudgedCase&) { return QList<QByteArray>{"not", "all"}; }},
        {"string-letter-case", "RP", Step::String, changeCase, cases},
        {"string-url-encoded", "RP", Step::String, encodeString,
            [](const JudgedCase&) {
                return QList<QByteArray>{"component", "form-java", "dotnet-lower"};
            }},
        {"spaces-removed", "RV", Step::String, removeBlanks,
            [](const JudgedCase&) { return QList<QByteArray>{"all"}; }},
        {"trailing-newline-in-string", "RPV", Step::String, writeSomethingBehind,
            [](const JudgedCase&) { return QList<QByteArray>{"lf", "crlf", "sp", "amp", "nul"}; }},
        {"bom-in-string", "RP", Step::String, beginWithBom, oneWay},
    }};

} // namespace

std::span<const WrongWay> wrongStrings()
{
    return stringWays;
}

} // namespace paydesk::judge
