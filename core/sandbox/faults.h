#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/sandbox/why.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMetaType>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace paydesk {

/// What can be planted, so that a shop meets it before its customers do.
enum class FaultKind {
    Drop,
    Delay,
    Repeat,
    Reorder,
    Tamper,
    WrongKey,
    WrongAmount,
    OtherMerchant,
    Unsigned,
    UserPaying,
    SystemError,
    BankError,
    ErrCode,
    TimeoutBefore,
    TimeoutAfter,
    HalfAnswer,
    SlowDrip,
    RefundAbnormal,
    RefundClosed,
};

/// The scope of faults that strike the notifications on their way out, and of those that strike the
/// answers of every interface. The other scopes are the interfaces' names.
inline constexpr const char* notificationScope = "notifications";
inline constexpr const char* everyInterface = "interfaces";

/// One entry of the menu.
struct FaultCard {
    enum Place { Answers = 1, Notifications = 2, Both = 3 };

    FaultKind kind;
    const char* id; ///< "timeout-before"
    Place place; ///< what it can strike
    const char* only; ///< the one interface it makes sense at; null: any
    std::chrono::milliseconds wait; ///< how long it lasts unless told; 0: it is over at once
    const char* sentence; ///< in the context SandboxFaults
};
const std::vector<FaultCard>& faultMenu();
const FaultCard& faultCard(FaultKind kind);
const FaultCard* faultCard(QByteArrayView id);

/// A fault that lies in wait.
struct Fault {
    FaultKind kind = FaultKind::Drop;
    QByteArray scope;
    int times = 1; ///< how often it still strikes; 0: until it is cleared
    std::chrono::milliseconds wait{0};
    QByteArray errCode; ///< of ErrCode
    qint64 id = 0; ///< the board's

    friend bool operator==(const Fault&, const Fault&) = default;
};

/// A fault that struck a message. Who waits for an answer that never comes learns nothing of the
/// fault from the wire: it is told here.
struct Strike {
    FaultKind kind = FaultKind::Drop;
    QByteArray scope; ///< the interface it struck, or the notifications
    QByteArray outTradeNo; ///< empty: the message named no order
    QDateTime at; ///< of the real clock, UTC; no two strikes share it, so that it names one

    friend bool operator==(const Strike&, const Strike&) = default;
};

/// "planted-timeout-before" and what it does: how records and X-Paydesk-Why tell a planted fault
/// from a real one.
Why plantedWhy(const Fault& fault);

/// The planted faults, in the order in which they were planted. Of several that fit a message the
/// oldest strikes.
class FaultBoard {
public:
    /// `changed` is called after every change of what is in force. `clock`: the real one.
    FaultBoard(Clock& clock, std::function<void()> changed);

    /// The fault as it was taken on: with its id, and the menu's wait where none was given.
    /// UsageWrong when the scope does not exist or the fault cannot strike there.
    Result<Fault> plant(Fault fault);
    /// False when there is no such fault.
    bool clear(qint64 id);
    void clear();
    const QList<Fault>& faults() const { return m_faults; }

    /// The fault that strikes the message of this order (empty: of none), if any: counted down, and
    /// gone with its last time.
    std::optional<Fault> strike(QByteArrayView scope, const QByteArray& outTradeNo);
    /// The latest strikes, oldest first.
    const QList<Strike>& strikes() const { return m_strikes; }

private:
    void remember(FaultKind kind, QByteArrayView scope, const QByteArray& outTradeNo);

    Clock& m_clock;
    std::function<void()> m_changed;
    QList<Fault> m_faults;
    QList<Strike> m_strikes;
    qint64 m_last = 0;
};

} // namespace paydesk

Q_DECLARE_METATYPE(paydesk::Fault)
