#include "ui/notifications/simulatednotice.h"

#include "core/notify/compose.h"
#include "core/sign/xmlcodec.h"

namespace paydesk {

SimulatedNotice::SimulatedNotice(Workbench& bench, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
{
}

void SimulatedNotice::find()
{
    OrderQuery query;
    query.profile = m_bench.profile().name;
    query.states = {TradeState::NotPay, TradeState::UserPaying};
    query.limit = 1;
    m_bench.store().read<OrderPage>(
        this, [query](const OrderReader& reader) { return reader.page(query); },
        [this](const Result<OrderPage>& page) {
            if (!page)
                emit failed(page.error());
            else if (page->orders.isEmpty())
                emit nothingUnpaid();
            else
                emit found(page->orders.constFirst());
        });
}

void SimulatedNotice::send(const Order& order)
{
    Counter* counter = m_bench.counter();
    if (!counter || !counter->desk().isListening() || order.profile != counter->profile().name)
        return;
    GatewayClient& gateway = counter->gateway();
    const Parameters fields =
        paymentNotice(order, counter->profile(), gateway.apiKey(), m_bench.clock());
    Call* call = gateway.deliver(counter->desk().url(), toXml(fields));
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        if (answer.fields)
            emit sent();
        else
            emit failed(answer.fields.error());
    });
}

} // namespace paydesk
