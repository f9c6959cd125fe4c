#pragma once

#include "core/checkout/closeorder.h"
#include "core/checkout/micropay.h"
#include "core/checkout/refundorder.h"
#include "core/gateway/phone.h"
#include "core/notify/desk.h"
#include "core/reconcile/refundscheduler.h"
#include "core/reconcile/scheduler.h"
#include "core/sandbox/sandboxserver.h"
#include "tests/support.h"

#include <QEventLoop>
#include <QHostAddress>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace paydesk {

/// A merchant beside a sandbox in which faults are planted: client, desk for notifications, query
/// jobs and history, all on one clock that moves only when somebody waits for it.
class FaultShop {
public:
    FaultShop()
        : store(std::move(*OrderStore::open(m_folder.path())))
        , sandbox({merchantOf(sandboxProfile(), sandboxCredentials()), {}, {}}, clock)
    {
        const QHostAddress here(QHostAddress::LocalHost);
        if (!sandbox.listen(here, 0))
            qFatal("the sandbox does not listen");
        Profile profile = sandboxProfile();
        profile.endpoints = {sandbox.url(), sandbox.url()};
        gateway = std::make_unique<GatewayClient>(profile, sandboxCredentials(), clock);
        phone = std::make_unique<Phone>(sandbox.url(), clock);
        orders = std::make_unique<Scheduler>(*gateway, *store, clock);
        refunds = std::make_unique<RefundScheduler>(*gateway, *store, clock);
        desk =
            std::make_unique<NotificationDesk>(profile, sandboxCredentials().apiKey, *store, clock);
        if (!desk->listen(here, 0))
            qFatal("the desk does not listen");
        QObject::connect(
            desk.get(), &NotificationDesk::wantsQuery, orders.get(), &Scheduler::askNow);
        QObject::connect(desk.get(), &NotificationDesk::wantsRefundQuery, refunds.get(),
            &RefundScheduler::askNow);
        QObject::connect(
            desk.get(), &NotificationDesk::judged, &context, [this](const Judgement& judgement) {
                if (judgement.verdict == Verdict::Accepted && !judgement.aboutRefund)
                    ++accepted[judgement.outTradeNo];
            });
        QObject::connect(&sandbox, &SandboxServer::delivered, &context, [this] { ++deliveries; });
        QObject::connect(&sandbox, &SandboxServer::faultsChanged, &context,
            [this](const QList<Fault>& now) { heed(now); });
    }

    /// The value a signal brings; the clock moves as faults and waits of the journey ask for it.
    template <typename Object, typename Value>
    Value awaited(Object* object, void (Object::*signal)(const Value&))
    {
        std::optional<Value> arrived;
        QEventLoop loop;
        QObject::connect(object, signal, &loop, [&](const Value& value) {
            arrived = value;
            loop.quit();
        });
        stayIn(loop);
        return *std::move(arrived);
    }

    /// Starts a journey and waits for its end.
    template <typename Journey, typename Value, typename... Arguments>
    Value ran(
        Journey* journey, void (Journey::*finished)(const Value&), const Arguments&... arguments)
    {
        journey->start(arguments...);
        return awaited(journey, finished);
    }

    Answer answerOf(Call* call) { return awaited(call, &Call::finished); }

    /// Whatever is planned becomes due and is asked for, once.
    void runJobs()
    {
        using namespace std::chrono_literals;
        clock.advance(31min); // the longest pause of a plan that is not over
        std::set<QByteArray> due = plannedUntil(clock.now());
        QEventLoop loop;
        const auto done = [&](const QByteArray& number) {
            due.erase(number);
            if (due.empty())
                loop.quit();
        };
        QObject::connect(orders.get(), &Scheduler::asked, &loop, done);
        QObject::connect(refunds.get(), &RefundScheduler::asked, &loop,
            [&](const QByteArray&, const QByteArray& refund) { done(refund); });
        // What a notification has settled meanwhile is not asked for.
        QObject::connect(store.get(), &OrderStore::changed, &loop, [&] {
            const std::set<QByteArray> left = plannedUntil({});
            const auto settled = [&](const QByteArray& number) {
                return !left.contains(number) && isSettled(number);
            };
            std::erase_if(due, settled);
            if (due.empty())
                loop.quit();
        });
        orders->start();
        refunds->start();
        if (!due.empty())
            stayIn(loop, "the jobs, " + *due.begin());
        orders->pause();
        refunds->pause();
    }

    std::optional<Order> kept(const QByteArray& outTradeNo) const
    {
        return *store->readNow<std::optional<Order>>(
            [&](const OrderReader& reader) { return reader.find(profile(), outTradeNo); });
    }
    QList<Refund> keptRefunds(const QByteArray& outTradeNo) const
    {
        return *store->readNow<QList<Refund>>(
            [&](const OrderReader& reader) { return reader.refunds(profile(), outTradeNo); });
    }
    /// Of the whole history.
    Fen moneyTaken() const
    {
        return store
            ->readNow<DayFigures>([&](const OrderReader& reader) {
                return reader.figures(profile(), QDateTime(QDate(2026, 1, 1), {}, Qt::UTC));
            })
            ->paid;
    }
    /// Nobody asks for it any more.
    void forget(const QByteArray& outTradeNo) const
    {
        const auto planned = store->writeNow<void>([&](OrderWriter& writer) {
            return writer.plan(profile(), outTradeNo, 0, QDateTime());
        });
        if (!planned)
            qFatal("the history cannot be written");
    }

    /// What struck since the last look, in the order of the menu.
    std::set<FaultKind> takeStrikes() { return std::exchange(m_struck, {}); }
    void plant(const Fault& fault)
    {
        if (!sandbox.plant(fault))
            qFatal("a fault that cannot be planted");
    }
    void clearFaults()
    {
        m_inForce.clear(); // not struck
        sandbox.clearFaults();
    }

private:
    static SandboxMerchant merchantOf(const Profile& profile, const Credentials& credentials)
    {
        const auto bytes = [](const Secret& secret) {
            return secret.reveal([](QByteArrayView view) { return view.toByteArray(); });
        };
        return {
            profile.appid, profile.mchId, bytes(credentials.apiKey), bytes(credentials.appSecret)};
    }

    QByteArray profile() const { return gateway->profile().name; }

    /// The numbers of the orders and refunds that are to be asked for by then; invalid: ever.
    std::set<QByteArray> plannedUntil(const QDateTime& then) const
    {
        std::set<QByteArray> numbers;
        const auto isMeant = [&then](const QDateTime& at) { return !then.isValid() || at <= then; };
        const auto unpaid = *store->readNow<QList<Order>>(
            [&](const OrderReader& reader) { return reader.planned(profile(), manyPlans); });
        for (const Order& order : unpaid) {
            if (isMeant(order.nextQueryAt))
                numbers.insert(order.outTradeNo);
        }
        const auto returning = *store->readNow<QList<Refund>>(
            [&](const OrderReader& reader) { return reader.plannedRefunds(profile(), manyPlans); });
        for (const Refund& refund : returning) {
            if (isMeant(refund.nextQueryAt))
                numbers.insert(refund.outRefundNo);
        }
        return numbers;
    }
    bool isSettled(const QByteArray& outTradeNo) const
    {
        const auto order = kept(outTradeNo);
        return !order || (isFinal(order->state) && !order->held);
    }

    /// A fault that takes time passes as soon as it has begun.
    void heed(const QList<Fault>& now)
    {
        for (const Fault& before : std::exchange(m_inForce, now)) {
            const auto after = std::find_if(
                now.begin(), now.end(), [&](const Fault& fault) { return fault.id == before.id; });
            if (after != now.end() && after->times == before.times)
                continue;
            m_struck.insert(before.kind);
            if (before.scope != notificationScope && before.kind != FaultKind::UserPaying
                && before.wait.count() > 0)
                pass(before.wait, turns);
        }
    }

    void pass(std::chrono::milliseconds time, int turnsBefore)
    {
        QTimer::singleShot(0, &context, [this, time, turnsBefore] {
            if (turnsBefore > 0)
                pass(time, turnsBefore - 1);
            else
                clock.advance(time);
        });
    }

    /// Whoever waits for the clock alone gets his second; who waits for ever is a defect.
    void stayIn(QEventLoop& loop, const QByteArray& waitingFor = "a journey")
    {
        QTimer idle;
        int seconds = 0;
        QObject::connect(&idle, &QTimer::timeout, &loop, [&] {
            if (++seconds > mostSeconds)
                qFatal("nothing ends: %s", waitingFor.constData());
            clock.advance(std::chrono::seconds(1));
        });
        idle.start(patience);
        loop.exec();
    }

    static constexpr int manyPlans = 1000;
    static constexpr int turns = 4; // of the event loop until a fault that struck is waiting
    static constexpr std::chrono::milliseconds patience{100};
    static constexpr int mostSeconds = 300;

    QTemporaryDir m_folder;
    QList<Fault> m_inForce;
    std::set<FaultKind> m_struck;

public:
    ManualClock clock;
    std::unique_ptr<OrderStore> store;
    SandboxServer sandbox;
    std::unique_ptr<GatewayClient> gateway;
    std::unique_ptr<Phone> phone;
    std::unique_ptr<Scheduler> orders;
    std::unique_ptr<RefundScheduler> refunds;
    std::unique_ptr<NotificationDesk> desk;
    std::map<QByteArray, int> accepted; ///< payments that notifications have told of, by order
    int deliveries = 0; ///< attempts of the sandbox to notify
    QObject context; ///< last: whatever is connected to it ends first
};

} // namespace paydesk
