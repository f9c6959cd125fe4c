#include "core/orders/refundanswer.h"

#include "core/base/wording.h"

#include <algorithm>

namespace paydesk {

namespace {

    // A request that is on its way so long will not arrive any more.
    constexpr std::chrono::hours longestJourney{2};
    constexpr int mostListed = 50;

    tl::unexpected<Failure> foreignRefund(
        const QByteArray& field, const QByteArray& expected, const QByteArray& received)
    {
        return fail(FailureId::AnswerForeign,
            {{QStringLiteral("field"), QString::fromLatin1(field)},
                {QStringLiteral("expected"), QString::fromUtf8(expected)},
                {QStringLiteral("received"), QString::fromUtf8(received.left(64))}});
    }

    tl::unexpected<Failure> incompleteRefund(const QByteArray& field)
    {
        return fail(
            FailureId::AnswerIncomplete, {{QStringLiteral("field"), QString::fromLatin1(field)}});
    }

    /// "2016-07-25 15:26:26" in Beijing, unlike every other time of WeChat's.
    QDateTime fromSpacedTime(const QByteArray& text)
    {
        const bool spaced = text.size() == 19 && text.at(4) == '-' && text.at(7) == '-'
            && text.at(10) == ' ' && text.at(13) == ':' && text.at(16) == ':';
        if (!spaced)
            return {};
        return fromBeijingStamp(text.first(4) + text.mid(5, 2) + text.mid(8, 2) + text.mid(11, 2)
            + text.mid(14, 2) + text.mid(17, 2));
    }

    Result<void> checkOrder(const Parameters& fields, const Order& order)
    {
        const QByteArray number = fields.value("out_trade_no");
        if (number != order.outTradeNo)
            return foreignRefund("out_trade_no", order.outTradeNo, number);
        const QByteArray transaction = fields.value("transaction_id");
        if (!order.transactionId.isEmpty() && !transaction.isEmpty()
            && transaction != order.transactionId)
            return foreignRefund("transaction_id", order.transactionId, transaction);
        const Result<Fen> total = fenFromField(fields.value("total_fee"));
        if (!total || *total != order.totalFee)
            return foreignRefund(
                "total_fee", QByteArray::number(order.totalFee.value), fields.value("total_fee"));
        return {};
    }

    Result<RefundReport> reportAt(const Parameters& fields, const Order& order, int index)
    {
        const auto named = [index](const char* name) { return name + QByteArray::number(index); };
        RefundReport report;
        report.profile = order.profile;
        report.outTradeNo = order.outTradeNo;
        report.confirmed = true;
        report.outRefundNo = fields.value(named("out_refund_no_"));
        report.refundId = fields.value(named("refund_id_"));
        if (report.outRefundNo.isEmpty())
            return incompleteRefund(named("out_refund_no_"));
        if (report.refundId.isEmpty())
            return incompleteRefund(named("refund_id_"));
        const Result<Fen> fee = fenFromField(fields.value(named("refund_fee_")));
        if (!fee)
            return incompleteRefund(named("refund_fee_"));
        report.fee = *fee;
        const QByteArray status = fields.value(named("refund_status_"));
        const Result<RefundState> state = refundStateFromName(status);
        if (!state)
            return foreignRefund(
                named("refund_status_"), "SUCCESS, PROCESSING, REFUNDCLOSE, CHANGE", status);
        report.state = *state;
        if (report.state == RefundState::Success)
            report.succeededAt = fromSpacedTime(fields.value(named("refund_success_time_")));
        return report;
    }

    /// An err_code where the gateway gave one, else the failure's name.
    QByteArray refundWordOf(const Failure& failure)
    {
        const QByteArray code =
            failure.details.value(QStringLiteral("err_code")).toString().toUtf8();
        return failure.id == FailureId::BusinessRefused && !code.isEmpty()
            ? code
            : failureName(failure.id);
    }

    /// The answer's refunds must be ours in everything that does not change.
    Result<void> compare(OrderWriter& writer, const QList<RefundReport>& reports)
    {
        for (const RefundReport& report : reports) {
            const auto found = writer.findRefund(report.profile, report.outRefundNo);
            if (!found)
                return fail(found.error());
            const std::optional<Refund>& stored = *found;
            if (!stored)
                continue;
            if (stored->outTradeNo != report.outTradeNo)
                return foreignRefund("out_trade_no", stored->outTradeNo, report.outTradeNo);
            if (stored->fee != report.fee)
                return foreignRefund("refund_fee", QByteArray::number(stored->fee.value),
                    QByteArray::number(report.fee.value));
            if (!stored->refundId.isEmpty() && stored->refundId != report.refundId)
                return foreignRefund("refund_id", stored->refundId, report.refundId);
        }
        return {};
    }

    Result<void> adoptFrom(OrderWriter& writer, const RefundReport& report, const QDateTime& now)
    {
        Refund refund;
        refund.profile = report.profile;
        refund.outTradeNo = report.outTradeNo;
        refund.outRefundNo = report.outRefundNo;
        refund.refundId = report.refundId;
        refund.fee = report.fee;
        refund.state = report.state;
        refund.confirmed = true;
        refund.createdAt = now;
        refund.succeededAt = report.succeededAt;
        if (!isOver(refund))
            refund.nextQueryAt = now.addSecs(firstRefundQueryDelay.count());
        return writer.adoptRefund(refund);
    }

    /// Books one report; the refund as it stands then.
    Result<Refund> bookReport(OrderWriter& writer, RefundReport report, const QDateTime& now)
    {
        if (report.state == RefundState::Success && !report.succeededAt.isValid())
            report.succeededAt = now; // signed, but no readable time: the minute is ours
        const auto applied = writer.reportRefund(report);
        if (!applied)
            return fail(applied.error());
        if (*applied == Applied::UnknownOrder) {
            if (const auto adopted = adoptFrom(writer, report, now); !adopted)
                return fail(adopted.error());
        }
        const auto found = writer.findRefund(report.profile, report.outRefundNo);
        if (!found)
            return fail(found.error());
        Refund refund = found->value_or(Refund());
        if (!isOver(refund))
            return refund;
        return writer.planRefund(report.profile, report.outRefundNo, refund.asked, {}).map([&] {
            return refund;
        });
    }

    Result<void> bookRefundedOrder(OrderWriter& writer, const RefundAnswer& answer)
    {
        StateReport state;
        state.profile = answer.profile;
        state.outTradeNo = answer.outTradeNo;
        state.state = TradeState::Refund;
        state.transactionId = answer.fields->value("transaction_id");
        state.confirmed = true;
        return writer.report(state).map([](Applied) {});
    }

    /// What a query without an answer leaves on the refund that it asked for.
    Result<void> bookNoAnswer(
        OrderWriter& writer, const RefundAnswer& answer, const Failure& failure)
    {
        const bool passing =
            failure.kind == Failure::Kind::Transport || failure.kind == Failure::Kind::Cancelled;
        const auto found = writer.findRefund(answer.profile, answer.outRefundNo);
        if (!found)
            return fail(found.error());
        const std::optional<Refund>& refund = *found;
        if (passing || !refund)
            return {};
        const bool placing = refund->state == RefundState::Placing;
        const QByteArray word = refundWordOf(failure);
        if (!placing || word != "REFUNDNOTEXIST")
            return writer.troubleRefund(answer.profile, answer.outRefundNo, word);
        if (refund->createdAt.addSecs(std::chrono::seconds(longestJourney).count()) > answer.now)
            return {}; // perhaps it is being sent just now
        RefundReport never;
        never.profile = answer.profile;
        never.outTradeNo = refund->outTradeNo;
        never.outRefundNo = answer.outRefundNo;
        never.state = RefundState::Refused;
        return writer.troubleRefund(answer.profile, answer.outRefundNo, word)
            .and_then([&] { return writer.reportRefund(never); })
            .and_then([&](Applied) {
                return writer.planRefund(answer.profile, answer.outRefundNo, refund->asked, {});
            });
    }

    QByteArray spoken(const QList<Refund>& refunds)
    {
        QByteArrayList words;
        for (const Refund& refund : refunds)
            words.append(
                refund.outRefundNo + ' ' + yuan(refund.fee) + ' ' + refundStateName(refund.state));
        return words.join(", ");
    }

    Result<void> keepAnswer(
        OrderWriter& writer, const RefundAnswer& answer, const Result<QList<Refund>>& booked)
    {
        Exchange exchange = answer.exchange;
        exchange.outTradeNo = answer.outTradeNo;
        const QByteArray word = booked ? QByteArray("ok") : refundWordOf(booked.error());
        if (!booked)
            exchange.outcome = word;
        return writer.record(answer.profile, exchange).and_then([&](qint64 id) {
            return writer.note(
                {0, answer.profile, answer.outTradeNo, answer.now, OrderEvent::Kind::RefundQuery,
                    word, booked ? spoken(*booked) : answer.outRefundNo, id});
        });
    }

    Result<QList<Refund>> bookReports(
        OrderWriter& writer, const RefundAnswer& answer, const QList<RefundReport>& reports)
    {
        QList<Refund> refunds;
        for (const RefundReport& report : reports) {
            const Result<Refund> refund = bookReport(writer, report, answer.now);
            if (!refund)
                return fail(refund.error());
            refunds.append(*refund);
        }
        if (refunds.isEmpty())
            return refunds;
        return bookRefundedOrder(writer, answer).map([&] { return refunds; });
    }

} // namespace

Result<QList<RefundReport>> readRefundAnswer(const Parameters& fields, const Order& order)
{
    if (const auto fits = checkOrder(fields, order); !fits)
        return fail(fits.error());
    bool number = false;
    const int count = fields.value("refund_count").toInt(&number);
    if (!number || count < 0 || count > mostListed)
        return foreignRefund("refund_count", "0 … 50", fields.value("refund_count"));
    QList<RefundReport> reports;
    for (int index = 0; index < count; ++index) {
        const Result<RefundReport> report = reportAt(fields, order, index);
        if (!report)
            return fail(report.error());
        reports.append(*report);
    }
    return reports;
}

Result<BookedRefunds> bookRefundAnswer(OrderWriter& writer, const RefundAnswer& answer)
{
    const auto found = writer.find(answer.profile, answer.outTradeNo);
    if (!found)
        return fail(found.error());
    const std::optional<Order>& order = *found;
    if (!order)
        return fail(FailureId::OrderUnknown,
            {{QStringLiteral("out_trade_no"), QString::fromUtf8(answer.outTradeNo)}});
    const auto reports = answer.fields.and_then(
        [&](const Parameters& fields) { return readRefundAnswer(fields, *order); });
    const Result<void> ours =
        reports ? compare(writer, *reports) : Result<void>(fail(reports.error()));
    if (!ours && ours.error().kind == Failure::Kind::Storage)
        return fail(ours.error());
    BookedRefunds booked{fail(FailureId::Cancelled)};
    if (ours) {
        booked.refunds = bookReports(writer, answer, *reports);
        if (!booked.refunds)
            return fail(booked.refunds.error());
    } else {
        booked.refunds = fail(ours.error());
        if (const auto left = bookNoAnswer(writer, answer, ours.error()); !left)
            return fail(left.error());
    }
    return keepAnswer(writer, answer, booked.refunds).map([&] { return booked; });
}

} // namespace paydesk
