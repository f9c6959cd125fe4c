#include "app/command.h"
#include "app/invocation.h"
#include "app/ordertext.h"
#include "app/output.h"
#include "app/refundtext.h"

#include <QCoreApplication>

namespace paydesk {

namespace {

    Result<RefundDraft> refundDraftOf(
        const Invocation& call, const Profile& profile, const Clock& clock)
    {
        const Result<QByteArray> number = orderNumber(call);
        if (!number)
            return fail(number.error());
        if (!call.has("amount"))
            return fail(
                FailureId::FieldMissing, {{QStringLiteral("field"), QStringLiteral("--amount")}});
        const Result<Fen> amount = fenFromYuan(call.value("amount"));
        if (!amount)
            return fail(amount.error());
        RefundDraft draft;
        draft.outTradeNo = *number;
        draft.fee = *amount;
        draft.outRefundNo =
            call.has("out-refund-no") ? call.value("out-refund-no") : newOutRefundNo(clock);
        draft.reason = call.value("reason");
        draft.notifyUrl = call.value("notify-url");
        if (draft.notifyUrl.isEmpty() && profile.isSandbox())
            draft.notifyUrl = localNotifyUrl;
        return draft;
    }

    void printRefunded(
        const Invocation& call, const Order& order, const QList<Refund>& refunds, JsonLine more)
    {
        addRefundTotals(more, refunds, order.totalFee).raw("refunds", refundsJson(refunds));
        printOrder(call, order, more);
        if (!call.json())
            printRefunds(refunds);
    }

    Result<QList<Refund>> refundsIn(OrderStore& store, const Order& order)
    {
        return store.readNow<QList<Refund>>([&](const OrderReader& reader) {
            return reader.refunds(order.profile, order.outTradeNo);
        });
    }

    /// Whoever tries again must not take another number for a refund that may have arrived.
    void tellHowToRepeat(
        OrderStore& store, const QByteArray& profile, const QByteArray& outRefundNo)
    {
        const auto kept = store.readNow<std::optional<Refund>>(
            [&](const OrderReader& reader) { return reader.findRefund(profile, outRefundNo); });
        if (kept.value_or(std::nullopt))
            printError(QCoreApplication::translate("Cli",
                "The refund is kept as %1: repeat it with --out-refund-no, or ask with order "
                "refund-query.")
                    .arg(QString::fromUtf8(outRefundNo)));
    }

    ExitStatus runRefund(Invocation& call)
    {
        const Result<std::unique_ptr<Workbench>> bench = call.openWorkbench();
        if (!bench)
            return call.failed(bench.error());
        Counter& counter = *(*bench)->counter();
        const Result<RefundDraft> draft = refundDraftOf(call, counter.profile(), call.clock());
        if (!draft)
            return call.failed(draft.error());
        RefundOrder* journey = counter.refundOrder();
        journey->start(*draft);
        const auto refunded = waitFor(journey, &RefundOrder::finished);
        if (!refunded) {
            tellHowToRepeat((*bench)->store(), counter.profile().name, draft->outRefundNo);
            return call.failed(refunded.error());
        }
        const auto all = refundsIn((*bench)->store(), refunded->order);
        if (!all)
            return call.failed(all.error());
        printRefunded(call, refunded->order, *all,
            JsonLine()
                .text("out_refund_no", refunded->refund.outRefundNo)
                .textOrNull("refund_id", refunded->refund.refundId)
                .number("refund_fee", refunded->refund.fee.value)
                .text("refund_status", refundStateName(refunded->refund.state)));
        return ExitStatus::Done;
    }

    ExitStatus runRefundQuery(Invocation& call)
    {
        const Result<QByteArray> number = orderNumber(call);
        if (!number)
            return call.failed(number.error());
        const Result<std::unique_ptr<Workbench>> bench = call.openWorkbench();
        if (!bench)
            return call.failed(bench.error());
        QueryRefunds* query = (*bench)->counter()->queryRefunds();
        query->start(*number, call.value("out-refund-no"));
        const auto outcome = waitFor(query, &QueryRefunds::finished);
        if (!outcome)
            return call.failed(outcome.error());
        printRefunded(call, outcome->order, outcome->refunds,
            JsonLine().raw("answer", fieldsJson(outcome->fields)));
        return ExitStatus::Done;
    }

} // namespace

std::vector<Command> refundCommands()
{
    return {
        {"order refund", "NO", QT_TRANSLATE_NOOP("Cli", "give money of a paid order back"),
            {{"amount", "YUAN",
                 QT_TRANSLATE_NOOP("Cli", "the amount in yuan, at most what is left of the order")},
                {"out-refund-no", "NO",
                    QT_TRANSLATE_NOOP("Cli",
                        "the refund number (default: a new one); to try again, the one of the "
                        "first try")},
                {"reason", "TEXT", QT_TRANSLATE_NOOP("Cli", "shown to the customer")},
                {"notify-url", "URL",
                    QT_TRANSLATE_NOOP("Cli", "where the refund notification goes")}},
            {"order refund PD20260101000001 --amount 0.01",
                "order refund PD20260101000001 --amount 3 --reason 商品已售完 --json"},
            runRefund},
        {"order refund-query", "NO",
            QT_TRANSLATE_NOOP("Cli", "ask the gateway about an order's refunds"),
            {{"out-refund-no", "NO",
                QT_TRANSLATE_NOOP("Cli", "only this refund (default: all of the order)")}},
            {"order refund-query PD20260101000001 --json"}, runRefundQuery},
    };
}

} // namespace paydesk
