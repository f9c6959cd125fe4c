#include "core/sandbox/billdesk.h"

#include "core/protocol/endpoints.h"
#include "core/sandbox/billtext.h"
#include "core/sandbox/fieldrules.h"

#include <QCryptographicHash>

namespace paydesk {

namespace {

    constexpr int monthsKept = 3;

    QDate dateOf(const QByteArray& text)
    {
        return QDate::fromString(QString::fromLatin1(text), QStringLiteral("yyyyMMdd"));
    }

    HttpAnswer fileAnswer(const QByteArray& text, const Caller& caller)
    {
        HttpAnswer answer{200, "text/plain", text, {}};
        if (caller.fields.value("tar_type") == "GZIP")
            answer.body = gzipped(text);
        return answer;
    }

} // namespace

BillDesk::BillDesk(const SandboxIdentity& identity, const SandboxBooks& books, Clock& clock)
    : m_identity(identity)
    , m_books(books)
    , m_clock(clock)
{
}

/// Null: there is no bill of that day.
const BooksDay* BillDesk::dayOf(const QByteArray& date) const
{
    const QDate day = dateOf(date);
    const QDate today = beijingDay(m_clock.now());
    return day > today || day < today.addMonths(-monthsKept) ? nullptr : m_books.day(day);
}

Accepted<HttpAnswer> BillDesk::downloadBill(const Caller& caller) const
{
    const BooksDay* const day = dayOf(caller.fields.value("bill_date"));
    const QByteArray text = day
        ? billText(*day, caller.fields.value("bill_type"), m_books, m_identity, m_clock.now())
        : QByteArray();
    if (text.isEmpty())
        return notUnderstood("No Bill Exist", whyOf(RefusalCause::NoBill));
    return fileAnswer(text, caller);
}

Accepted<HttpAnswer> BillDesk::downloadFundFlow(const Caller& caller) const
{
    const QByteArray date = caller.fields.value("bill_date");
    const BooksDay* const day = dayOf(date);
    // All of the sandbox's money goes through the basic account.
    if (!day || caller.fields.value("account_type") != "Basic")
        return refusedAs("NO_BILL_EXIST", endpoints::downloadFundFlow, whyOf(RefusalCause::NoBill));
    const QByteArray text = fundFlowText(*day, m_books.fundsBefore(dateOf(date)), m_books);
    HttpAnswer answer = fileAnswer(text, caller);
    answer.headers.append(
        {"Digest", "SHA=" + QCryptographicHash::hash(text, QCryptographicHash::Sha1).toHex()});
    return answer;
}

} // namespace paydesk
