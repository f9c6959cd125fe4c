#include "app/command.h"
#include "app/invocation.h"
#include "app/output.h"
#include "core/base/clock.h"
#include "core/sandbox/tlsfiles.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <utility>

namespace paydesk {

namespace {

    tl::unexpected<Failure> misused(const QString& reason)
    {
        return fail(FailureId::UsageWrong, {{QStringLiteral("reason"), reason}});
    }

    std::optional<std::chrono::milliseconds> secondsIn(const QByteArray& text)
    {
        constexpr double longest = 1e9; // about thirty years
        bool numeric = false;
        const double seconds = text.trimmed().toDouble(&numeric);
        if (!numeric || !(seconds >= 0) || seconds > longest)
            return std::nullopt;
        return std::chrono::milliseconds(qint64(seconds * 1000));
    }

    /// "15,15,30.5" in seconds.
    Result<std::vector<std::chrono::milliseconds>> scheduleOf(const QByteArray& list)
    {
        std::vector<std::chrono::milliseconds> schedule;
        if (list.isEmpty())
            return schedule;
        for (const QByteArray& part : list.split(',')) {
            const auto pause = secondsIn(part);
            if (!pause)
                return misused(QCoreApplication::translate("Cli",
                    "--retry-schedule takes seconds separated by commas, such as 15,15,30."));
            schedule.push_back(*pause);
        }
        return schedule;
    }

    /// An option that takes seconds; nothing when it was not given.
    Result<std::optional<std::chrono::milliseconds>> secondsOf(
        const Invocation& call, const char* option)
    {
        using Seconds = std::optional<std::chrono::milliseconds>;
        if (!call.has(option))
            return Seconds();
        const Seconds seconds = secondsIn(call.value(option));
        if (!seconds)
            return misused(QCoreApplication::translate("Cli", "--%1 takes seconds, such as 3600.")
                    .arg(QString::fromLatin1(option)));
        return seconds;
    }

    /// How far the sandbox's time is to be moved: to --time, or until it is --ahead of the real
    /// one. It never goes back, so the same --ahead at every start moves it once.
    Result<std::chrono::milliseconds> wayOf(
        const Invocation& call, const QDateTime& real, const QDateTime& sandbox)
    {
        const auto ahead = secondsOf(call, "ahead");
        if (!ahead)
            return fail(ahead.error());
        const std::optional<std::chrono::milliseconds>& lead = *ahead;
        QDateTime target = lead ? real.addMSecs(lead->count()) : sandbox;
        if (call.has("time"))
            target =
                QDateTime::fromString(QString::fromUtf8(call.value("time")), Qt::ISODateWithMs);
        if (!target.isValid() || (call.has("time") && lead))
            return misused(QCoreApplication::translate("Cli",
                "--time takes a moment in ISO 8601, such as 2026-12-31T23:59:00+08:00, and leaves "
                "no room for --ahead."));
        const std::chrono::milliseconds way(sandbox.msecsTo(target));
        if (call.has("time") && way.count() < 0)
            return misused(QCoreApplication::translate(
                "Cli", "The sandbox's time moves forward only, and it is %1 already.")
                    .arg(inBeijing(sandbox).toString(Qt::ISODate)));
        return std::max(way, std::chrono::milliseconds(0));
    }

    /// What --faults says: the JSON itself, or a file with it.
    Result<void> plantFaults(const Invocation& call, SandboxServer& server)
    {
        if (!call.has("faults"))
            return {};
        const QByteArray given = call.value("faults");
        if (given.trimmed().startsWith('{'))
            return server.plantAll(given);
        const auto text = call.fileText(given);
        return text ? server.plantAll(*text) : fail(text.error());
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

    QByteArray listeningLine(const SandboxServer& server, const SandboxOptions& options)
    {
        JsonLine line;
        line.text("event", "listening").text("url", server.url());
        if (const QByteArray secure = server.httpsUrl(); !secure.isEmpty()) {
            const SandboxTlsPaths files(options.folder);
            line.text("https_url", secure)
                .text("ca_file", files.authority.toUtf8())
                .text("certificate_file", files.merchantP12.toUtf8());
        }
        return line.text("appid", options.merchant.appid)
            .text("mch_id", options.merchant.mchId)
            .text("api_key", options.merchant.apiKey)
            .text("app_secret", options.merchant.appSecret)
            .object();
    }

    /// Prints the listening line first, whatever happened on the way to it.
    class Narrator {
    public:
        void tell(const QByteArray& line)
        {
            if (m_begun)
                printLine(line);
            else
                m_held << line;
        }
        void begin(const QByteArray& listening)
        {
            m_begun = true;
            printLine(listening);
            for (const QByteArray& line : std::exchange(m_held, {}))
                printLine(line);
        }

    private:
        bool m_begun = false;
        QList<QByteArray> m_held;
    };

    Result<SandboxOptions> optionsOf(const Invocation& call)
    {
        auto schedule = scheduleOf(call.value("retry-schedule"));
        if (!schedule)
            return fail(schedule.error());
        const auto refundTime = secondsOf(call, "refund-time");
        if (!refundTime)
            return fail(refundTime.error());
        const Profile profile = sandboxProfile();
        const Credentials credentials = sandboxCredentials();
        SandboxOptions options;
        options.folder = call.dataFolder();
        options.retrySchedule = *std::move(schedule);
        options.refundTime = refundTime->value_or(options.refundTime);
        options.merchant.appid = profile.appid;
        options.merchant.mchId = profile.mchId;
        credentials.apiKey.reveal(
            [&](QByteArrayView key) { options.merchant.apiKey = key.toByteArray(); });
        credentials.appSecret.reveal(
            [&](QByteArrayView secret) { options.merchant.appSecret = secret.toByteArray(); });
        return options;
    }

    /// Both ports, or neither.
    Result<void> listen(const Invocation& call, SandboxServer& server)
    {
        const QHostAddress here(QHostAddress::LocalHost);
        const Result<int> port = call.number("port", 18080, 0, 65535);
        const Result<int> httpsPort = call.number("https-port", 18443, 0, 65535);
        if (!port || !httpsPort)
            return fail(port ? httpsPort.error() : port.error());
        if (const auto taken = server.listen(here, quint16(*port)); !taken)
            return fail(taken.error());
        if (!call.has("https-port"))
            return {};
        const auto taken = server.listenTls(here, quint16(*httpsPort));
        return taken ? Result<void>() : fail(taken.error());
    }

    ExitStatus runSandbox(Invocation& call)
    {
        const Result<SandboxOptions> options = optionsOf(call);
        if (!options)
            return call.failed(options.error());
        const Interrupt interrupt;
        QObject::connect(&interrupt, &Interrupt::raised, qApp, &QCoreApplication::quit);
        Narrator narrator;
        SandboxServer server(*options, call.clock());
        QObject::connect(&server, &SandboxServer::served, &server,
            [&](const Exchange& exchange) { narrator.tell(requestLine(exchange)); });
        QObject::connect(&server, &SandboxServer::delivered, &server,
            [&](const DeliveryReport& report) { narrator.tell(deliveryLine(report)); });
        const auto way = wayOf(call, call.clock().now(), server.now());
        if (!way)
            return call.failed(way.error());
        if (const auto planted = plantFaults(call, server); !planted)
            return call.failed(planted.error());
        if (const auto listening = listen(call, server); !listening)
            return call.failed(listening.error());
        const auto announce = [&] { narrator.begin(listeningLine(server, *options)); };
        if (way->count() > 0) { // who reads the line finds the time it asked for
            QObject::connect(
                &server, &SandboxServer::timeMoved, &server, announce, Qt::SingleShotConnection);
            server.moveTime(*way);
        } else {
            announce();
        }
        QCoreApplication::exec();
        return ExitStatus::Done;
    }

} // namespace

std::vector<Command> sandboxCommands()
{
    return {
        {"sandbox", "",
            QT_TRANSLATE_NOOP("Cli", "run the local gateway that plays WeChat Pay, offline"),
            {{"port", "N",
                 QT_TRANSLATE_NOOP("Cli", "the port; 0 takes a free one (default 18080)")},
                {"https-port", "N",
                    QT_TRANSLATE_NOOP("Cli",
                        "speak HTTPS, too, on this port (0: a free one), and ask for the client "
                        "certificate")},
                {"retry-schedule", "LIST",
                    QT_TRANSLATE_NOOP(
                        "Cli", "seconds between deliveries of a notification, such as 15,15,30")},
                {"refund-time", "SECONDS",
                    QT_TRANSLATE_NOOP("Cli", "how long a refund is PROCESSING (default 2)")},
                {"faults", "FILE|JSON",
                    QT_TRANSLATE_NOOP("Cli", "plant faults, as POST /sandbox/faults takes them")},
                {"time", "MOMENT",
                    QT_TRANSLATE_NOOP("Cli", "move the sandbox's time to this moment (ISO 8601)")},
                {"ahead", "SECONDS",
                    QT_TRANSLATE_NOOP("Cli", "move the sandbox's time until it is so far ahead")}},
            {"sandbox", "sandbox --port 0 --retry-schedule 0.5,1,2",
                "sandbox --port 0 --https-port 0 --ahead 86400",
                R"(sandbox --faults '{"fault":"drop","scope":"unifiedorder"}')"},
            runSandbox},
    };
}

} // namespace paydesk
