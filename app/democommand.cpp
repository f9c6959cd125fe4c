#include "app/command.h"
#include "app/invocation.h"
#include "app/output.h"
#include "core/base/wording.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QTemporaryDir>

namespace paydesk {

namespace {

    /// The whole journey in one process over loopback: every part is the real one, and each step
    /// must hold.
    class Demo {
        Q_DECLARE_TR_FUNCTIONS(Cli)

    public:
        Demo(Invocation& call, Workbench& bench)
            : m_call(call)
            , m_bench(bench)
            , m_startedAt(call.clock().steady())
        {
        }

        Result<void> play();

    private:
        Result<void> openShop();
        Result<void> placeOrder();
        Result<void> pay();
        Result<void> awaitNotification();
        Result<void> query();
        Result<void> refund();
        Result<void> awaitRefundNotification();
        Result<void> queryRefund();
        Result<Judgement> awaitJudgement();
        /// Prints a step that held, with the time since the last one.
        void held(const char* step, const QString& text, JsonLine more = {});

        Invocation& m_call;
        Workbench& m_bench;
        std::chrono::microseconds m_startedAt;
        std::unique_ptr<Counter> m_counter;
        PlacedOrder m_placed;
        QByteArray m_outRefundNo;
        std::optional<Judgement> m_judged; ///< it may arrive before anybody waits for it
    };

    void Demo::held(const char* step, const QString& text, JsonLine more)
    {
        const auto now = m_call.clock().steady();
        const double took = double((now - m_startedAt).count()) / 1000;
        m_startedAt = now;
        if (m_call.json()) {
            printLine(more.text("event", "step")
                    .text("step", step)
                    .flag("ok", true)
                    .decimal("took_ms", took)
                    .object());
            return;
        }
        printLine(QByteArray(step).leftJustified(16)
            + QByteArray::number(took, 'f', 1).rightJustified(8) + " ms  " + text.toUtf8());
    }

    Result<void> Demo::openShop()
    {
        m_bench.startSandbox(true);
        const auto port = waitFor(&m_bench, &Workbench::sandboxStarted);
        if (!port)
            return fail(port.error());
        Profile profile = sandboxProfile();
        profile.endpoints = {m_bench.sandboxUrl(), m_bench.sandboxUrl()};
        Credentials credentials = sandboxCredentials();
        Result<std::optional<Secret>> given = m_call.givenKey();
        if (!given)
            return fail(given.error());
        if (std::optional<Secret>& key = *given; key)
            credentials.apiKey = std::move(*key);
        m_counter = std::make_unique<Counter>(
            profile, std::move(credentials), m_bench.store(), m_call.clock());
        const Result<quint16> listening =
            m_counter->desk().listen(QHostAddress(QHostAddress::LocalHost), 0);
        if (!listening)
            return fail(listening.error());
        QObject::connect(&m_counter->desk(), &NotificationDesk::judged, m_counter.get(),
            [this](const Judgement& judgement) { m_judged = judgement; });
        held("sandbox",
            tr("gateway on %1, listener on %2")
                .arg(QString::fromLatin1(m_bench.sandboxUrl()),
                    QString::fromLatin1(m_counter->desk().url())));
        return {};
    }

    Result<void> Demo::placeOrder()
    {
        const Answer login = waitFor(m_counter->phone()->login(), &Call::finished);
        if (!login.fields)
            return fail(login.fields.error());
        held("login", tr("wx.login gave a code"));
        OrderDraft draft;
        draft.outTradeNo = newOutTradeNo(m_call.clock());
        draft.body = "Paydesk demo";
        draft.totalFee = Fen{1};
        draft.code = login.fields->value("code");
        draft.notifyUrl = m_counter->desk().url();
        PlaceOrder* place = m_counter->placeOrder();
        QObject::connect(place, &PlaceOrder::ended, place,
            [this](PlaceOrder::Step step, const Result<void>& outcome) {
                if (!outcome)
                    return;
                if (step == PlaceOrder::Step::Login)
                    held("openid", tr("the code became an openid"));
                else if (step == PlaceOrder::Step::UnifiedOrder)
                    held("unifiedorder", tr("WeChat took the order and its answer was verified"));
                else
                    held("paySign", tr("the second signature is made"));
            });
        place->start(draft);
        const auto placed = waitFor(place, &PlaceOrder::finished);
        if (!placed)
            return fail(placed.error());
        m_placed = *placed;
        return {};
    }

    Result<void> Demo::pay()
    {
        if (!m_placed.pay)
            return fail(FailureId::AnswerIncomplete,
                {{QStringLiteral("field"), QStringLiteral("prepay_id")}});
        Call* payment = m_counter->phone()->requestPayment(
            m_placed.pay->call, m_counter->profile().appid, Phone::Action::Pay);
        const Answer answer = waitFor(payment, &Call::finished);
        if (!answer.fields)
            return fail(answer.fields.error());
        held("payment",
            tr("the customer paid: %1").arg(QString::fromUtf8(answer.fields->value("errMsg"))));
        return {};
    }

    Result<Judgement> Demo::awaitJudgement()
    {
        constexpr std::chrono::seconds patience{10};
        if (!m_judged) {
            QEventLoop loop;
            QObject::connect(
                &m_counter->desk(), &NotificationDesk::judged, &loop, &QEventLoop::quit);
            m_call.clock().after(patience, &loop, [&loop] { loop.quit(); });
            loop.exec();
        }
        if (!m_judged)
            return fail(
                FailureId::TimedOut, {{QStringLiteral("seconds"), qint64(patience.count())}});
        if (m_judged->verdict != Verdict::Accepted)
            return fail(FailureId::PaymentRefused,
                {{QStringLiteral("errMsg"), QString::fromLatin1(verdictName(m_judged->verdict))},
                    {QStringLiteral("why"), QString::fromLatin1(m_judged->reason)}});
        return *m_judged;
    }

    Result<void> Demo::awaitNotification()
    {
        const Result<Judgement> judged = awaitJudgement();
        if (!judged)
            return fail(judged.error());
        held("notification", tr("verified, amount equal, booked, answered SUCCESS"),
            JsonLine().text("verdict", verdictName(judged->verdict)));
        return {};
    }

    Result<void> Demo::query()
    {
        QueryOrder* query = m_counter->queryOrder();
        query->start(m_placed.order.outTradeNo);
        const auto outcome = waitFor(query, &QueryOrder::finished);
        if (!outcome)
            return fail(outcome.error());
        if (outcome->order.state != TradeState::Success)
            return fail(FailureId::AnswerForeign,
                {{QStringLiteral("field"), QStringLiteral("trade_state")},
                    {QStringLiteral("expected"), QStringLiteral("SUCCESS")},
                    {QStringLiteral("received"),
                        QString::fromLatin1(tradeStateName(outcome->order.state))}});
        held("query",
            tr("trade_state=SUCCESS, transaction %1")
                .arg(QString::fromUtf8(outcome->order.transactionId)),
            JsonLine()
                .text("out_trade_no", outcome->order.outTradeNo)
                .text("transaction_id", outcome->order.transactionId)
                .text("trade_state", "SUCCESS"));
        return {};
    }

    Result<void> Demo::refund()
    {
        m_judged.reset();
        m_outRefundNo = newOutRefundNo(m_call.clock());
        RefundOrder* journey = m_counter->refundOrder();
        journey->start({m_placed.order.outTradeNo, m_outRefundNo, m_placed.order.totalFee,
            "Paydesk demo", m_counter->desk().url()});
        const auto refunded = waitFor(journey, &RefundOrder::finished);
        if (!refunded)
            return fail(refunded.error());
        held("refund", tr("WeChat took the refund %1").arg(QString::fromUtf8(m_outRefundNo)),
            JsonLine()
                .text("out_refund_no", m_outRefundNo)
                .text("refund_id", refunded->refund.refundId));
        return {};
    }

    Result<void> Demo::awaitRefundNotification()
    {
        const Result<Judgement> judged = awaitJudgement();
        if (!judged)
            return fail(judged.error());
        held("refund-notification", tr("decrypted, amounts equal, held for a refund query"),
            JsonLine().text("verdict", verdictName(judged->verdict)));
        return {};
    }

    Result<void> Demo::queryRefund()
    {
        QueryRefunds* query = m_counter->queryRefunds();
        query->start(m_placed.order.outTradeNo, m_outRefundNo);
        const auto outcome = waitFor(query, &QueryRefunds::finished);
        if (!outcome)
            return fail(outcome.error());
        const RefundTotals totals = totalsOf(outcome->refunds);
        if (totals.refunded != m_placed.order.totalFee)
            return fail(FailureId::AnswerForeign,
                {{QStringLiteral("field"), QStringLiteral("refund_fee")},
                    {QStringLiteral("expected"),
                        QString::fromLatin1(yuan(m_placed.order.totalFee))},
                    {QStringLiteral("received"), QString::fromLatin1(yuan(totals.refunded))}});
        held("refundquery",
            tr("refund_status=SUCCESS, %1 yuan are back with the customer")
                .arg(QString::fromLatin1(yuan(totals.refunded))),
            JsonLine()
                .text("trade_state", tradeStateName(outcome->order.state))
                .text("refund_status", "SUCCESS"));
        return {};
    }

    Result<void> Demo::play()
    {
        for (const auto step :
            {&Demo::openShop, &Demo::placeOrder, &Demo::pay, &Demo::awaitNotification, &Demo::query,
                &Demo::refund, &Demo::awaitRefundNotification, &Demo::queryRefund}) {
            if (const Result<void> outcome = (this->*step)(); !outcome)
                return outcome;
        }
        return {};
    }

    ExitStatus runDemo(Invocation& call)
    {
        // Without --data-dir the demo leaves nothing behind.
        const QTemporaryDir temporary;
        const QString folder = call.has("data-dir") ? call.dataFolder() : temporary.path();
        const Result<std::unique_ptr<Workbench>> bench = Workbench::open(folder, {}, call.clock());
        if (!bench)
            return call.failed(bench.error());
        Demo demo(call, **bench);
        if (const Result<void> played = demo.play(); !played)
            return call.failed(played.error());
        return ExitStatus::Done;
    }

} // namespace

std::vector<Command> demoCommands()
{
    return {{"demo", "",
        QT_TRANSLATE_NOOP("Cli",
            "play a whole payment in one process, offline: order, signatures, payment, "
            "notification, query, refund"),
        {{"key", "K",
             QT_TRANSLATE_NOOP(
                 "Cli", "sign with this key instead of the sandbox's (to see it fail)")},
            {"key-file", "F", QT_TRANSLATE_NOOP("Cli", "a file that holds such a key")}},
        {"demo", "demo --json | jq ."}, runDemo}};
}

} // namespace paydesk
