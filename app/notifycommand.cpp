#include "app/command.h"
#include "app/invocation.h"
#include "app/noticetext.h"
#include "app/output.h"
#include "core/base/wording.h"
#include "core/notify/compose.h"
#include "core/notify/noticefaults.h"
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

    QString notifyText(const char* source)
    {
        return QCoreApplication::translate("Cli", source);
    }

    tl::unexpected<Failure> notifyMisuse(const QString& reason)
    {
        return fail(FailureId::UsageWrong, {{QStringLiteral("reason"), reason}});
    }

    QByteArray faultIds()
    {
        QByteArray ids;
        for (const NoticeFault& fault : noticeFaults())
            ids += (ids.isEmpty() ? QByteArray() : QByteArray(", ")) + fault.id;
        return ids;
    }

    ExitStatus listFaults(bool json)
    {
        for (const NoticeFault& fault : noticeFaults()) {
            const QByteArray sentence =
                QCoreApplication::translate("NoticeFaults", fault.sentence).toUtf8();
            if (json)
                printLine(JsonLine().text("fault", fault.id).text("sentence", sentence).object());
            else
                printLine(QByteArray(fault.id).leftJustified(20) + sentence);
        }
        return ExitStatus::Done;
    }

    /// Those that --fault names: none without it, all of them for "all".
    Result<std::vector<NoticeFault>> faultsOf(const Invocation& call)
    {
        if (!call.has("fault"))
            return std::vector<NoticeFault>();
        const QByteArray name = call.value("fault");
        if (name == "all")
            return noticeFaults();
        if (const NoticeFault* const fault = noticeFault(name))
            return std::vector<NoticeFault>{*fault};
        return notifyMisuse(notifyText(QT_TRANSLATE_NOOP("Cli",
                                           "No notification has the fault %1. There are list, all, "
                                           "%2; drop, delay and reorder "
                                           "are the sandbox's to plant (sandbox --faults)."))
                .arg(QString::fromUtf8(name), QString::fromLatin1(faultIds())));
    }

    Result<void> checkNotifyOptions(const Invocation& call)
    {
        if (!call.has("order") || (call.has("print") && !isPrintForm(call.value("print"))))
            return notifyMisuse(notifyText(
                QT_TRANSLATE_NOOP("Cli", "Give --order NO, and xml or curl behind --print.")));
        return {};
    }

    /// What one message became.
    struct Receipt {
        QByteArray code; ///< "SUCCESS", "FAIL"; empty when the answer was neither
        QByteArray message;
        double tookMs = 0;
    };

    Receipt receiptOf(const Answer& answer)
    {
        const double tookMs = double(answer.exchange.took.count()) / 1000;
        if (!answer.fields)
            return {{}, wordingOf(answer.fields.error()).what.toUtf8(), tookMs};
        return {answer.fields->value("return_code"), answer.fields->value("return_msg"), tookMs};
    }

    Answer sent(Counter& counter, const QByteArray& xml, const QByteArray& target)
    {
        return waitFor(counter.gateway().deliver(target, xml), &Call::finished);
    }

    JsonLine receiptJson(const Receipt& receipt)
    {
        return JsonLine()
            .text("return_code", receipt.code)
            .text("return_msg", receipt.message)
            .decimal("took_ms", receipt.tookMs);
    }

    QByteArray judgedText(
        const NoticeFault& fault, const Receipt& receipt, bool right, bool success)
    {
        const QString verdict = right ? notifyText(QT_TRANSLATE_NOOP("Cli", "right"))
                                      : notifyText(QT_TRANSLATE_NOOP("Cli", "WRONG, not %1"))
                                            .arg(success ? u"SUCCESS" : u"FAIL");
        return QByteArray(fault.id).leftJustified(20)
            + forTerminal((receipt.code + ' ' + receipt.message).trimmed()) + " ("
            + verdict.toUtf8() + ')';
    }

    /// Sends what the fault makes of the right message; whether all answers were right.
    Result<bool> sendFault(Invocation& call, Counter& counter, const NoticeFault& fault,
        const RightNotice& notice, const QByteArray& target)
    {
        bool allRight = true;
        for (const NoticeTrial& trial : fault.trials(notice)) {
            if (call.has("print")) {
                printMessage(call.value("print"), trial.xml, target);
                continue;
            }
            const Answer answer = sent(counter, trial.xml, target);
            // An answer that cannot be read is one all the same: a wrong one.
            if (!answer.fields && answer.exchange.status == 0)
                return fail(answer.fields.error());
            const Receipt receipt = receiptOf(answer);
            const QByteArray expected = trial.success ? "SUCCESS" : "FAIL";
            const bool right = receipt.code == expected;
            allRight = allRight && right;
            if (call.json())
                printLine(receiptJson(receipt)
                        .text("fault", fault.id)
                        .text("expected", expected)
                        .flag("right", right)
                        .object());
            else
                printLine(judgedText(fault, receipt, right, trial.success));
        }
        return allRight;
    }

    ExitStatus sendRight(
        Invocation& call, Counter& counter, const RightNotice& notice, const QByteArray& target)
    {
        const QByteArray xml = toXml(notice.fields);
        if (call.has("print")) {
            printMessage(call.value("print"), xml, target);
            return ExitStatus::Done;
        }
        const Answer answer = sent(counter, xml, target);
        if (!answer.fields)
            return call.failed(answer.fields.error());
        const Receipt receipt = receiptOf(answer);
        printLine(call.json() ? receiptJson(receipt).object()
                              : forTerminal(receipt.code + ' ' + receipt.message));
        return receipt.code == "SUCCESS" ? ExitStatus::Done : ExitStatus::Finding;
    }

    ExitStatus sendFaults(Invocation& call, Counter& counter,
        const std::vector<NoticeFault>& faults, const RightNotice& notice, const QByteArray& target)
    {
        ExitStatus status = ExitStatus::Done;
        for (const NoticeFault& fault : faults) {
            const Result<bool> right = sendFault(call, counter, fault, notice, target);
            if (!right)
                return call.failed(right.error());
            if (!*right)
                status = ExitStatus::Finding;
        }
        return status;
    }

    ExitStatus runNotify(Invocation& call)
    {
        if (call.value("fault") == "list")
            return listFaults(call.json());
        const Result<std::vector<NoticeFault>> faults = faultsOf(call);
        const Result<void> usable = checkNotifyOptions(call);
        if (!faults || !usable)
            return call.failed(faults ? usable.error() : faults.error());
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
        const Secret& key = counter.gateway().apiKey();
        const RightNotice notice{paymentNotice(*order, counter.profile(), key, call.clock()), key,
            order->signType.value_or(SignType::Md5)};
        return faults->empty() ? sendRight(call, counter, notice, target)
                               : sendFaults(call, counter, *faults, notice, target);
    }

} // namespace

std::vector<Command> notifyCommands()
{
    return {{"notify", "",
        QT_TRANSLATE_NOOP("Cli",
            "form a payment notification of an order, rightly or deliberately wrongly signed, and "
            "send or print it"),
        {{"order", "NO", QT_TRANSLATE_NOOP("Cli", "the order of the history")},
            {"to", "URL",
                QT_TRANSLATE_NOOP("Cli", "where it goes (default: the order's notify_url)")},
            {"print", "FORM",
                QT_TRANSLATE_NOOP("Cli", "xml or curl: print it instead of sending it")},
            {"fault", "NAME",
                QT_TRANSLATE_NOOP("Cli",
                    "what is wrong with it (list shows the faults, all sends every one); 1 when "
                    "the receiver's answer was not the right one")}},
        {"notify --order PD20260101000001", "notify --order PD20260101000001 --print curl",
            "notify --fault list", "notify --order PD20260101000001 --fault all --json"},
        runNotify}};
}

} // namespace paydesk
