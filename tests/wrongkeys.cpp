#include "tests/wrongsignature.h"

#include <QCryptographicHash>

#include <array>

namespace paydesk::judge {

namespace {

    void takeSandboxKey(Making& making, const QByteArray&)
    {
        making.key = making.facts.profile.value("sandbox_key");
    }

    void takeAppSecret(Making& making, const QByteArray&)
    {
        making.key = making.facts.profile.value("app_secret");
    }

    void takeApiV3Key(Making& making, const QByteArray&)
    {
        making.key = making.facts.profile.value("apiv3_key");
    }

    void takeOldKey(Making& making, const QByteArray& variant)
    {
        if (variant.toInt() < making.facts.previousKeys.size())
            making.key = making.facts.previousKeys[variant.toInt()];
    }

    void takeOtherMerchantsKey(Making& making, const QByteArray& variant)
    {
        making.key = making.facts.otherKeys.value(variant);
    }

    void takeIdentifierAsKey(Making& making, const QByteArray& variant)
    {
        making.key = making.facts.profile.value(variant);
    }

    void takeWord(Making& making, const QByteArray& variant)
    {
        making.key = variant == "empty" ? QByteArray() : variant;
    }

    void cutKey(Making& making, const QByteArray& variant)
    {
        const int n = variant.mid(4).toInt();
        making.key = variant.startsWith("head") ? making.key.left(n) : making.key.right(n);
    }

    QList<QByteArray> keyCuts(const JudgedCase& judged)
    {
        QList<QByteArray> variants;
        for (int n = 1; n < judged.key.size(); ++n)
            variants += {"head" + QByteArray::number(n), "tail" + QByteArray::number(n)};
        return variants;
    }

    // "position:character"
    void mistypeKey(Making& making, const QByteArray& variant)
    {
        const qsizetype at = variant.left(variant.indexOf(':')).toLongLong();
        if (at < making.key.size())
            making.key[at] = variant.back();
    }

    QList<QByteArray> lookAlikes(const JudgedCase& judged)
    {
        const QMap<char, QByteArray> alike{{'0', "Oo"}, {'O', "0o"}, {'o', "0O"}, {'1', "lI"},
            {'l', "1I"}, {'I', "1l"}, {'5', "S"}, {'S', "5"}, {'8', "B"}, {'B', "8"}, {'2', "Z"},
            {'Z', "2"}, {'c', "C"}, {'C', "c"}};
        QList<QByteArray> variants;
        for (qsizetype at = 0; at < judged.key.size(); ++at) {
            for (const char other : alike.value(judged.key[at]))
                variants.append(QByteArray::number(at) + ':' + other);
        }
        return variants;
    }

    void hashKey(Making& making, const QByteArray& variant)
    {
        const QByteArray hex =
            QCryptographicHash::hash(making.key, QCryptographicHash::Md5).toHex();
        making.key = variant == "upper" ? hex.toUpper() : hex;
    }

    void addInvisible(Making& making, const QByteArray& variant)
    {
        if (variant == "bom")
            making.key.prepend("\xEF\xBB\xBF");
        else if (variant == "zwsp")
            making.key += "\xE2\x80\x8B";
        else if (variant == "zwsp-head")
            making.key.prepend("\xE2\x80\x8B");
        else if (variant == "nbsp")
            making.key += "\xC2\xA0";
        else if (variant == "fullwidth-sp")
            making.key += "\xE3\x80\x80";
        else if (variant == "nul")
            making.key += '\0';
    }

    void addWhitespace(Making& making, const QByteArray& variant)
    {
        if (variant == "sp")
            making.key += ' ';
        else if (variant == "lf")
            making.key += '\n';
        else if (variant == "crlf")
            making.key += "\r\n";
        else if (variant == "tab")
            making.key += '\t';
        else if (variant == "head-sp")
            making.key.prepend(' ');
        else if (variant == "both")
            making.key = ' ' + making.key + ' ';
    }

    void changeKeyCase(Making& making, const QByteArray& variant)
    {
        making.key = variant == "lower" ? making.key.toLower() : making.key.toUpper();
    }

    void quoteKey(Making& making, const QByteArray& variant)
    {
        making.key = variant + making.key + variant;
    }

    void doubleKey(Making& making, const QByteArray&)
    {
        making.key = making.key.repeated(2);
    }

    QList<QByteArray> theOneWay(const JudgedCase&)
    {
        return {""};
    }

    using Step = MakingStep;

    const std::array<WrongWay, 15> keyWays{{
        {"sandbox-key-mixup", "RPV", Step::Key, takeSandboxKey, theOneWay},
        {"app-secret-as-key", "RPV", Step::Key, takeAppSecret, theOneWay},
        {"apiv3-key-as-key", "RPV", Step::Key, takeApiV3Key, theOneWay},
        {"old-key", "RPV", Step::Key, takeOldKey,
            [](const JudgedCase& judged) {
                return judged.previousKeys.size() > 1 ? QList<QByteArray>{"0", "1"}
                                                      : QList<QByteArray>{"0"};
            }},
        {"other-merchant-key", "RPV", Step::Key, takeOtherMerchantsKey,
            [](const JudgedCase& judged) { return judged.otherKeys.keys(); }},
        {"identifier-as-key", "RPV", Step::Key, takeIdentifierAsKey,
            [](const JudgedCase&) { return QList<QByteArray>{"mch_id", "appid", "cert_serial"}; }},
        {"key-empty", "RPV", Step::Key, takeWord,
            [](const JudgedCase&) {
                return QList<QByteArray>{"empty", "null", "undefined", "None", "false"};
            }},
        {"key-truncated", "RPV", Step::Key, cutKey, keyCuts},
        {"key-lookalike", "RPV", Step::Key, mistypeKey, lookAlikes},
        {"key-hashed", "RPV", Step::Key, hashKey,
            [](const JudgedCase&) { return QList<QByteArray>{"lower", "upper"}; }},
        {"key-invisible-char", "RPV", Step::Key, addInvisible,
            [](const JudgedCase&) {
                return QList<QByteArray>{"bom", "zwsp", "zwsp-head", "nbsp", "fullwidth-sp", "nul"};
            }},
        {"key-whitespace", "RPV", Step::Key, addWhitespace,
            [](const JudgedCase&) {
                return QList<QByteArray>{"sp", "lf", "crlf", "tab", "head-sp", "both"};
            }},
        {"key-letter-case", "RPV", Step::Key, changeKeyCase,
            [](const JudgedCase&) { return QList<QByteArray>{"lower", "upper"}; }},
        {"key-quoted", "RPV", Step::Key, quoteKey,
            [](const JudgedCase&) { return QList<QByteArray>{"\"", "'"}; }},
        {"key-duplicated", "RPV", Step::Key, doubleKey, theOneWay},
    }};

} // namespace

std::span<const WrongWay> wrongKeys()
{
    return keyWays;
}

} // namespace paydesk::judge
