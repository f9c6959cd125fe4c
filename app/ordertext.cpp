#include "app/ordertext.h"

#include "app/invocation.h"
#include "core/orders/exporter.h"

#include <QCoreApplication>

namespace paydesk {

namespace {

    /// The order's own members, and behind them what only a command knows.
    QByteArray orderLine(const Order& order, const JsonLine& more)
    {
        QByteArray line = orderJson(order);
        const QByteArray members = more.object();
        if (members.size() > 2)
            line = line.chopped(1) + ',' + members.sliced(1);
        return line;
    }

} // namespace

Result<QByteArray> orderNumber(const Invocation& call)
{
    const QList<QByteArray> given = call.arguments();
    if (given.size() != 1 || given.constFirst().isEmpty())
        return fail(FailureId::UsageWrong,
            {{QStringLiteral("reason"),
                QCoreApplication::translate("Cli", "Give one out_trade_no.")}});
    return given.constFirst();
}

QByteArray fieldsJson(const Parameters& fields)
{
    JsonLine line;
    for (const Parameter& field : fields)
        line.text(field.name.constData(), field.value);
    return line.object();
}

void printOrder(const Invocation& call, const Order& order, const JsonLine& more)
{
    if (call.json()) {
        printLine(orderLine(order, more));
        return;
    }
    const auto row = [](const char* name, const QByteArray& value) {
        if (!value.isEmpty())
            printLine(QByteArray(name).leftJustified(16) + ' ' + forTerminal(value));
    };
    row("out_trade_no", order.outTradeNo);
    row("trade_state", tradeStateName(order.state));
    row("total_fee",
        QByteArray::number(order.totalFee.value) + " (" + yuan(order.totalFee) + " CNY)");
    row("body", order.body);
    row("transaction_id", order.transactionId);
    row("prepay_id", order.prepayId);
    row("code_url", order.codeUrl);
    row("mweb_url", order.mwebUrl);
}

} // namespace paydesk
