#include "app/command.h"
#include "app/invocation.h"
#include "app/output.h"
#include "core/base/wording.h"

#include <QCoreApplication>
#include <QHostAddress>

namespace paydesk {

namespace {

    QHostAddress loopbackAddress()
    {
        return QHostAddress(QHostAddress::LocalHost);
    }

    /// "15,15,30.5" in seconds.
    Result<std::vector<std::chrono::milliseconds>> scheduleOf(const QByteArray& list)
    {
        std::vector<std::chrono::milliseconds> schedule;
        if (list.isEmpty())
            return schedule;
        for (const QByteArray& part : list.split(',')) {
            bool numeric = false;
            const double seconds = part.trimmed().toDouble(&numeric);
            if (!numeric || seconds < 0 || seconds > 1e6)
                return fail(FailureId::UsageWrong,
                    {{QStringLiteral("reason"),
                        QCoreApplication::translate("Cli",
                            "--retry-schedule takes seconds separated by commas, such as "
                            "15,15,30.")}});
            schedule.emplace_back(qint64(seconds * 1000));
        }
        return schedule;
    }

    QByteArray requestLine(const Exchange& exchange)
    {
        const QByteArray path = exchange.url.first(
            exchange.url.contains('?') ? exchange.url.indexOf('?') : exchange.url.size());
        return JsonLine()
            .text("event", "request")
            .text("method", exchange.method)
            .text("path", path)
            .number("status", exchange.status)
            .textOrNull("out_trade_no", exchange.outTradeNo)
            .text("outcome", exchange.outcome)
            .textOrNull("why", exchange.why)
            .object();
    }

    QByteArray deliveryLine(const DeliveryReport& report)
    {
        JsonLine line;
        line.text("event", "delivery").text("out_trade_no", report.outTradeNo);
        if (report.kind == NoticeKind::Refund)
            line.text("out_refund_no", report.outRefundNo);
        line.number("attempt", report.attempt).text("outcome", report.outcome);
        if (!report.planted.isEmpty())
            line.text("planted", report.planted);
        return line.object();
    }

    ExitStatus runSandbox(Invocation& call)
    {
        const Result<int> port = call.number("port", 18080, 0, 65535);
        const Result<std::vector<std::chrono::milliseconds>> schedule =
            scheduleOf(call.value("retry-schedule"));
        if (!port || !schedule)
            return call.failed(port ? schedule.error() : port.error());
        const Profile profile = sandboxProfile();
        const Credentials credentials = sandboxCredentials();
        SandboxOptions options;
        options.folder = call.dataFolder();
        options.retrySchedule = *schedule;
        options.merchant.appid = profile.appid;
        options.merchant.mchId = profile.mchId;
        credentials.apiKey.reveal(
            [&](QByteArrayView key) { options.merchant.apiKey = key.toByteArray(); });
        credentials.appSecret.reveal(
            [&](QByteArrayView secret) { options.merchant.appSecret = secret.toByteArray(); });

        const Interrupt interrupt;
        QObject::connect(&interrupt, &Interrupt::raised, qApp, &QCoreApplication::quit);
        SandboxServer server(options, call.clock());
        QObject::connect(&server, &SandboxServer::served, qApp,
            [](const Exchange& exchange) { printLine(requestLine(exchange)); });
        QObject::connect(&server, &SandboxServer::delivered, qApp,
            [](const DeliveryReport& report) { printLine(deliveryLine(report)); });
        const Result<quint16> taken = server.listen(loopbackAddress(), quint16(*port));
        if (!taken)
            return call.failed(taken.error());
        printLine(JsonLine()
                .text("event", "listening")
                .text("url", server.url())
                .text("appid", options.merchant.appid)
                .text("mch_id", options.merchant.mchId)
                .text("api_key", options.merchant.apiKey)
                .text("app_secret", options.merchant.appSecret)
                .object());
        QCoreApplication::exec();
        return ExitStatus::Done;
    }

    QByteArray noticeLine(const Judgement& judgement)
    {
        JsonLine line;
        line.text("event", "notification")
            .text("kind", judgement.aboutRefund ? "refund" : "payment")
            .textOrNull("out_trade_no", judgement.outTradeNo);
        if (judgement.aboutRefund)
            line.textOrNull("out_refund_no", judgement.outRefundNo);
        return line.text("verdict", verdictName(judgement.verdict))
            .text("reason", judgement.reason)
            .object();
    }

    ExitStatus runListen(Invocation& call)
    {
        const Result<int> port = call.number("port", 18081, 0, 65535);
        if (!port)
            return call.failed(port.error());
        WorkbenchOptions options;
        options.listenerPort = quint16(*port);
        const Result<std::unique_ptr<Workbench>> bench = call.openWorkbench(options);
        if (!bench)
            return call.failed(bench.error());
        const Interrupt interrupt;
        QObject::connect(&interrupt, &Interrupt::raised, qApp, &QCoreApplication::quit);
        NotificationDesk& desk = (*bench)->counter()->desk();
        desk.setAdoptUnknown(call.has("adopt-unknown"));
        QObject::connect(&desk, &NotificationDesk::judged, qApp,
            [](const Judgement& judgement) { printLine(noticeLine(judgement)); });
        QObject::connect(&(*bench)->store(), &OrderStore::troubled, qApp,
            [](const Failure& trouble) { printError(wordingOf(trouble).sentence()); });
        if (const Result<quint16> taken = (*bench)->startListener(); !taken)
            return call.failed(taken.error());
        printLine(JsonLine().text("event", "listening").text("url", desk.url()).object());
        QCoreApplication::exec();
        return ExitStatus::Done;
    }

} // namespace

std::vector<Command> serveCommands()
{
    return {
        {"sandbox", "",
            QT_TRANSLATE_NOOP("Cli", "run the local gateway that plays WeChat Pay, offline"),
            {{"port", "N",
                 QT_TRANSLATE_NOOP("Cli", "the port; 0 takes a free one (default 18080)")},
                {"retry-schedule", "LIST",
                    QT_TRANSLATE_NOOP(
                        "Cli", "seconds between deliveries of a notification, such as 15,15,30")}},
            {"sandbox", "sandbox --port 0 --retry-schedule 0.5,1,2"}, runSandbox},
        {"listen", "", QT_TRANSLATE_NOOP("Cli", "receive, verify and book payment notifications"),
            {{"port", "N",
                 QT_TRANSLATE_NOOP("Cli", "the port; 0 takes a free one (default 18081)")},
                {"adopt-unknown", nullptr,
                    QT_TRANSLATE_NOOP("Cli",
                        "record orders that the history does not know, instead of refusing them")}},
            {"listen", "listen --port 0 --adopt-unknown --data-dir shop"}, runListen},
    };
}

} // namespace paydesk
