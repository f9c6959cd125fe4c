#include "ui/signatures/pastedtext.h"

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype loneKeyLength = 32;

    bool isWord(QByteArrayView text)
    {
        return std::all_of(text.begin(), text.end(), [](char byte) {
            return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z')
                || (byte >= 'A' && byte <= 'Z');
        });
    }

    /// What stands behind the name of a key, blanks and quotes around it dropped.
    QByteArrayView afterName(QByteArrayView line)
    {
        constexpr QByteArrayView names[] = {"key", "api key", "api_key", "apikey", "api-key",
            "mch_key", "mchkey", "partner_key", "partnerkey", "密钥", "商户密钥", "api 密钥",
            "api密钥"};
        const QByteArray lower = line.toByteArray().toLower();
        for (const QByteArrayView name : names) {
            if (!lower.startsWith(name))
                continue;
            const QByteArrayView rest = line.sliced(name.size()).trimmed();
            for (const QByteArrayView sign : {"=", ":", "："}) {
                if (rest.startsWith(sign))
                    return rest.sliced(sign.size()).trimmed();
            }
        }
        return {};
    }

    QByteArrayView keyOf(QByteArrayView line)
    {
        const QByteArrayView text = line.trimmed();
        if (text.size() == loneKeyLength && isWord(text))
            return text;
        QByteArrayView value = afterName(text);
        if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'')
            && value.back() == value.front())
            value = value.sliced(1, value.size() - 2);
        // A string to sign may begin with a field named key; a value with & is no key.
        return value.contains('&') ? QByteArrayView() : value;
    }

    bool isBlankText(QByteArrayView text)
    {
        return text.trimmed().isEmpty();
    }

} // namespace

PastedText splitPaste(QByteArrayView text)
{
    qsizetype end = text.size();
    while (end > 0 && (text[end - 1] == '\n' || text[end - 1] == '\r'))
        --end;
    const qsizetype last = text.first(end).lastIndexOf('\n') + 1;
    const QByteArrayView lastKey = keyOf(text.sliced(last, end - last));
    if (last > 0 && !lastKey.isEmpty() && !isBlankText(text.first(last)))
        return {text.first(last).toByteArray(), Secret(lastKey.toByteArray())};

    qsizetype start = 0;
    while (start < text.size() && (text[start] == '\n' || text[start] == '\r'))
        ++start;
    const qsizetype lineEnd = text.indexOf('\n', start);
    if (lineEnd > 0 && !isBlankText(text.sliced(lineEnd))) {
        const QByteArrayView firstKey = keyOf(text.sliced(start, lineEnd - start));
        if (!firstKey.isEmpty())
            return {text.sliced(lineEnd + 1).toByteArray(), Secret(firstKey.toByteArray())};
    }
    return {text.toByteArray(), std::nullopt};
}

} // namespace paydesk
