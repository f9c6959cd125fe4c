#include "app/invocation.h"
#include "app/ordertext.h"

#include <QCoreApplication>

namespace paydesk {

namespace {

    constexpr qsizetype longestProductId = 32; // protocol-v2.md §4.1

    QString tillText(const char* source)
    {
        return QCoreApplication::translate("Cli", source);
    }

    QString stepText(Micropay::Step step)
    {
        switch (step) {
        case Micropay::Step::Charge:
            return tillText(QT_TRANSLATE_NOOP("Cli", "Charging the code …"));
        case Micropay::Step::Query:
            return tillText(QT_TRANSLATE_NOOP("Cli", "Asking whether it is paid …"));
        case Micropay::Step::Reverse:
            return tillText(QT_TRANSLATE_NOOP("Cli", "Reversing …"));
        }
        return {};
    }

    QString waitText(std::chrono::milliseconds time)
    {
        return tillText(QT_TRANSLATE_NOOP("Cli", "Waiting %1 s (Ctrl+C reverses) …"))
            .arg(double(time.count()) / 1000.0, 0, 'g', 3);
    }

    ExitStatus statusOfEnd(ScannedPayment::End end)
    {
        switch (end) {
        case ScannedPayment::End::Paid:
            return ExitStatus::Done;
        case ScannedPayment::End::Failed:
            return ExitStatus::Refused;
        case ScannedPayment::End::Reversed:
            return ExitStatus::Cancelled;
        }
        return ExitStatus::Done;
    }

    ExitStatus runReverse(Invocation& call)
    {
        const Result<QByteArray> number = orderNumber(call);
        if (!number)
            return call.failed(number.error());
        const Result<std::unique_ptr<Workbench>> bench = call.openWorkbench();
        if (!bench)
            return call.failed(bench.error());
        ReverseOrder* reverse = (*bench)->counter()->reverseOrder();
        QObject::connect(reverse, &ReverseOrder::waits, reverse,
            [](std::chrono::milliseconds time) { printError(waitText(time)); });
        reverse->start(*number);
        const Result<Order> order = waitFor(reverse, &ReverseOrder::finished);
        if (!order)
            return call.failed(order.error());
        printOrder(call, *order);
        return ExitStatus::Done;
    }

    ExitStatus runNativeLink(Invocation& call)
    {
        const QByteArray product = call.value("product-id");
        if (product.isEmpty())
            return call.failed(failure(FailureId::FieldMissing,
                {{QStringLiteral("field"), QStringLiteral("--product-id")}}));
        if (product.size() > longestProductId)
            return call.failed(failure(FailureId::FieldTooLong,
                {{QStringLiteral("field"), QStringLiteral("product_id")},
                    {QStringLiteral("length"), int(product.size())},
                    {QStringLiteral("limit"), int(longestProductId)}}));
        const Result<std::unique_ptr<Workbench>> bench = call.openWorkbench();
        if (!bench)
            return call.failed(bench.error());
        const GatewayClient& gateway = (*bench)->counter()->gateway();
        const PaySource source{gateway.profile().appid, gateway.profile().mchId, {}, product};
        const PayRequest pay =
            payRequest(FrontEnd::NativeLink, source, SignType::Md5, gateway.apiKey(), call.clock());
        if (call.json())
            printLine(JsonLine()
                    .text("link", nativeLink(pay.call))
                    .raw("call", fieldsJson(pay.call))
                    .text("string_to_sign", pay.trace.shownString())
                    .object());
        else
            printLine(nativeLink(pay.call));
        return ExitStatus::Done;
    }

} // namespace

ExitStatus scanAndPrint(Invocation& call, Counter& counter, const OrderDraft& draft)
{
    Micropay* scan = counter.micropay();
    const Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::raised, scan, &Micropay::stopWaiting);
    QObject::connect(
        scan, &Micropay::began, scan, [](Micropay::Step step) { printError(stepText(step)); });
    QObject::connect(scan, &Micropay::waits, scan,
        [](std::chrono::milliseconds time) { printError(waitText(time)); });
    scan->start(draft, call.has("anyway"));
    const Result<ScannedPayment> payment = waitFor(scan, &Micropay::finished);
    if (!payment)
        return call.failed(payment.error());
    printOrder(call, payment->order, JsonLine().text("sign", payment->trace.signature));
    if (payment->end == ScannedPayment::End::Reversed)
        printError(tillText(QT_TRANSLATE_NOOP("Cli",
            "Nobody paid in time. The order was reversed; the next attempt takes a new number.")));
    return statusOfEnd(payment->end);
}

std::vector<Command> tillCommands()
{
    return {
        {"order reverse", "NO",
            QT_TRANSLATE_NOOP(
                "Cli", "take back a MICROPAY order: unpaid it is closed, paid the money returns"),
            {}, {"order reverse PD20260101000001"}, runReverse},
        {"order native-link", "",
            QT_TRANSLATE_NOOP("Cli", "the signed QR code text of a product (NATIVE mode 1)"),
            {{"product-id", "ID", QT_TRANSLATE_NOOP("Cli", "the merchant's own product number")}},
            {"order native-link --product-id 88"}, runNativeLink},
    };
}

} // namespace paydesk
