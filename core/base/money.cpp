#include "core/base/money.h"

#include <QVariant>

#include <algorithm>

namespace paydesk {

namespace {

    bool isDigit(char c)
    {
        return c >= '0' && c <= '9';
    }

    bool allDigits(QByteArrayView text)
    {
        return std::all_of(text.begin(), text.end(), isDigit);
    }

    QVariantMap said(QByteArrayView text)
    {
        return {{QStringLiteral("text"),
            QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 40)))}};
    }

} // namespace

Result<Fen> fenFromField(QByteArrayView text)
{
    if (text.isEmpty() || !allDigits(text))
        return fail(FailureId::AmountMalformed, said(text));
    if (text.front() == '0' || text.size() > 10)
        return fail(FailureId::AmountOutOfRange, said(text));
    return Fen{text.toByteArray().toLongLong()};
}

Result<Fen> fenFromYuan(QByteArrayView text)
{
    text = text.trimmed();
    const qsizetype point = text.indexOf('.');
    const QByteArrayView whole = point < 0 ? text : text.first(point);
    const QByteArrayView cents = point < 0 ? QByteArrayView() : text.sliced(point + 1);
    if (whole.isEmpty() || !allDigits(whole) || !allDigits(cents) || cents.size() > 2
        || (point >= 0 && cents.isEmpty()))
        return fail(FailureId::AmountMalformed, said(text));
    if (whole.size() > 10)
        return fail(FailureId::AmountOutOfRange, said(text));
    qint64 fen = whole.toByteArray().toLongLong() * 100;
    if (!cents.isEmpty())
        fen += qint64(cents[0] - '0') * 10;
    if (cents.size() == 2)
        fen += cents[1] - '0';
    if (fen < 1 || fen > largestFen)
        return fail(FailureId::AmountOutOfRange, said(text));
    return Fen{fen};
}

QByteArray yuan(Fen amount)
{
    const quint64 size = amount.value < 0 ? 0 - quint64(amount.value) : quint64(amount.value);
    const QByteArray cents = QByteArray::number(size % 100).rightJustified(2, '0');
    return (amount.value < 0 ? QByteArray("-") : QByteArray()) + QByteArray::number(size / 100)
        + '.' + cents;
}

} // namespace paydesk
