#include "app/command.h"
#include "app/invocation.h"
#include "app/output.h"
#include "core/notify/compose.h"
#include "core/sign/xmlcodec.h"

#include <QCoreApplication>

namespace paydesk {

namespace {

    Result<Order> orderOf(OrderStore& store, const QByteArray& profile, const QByteArray& number)
    {
        const auto found = store.readNow<std::optional<Order>>(
            [&](const OrderReader& reader) { return reader.find(profile, number); });
        if (!found)
            return fail(found.error());
        const std::optional<Order>& order = *found;
        if (!order)
            return fail(FailureId::OrderUnknown,
                {{QStringLiteral("out_trade_no"), QString::fromUtf8(number)}});
        return *order;
    }

    /// Quoted for a POSIX shell.
    QByteArray shellWord(QByteArray text)
    {
        return '\'' + text.replace('\'', "'\\''") + '\'';
    }

    ExitStatus printMessage(const Invocation& call, const QByteArray& xml, const QByteArray& target)
    {
        if (call.value("print") == "xml")
            printLine(xml);
        else
            printLine("curl -sS -H 'Content-Type: text/xml' --data-binary " + shellWord(xml) + ' '
                + shellWord(target));
        return ExitStatus::Done;
    }

    ExitStatus sendMessage(
        Invocation& call, Counter& counter, const QByteArray& xml, const QByteArray& target)
    {
        const Answer answer = waitFor(counter.gateway().deliver(target, xml), &Call::finished);
        if (!answer.fields)
            return call.failed(answer.fields.error());
        const bool success = answer.fields->value("return_code") == "SUCCESS";
        if (call.json())
            printLine(JsonLine()
                    .text("return_code", answer.fields->value("return_code"))
                    .text("return_msg", answer.fields->value("return_msg"))
                    .decimal("took_ms", double(answer.exchange.took.count()) / 1000)
                    .object());
        else
            printLine(forTerminal(
                answer.fields->value("return_code") + ' ' + answer.fields->value("return_msg")));
        return success ? ExitStatus::Done : ExitStatus::Finding;
    }

    ExitStatus runNotify(Invocation& call)
    {
        if (!call.has("order")
            || (call.has("print") && call.value("print") != "xml" && call.value("print") != "curl"))
            return call.failed(failure(FailureId::UsageWrong,
                {{QStringLiteral("reason"),
                    QCoreApplication::translate(
                        "Cli", "Give --order NO, and xml or curl behind --print.")}}));
        const Result<std::unique_ptr<Workbench>> bench = call.openWorkbench();
        if (!bench)
            return call.failed(bench.error());
        Counter& counter = *(*bench)->counter();
        const Result<Order> order =
            orderOf((*bench)->store(), counter.profile().name, call.value("order"));
        if (!order)
            return call.failed(order.error());
        const QByteArray target = call.has("to") ? call.value("to")
            : order->notifyUrl.isEmpty()         ? QByteArray(localNotifyUrl)
                                                 : order->notifyUrl;
        const QByteArray xml = toXml(
            paymentNotice(*order, counter.profile(), counter.gateway().apiKey(), call.clock()));
        return call.has("print") ? printMessage(call, xml, target)
                                 : sendMessage(call, counter, xml, target);
    }

} // namespace

std::vector<Command> notifyCommands()
{
    return {{"notify", "",
        QT_TRANSLATE_NOOP("Cli",
            "form a correctly signed payment notification of an order, and send or print it"),
        {{"order", "NO", QT_TRANSLATE_NOOP("Cli", "the order of the history")},
            {"to", "URL",
                QT_TRANSLATE_NOOP("Cli", "where it goes (default: the order's notify_url)")},
            {"print", "FORM",
                QT_TRANSLATE_NOOP("Cli", "xml or curl: print it instead of sending it")}},
        {"notify --order PD20260101000001", "notify --order PD20260101000001 --print curl"},
        runNotify}};
}

} // namespace paydesk
