#pragma once

#include "core/checkout/refundorder.h"
#include "core/gateway/phone.h"
#include "core/notify/desk.h"
#include "core/orders/refundanswer.h"
#include "core/protocol/endpoints.h"
#include "core/reconcile/refundscheduler.h"
#include "core/reconcile/scheduler.h"
#include "core/sandbox/sandboxserver.h"
#include "tests/road.h"
#include "tests/support.h"

#include <QHostAddress>
#include <QTemporaryDir>

#include <algorithm>
#include <memory>
#include <optional>

namespace paydesk {

inline const QByteArray number = "PD20260101000001";
inline constexpr qint64 price = 1280;

inline SandboxMerchant publishedMerchant()
{
    const auto bytes = [](const Secret& secret) {
        return secret.reveal([](QByteArrayView view) { return view.toByteArray(); });
    };
    const Credentials credentials = sandboxCredentials();
    return {sandboxProfile().appid, sandboxProfile().mchId, bytes(credentials.apiKey),
        bytes(credentials.appSecret)};
}

inline RefundDraft draftOf(const QByteArray& outRefundNo, qint64 fee)
{
    return {number, outRefundNo, Fen{fee}, "商品已售完", {}};
}

/// A merchant with one order of 12.80 yuan that was paid with a scanned code, and a road to the
/// sandbox on which things get lost. On request with a desk for notifications and the query jobs.
class RefundShop {
public:
    explicit RefundShop(Road::Choice choice = allArrives)
        : sandbox({publishedMerchant(), {}, {}}, clock)
    {
        if (!sandbox.listen(QHostAddress(QHostAddress::LocalHost), 0))
            qFatal("the sandbox does not listen");
        road = std::make_unique<Road>(sandbox.url(), std::move(choice));
        gateway = clientOf(road->server.url());
        straight = clientOf(sandbox.url());
        reopen();
    }

    std::unique_ptr<GatewayClient> clientOf(const QByteArray& url)
    {
        Profile profile = sandboxProfile();
        profile.endpoints = {url, url};
        return std::make_unique<GatewayClient>(profile, sandboxCredentials(), clock);
    }

    /// As another process that opens the history later.
    void reopen()
    {
        store.reset();
        store = std::move(*OrderStore::open(folder.path()));
    }

    /// Listens for notifications, whose wishes reach the query jobs as in a Counter; `jobsRun` says
    /// whether these also work off their plan.
    void openDesk(bool jobsRun)
    {
        desk = std::make_unique<NotificationDesk>(
            sandboxProfile(), sandboxCredentials().apiKey, *store, clock);
        orderJob = std::make_unique<Scheduler>(*gateway, *store, clock);
        refundJob = std::make_unique<RefundScheduler>(*gateway, *store, clock);
        QObject::connect(
            desk.get(), &NotificationDesk::wantsQuery, orderJob.get(), &Scheduler::askNow);
        QObject::connect(desk.get(), &NotificationDesk::wantsRefundQuery, refundJob.get(),
            &RefundScheduler::askNow);
        QObject::connect(desk.get(), &NotificationDesk::judged, &context,
            [this](const Judgement& judgement, const Exchange& exchange) {
                judged.append(judgement);
                received.append(exchange.requestBody);
            });
        const auto port = desk->listen(QHostAddress(QHostAddress::LocalHost), m_deskPort);
        if (!port)
            qFatal("the desk does not listen");
        m_deskPort = *port;
        if (!jobsRun)
            return;
        orderJob->start();
        refundJob->start();
    }

    /// A process that dies and begins anew under the same address.
    void restart()
    {
        const bool listened = desk != nullptr;
        const bool ran = listened && refundJob->isRunning();
        refundJob.reset();
        orderJob.reset();
        desk.reset();
        gateway = clientOf(road->server.url());
        reopen();
        if (listened)
            openDesk(ran);
    }

    static Answer answerOf(Call* call)
    {
        std::optional<Answer> answer;
        QObject::connect(
            call, &Call::finished, call, [&answer](const Answer& heard) { answer = heard; });
        [[maybe_unused]] const bool heard = waitUntil([&answer] { return answer.has_value(); });
        return answer.value_or(Answer());
    }

    /// The customer pays at the sandbox, and the history knows, unless it has not `heard`.
    bool sell(bool heard = true)
    {
        Phone phone(sandbox.url(), clock);
        const Answer shown = answerOf(phone.showCode("pay"));
        if (!shown.fields)
            return false;
        const Answer paid = answerOf(straight->call(endpoints::micropay,
            {{"body", "茶"}, {"out_trade_no", number}, {"total_fee", QByteArray::number(price)},
                {"spbill_create_ip", "127.0.0.1"}, {"auth_code", shown.fields->value("auth_code")}},
            SignType::Md5));
        if (!paid.fields)
            return false;
        Order order;
        order.profile = gateway->profile().name;
        order.outTradeNo = number;
        order.totalFee = Fen{price};
        order.createdAt = clock.now();
        StateReport report;
        report.profile = order.profile;
        report.outTradeNo = number;
        report.state = TradeState::Success;
        report.transactionId = paid.fields->value("transaction_id");
        report.paidAt = clock.now();
        return store
            ->writeNow<Applied>([&](OrderWriter& writer) {
                return writer.add(order).and_then([&]() -> Result<Applied> {
                    return heard ? writer.report(report) : Applied::Stale;
                });
            })
            .has_value();
    }

    template <typename Journey, typename Outcome, typename... Arguments>
    Result<Outcome> run(Journey* journey, const Arguments&... arguments)
    {
        std::optional<Result<Outcome>> outcome;
        QObject::connect(journey, &Journey::finished, &context,
            [&outcome](const Result<Outcome>& heard) { outcome = heard; });
        journey->start(arguments...);
        [[maybe_unused]] const bool heard = waitUntil([&outcome] { return outcome.has_value(); });
        return outcome.value_or(fail(FailureId::TimedOut));
    }

    Result<RefundedOrder> refund(const RefundDraft& draft)
    {
        return run<RefundOrder, RefundedOrder>(new RefundOrder(*gateway, *store, clock), draft);
    }
    Result<RefundsOutcome> query(const QByteArray& outRefundNo = {})
    {
        return run<QueryRefunds, RefundsOutcome>(
            new QueryRefunds(*gateway, *store, clock), number, outRefundNo);
    }

    /// What the sandbox says of a refund, if it knows it, over a road where all arrives.
    std::optional<Parameters> truth(const QByteArray& outRefundNo) const
    {
        const Answer answer =
            answerOf(straight->refundQuery({{"out_refund_no", outRefundNo}}, SignType::Md5));
        return answer.fields ? std::optional(*answer.fields) : std::nullopt;
    }

    /// All refunds in the sandbox's books.
    QList<RefundReport> books() const
    {
        const Answer answer =
            answerOf(straight->refundQuery({{"out_trade_no", number}}, SignType::Md5));
        Order order;
        order.outTradeNo = number;
        order.totalFee = Fen{price};
        return answer.fields
            .and_then([&](const Parameters& fields) { return readRefundAnswer(fields, order); })
            .value_or(QList<RefundReport>());
    }

    QList<Refund> kept() const
    {
        return store
            ->readNow<QList<Refund>>([&](const OrderReader& reader) {
                return reader.refunds(gateway->profile().name, number);
            })
            .value_or(QList<Refund>());
    }
    Refund kept(const QByteArray& outRefundNo) const
    {
        const QList<Refund> all = kept();
        const auto found = std::find_if(all.begin(), all.end(),
            [&](const Refund& refund) { return refund.outRefundNo == outRefundNo; });
        return found == all.end() ? Refund() : *found;
    }
    RefundTotals totals() const { return totalsOf(kept()); }
    Order order() const
    {
        const auto found = store->readNow<std::optional<Order>>([&](const OrderReader& reader) {
            return reader.find(gateway->profile().name, number);
        });
        return found.value_or(std::nullopt).value_or(Order());
    }
    TradeState state() const { return order().state; }
    QByteArrayList events() const
    {
        QByteArrayList lines;
        const auto all = store->readNow<QList<OrderEvent>>([&](const OrderReader& reader) {
            return reader.events(gateway->profile().name, number);
        });
        for (const OrderEvent& event : all.value_or(QList<OrderEvent>()))
            lines += eventKindName(event.kind) + ' ' + event.outcome;
        return lines;
    }

    ManualClock clock;
    SandboxServer sandbox;
    std::unique_ptr<Road> road;
    std::unique_ptr<GatewayClient> gateway;
    std::unique_ptr<GatewayClient> straight;
    QTemporaryDir folder;
    std::unique_ptr<OrderStore> store;
    std::unique_ptr<NotificationDesk> desk;
    std::unique_ptr<Scheduler> orderJob;
    std::unique_ptr<RefundScheduler> refundJob;
    QList<Judgement> judged; ///< by the desk, in this order
    QByteArrayList received; ///< the messages these were
    QObject context;

private:
    quint16 m_deskPort = 0;
};

} // namespace paydesk
