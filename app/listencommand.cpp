#include "app/command.h"
#include "app/invocation.h"
#include "app/output.h"
#include "core/base/wording.h"

#include <QCoreApplication>

namespace paydesk {

namespace {

    QByteArray noticeLine(const Judgement& judgement, const Exchange& exchange)
    {
        JsonLine line;
        line.text("event", "notification")
            .text("kind", judgement.aboutRefund ? "refund" : "payment")
            .textOrNull("out_trade_no", judgement.outTradeNo);
        if (judgement.aboutRefund)
            line.textOrNull("out_refund_no", judgement.outRefundNo);
        return line.text("verdict", verdictName(judgement.verdict))
            .text("reason", judgement.reason)
            .number("exchange", exchange.id)
            .object();
    }

    QByteArray forwardLine(const Forwarded& result)
    {
        return JsonLine()
            .text("event", "forwarded")
            .textOrNull("out_trade_no", result.outTradeNo)
            .text("outcome", result.outcome)
            .number("status", result.exchange.status)
            .decimal("took_ms", double(result.exchange.took.count()) / 1000)
            .text("sentence", forwardSentence(result.outcome).text().toUtf8())
            .object();
    }

    const char* stateName(ReachStep::State state)
    {
        switch (state) {
        case ReachStep::State::Passed:
            return "passed";
        case ReachStep::State::Warned:
            return "warned";
        case ReachStep::State::Failed:
            return "failed";
        case ReachStep::State::Skipped:
            break;
        }
        return "skipped";
    }

    QByteArray selfTestLine(const ReachStep& step)
    {
        return JsonLine()
            .text("event", "self-test")
            .text("step", partName(step.part))
            .text("state", stateName(step.state))
            .textOrNull("finding", step.finding)
            .textOrNull("detail", step.detail)
            .textOrNull("sentence", findingSentence(step.finding).text().toUtf8())
            .object();
    }

    /// 公网自检, while the listener goes on listening.
    void startSelfTest(Counter& counter, const QByteArray& notifyUrl)
    {
        ReachCheck* const check = counter.reachCheck();
        QObject::connect(check, &ReachCheck::stepped, qApp,
            [](const ReachStep& step) { printLine(selfTestLine(step)); });
        check->start(notifyUrl);
    }

    ExitStatus runListen(Invocation& call)
    {
        const Result<int> port = call.number("port", 18081, 0, 65535);
        if (!port)
            return call.failed(port.error());
        WorkbenchOptions options;
        options.listenerPort = quint16(*port);
        options.forwardTo = call.value("forward-to");
        if (call.has("forward-to")) {
            if (const Result<void> fits = checkForwardUrl(options.forwardTo, {}); !fits)
                return call.failed(fits.error());
        }
        const Result<std::unique_ptr<Workbench>> bench = call.openWorkbench(options);
        if (!bench)
            return call.failed(bench.error());
        const Interrupt interrupt;
        QObject::connect(&interrupt, &Interrupt::raised, qApp, &QCoreApplication::quit);
        NotificationDesk& desk = (*bench)->counter()->desk();
        desk.setAdoptUnknown(call.has("adopt-unknown"));
        QObject::connect(&desk, &NotificationDesk::judged, qApp,
            [](const Judgement& judgement, const Exchange& exchange) {
                printLine(noticeLine(judgement, exchange));
            });
        QObject::connect(&(*bench)->store(), &OrderStore::troubled, qApp,
            [](const Failure& trouble) { printError(wordingOf(trouble).sentence()); });
        Forwarder& forwarder = (*bench)->counter()->forwarder();
        QObject::connect(&forwarder, &Forwarder::forwarded, qApp,
            [](const Forwarded& result) { printLine(forwardLine(result)); });
        if (const Result<quint16> taken = (*bench)->startListener(); !taken)
            return call.failed(taken.error());
        // Now that its own port is known, too.
        if (const Result<void> fits = forwarder.setTarget(options.forwardTo); !fits)
            return call.failed(fits.error());
        printLine(JsonLine().text("event", "listening").text("url", desk.url()).object());
        if (call.has("self-test"))
            startSelfTest(*(*bench)->counter(), call.value("self-test"));
        QCoreApplication::exec();
        return ExitStatus::Done;
    }

} // namespace

std::vector<Command> listenCommands()
{
    return {
        {"listen", "", QT_TRANSLATE_NOOP("Cli", "receive, verify and book payment notifications"),
            {{"port", "N",
                 QT_TRANSLATE_NOOP("Cli", "the port; 0 takes a free one (default 18081)")},
                {"adopt-unknown", nullptr,
                    QT_TRANSLATE_NOOP("Cli",
                        "record orders that the history does not know, instead of refusing them")},
                {"forward-to", "URL",
                    QT_TRANSLATE_NOOP("Cli",
                        "pass every message on to your backend, unchanged, after its answer")},
                {"self-test", "URL",
                    QT_TRANSLATE_NOOP("Cli",
                        "walk the way from the public address (notify_url) to this listener, step "
                        "by step")}},
            {"listen", "listen --port 0 --adopt-unknown --data-dir shop",
                "listen --forward-to http://127.0.0.1:8000/notify",
                "listen --self-test https://pay.shop.example/notify"},
            runListen},
    };
}

} // namespace paydesk
