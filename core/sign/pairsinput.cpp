#include "core/sign/pairsinput.h"

#include "core/sign/bytecursor.h"
#include "core/sign/utf8.h"

#include <QCoreApplication>
#include <QList>

#include <algorithm>

namespace paydesk {

namespace {

    bool isFieldName(QByteArrayView text)
    {
        const auto inName = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || QByteArrayView("_-.$[]").contains(c);
        };
        return !text.isEmpty() && std::all_of(text.begin(), text.end(), inName);
    }

    /// As forms write it: "+" is a blank. A "%" without two digits stays what it is.
    QByteArray percentDecoded(QByteArrayView text)
    {
        QByteArray decoded;
        decoded.reserve(text.size());
        ByteCursor cursor(text);
        while (!cursor.atEnd()) {
            const char c = cursor.next();
            const auto code = c == '%' ? cursor.takeHex(2, 2) : std::nullopt;
            decoded += code ? char(*code) : c == '+' ? ' ' : c;
        }
        return decoded;
    }

    QList<QByteArrayView> piecesOf(QByteArrayView text)
    {
        QList<QByteArrayView> pieces;
        for (qsizetype start = 0; start <= text.size();) {
            const qsizetype end = text.indexOf('&', start);
            const qsizetype stop = end < 0 ? text.size() : end;
            pieces.append(text.sliced(start, stop - start));
            start = stop + 1;
        }
        return pieces;
    }

    /// The pieces with those joined to their predecessors that are part of a value.
    QList<QByteArrayView> rawPairsOf(QByteArrayView text)
    {
        QList<QByteArrayView> pairs;
        for (const QByteArrayView piece : piecesOf(text)) {
            const bool startsPair =
                isFieldName(piece.first(qMax<qsizetype>(piece.indexOf('='), 0)));
            if (startsPair || pairs.isEmpty())
                pairs.append(piece);
            else
                pairs.last() = QByteArrayView(pairs.last().begin(), piece.end());
        }
        return pairs;
    }

    tl::unexpected<Failure> unreadable(const char* sentence)
    {
        return fail(FailureId::InputUnreadable,
            {{QStringLiteral("reason"), QCoreApplication::translate("TextInput", sentence)}});
    }

} // namespace

Result<Parameters> readPairs(QByteArrayView text, PairsCoding coding)
{
    const bool raw = coding == PairsCoding::Raw;
    QList<QByteArrayView> pairs = raw ? rawPairsOf(text) : piecesOf(text);
    if (pairs.last().startsWith("key="))
        pairs.removeLast();

    Parameters fields;
    for (const QByteArrayView pair : pairs) {
        const qsizetype equals = pair.indexOf('=');
        const QByteArrayView name = equals < 0 ? pair : pair.first(equals);
        const QByteArrayView value = equals < 0 ? QByteArrayView() : pair.sliced(equals + 1);
        if (pair.isEmpty() && !raw)
            continue;
        if (raw ? equals < 0 || !isFieldName(name) : name.isEmpty())
            return unreadable(
                QT_TRANSLATE_NOOP("TextInput", "The text is not made of name=value pairs."));
        fields.append(raw ? name.toByteArray() : percentDecoded(name),
            raw ? value.toByteArray() : percentDecoded(value));
        if (firstInvalidUtf8(fields.at(fields.size() - 1).name) >= 0
            || firstInvalidUtf8(fields.at(fields.size() - 1).value) >= 0)
            return unreadable(
                QT_TRANSLATE_NOOP("TextInput", "A percent-encoded value is not UTF-8."));
    }
    if (fields.isEmpty())
        return unreadable(
            QT_TRANSLATE_NOOP("TextInput", "The text is not made of name=value pairs."));
    return fields;
}

} // namespace paydesk
