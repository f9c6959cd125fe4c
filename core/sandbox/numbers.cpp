#include "core/sandbox/numbers.h"

#include "core/base/clock.h"

#include <QRandomGenerator>

namespace paydesk {

namespace {

    constexpr QByteArrayView digits("0123456789");

} // namespace

QByteArray randomText(int length, QByteArrayView alphabet)
{
    QByteArray text(length, Qt::Uninitialized);
    for (char& letter : text)
        letter = alphabet[QRandomGenerator::global()->bounded(int(alphabet.size()))];
    return text;
}

QByteArray newTransactionId(const SandboxBooks& books, const QDateTime& now)
{
    for (;;) {
        const QByteArray id =
            "42000" + randomText(5, digits) + beijingStamp(now).first(8) + randomText(10, digits);
        if (!books.byTransactionId(id))
            return id;
    }
}

QByteArray newRefundId(const SandboxBooks& books, const QDateTime& now)
{
    for (;;) {
        const QByteArray id =
            "50" + randomText(8, digits) + beijingStamp(now).first(8) + randomText(11, digits);
        if (!books.byRefundId(id))
            return id;
    }
}

} // namespace paydesk
