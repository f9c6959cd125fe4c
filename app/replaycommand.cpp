#include "app/command.h"
#include "app/invocation.h"
#include "app/noticetext.h"
#include "app/output.h"
#include "core/base/wording.h"
#include "core/forward/forwardoutcome.h"
#include "core/forward/replayer.h"
#include "core/notify/noticedraft.h"
#include "core/protocol/endpoints.h"
#include "core/sign/xmlcodec.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace paydesk {

namespace {

    constexpr int mostTimes = 10'000;
    constexpr double longestPause = 24 * 3600;

    QString replayText(const char* source)
    {
        return QCoreApplication::translate("Cli", source);
    }

    tl::unexpected<Failure> replayMisuse(const QString& reason)
    {
        return fail(FailureId::UsageWrong, {{QStringLiteral("reason"), reason}});
    }

    struct SignWord {
        const char* word;
        Resigning resigning;
    };
    constexpr std::array<SignWord, 4> signWords{
        {{"right", Resigning::Right}, {"unchanged", Resigning::Unchanged},
            {"wrong-key", Resigning::StrangeKey}, {"absent", Resigning::Absent}}};

    /// What the command line asks for, but for the message itself.
    struct ReplayPlan {
        std::vector<Clock::Milliseconds> pauses{};
        bool untilSuccess = false;
        bool edited = false;
        Resigning resigning = Resigning::Right;
    };

    Result<void> readPauses(const Invocation& call, ReplayPlan& plan)
    {
        if (call.has("schedule")) {
            if (call.has("times") || call.has("every"))
                return replayMisuse(replayText(QT_TRANSLATE_NOOP(
                    "Cli", "--schedule stands alone: it says how often and when.")));
            plan.pauses.assign(notices::pauses.begin(), notices::pauses.end());
            plan.untilSuccess = true;
            return {};
        }
        const Result<int> times = call.number("times", 1, 1, mostTimes);
        if (!times)
            return fail(times.error());
        bool readable = true;
        const double every = call.has("every") ? call.value("every").toDouble(&readable) : 0;
        const bool inRange = every >= 0 && every <= longestPause; // no "nan" is
        if (!readable || !inRange)
            return replayMisuse(replayText(
                QT_TRANSLATE_NOOP("Cli", "--every takes seconds, from 0 to 86400, such as 0.5.")));
        plan.pauses.assign(
            std::size_t(*times - 1), Clock::Milliseconds(std::llround(every * 1000)));
        return {};
    }

    Result<void> readSigning(const Invocation& call, ReplayPlan& plan)
    {
        plan.edited = call.has("set") || call.has("remove") || call.has("sign");
        if (!call.has("sign"))
            return {};
        const QByteArray word = call.value("sign");
        const auto* const found = std::find_if(signWords.begin(), signWords.end(),
            [&](const SignWord& known) { return word == known.word; });
        if (found == signWords.end())
            return replayMisuse(replayText(
                QT_TRANSLATE_NOOP("Cli", "--sign takes right, unchanged, wrong-key or absent.")));
        plan.resigning = found->resigning;
        return {};
    }

    Result<ReplayPlan> planOf(const Invocation& call)
    {
        ReplayPlan plan;
        if (call.has("print") && !isPrintForm(call.value("print")))
            return replayMisuse(replayText(QT_TRANSLATE_NOOP("Cli", "--print takes xml or curl.")));
        return readPauses(call, plan).and_then([&] { return readSigning(call, plan); }).map([&] {
            return plan;
        });
    }

    Result<Exchange> storedNotice(OrderStore& store, const QByteArray& number)
    {
        const qint64 id = number.toLongLong(); // 0 is nobody's
        const auto found = store.readNow<std::optional<Exchange>>(
            [id](const OrderReader& reader) { return reader.exchange(id); });
        if (!found)
            return fail(found.error());
        const std::optional<Exchange>& notice = *found;
        if (!notice || notice->direction != Exchange::Direction::Incoming
            || !notice->url.startsWith(noticePath))
            return replayMisuse(replayText(QT_TRANSLATE_NOOP("Cli",
                                               "No stored notification has the number %1; without "
                                               "a number replay lists them."))
                    .arg(QString::fromUtf8(forTerminal(number))));
        if (notice->requestBody.isEmpty())
            return replayMisuse(replayText(QT_TRANSLATE_NOOP("Cli",
                "Nothing of this message was kept: it was refused before it was read whole.")));
        return *notice;
    }

    ExitStatus listNotices(Invocation& call, OrderStore& store, const QByteArray& profile)
    {
        const Result<int> limit = call.number("limit", 20, 1, 10'000);
        if (!limit)
            return call.failed(limit.error());
        ExchangeQuery query;
        query.profile = profile;
        query.direction = Exchange::Direction::Incoming;
        query.outTradeNo = call.value("order");
        query.pathPrefix = noticePath;
        query.limit = *limit;
        const auto found = store.readNow<QList<Exchange>>(
            [&](const OrderReader& reader) { return reader.exchanges(query); });
        if (!found)
            return call.failed(found.error());
        for (const Exchange& notice : *found) {
            const QByteArray at = notice.startedAt.toString(Qt::ISODateWithMs).toLatin1();
            if (call.json())
                printLine(JsonLine()
                        .number("exchange", notice.id)
                        .text("at", at)
                        .textOrNull("out_trade_no", notice.outTradeNo)
                        .text("outcome", notice.outcome)
                        .number("bytes", notice.requestBody.size())
                        .object());
            else
                printLine(QByteArray::number(notice.id).rightJustified(8) + "  " + at + "  "
                    + forTerminal(notice.outTradeNo).leftJustified(32) + "  "
                    + forTerminal(notice.outcome));
        }
        return ExitStatus::Done;
    }

    /// The fields that --set and --remove leave.
    Result<void> edit(const Invocation& call, Parameters& fields)
    {
        for (const QByteArray& name : call.values("remove"))
            fields.remove(name);
        for (const QByteArray& assignment : call.values("set")) {
            const qsizetype equals = assignment.indexOf('=');
            const QByteArray name = assignment.first(std::max<qsizetype>(equals, 0));
            if (!isElementName(name))
                return replayMisuse(replayText(
                    QT_TRANSLATE_NOOP("Cli", "--set takes NAME=VALUE, such as total_fee=1.")));
            fields.set(name, assignment.sliced(equals + 1));
        }
        return {};
    }

    Result<QByteArray> messageOf(
        const Invocation& call, const ReplayPlan& plan, const Exchange& notice, const Secret& key)
    {
        if (!plan.edited)
            return notice.requestBody;
        Result<NoticeDraft> draft = takenApart(notice.requestBody, key);
        if (!draft)
            return fail(draft.error());
        return edit(call, draft->fields).map([&] {
            return putTogether(*draft, plan.resigning, key);
        });
    }

    void printAttempt(bool json, const ReplayAttempt& attempt)
    {
        const double tookMs = double(attempt.exchange.took.count()) / 1000;
        const QByteArray sentence = forwardSentence(attempt.outcome).text().toUtf8();
        if (json)
            printLine(JsonLine()
                    .number("attempt", attempt.number)
                    .text("outcome", attempt.outcome)
                    .number("status", attempt.exchange.status)
                    .decimal("took_ms", tookMs)
                    .text("sentence", sentence)
                    .object());
        else
            printLine(QByteArray::number(attempt.number).rightJustified(4) + "  "
                + attempt.outcome.leftJustified(20) + "  "
                + QByteArray::number(tookMs, 'f', 1).rightJustified(8) + " ms  " + sentence);
    }

    ExitStatus statusAfter(const QByteArray& outcome)
    {
        if (outcome == "ok")
            return ExitStatus::Done;
        if (outcome == failureName(FailureId::Cancelled))
            return ExitStatus::Cancelled;
        const bool answered = outcome.startsWith("answer") || outcome.startsWith("http-status-");
        return answered ? ExitStatus::Finding : ExitStatus::Network;
    }

    ExitStatus send(const Invocation& call, Counter& counter, const Replay& replay)
    {
        QByteArray last = failureName(FailureId::Cancelled);
        Replayer* const replayer = counter.replayer();
        QObject::connect(
            replayer, &Replayer::attempted, qApp, [&, json = call.json()](const auto& attempt) {
                last = attempt.outcome;
                printAttempt(json, attempt);
            });
        QObject::connect(replayer, &Replayer::finished, qApp, &QCoreApplication::quit);
        const Interrupt interrupt;
        bool interrupted = false;
        QObject::connect(&interrupt, &Interrupt::raised, replayer, [&] {
            interrupted = true;
            replayer->stop();
        });
        replayer->start(replay);
        QCoreApplication::exec();
        return interrupted ? ExitStatus::Cancelled : statusAfter(last);
    }

    ExitStatus runReplay(Invocation& call)
    {
        const Result<ReplayPlan> plan = planOf(call);
        if (!plan)
            return call.failed(plan.error());
        const bool lists = call.arguments().isEmpty();
        const Result<QByteArray> number =
            lists ? Result<QByteArray>(QByteArray()) : call.onlyArgument();
        if (!number)
            return call.failed(number.error());
        const Result<std::unique_ptr<Workbench>> bench = call.openWorkbench();
        if (!bench)
            return call.failed(bench.error());
        OrderStore& store = (*bench)->store();
        Counter& counter = *(*bench)->counter();
        const QByteArray profile = counter.profile().name;
        if (lists)
            return listNotices(call, store, profile);
        const Result<Exchange> notice = storedNotice(store, *number);
        if (!notice)
            return call.failed(notice.error());
        const Result<QByteArray> message =
            messageOf(call, *plan, *notice, counter.gateway().apiKey());
        if (!message)
            return call.failed(message.error());
        const QByteArray base = call.has("to") ? call.value("to") : QByteArray(localNotifyUrl);
        if (const Result<void> fits = checkForwardUrl(base, {}); !fits)
            return call.failed(fits.error());
        const qsizetype query = notice->url.indexOf('?');
        const QByteArray target =
            withQuery(base, query < 0 ? QByteArray() : notice->url.sliced(query + 1));
        if (call.has("print")) {
            printMessage(call.value("print"), *message, target);
            return ExitStatus::Done;
        }
        return send(call, counter,
            {target, *message, notice->requestHeaders, notice->outTradeNo, plan->pauses,
                plan->untilSuccess});
    }

} // namespace

std::vector<Command> replayCommands()
{
    return {{"replay", "[NUMBER]",
        QT_TRANSLATE_NOOP("Cli",
            "send a stored notification again, as it came or changed and signed anew; without a "
            "number, list them"),
        {{"to", "URL",
             QT_TRANSLATE_NOOP(
                 "Cli", "where it goes (default: the listener on this machine, port 18081)")},
            {"times", "N", QT_TRANSLATE_NOOP("Cli", "how often (default 1)")},
            {"every", "SECONDS",
                QT_TRANSLATE_NOOP("Cli", "the time between two attempts (default 0)")},
            {"schedule", nullptr,
                QT_TRANSLATE_NOOP(
                    "Cli", "as WeChat repeats it: 15 s, 15 s, 30 s, 3 min … until SUCCESS")},
            {"set", "NAME=VALUE",
                QT_TRANSLATE_NOOP("Cli",
                    "change or add a field (may be repeated); of a refund, inside req_info")},
            {"remove", "NAME", QT_TRANSLATE_NOOP("Cli", "leave a field out (may be repeated)")},
            {"sign", "HOW",
                QT_TRANSLATE_NOOP(
                    "Cli", "right (default for a changed one), unchanged, wrong-key or absent")},
            {"print", "FORM",
                QT_TRANSLATE_NOOP("Cli", "xml or curl: print it instead of sending it")},
            {"order", "NO", QT_TRANSLATE_NOOP("Cli", "list only this order's")},
            {"limit", "N", QT_TRANSLATE_NOOP("Cli", "list at most so many (default 20)")}},
        {"replay", "replay 42", "replay 42 --to http://127.0.0.1:8000/notify --times 3 --every 1",
            "replay 42 --set total_fee=1 --sign right", "replay 42 --schedule --json"},
        runReplay}};
}

} // namespace paydesk
