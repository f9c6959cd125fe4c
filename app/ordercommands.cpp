#include "app/command.h"
#include "app/invocation.h"
#include "app/output.h"
#include "core/orders/exporter.h"

#include <QCoreApplication>

namespace paydesk {

namespace {

    /// The one order number of a command, or what is wrong with the arguments.
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

    /// The order's own members, and behind them what only a command knows.
    QByteArray orderLine(const Order& order, const JsonLine& more)
    {
        QByteArray line = orderJson(order);
        const QByteArray members = more.object();
        if (members.size() > 2)
            line = line.chopped(1) + ',' + members.sliced(1);
        return line;
    }

    void printOrder(const Invocation& call, const Order& order, const JsonLine& more = {})
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

    Result<OrderDraft> draftOf(const Invocation& call, const Profile& profile, const Clock& clock)
    {
        OrderDraft draft;
        if (!call.has("amount"))
            return fail(
                FailureId::FieldMissing, {{QStringLiteral("field"), QStringLiteral("--amount")}});
        const Result<Fen> amount = fenFromYuan(call.value("amount"));
        if (!amount)
            return fail(amount.error());
        draft.totalFee = *amount;
        draft.signType = profile.signType;
        if (call.has("sign-type")) {
            const Result<SignType> type = signTypeFromName(call.value("sign-type"));
            if (!type)
                return fail(type.error());
            draft.signType = *type;
        }
        draft.outTradeNo =
            call.has("out-trade-no") ? call.value("out-trade-no") : newOutTradeNo(clock);
        draft.body = call.value("body");
        draft.tradeType = call.has("trade-type") ? call.value("trade-type") : QByteArray("JSAPI");
        draft.openid = call.value("openid");
        draft.code = call.value("code");
        draft.notifyUrl = call.has("notify-url") ? call.value("notify-url") : profile.notifyUrl;
        if (draft.notifyUrl.isEmpty() && profile.isSandbox())
            draft.notifyUrl = localNotifyUrl;
        for (const auto& [option, field] :
            std::initializer_list<std::pair<const char*, const char*>>{{"attach", "attach"},
                {"product-id", "product_id"}, {"time-expire", "time_expire"},
                {"scene-info", "scene_info"}}) {
            if (call.has(option))
                draft.more.append(field, call.value(option));
        }
        return draft;
    }

    /// In the sandbox a customer is always at hand: wx.login gives the code that a real one would
    /// send.
    Result<void> letCustomerLogIn(OrderDraft& draft, Counter& counter)
    {
        if (draft.tradeType != "JSAPI" || !draft.openid.isEmpty() || !draft.code.isEmpty()
            || !counter.phone())
            return {};
        const Answer answer = waitFor(counter.phone()->login(), &Call::finished);
        if (!answer.fields)
            return fail(answer.fields.error());
        draft.code = answer.fields->value("code");
        return {};
    }

    ExitStatus runCreate(Invocation& call)
    {
        const Result<std::unique_ptr<Workbench>> bench = call.openWorkbench();
        if (!bench)
            return call.failed(bench.error());
        Counter& counter = *(*bench)->counter();
        Result<OrderDraft> draft = draftOf(call, counter.profile(), call.clock());
        if (!draft)
            return call.failed(draft.error());
        if (const Result<void> customer = letCustomerLogIn(*draft, counter); !customer)
            return call.failed(customer.error());
        PlaceOrder* place = counter.placeOrder();
        place->start(*draft, call.has("anyway"));
        const Result<PlacedOrder> placed = waitFor(place, &PlaceOrder::finished);
        if (!placed)
            return call.failed(placed.error());
        JsonLine more;
        more.text("sign", placed->orderTrace.signature);
        const std::optional<PayRequest>& pay = placed->pay;
        if (pay)
            more.raw("requestPayment", fieldsJson(pay->call));
        printOrder(call, placed->order, more);
        if (!call.json() && pay)
            printLine("requestPayment   " + fieldsJson(pay->call));
        return ExitStatus::Done;
    }

    ExitStatus runQuery(Invocation& call)
    {
        const Result<QByteArray> number = orderNumber(call);
        if (!number)
            return call.failed(number.error());
        const Result<std::unique_ptr<Workbench>> bench = call.openWorkbench();
        if (!bench)
            return call.failed(bench.error());
        QueryOrder* query = (*bench)->counter()->queryOrder();
        query->start(*number);
        const Result<QueryOutcome> outcome = waitFor(query, &QueryOrder::finished);
        if (!outcome)
            return call.failed(outcome.error());
        printOrder(call, outcome->order, JsonLine().raw("answer", fieldsJson(outcome->fields)));
        return ExitStatus::Done;
    }

    ExitStatus runClose(Invocation& call)
    {
        const Result<QByteArray> number = orderNumber(call);
        if (!number)
            return call.failed(number.error());
        const Result<std::unique_ptr<Workbench>> bench = call.openWorkbench();
        if (!bench)
            return call.failed(bench.error());
        CloseOrder* close = (*bench)->counter()->closeOrder();
        close->start(*number);
        const Result<Order> order = waitFor(close, &CloseOrder::finished);
        if (!order)
            return call.failed(order.error());
        printOrder(call, *order);
        return ExitStatus::Done;
    }

    /// An order with all that happened to it.
    struct Story {
        Order order;
        QList<OrderEvent> events;

        friend bool operator==(const Story&, const Story&) = default;
    };

    Result<Story> storyOf(OrderStore& store, const QByteArray& profile, const QByteArray& number)
    {
        return store.readNow<Story>([&](const OrderReader& reader) -> Result<Story> {
            const Result<std::optional<Order>> order = reader.find(profile, number);
            if (!order)
                return fail(order.error());
            if (!*order)
                return fail(FailureId::OrderUnknown,
                    {{QStringLiteral("out_trade_no"), QString::fromUtf8(number)}});
            const Result<QList<OrderEvent>> events = reader.events(profile, number);
            if (!events)
                return fail(events.error());
            return Story{**order, *events};
        });
    }

    QByteArray eventJson(const OrderEvent& event)
    {
        return JsonLine()
            .text("at", event.at.toString(Qt::ISODateWithMs).toLatin1())
            .text("kind", eventKindName(event.kind))
            .text("outcome", event.outcome)
            .textOrNull("detail", event.detail)
            .object();
    }

    ExitStatus runOrderShow(Invocation& call)
    {
        const Result<QByteArray> number = orderNumber(call);
        if (!number)
            return call.failed(number.error());
        const Result<std::unique_ptr<Workbench>> bench = call.openFolder();
        if (!bench)
            return call.failed(bench.error());
        const Result<Story> story = storyOf((*bench)->store(), call.profileName(), *number);
        if (!story)
            return call.failed(story.error());
        QByteArray events;
        for (const OrderEvent& event : story->events)
            events += (events.isEmpty() ? QByteArray() : QByteArray(",")) + eventJson(event);
        printOrder(call, story->order, JsonLine().raw("events", '[' + events + ']'));
        if (!call.json()) {
            for (const OrderEvent& event : story->events)
                printLine(event.at.toLocalTime().toString(Qt::ISODateWithMs).toLatin1() + ' '
                    + eventKindName(event.kind).leftJustified(14) + ' ' + forTerminal(event.outcome)
                    + ' ' + forTerminal(event.detail));
        }
        return ExitStatus::Done;
    }

    const std::vector<CommandOption>& createOptions()
    {
        static const std::vector<CommandOption> options{
            {"amount", "YUAN", QT_TRANSLATE_NOOP("Cli", "the amount in yuan, such as 0.01")},
            {"body", "TEXT", QT_TRANSLATE_NOOP("Cli", "what is sold")},
            {"trade-type", "TYPE",
                QT_TRANSLATE_NOOP("Cli", "JSAPI (default), NATIVE, APP or MWEB")},
            {"openid", "ID", QT_TRANSLATE_NOOP("Cli", "the payer")},
            {"code", "CODE", QT_TRANSLATE_NOOP("Cli", "what wx.login gave, instead of --openid")},
            {"out-trade-no", "NO",
                QT_TRANSLATE_NOOP("Cli", "the order number (default: a new one)")},
            {"notify-url", "URL", QT_TRANSLATE_NOOP("Cli", "where the notification goes")},
            {"sign-type", "TYPE", QT_TRANSLATE_NOOP("Cli", "MD5 or HMAC-SHA256")},
            {"attach", "TEXT", QT_TRANSLATE_NOOP("Cli", "echoed in query and notification")},
            {"product-id", "ID", QT_TRANSLATE_NOOP("Cli", "needed for NATIVE")},
            {"time-expire", "STAMP", QT_TRANSLATE_NOOP("Cli", "yyyyMMddHHmmss, Beijing time")},
            {"scene-info", "JSON", QT_TRANSLATE_NOOP("Cli", "needed for MWEB")},
            {"anyway", nullptr,
                QT_TRANSLATE_NOOP("Cli", "send the order although it breaks a rule")},
        };
        return options;
    }

} // namespace

std::vector<Command> orderCommands()
{
    return {
        {"order create", "",
            QT_TRANSLATE_NOOP("Cli", "place an order and sign it for the front end"),
            createOptions(),
            {"order create --amount 0.01 --body 门店会员卡",
                "order create --amount 12.80 --body test --trade-type NATIVE --product-id 1 "
                "--json"},
            runCreate},
        {"order query", "NO", QT_TRANSLATE_NOOP("Cli", "ask the gateway about an order"), {},
            {"order query PD20260101000001"}, runQuery},
        {"order close", "NO", QT_TRANSLATE_NOOP("Cli", "close an unpaid order"), {},
            {"order close PD20260101000001"}, runClose},
        {"order show", "NO",
            QT_TRANSLATE_NOOP("Cli", "an order of the history with what happened to it"), {},
            {"order show PD20260101000001 --json"}, runOrderShow},
    };
}

} // namespace paydesk
