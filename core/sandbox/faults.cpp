#include "core/sandbox/faults.h"

#include "core/protocol/endpoints.h"
#include "core/protocol/errorcode.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    using namespace std::chrono_literals;

    class SandboxFaults {
        Q_DECLARE_TR_FUNCTIONS(SandboxFaults)
    };

    /// As many as a watcher may miss between two looks.
    constexpr qsizetype mostStrikes = 200;

    constexpr FaultCard::Place answers = FaultCard::Answers;
    constexpr FaultCard::Place posted = FaultCard::Notifications;
    constexpr FaultCard::Place both = FaultCard::Both;

    tl::unexpected<Failure> unusable(const QString& reason)
    {
        return fail(FailureId::UsageWrong, {{QStringLiteral("reason"), reason}});
    }

    /// Null: the fault can strike there.
    QString objectionTo(const Fault& fault, const FaultCard& card)
    {
        const bool notifications = fault.scope == notificationScope;
        if (!notifications && fault.scope != everyInterface && !endpointNamed(fault.scope))
            return SandboxFaults::tr("There is no interface named %1.")
                .arg(QString::fromUtf8(fault.scope));
        const bool fits = (card.place & (notifications ? posted : answers)) != 0;
        if (!fits || (card.only && fault.scope != card.only && fault.scope != everyInterface))
            return SandboxFaults::tr("The fault %1 cannot strike at %2.")
                .arg(QString::fromLatin1(card.id), QString::fromUtf8(fault.scope));
        if (fault.kind == FaultKind::ErrCode && !errorCode(fault.errCode, fault.scope))
            return SandboxFaults::tr("The fault err-code needs a documented err_code.");
        if (fault.times < 0 || fault.wait < 0ms || fault.wait > 24h)
            return SandboxFaults::tr("A fault strikes 0 (always) or more times, and lasts a day at "
                                     "most.");
        return {};
    }

} // namespace

const std::vector<FaultCard>& faultMenu()
{
    static const std::vector<FaultCard> menu{
        {FaultKind::Drop, "drop", both, nullptr, 0s,
            QT_TRANSLATE_NOOP(
                "SandboxFaults", "The message is lost: nothing was done and nothing comes back.")},
        {FaultKind::Delay, "delay", both, nullptr, 5s,
            QT_TRANSLATE_NOOP("SandboxFaults", "The message comes late.")},
        {FaultKind::Repeat, "repeat", posted, nullptr, 0s,
            QT_TRANSLATE_NOOP("SandboxFaults",
                "The notification is sent once more, even though it was answered SUCCESS.")},
        {FaultKind::Reorder, "reorder", posted, nullptr, 60s,
            QT_TRANSLATE_NOOP(
                "SandboxFaults", "The notification waits until another one has overtaken it.")},
        {FaultKind::Tamper, "tamper", both, nullptr, 0s,
            QT_TRANSLATE_NOOP("SandboxFaults", "A field is changed after signing.")},
        {FaultKind::WrongKey, "wrong-key", both, nullptr, 0s,
            QT_TRANSLATE_NOOP("SandboxFaults", "The message is signed with another key.")},
        {FaultKind::WrongAmount, "wrong-amount", both, nullptr, 0s,
            QT_TRANSLATE_NOOP(
                "SandboxFaults", "The amount is one fen too much; the signature is right.")},
        {FaultKind::OtherMerchant, "other-merchant", both, nullptr, 0s,
            QT_TRANSLATE_NOOP(
                "SandboxFaults", "The message names another merchant; the signature is right.")},
        {FaultKind::Unsigned, "unsigned", both, nullptr, 0s,
            QT_TRANSLATE_NOOP("SandboxFaults", "The message carries no signature.")},
        {FaultKind::UserPaying, "user-paying", answers, "micropay", 10s,
            QT_TRANSLATE_NOOP(
                "SandboxFaults", "The payer has to enter the password first (USERPAYING).")},
        {FaultKind::SystemError, "system-error", answers, nullptr, 0s,
            QT_TRANSLATE_NOOP("SandboxFaults", "Nothing was done; the answer is SYSTEMERROR.")},
        {FaultKind::BankError, "bank-error", answers, "micropay", 0s,
            QT_TRANSLATE_NOOP("SandboxFaults", "The payer's bank fails (BANKERROR).")},
        {FaultKind::ErrCode, "err-code", answers, nullptr, 0s,
            QT_TRANSLATE_NOOP("SandboxFaults", "Nothing was done; the answer is this err_code.")},
        {FaultKind::TimeoutBefore, "timeout-before", answers, nullptr, 60s,
            QT_TRANSLATE_NOOP("SandboxFaults", "No answer comes, and nothing was done.")},
        {FaultKind::TimeoutAfter, "timeout-after", answers, nullptr, 60s,
            QT_TRANSLATE_NOOP("SandboxFaults", "It was done, and no answer comes.")},
        {FaultKind::HalfAnswer, "half-answer", answers, nullptr, 0s,
            QT_TRANSLATE_NOOP("SandboxFaults", "It was done; half of the answer comes.")},
        {FaultKind::SlowDrip, "slow-drip", answers, nullptr, 5s,
            QT_TRANSLATE_NOOP("SandboxFaults", "The answer trickles in.")},
        {FaultKind::RefundAbnormal, "refund-abnormal", answers, "refund", 0s,
            QT_TRANSLATE_NOOP("SandboxFaults", "The refund cannot reach the payer (CHANGE).")},
        {FaultKind::RefundClosed, "refund-closed", answers, "refund", 0s,
            QT_TRANSLATE_NOOP("SandboxFaults", "The refund is closed (REFUNDCLOSE).")},
    };
    return menu;
}

const FaultCard& faultCard(FaultKind kind)
{
    return *std::find_if(faultMenu().begin(), faultMenu().end(),
        [kind](const FaultCard& card) { return card.kind == kind; });
}

const FaultCard* faultCard(QByteArrayView id)
{
    const auto card = std::find_if(faultMenu().begin(), faultMenu().end(),
        [id](const FaultCard& each) { return id == each.id; });
    return card == faultMenu().end() ? nullptr : &*card;
}

Why plantedWhy(const Fault& fault)
{
    const FaultCard& card = faultCard(fault.kind);
    return {QByteArray("planted-") + card.id,
        SandboxFaults::tr("Planted: %1").arg(SandboxFaults::tr(card.sentence))};
}

FaultBoard::FaultBoard(Clock& clock, std::function<void()> changed)
    : m_clock(clock)
    , m_changed(std::move(changed))
{
}

Result<Fault> FaultBoard::plant(Fault fault)
{
    const FaultCard& card = faultCard(fault.kind);
    if (fault.scope.isEmpty())
        fault.scope = card.only    ? card.only
            : card.place == posted ? notificationScope
                                   : everyInterface;
    if (const QString objection = objectionTo(fault, card); !objection.isEmpty())
        return unusable(objection);
    if (fault.wait == 0ms)
        fault.wait = card.wait;
    fault.id = ++m_last;
    m_faults.append(fault);
    m_changed();
    return fault;
}

bool FaultBoard::clear(qint64 id)
{
    const bool found = m_faults.removeIf([id](const Fault& fault) { return fault.id == id; }) > 0;
    if (found)
        m_changed();
    return found;
}

void FaultBoard::clear()
{
    m_faults.clear();
    m_changed();
}

std::optional<Fault> FaultBoard::strike(QByteArrayView scope, const QByteArray& outTradeNo)
{
    if (m_faults.isEmpty())
        return std::nullopt;
    const auto fault = std::find_if(m_faults.begin(), m_faults.end(), [scope](const Fault& each) {
        if (each.scope == scope)
            return true;
        const char* const only = faultCard(each.kind).only;
        return each.scope == everyInterface && scope != notificationScope
            && (!only || scope == only);
    });
    if (fault == m_faults.end())
        return std::nullopt;
    remember(fault->kind, scope, outTradeNo);
    if (fault->times == 0)
        return *fault;
    Fault struck = *fault;
    if (--fault->times == 0)
        m_faults.erase(fault);
    m_changed();
    return struck;
}

void FaultBoard::remember(FaultKind kind, QByteArrayView scope, const QByteArray& outTradeNo)
{
    QDateTime at = m_clock.now();
    if (!m_strikes.isEmpty())
        at = std::max(at, m_strikes.last().at.addMSecs(1));
    if (m_strikes.size() == mostStrikes)
        m_strikes.removeFirst();
    m_strikes.append({kind, scope.toByteArray(), outTradeNo, at});
}

} // namespace paydesk
