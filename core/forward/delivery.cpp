#include "core/forward/delivery.h"

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    bool belongsToConnection(const QByteArray& name)
    {
        static constexpr std::array fields{"connection", "content-length", "expect", "host",
            "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"};
        const QByteArray lower = name.toLower();
        return std::any_of(
            fields.begin(), fields.end(), [&](const char* field) { return lower == field; });
    }

} // namespace

QList<Header> passedOn(const QList<Header>& headers)
{
    QList<Header> kept;
    for (const Header& header : headers) {
        if (!belongsToConnection(header.name))
            kept.append(header);
    }
    return kept;
}

QByteArray withQuery(const QByteArray& target, QByteArrayView query)
{
    return query.isEmpty() || target.contains('?') ? target : target + '?' + query.toByteArray();
}

void recordForwarded(OrderStore& store, const QByteArray& profile, const QDateTime& now,
    const Forwarded& result, QObject* context, std::function<void(const Forwarded&)> done)
{
    const bool sent = !result.exchange.method.isEmpty();
    store.write<qint64>(
        context,
        [result, sent, profile, now](OrderWriter& writer) -> Result<qint64> {
            Result<qint64> id = sent ? writer.record(profile, result.exchange) : Result<qint64>(0);
            if (!id || result.outTradeNo.isEmpty())
                return id;
            const Result<std::optional<Order>> order = writer.find(profile, result.outTradeNo);
            if (!order)
                return fail(order.error());
            if (!*order)
                return id;
            const QByteArray status = result.exchange.status == 0
                ? QByteArray()
                : QByteArray::number(result.exchange.status);
            return writer
                .note({0, profile, result.outTradeNo, now, OrderEvent::Kind::Forward,
                    result.outcome, status, *id})
                .map([&] { return *id; });
        },
        [result, done = std::move(done)](const Result<qint64>& id) {
            Forwarded told = result;
            told.exchange.id = id.value_or(0);
            done(told);
        });
}

} // namespace paydesk
