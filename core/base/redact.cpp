#include "core/base/redact.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace paydesk {

namespace {

    constexpr qsizetype shortestValue = 6;

    constexpr std::array<const char*, 11> secretNames{"secret", "session_key", "key", "api_key",
        "app_secret", "appsecret", "apiv3_key", "sandbox_signkey", "password", "private_key",
        "auth_code"};

    QByteArray secretNamePattern()
    {
        QByteArray pattern;
        for (const char* name : secretNames)
            pattern += (pattern.isEmpty() ? QByteArray() : QByteArray("|")) + name;
        return pattern;
    }

    bool holds(std::string_view text, QByteArrayView part)
    {
        return text.find(std::string_view(part.data(), std::size_t(part.size())))
            != std::string_view::npos;
    }

    char lower(char letter)
    {
        return letter >= 'A' && letter <= 'Z' ? char(letter - 'A' + 'a') : letter;
    }

    /// The names that have no other name inside: a text without one of these has none at all. By
    /// their first letter.
    using InnermostNames = std::array<std::vector<QByteArrayView>, 128>;

    InnermostNames innermostNames()
    {
        InnermostNames found;
        for (const char* name : secretNames) {
            const bool innermost =
                std::none_of(secretNames.begin(), secretNames.end(), [name](const char* other) {
                    return qstrcmp(name, other) != 0 && holds(name, other);
                });
            if (innermost)
                found.at(std::size_t(lower(name[0]))).emplace_back(name);
        }
        return found;
    }

    /// Most texts name no secret, and are not worth a pattern's time.
    bool mayNameASecret(QByteArrayView text)
    {
        static const InnermostNames names = innermostNames();
        for (qsizetype at = 0; at < text.size(); ++at) {
            const auto first = std::size_t(uchar(lower(text[at])));
            if (first >= names.size())
                continue;
            for (const QByteArrayView name : names[first]) {
                if (text.size() - at >= name.size()
                    && qstrnicmp(text.data() + at, name.data(), std::size_t(name.size())) == 0)
                    return true;
            }
        }
        return false;
    }

    QByteArray withLowerEscapes(QByteArray encoded)
    {
        for (qsizetype at = encoded.indexOf('%'); at >= 0; at = encoded.indexOf('%', at + 3))
            encoded.replace(at, 3, encoded.mid(at, 3).toLower());
        return encoded;
    }

    /// The ways in which a value gets written into messages and logs.
    QList<QByteArray> writtenForms(const QByteArray& raw)
    {
        const QByteArray percent = raw.toPercentEncoding();
        const QByteArray base64 = raw.toBase64(QByteArray::OmitTrailingEquals);
        const QByteArray base64Percent = base64.toPercentEncoding();
        return {raw, percent, withLowerEscapes(percent), raw.toBase64(), base64, base64Percent,
            withLowerEscapes(base64Percent),
            raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
            raw.toHex(), raw.toHex().toUpper()};
    }

    /// Replaces the value behind a secret name in one of the notations that messages use.
    QByteArray withoutNamed(const QByteArray& text)
    {
        if (!mayNameASecret(text))
            return text;
        // Latin-1 keeps every byte as it is through QRegularExpression, which knows UTF-16 only.
        static const QString names = QString::fromLatin1(secretNamePattern());
        static const QRegularExpression query(
            QStringLiteral("((?:^|[?&\\s'\"])(?:%1)=)[^&\\s'\"<]+").arg(names),
            QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression json(
            QStringLiteral("(\"(?:%1)\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)+").arg(names),
            QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression cdata(
            QStringLiteral("(<(?:%1)>\\s*<!\\[CDATA\\[)(?:(?!\\]\\]>).)+").arg(names),
            QRegularExpression::CaseInsensitiveOption
                | QRegularExpression::DotMatchesEverythingOption);
        static const QRegularExpression xml(QStringLiteral("(<(?:%1)>\\s*)[^<\\s][^<]*").arg(names),
            QRegularExpression::CaseInsensitiveOption);
        QString work = QString::fromLatin1(text);
        const QString replacement = QStringLiteral("\\1") + QLatin1String(redactedMark);
        for (const QRegularExpression& notation : {query, json, cdata, xml})
            work.replace(notation, replacement);
        return work.toLatin1();
    }

} // namespace

bool isSecretName(QByteArrayView name)
{
    return std::any_of(secretNames.begin(), secretNames.end(),
        [name](const char* secret) { return name.compare(secret, Qt::CaseInsensitive) == 0; });
}

void Redactor::add(const Secret& secret)
{
    secret.reveal([this](QByteArrayView bytes) {
        if (bytes.size() < shortestValue)
            return;
        QByteArray raw = bytes.toByteArray();
        QList<QByteArray> forms = writtenForms(raw);
        // Forms may share their bytes with each other and with raw: each is wiped when its last
        // owner goes.
        for (QByteArray& form : forms) {
            Secret written(std::move(form));
            if (std::none_of(m_forms.begin(), m_forms.end(),
                    [&written](const Secret& other) { return other.sameAs(written); }))
                m_forms.push_back(std::move(written));
        }
        wipe(raw);
    });
    // Longer forms first, so that a form inside another does not leave its tail behind.
    std::sort(m_forms.begin(), m_forms.end(),
        [](const Secret& a, const Secret& b) { return a.size() > b.size(); });
}

QByteArray Redactor::withoutValues(QByteArray text) const
{
    for (const Secret& form : m_forms) {
        form.reveal([&text](QByteArrayView value) {
            if (holds({text.constData(), std::size_t(text.size())}, value))
                text.replace(value, QByteArrayView(redactedMark));
        });
    }
    return text;
}

QByteArray Redactor::clean(QByteArrayView text) const
{
    return withoutNamed(withoutValues(text.toByteArray()));
}

Exchange Redactor::clean(Exchange exchange) const
{
    for (QByteArray* text : {&exchange.url, &exchange.requestBody, &exchange.answerBody,
             &exchange.outcome, &exchange.why})
        *text = clean(*text);
    for (QList<Header>* headers : {&exchange.requestHeaders, &exchange.answerHeaders}) {
        for (Header& header : *headers)
            header.value =
                isSecretName(header.name) ? QByteArray(redactedMark) : clean(header.value);
    }
    return exchange;
}

} // namespace paydesk
