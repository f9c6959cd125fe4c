#include "core/gateway/billdownload.h"

#include "core/base/clock.h"
#include "core/gateway/requestrules.h"
#include "core/protocol/endpoints.h"

#include <QSaveFile>

#include <memory>
#include <utility>

namespace paydesk {

namespace {

    constexpr int monthsOfBills = 3; // protocol-v2.md §4.7
    constexpr auto ownBillFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

    const Endpoint& endpointOf(const BillWish& wish)
    {
        return wish.account.isEmpty() ? endpoints::downloadBill : endpoints::downloadFundFlow;
    }

    Parameters fieldsOf(const BillWish& wish)
    {
        Parameters fields{{"bill_date", wish.date}};
        if (wish.account.isEmpty())
            fields.append("bill_type", wish.type);
        else
            fields.append("account_type", wish.account);
        if (wish.packed)
            fields.append("tar_type", "GZIP");
        return fields;
    }

    Result<void> dayRefused(const char* rule)
    {
        return fail(FailureId::FieldMalformed,
            {{QStringLiteral("field"), QStringLiteral("bill_date")},
                {QStringLiteral("rule"), QString::fromLatin1(rule)}});
    }

    /// Whether there can be a bill of this day already, and still.
    Result<void> checkDay(QDate day, const Profile& profile, const QDateTime& now)
    {
        const QDate today = inBeijing(now).date();
        if (day > today)
            return dayRefused(
                QT_TRANSLATE_NOOP("Reason", "no day of the future (in Beijing's time)"));
        if (day == today && !profile.isSandbox())
            return dayRefused(QT_TRANSLATE_NOOP("Reason",
                "a day that is over: WeChat makes the bill on the next morning, until 10:00 "
                "Beijing time"));
        if (day < today.addMonths(-monthsOfBills))
            return dayRefused(QT_TRANSLATE_NOOP("Reason", "a day of the last three months"));
        return {};
    }

    tl::unexpected<Failure> billUnwritable(const QSaveFile& file)
    {
        return fail(FailureId::FileUnwritable,
            {{QStringLiteral("path"), file.fileName()},
                {QStringLiteral("reason"), file.errorString()}});
    }

} // namespace

BillDownload::BillDownload(GatewayClient& gateway, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_clock(clock)
{
}

BillDownload::~BillDownload()
{
    if (m_call)
        m_call->abort();
}

Result<void> BillDownload::start(const BillWish& wish, const QString& path)
{
    const Endpoint& endpoint = endpointOf(wish);
    const Parameters fields = fieldsOf(wish);
    if (const QList<Failure> broken = brokenRules(endpoint, fields); !broken.isEmpty())
        return fail(broken.constFirst());
    const QDate day = QDate::fromString(QString::fromLatin1(wish.date), u"yyyyMMdd");
    // Nobody moves WeChat's time.
    const auto ahead = m_gateway.profile().isSandbox() ? wish.ahead : std::chrono::seconds(0);
    const QDateTime now = m_clock.now().addSecs(ahead.count());
    if (const Result<void> exists = checkDay(day, m_gateway.profile(), now); !exists)
        return exists;
    if (const std::optional<Failure> obstacle = m_gateway.obstacleTo(endpoint))
        return fail(*obstacle);
    auto file = std::make_unique<QSaveFile>(path);
    // Permissions before contents, so that there is no moment in which others could open it.
    if (!file->open(QIODevice::WriteOnly) || !file->setPermissions(ownBillFile))
        return billUnwritable(*file);

    m_cancelled = false;
    m_call = m_gateway.download(endpoint, fields, *file);
    // The call writes into it until its own end, which may come after this object's.
    QSaveFile* const target = file.release();
    target->setParent(m_call);
    connect(m_call, &Call::progressed, this, &BillDownload::progressed);
    connect(m_call, &Call::finished, this, [this, target](const Answer& answer) {
        m_call.clear();
        emit finished(kept(answer, *target));
    });
    return {};
}

void BillDownload::cancel()
{
    m_cancelled = m_call;
    if (m_call)
        m_call->abort();
}

Result<BillSummary> BillDownload::kept(const Answer& answer, QSaveFile& file) const
{
    if (m_cancelled || !answer.fields || !answer.bill) {
        // Now, not when the call is deleted: whoever hears finished() may look at the folder.
        file.cancelWriting();
        file.commit();
        return answer.fields ? fail(FailureId::Cancelled) : fail(answer.fields.error());
    }
    if (!file.commit())
        return billUnwritable(file);
    return *answer.bill;
}

} // namespace paydesk
