#include "app/command.h"
#include "app/invocation.h"
#include "app/ordertext.h"
#include "app/output.h"
#include "app/refundtext.h"

#include <QCoreApplication>
#include <QUrl>

namespace paydesk {

namespace {

    /// The trade type, and where its customer pays.
    Result<void> readWay(const Invocation& call, OrderDraft& draft)
    {
        const QByteArray type = call.value("trade-type");
        draft.tradeType = type.isEmpty() ? QByteArray("JSAPI") : type;
        if (!call.has("front-end"))
            return {};
        const Result<FrontEnd> frontEnd = frontEndFromName(call.value("front-end"));
        if (!frontEnd)
            return fail(frontEnd.error());
        if (*frontEnd == FrontEnd::NativeLink)
            return fail(FailureId::UsageWrong,
                {{QStringLiteral("reason"),
                    QCoreApplication::translate(
                        "Cli", "A native link is made without an order: use order native-link.")}});
        if (!type.isEmpty() && type != tradeTypeOf(*frontEnd))
            return fail(FailureId::UsageWrong,
                {{QStringLiteral("reason"),
                    QCoreApplication::translate("Cli", "%1 takes orders of trade type %2.")
                        .arg(QString::fromLatin1(frontEndName(*frontEnd)),
                            QString::fromLatin1(tradeTypeOf(*frontEnd)))}});
        draft.frontEnd = *frontEnd;
        draft.tradeType = tradeTypeOf(*frontEnd);
        return {};
    }

    /// An option that this kind of order has no use for is a misunderstanding: with an auth code
    /// the caller expects to be paid.
    Result<void> checkUse(const Invocation& call, const OrderDraft& draft)
    {
        const auto misplaced = [&](const char* option, const char* type) {
            return call.has(option) && draft.tradeType != type;
        };
        if (misplaced("auth-code", "MICROPAY"))
            return fail(FailureId::UsageWrong,
                {{QStringLiteral("reason"),
                    QCoreApplication::translate(
                        "Cli", "--auth-code goes with --trade-type MICROPAY.")}});
        if (misplaced("redirect-url", "MWEB"))
            return fail(FailureId::UsageWrong,
                {{QStringLiteral("reason"),
                    QCoreApplication::translate(
                        "Cli", "--redirect-url goes with --front-end h5 (MWEB).")}});
        return {};
    }

    /// The code from the command line, or as a scanner types it.
    Result<QByteArray> scannedCode(const Invocation& call)
    {
        QByteArray given = call.value("auth-code");
        if (given != "-")
            return given;
        return call.fileText("-").map([](const QByteArray& text) { return text.trimmed(); });
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
        const Result<void> way =
            readWay(call, draft).and_then([&] { return checkUse(call, draft); });
        if (!way)
            return fail(way.error());
        draft.outTradeNo =
            call.has("out-trade-no") ? call.value("out-trade-no") : newOutTradeNo(clock);
        draft.body = call.value("body");
        draft.openid = call.value("openid");
        draft.subOpenid = call.value("sub-openid");
        draft.code = call.value("code");
        draft.notifyUrl = call.has("notify-url") ? call.value("notify-url") : profile.notifyUrl;
        if (draft.notifyUrl.isEmpty() && profile.isSandbox())
            draft.notifyUrl = localNotifyUrl;
        const Result<QByteArray> code = scannedCode(call);
        if (!code)
            return fail(code.error());
        draft.authCode = *code;
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
        if (draft.tradeType != "JSAPI" || !draft.openid.isEmpty() || !draft.subOpenid.isEmpty()
            || !draft.code.isEmpty() || !counter.phone())
            return {};
        const Answer answer = waitFor(counter.phone()->login(), &Call::finished);
        if (!answer.fields)
            return fail(answer.fields.error());
        draft.code = answer.fields->value("code");
        return {};
    }

    /// wx.requestPayment's object under the name it has always had; the others under "call".
    void printPlaced(const Invocation& call, const OrderDraft& draft, const PlacedOrder& placed)
    {
        const std::optional<PayRequest>& pay = placed.pay;
        const std::optional<FrontEnd> frontEnd = pay ? frontEndOfCall(pay->call) : std::nullopt;
        const char* const name = frontEnd == FrontEnd::MiniProgram ? "requestPayment" : "call";
        const QByteArray link = mwebLink(placed.order.mwebUrl, call.value("redirect-url"));
        JsonLine more;
        more.text("sign", placed.orderTrace.signature);
        if (pay)
            more.text("front_end", frontEndName(frontEnd.value_or(draft.frontEnd)))
                .raw(name, fieldsJson(pay->call));
        if (!link.isEmpty())
            more.text("mweb_link", link);
        printOrder(call, placed.order, more);
        if (call.json())
            return;
        if (pay)
            printLine(QByteArray(name).leftJustified(16) + ' ' + fieldsJson(pay->call));
        if (!link.isEmpty() && link != placed.order.mwebUrl)
            printLine(QByteArray("mweb_link").leftJustified(16) + ' ' + forTerminal(link));
    }

    Result<void> checkRedirect(const Invocation& call)
    {
        const QUrl url = QUrl::fromEncoded(call.value("redirect-url"), QUrl::StrictMode);
        const bool web = url.scheme() == u"https" || url.scheme() == u"http";
        if (!call.has("redirect-url") || (url.isValid() && web && !url.host().isEmpty()))
            return {};
        return fail(FailureId::FieldMalformed,
            {{QStringLiteral("field"), QStringLiteral("--redirect-url")},
                {QStringLiteral("rule"),
                    QStringLiteral(QT_TRANSLATE_NOOP("Reason", "an absolute http(s) address"))}});
    }

    ExitStatus runCreate(Invocation& call)
    {
        if (const Result<void> redirect = checkRedirect(call); !redirect)
            return call.failed(redirect.error());
        const Result<std::unique_ptr<Workbench>> bench = call.openWorkbench();
        if (!bench)
            return call.failed(bench.error());
        Counter& counter = *(*bench)->counter();
        Result<OrderDraft> draft = draftOf(call, counter.profile(), call.clock());
        if (!draft)
            return call.failed(draft.error());
        if (draft->tradeType == "MICROPAY")
            return scanAndPrint(call, counter, *draft);
        if (const Result<void> customer = letCustomerLogIn(*draft, counter); !customer)
            return call.failed(customer.error());
        PlaceOrder* place = counter.placeOrder();
        place->start(*draft, call.has("anyway"));
        const Result<PlacedOrder> placed = waitFor(place, &PlaceOrder::finished);
        if (!placed)
            return call.failed(placed.error());
        printPlaced(call, *draft, *placed);
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
        QList<Refund> refunds;

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
            const Result<QList<Refund>> refunds = reader.refunds(profile, number);
            if (!refunds)
                return fail(refunds.error());
            return Story{**order, *events, *refunds};
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
        JsonLine more;
        more.raw("events", '[' + events + ']').raw("refunds", refundsJson(story->refunds));
        printOrder(
            call, story->order, addRefundTotals(more, story->refunds, story->order.totalFee));
        if (!call.json()) {
            printRefunds(story->refunds);
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
                QT_TRANSLATE_NOOP("Cli", "JSAPI (default), NATIVE, APP, MWEB or MICROPAY")},
            {"front-end", "NAME",
                QT_TRANSLATE_NOOP("Cli",
                    "where the customer pays: mini-program (default), official-account, "
                    "choose-wxpay, app, h5 or native")},
            {"openid", "ID", QT_TRANSLATE_NOOP("Cli", "the payer")},
            {"sub-openid", "ID",
                QT_TRANSLATE_NOOP("Cli", "the payer under the sub merchant's sub_appid")},
            {"code", "CODE", QT_TRANSLATE_NOOP("Cli", "what wx.login gave, instead of --openid")},
            {"out-trade-no", "NO",
                QT_TRANSLATE_NOOP("Cli", "the order number (default: a new one)")},
            {"notify-url", "URL", QT_TRANSLATE_NOOP("Cli", "where the notification goes")},
            {"sign-type", "TYPE", QT_TRANSLATE_NOOP("Cli", "MD5 or HMAC-SHA256")},
            {"attach", "TEXT", QT_TRANSLATE_NOOP("Cli", "echoed in query and notification")},
            {"product-id", "ID", QT_TRANSLATE_NOOP("Cli", "needed for NATIVE")},
            {"time-expire", "STAMP", QT_TRANSLATE_NOOP("Cli", "yyyyMMddHHmmss, Beijing time")},
            {"scene-info", "JSON", QT_TRANSLATE_NOOP("Cli", "needed for MWEB")},
            {"redirect-url", "URL",
                QT_TRANSLATE_NOOP("Cli", "MWEB: the page the customer comes back to")},
            {"auth-code", "DIGITS",
                QT_TRANSLATE_NOOP("Cli",
                    "MICROPAY: the payer's code, 18 digits; - reads it from stdin, as a scanner "
                    "types it")},
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
                "--json",
                "order create --amount 0.01 --body test --front-end official-account --json",
                "order create --amount 3.50 --body test --trade-type MICROPAY --auth-code -"},
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
