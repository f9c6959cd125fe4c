#include "core/checkout/placeorder.h"

#include "core/base/wording.h"
#include "core/checkout/booking.h"
#include "core/orders/queryanswer.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    constexpr int mostAttempts =
        3; // the first, and the identical request again after a query, twice

    /// The gateway's no leaves it open whether there is an order under this number: only a query
    /// tells.
    bool leavesDoubt(const Failure& failure)
    {
        static constexpr std::array<const char*, 3> doubtful{
            "SYSTEMERROR", "ORDERPAID", "ORDERCLOSED"};
        const QByteArray code = errCodeOf(failure);
        return failure.kind != Failure::Kind::Gateway
            || std::any_of(doubtful.begin(), doubtful.end(),
                [&code](const char* word) { return code == word; });
    }

    /// The object that the front end is called with, for the timeline: the second signature can be
    /// shown and checked as long as the order is kept.
    QByteArray callText(const PayRequest& pay)
    {
        QJsonObject call;
        for (const Parameter& field : pay.call)
            call.insert(QString::fromUtf8(field.name), QString::fromUtf8(field.value));
        return QJsonDocument(call).toJson(QJsonDocument::Compact);
    }

    Result<Order> bookOpenid(OrderWriter& writer, const Booking& booking, const Answer& answer,
        const QByteArray& payerField)
    {
        const QByteArray openid = answer.fields->value("openid");
        return booking.record(writer, answer, openid)
            .and_then([&] { return booking.order(writer); })
            .and_then([&](Order order) {
                order.openid = openid;
                order.request.set(payerField, openid);
                return writer.amend(order);
            })
            .and_then([&] { return booking.order(writer); });
    }

    Result<Order> bookTaken(OrderWriter& writer, const Booking& booking, const Answer& answer)
    {
        const Parameters& fields = *answer.fields;
        StateReport report;
        report.profile = booking.profile;
        report.outTradeNo = booking.outTradeNo;
        report.state = TradeState::NotPay;
        return booking.record(writer, answer, fields.value("prepay_id"))
            .and_then([&] { return booking.order(writer); })
            .and_then([&](Order order) {
                order.prepayId = fields.value("prepay_id");
                order.codeUrl = fields.value("code_url");
                order.mwebUrl = fields.value("mweb_url");
                order.trouble.clear();
                return writer.amend(order);
            })
            .and_then([&] { return writer.report(report); })
            .and_then([&](Applied) {
                return booking.plan(writer, booking.now.addSecs(firstQueryDelay.count()));
            })
            .and_then([&] { return booking.order(writer); });
    }

    Result<Order> bookRefusal(
        OrderWriter& writer, const Booking& booking, const Answer& answer, bool stopAsking)
    {
        return booking.record(writer, answer)
            .and_then([&] { return booking.trouble(writer, answer.exchange.outcome); })
            .and_then([&] { return stopAsking ? booking.plan(writer, {}) : Result<void>(); })
            .and_then([&] { return booking.order(writer); });
    }

} // namespace

PlaceOrder::PlaceOrder(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_store(store)
    , m_clock(clock)
{
}

void PlaceOrder::start(const OrderDraft& draft, bool sendAnyway)
{
    m_code = draft.code;
    m_frontEnd = draft.frontEnd;
    m_order = newOrder(draft, m_gateway.profile(), m_clock.now());
    const QList<Failure> broken =
        sendAnyway ? QList<Failure>() : brokenRules(draft, m_gateway.profile());
    if (broken.isEmpty())
        store();
    else // later: nobody has connected yet, perhaps
        QMetaObject::invokeMethod(
            this, [this, why = broken.first()] { finish(fail(why)); }, Qt::QueuedConnection);
}

void PlaceOrder::resume(const Order& known, Step from)
{
    m_order = known;
    if (from == Step::PaySign)
        signPay();
    else
        order();
}

void PlaceOrder::store()
{
    const bool knowsPayer =
        !m_order.openid.isEmpty() || m_code.isEmpty() || m_order.tradeType != "JSAPI";
    write(
        [order = m_order, placed = booking(OrderEvent::Kind::Placed)](OrderWriter& writer) {
            return writer.add(order)
                .and_then([&] { return writer.note(placed.event("ok", yuan(order.totalFee))); })
                .map([&] { return order; });
        },
        [this, knowsPayer] { knowsPayer ? order() : login(); });
}

void PlaceOrder::login()
{
    begin(Step::Login);
    connect(m_gateway.session(m_code), &Call::finished, this, &PlaceOrder::loggedIn);
}

void PlaceOrder::loggedIn(const Answer& answer)
{
    const Booking login = booking(OrderEvent::Kind::Login);
    if (answer.fields) {
        end({});
        write([login, answer, field = QByteArray(payerFieldOf(m_gateway.profile()))](
                  OrderWriter& writer) { return bookOpenid(writer, login, answer, field); },
            [this] { order(); });
        return;
    }
    const Failure why = answer.fields.error();
    end(fail(why));
    write([login, answer](OrderWriter& writer) { return bookRefusal(writer, login, answer, true); },
        [this, why] { finish(fail(why)); });
}

SignType PlaceOrder::signType() const
{
    return m_order.signType.value_or(m_gateway.profile().signType);
}

void PlaceOrder::order()
{
    if (m_attempts++ == 0)
        begin(Step::UnifiedOrder);
    connect(m_gateway.unifiedOrder(m_order.request, signType()), &Call::finished, this,
        &PlaceOrder::ordered);
}

void PlaceOrder::ordered(const Answer& answer)
{
    m_trace = answer.requestTrace;
    if (answer.fields)
        return taken(answer);
    const Failure& why = answer.fields.error();
    const bool repeats = m_attempts > 1;
    if (isLost(why) || errCodeOf(why) == "SYSTEMERROR"
        || (repeats && errCodeOf(why) == "ORDERPAID"))
        lost(answer);
    else
        refused(answer);
}

void PlaceOrder::lost(const Answer& answer)
{
    m_loss = answer.fields.error();
    const Booking order = booking(OrderEvent::Kind::UnifiedOrder);
    write(
        [order, answer](OrderWriter& writer) { return bookRefusal(writer, order, answer, false); },
        [this] {
            connect(m_gateway.orderQuery(m_order.outTradeNo, signType()), &Call::finished, this,
                &PlaceOrder::asked);
        });
}

void PlaceOrder::asked(const Answer& answer)
{
    const Result<StateReport> report = answer.fields.and_then([this](const Parameters& fields) {
        return readQueryAnswer(fields, m_order, m_clock.now());
    });
    const bool unpaid =
        report ? report->state == TradeState::NotPay : errCodeOf(report.error()) == "ORDERNOTEXIST";
    const bool paid =
        report && (report->state == TradeState::Success || report->state == TradeState::Refund);
    write([query = booking(OrderEvent::Kind::Query), answer, report](
              OrderWriter& writer) { return bookQueryAnswer(writer, query, answer, report); },
        [this, unpaid, paid, report] {
            if (unpaid && m_attempts < mostAttempts)
                return order();
            if (!paid)
                return giveUp(report || isLost(report.error()) ? m_loss : report.error());
            end({});
            finish(PlacedOrder{m_order, m_trace, {}});
        });
}

void PlaceOrder::taken(const Answer& answer)
{
    end({});
    write([order = booking(OrderEvent::Kind::UnifiedOrder), answer](
              OrderWriter& writer) { return bookTaken(writer, order, answer); },
        [this] {
            if (needsSecondSignature(frontEnd()))
                signPay();
            else
                finish(PlacedOrder{m_order, m_trace, {}});
        });
}

void PlaceOrder::refused(const Answer& answer)
{
    const Failure why = answer.fields.error();
    const bool stopAsking = isUnsent(why) || !leavesDoubt(why);
    write([order = booking(OrderEvent::Kind::UnifiedOrder), answer, stopAsking](
              OrderWriter& writer) { return bookRefusal(writer, order, answer, stopAsking); },
        [this, why] { giveUp(why); });
}

FrontEnd PlaceOrder::frontEnd() const
{
    if (m_order.tradeType == "JSAPI")
        return m_frontEnd;
    const QList<FrontEnd> others = frontEndsOf(m_order.tradeType);
    return others.isEmpty() ? FrontEnd::Native : others.first();
}

void PlaceOrder::signPay()
{
    begin(Step::PaySign);
    const Profile& profile = m_gateway.profile();
    const PaySource source{payingAppidOf(m_order.tradeType, m_order.request, profile),
        payeeOf(profile), m_order.prepayId, {}};
    const PayRequest pay = payRequest(frontEnd(), source, signType(), m_gateway.apiKey(), m_clock);
    end({});
    write(
        [sign = booking(OrderEvent::Kind::PaySign), order = m_order, call = callText(pay)](
            OrderWriter& writer) {
            return writer.note(sign.event("ok", call)).map([&] { return order; });
        },
        [this, pay] { finish(PlacedOrder{m_order, m_trace, pay}); });
}

void PlaceOrder::begin(Step step)
{
    m_step = step;
    m_stepBegan = m_clock.steady();
    emit began(step);
}

void PlaceOrder::end(const Result<void>& outcome)
{
    emit ended(m_step, outcome, m_clock.steady() - m_stepBegan);
}

void PlaceOrder::finish(const Result<PlacedOrder>& placed)
{
    emit finished(placed);
    deleteLater();
}

void PlaceOrder::giveUp(const Failure& failure)
{
    end(fail(failure));
    finish(fail(failure));
}

Booking PlaceOrder::booking(OrderEvent::Kind kind) const
{
    return {m_order.profile, m_order.outTradeNo, m_clock.now(), kind};
}

void PlaceOrder::write(
    std::function<Result<Order>(OrderWriter&)> change, std::function<void()> then)
{
    m_store.write<Order>(
        this, std::move(change), [this, then = std::move(then)](const Result<Order>& order) {
            if (!order)
                return finish(fail(order.error()));
            m_order = *order;
            then();
        });
}

} // namespace paydesk
