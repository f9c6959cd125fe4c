#include "core/orders/queryanswer.h"

namespace paydesk {

namespace {

    tl::unexpected<Failure> foreign(
        const QString& field, const QByteArray& expected, const QByteArray& received)
    {
        return fail(FailureId::AnswerForeign,
            {{QStringLiteral("field"), field},
                {QStringLiteral("expected"), QString::fromUtf8(expected)},
                {QStringLiteral("received"),
                    QString::fromUtf8(received.first(qMin<qsizetype>(received.size(), 64)))}});
    }

    tl::unexpected<Failure> incomplete(const char* field)
    {
        return fail(
            FailureId::AnswerIncomplete, {{QStringLiteral("field"), QString::fromLatin1(field)}});
    }

    Result<TradeState> stateIn(const Parameters& fields)
    {
        const QByteArray name = fields.value("trade_state");
        if (name.isEmpty())
            return incomplete("trade_state");
        if (name == "ACCEPT")
            return TradeState::NotPay;
        Result<TradeState> state = tradeStateFromName(name);
        if (!state)
            return foreign(QStringLiteral("trade_state"), "SUCCESS, NOTPAY, CLOSED, …", name);
        return state;
    }

    /// An unpaid order's answer may leave out what a paid one's must have.
    Result<void> checkMoney(const Parameters& fields, const Order& order, bool paid)
    {
        const QByteArray total = fields.value("total_fee");
        if (paid && fields.value("transaction_id").isEmpty())
            return incomplete("transaction_id");
        if (total.isEmpty())
            return paid ? Result<void>(incomplete("total_fee")) : Result<void>();
        const Result<Fen> amount = fenFromField(total);
        if (!amount || *amount != order.totalFee)
            return foreign(
                QStringLiteral("total_fee"), QByteArray::number(order.totalFee.value), total);
        const QByteArray feeType = fields.value("fee_type");
        if ((feeType.isEmpty() ? QByteArray("CNY") : feeType) != order.feeType)
            return foreign(QStringLiteral("fee_type"), order.feeType, feeType);
        return {};
    }

} // namespace

Result<StateReport> readQueryAnswer(
    const Parameters& fields, const Order& order, const QDateTime& now)
{
    const QByteArray number = fields.value("out_trade_no");
    if (number.isEmpty())
        return incomplete("out_trade_no");
    if (number != order.outTradeNo)
        return foreign(QStringLiteral("out_trade_no"), order.outTradeNo, number);
    const Result<TradeState> state = stateIn(fields);
    if (!state)
        return fail(state.error());
    const bool paid = *state == TradeState::Success || *state == TradeState::Refund;
    if (const Result<void> money = checkMoney(fields, order, paid); !money)
        return fail(money.error());
    const QDateTime paidAt = fromBeijingStamp(fields.value("time_end"));
    StateReport report;
    report.profile = order.profile;
    report.outTradeNo = order.outTradeNo;
    report.state = *state;
    report.transactionId = paid ? fields.value("transaction_id") : QByteArray();
    report.openid = fields.value("openid");
    report.bankType = fields.value("bank_type");
    report.paidAt = paid ? (paidAt.isValid() ? paidAt : now) : QDateTime();
    report.confirmed = true;
    return report;
}

} // namespace paydesk
