#include "app/command.h"
#include "app/invocation.h"
#include "app/output.h"
#include "core/orders/exporter.h"
#include "core/orders/import.h"
#include "core/orders/location.h"
#include "core/orders/upkeep.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTimeZone>

namespace paydesk {

namespace {

    constexpr int largestPage = 500;

    /// A date, a date and time with offset, or in local time.
    Result<QDateTime> sinceOf(const QByteArray& text)
    {
        if (text.isEmpty())
            return QDateTime();
        const QDateTime time = QDateTime::fromString(QString::fromUtf8(text), Qt::ISODate);
        if (!time.isValid())
            return fail(FailureId::UsageWrong,
                {{QStringLiteral("reason"),
                    QCoreApplication::translate("Cli",
                        "--since takes a date or a time such as 2026-01-31 or "
                        "2026-01-31T08:00:00+08:00.")}});
        return time.toUTC();
    }

    Result<OrderQuery> queryOf(const Invocation& call)
    {
        OrderQuery query;
        query.profile = call.profileName();
        query.search = call.value("search");
        for (const QByteArray& name : call.value("state").split(',')) {
            if (name.isEmpty())
                continue;
            const Result<TradeState> state = tradeStateFromName(name.toUpper());
            if (!state)
                return fail(state.error());
            query.states << *state;
        }
        const Result<QDateTime> since = sinceOf(call.value("since"));
        if (!since)
            return fail(since.error());
        query.since = *since;
        return query;
    }

    /// Hands every order of the query to `take`, page by page, until `limit` (0: all).
    Result<void> eachOrder(OrderStore& store, OrderQuery query, int limit,
        const std::function<void(const Order&)>& take)
    {
        OrderCursor cursor;
        int left = limit;
        do {
            query.limit = limit > 0 ? std::min(left, largestPage) : largestPage;
            const Result<OrderPage> page = store.readNow<OrderPage>(
                [&](const OrderReader& reader) { return reader.page(query, cursor); });
            if (!page)
                return fail(page.error());
            for (const Order& order : page->orders)
                take(order);
            left -= int(page->orders.size());
            cursor = page->next;
        } while (cursor.row != 0 && (limit == 0 || left > 0));
        return {};
    }

    /// A merchant that was removed keeps its history; a name that nobody ever had is a slip.
    Result<void> checkHistoryOf(Workbench& bench, const QByteArray& name)
    {
        const Result<Profile> profile = bench.profiles().profile(name);
        if (profile)
            return {};
        OrderQuery any;
        any.profile = name;
        any.limit = 1;
        const Result<OrderPage> page = bench.store().readNow<OrderPage>(
            [&](const OrderReader& reader) { return reader.page(any, {}); });
        if (page && !page->orders.isEmpty())
            return {};
        return fail(profile.error());
    }

    QByteArray tableRow(const Order& order)
    {
        return order.createdAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss").toLatin1() + "  "
            + order.outTradeNo.leftJustified(32) + "  "
            + tradeStateName(order.state).leftJustified(10) + "  "
            + yuan(order.totalFee).rightJustified(12) + "  " + forTerminal(order.body);
    }

    ExitStatus runOrders(Invocation& call)
    {
        const QByteArray format = call.has("format") ? call.value("format")
            : call.json()                            ? QByteArray("lines")
                                                     : QByteArray("table");
        if (!QList<QByteArray>{"table", "json", "csv", "lines"}.contains(format))
            return call.failed(failure(FailureId::UsageWrong,
                {{QStringLiteral("reason"),
                    QCoreApplication::translate("Cli", "--format takes table, json or csv.")}}));
        const Result<OrderQuery> query = queryOf(call);
        const Result<int> limit = call.number("limit", 0, 1, 100'000'000);
        if (!query || !limit)
            return call.failed(query ? limit.error() : query.error());
        const Result<std::unique_ptr<Workbench>> bench = call.openFolder();
        if (!bench)
            return call.failed(bench.error());
        if (const Result<void> known = checkHistoryOf(**bench, call.profileName()); !known)
            return call.failed(known.error());

        QByteArray separator = "[";
        if (format == "csv")
            printLine(csvHeader());
        const Result<void> done =
            eachOrder((*bench)->store(), *query, *limit, [&](const Order& order) {
                if (format == "json") {
                    printLine(separator + orderJson(order));
                    separator = ",";
                } else {
                    printLine(format == "csv"   ? csvLine(order)
                            : format == "lines" ? orderJson(order)
                                                : tableRow(order));
                }
            });
        if (format == "json")
            printLine(separator == "[" ? QByteArray("[]") : QByteArray("]"));
        if (!done)
            return call.failed(done.error());
        return ExitStatus::Done;
    }

    /// How many orders were new, and how many the history knew.
    ExitStatus runImport(Invocation& call)
    {
        const Result<QByteArray> text = call.inputText();
        if (!text)
            return call.failed(text.error());
        const Result<QList<Order>> orders = readImport(*text, call.profileName(), call.clock());
        if (!orders)
            return call.failed(orders.error());
        const Result<std::unique_ptr<Workbench>> bench = call.openFolder();
        if (!bench)
            return call.failed(bench.error());
        if (const auto profile = (*bench)->profiles().profile(call.profileName()); !profile)
            return call.failed(profile.error());
        const QDateTime now = call.clock().now();
        const Result<Imported> count = (*bench)->store().writeNow<Imported>(
            [&](OrderWriter& writer) { return importOrders(writer, *orders, now); });
        if (!count)
            return call.failed(count.error());
        if (call.json())
            printLine(
                JsonLine().number("imported", count->fresh).number("known", count->known).object());
        else
            printLine(QCoreApplication::translate("Cli", "%1 orders imported, %2 known already.")
                    .arg(count->fresh)
                    .arg(count->known)
                    .toUtf8());
        return ExitStatus::Done;
    }

    /// The history's file, which must be there; nothing is made or changed.
    Result<QString> historyFile(const Invocation& call)
    {
        QString path = historyPath(call.dataFolder());
        if (!QFileInfo::exists(path))
            return fail(FailureId::FileUnreadable,
                {{QStringLiteral("path"), path},
                    {QStringLiteral("reason"),
                        QCoreApplication::translate("Cli", "There is no history here.")}});
        return path;
    }

    /// A consistent copy, while others may go on writing.
    ExitStatus runBackup(Invocation& call)
    {
        const Result<QByteArray> target = call.onlyArgument();
        const Result<QString> history = historyFile(call);
        if (!target || !history)
            return call.failed(target ? history.error() : target.error());
        HistoryUpkeep upkeep;
        const Interrupt interrupt;
        QObject::connect(&interrupt, &Interrupt::raised, &upkeep, &HistoryUpkeep::cancel);
        const QString path = QFile::decodeName(*target);
        upkeep.backUp(*history, path);
        const Result<qint64> bytes = waitFor(&upkeep, &HistoryUpkeep::backedUp);
        if (!bytes)
            return call.failed(bytes.error());
        if (call.json())
            printLine(JsonLine().text("backup", path.toUtf8()).number("bytes", *bytes).object());
        else
            printLine(QCoreApplication::translate("Cli", "The history is in %1 (%2 bytes).")
                    .arg(path)
                    .arg(*bytes)
                    .toUtf8());
        return ExitStatus::Done;
    }

    QString problemSentence(const HistoryProblem& problem)
    {
        const char* const sentence = problem.id == "damaged"
            ? QT_TRANSLATE_NOOP("Cli",
                  "The file is damaged. Restore a backup, or let `salvage` begin a new history "
                  "with what can be read of it.")
            : problem.id == "column-missing"
            ? QT_TRANSLATE_NOOP("Cli", "A table or a column is missing.")
            : problem.id == "summary-differs"
            ? QT_TRANSLATE_NOOP("Cli", "The daily figures are not those of the orders.")
            : problem.id == "refunds-too-large"
            ? QT_TRANSLATE_NOOP("Cli", "More was refunded than was paid.")
            : QT_TRANSLATE_NOOP("Cli", "An event belongs to no order.");
        return QCoreApplication::translate("Cli", sentence);
    }

    void printHealth(const HistoryHealth& health)
    {
        for (const HistoryProblem& problem : health.problems)
            printLine(forTerminal(problem.id + " (" + QByteArray::number(problem.count)
                + "): " + problemSentence(problem).toUtf8()
                + (problem.detail.isEmpty() ? QByteArray() : " [" + problem.detail + ']')));
        if (health.problems.isEmpty())
            printLine(QCoreApplication::translate(
                "Cli", "The history is whole: %1 orders, %2 refunds, %3 events, %4 exchanges.")
                    .arg(health.orders)
                    .arg(health.refunds)
                    .arg(health.events)
                    .arg(health.exchanges)
                    .toUtf8());
    }

    QByteArray healthJson(const HistoryHealth& health)
    {
        QByteArrayList problems;
        for (const HistoryProblem& problem : health.problems)
            problems.append(JsonLine()
                    .text("id", problem.id)
                    .number("count", problem.count)
                    .textOrNull("detail", problem.detail)
                    .object());
        return JsonLine()
            .flag("whole", problems.isEmpty())
            .number("orders", health.orders)
            .number("refunds", health.refunds)
            .number("events", health.events)
            .number("exchanges", health.exchanges)
            .raw("problems", '[' + problems.join(',') + ']')
            .object();
    }

    Result<HistoryHealth> healthOf(const Invocation& call, HistoryUpkeep& upkeep)
    {
        const Result<QString> history = historyFile(call);
        if (!history)
            return fail(history.error());
        upkeep.check(*history);
        return waitFor(&upkeep, &HistoryUpkeep::checked);
    }

    /// 1 when anything is wrong.
    ExitStatus runCheck(Invocation& call)
    {
        HistoryUpkeep upkeep;
        const Interrupt interrupt;
        QObject::connect(&interrupt, &Interrupt::raised, &upkeep, &HistoryUpkeep::cancel);
        const Result<HistoryHealth> health = healthOf(call, upkeep);
        if (!health)
            return call.failed(health.error());
        if (call.json())
            printLine(healthJson(*health));
        else
            printHealth(*health);
        return health->problems.isEmpty() ? ExitStatus::Done : ExitStatus::Finding;
    }

    /// Whether a new history must take this one's place.
    bool needsSalvage(const HistoryHealth& health)
    {
        return std::any_of(
            health.problems.cbegin(), health.problems.cend(), [](const HistoryProblem& problem) {
                return problem.id == "damaged" || problem.id == "column-missing";
            });
    }

    void printSalvage(const Salvage& salvage)
    {
        printLine(QCoreApplication::translate("Cli", "The damaged file was kept as %1.")
                .arg(salvage.kept)
                .toUtf8());
        printLine(QCoreApplication::translate(
            "Cli", "The new history has %1 orders, %2 refunds, %3 events and %4 exchanges of it.")
                .arg(salvage.orders)
                .arg(salvage.refunds)
                .arg(salvage.events)
                .arg(salvage.exchanges)
                .toUtf8());
        if (!salvage.complete)
            printLine(QCoreApplication::translate("Cli",
                "Not everything could be read: import the missing orders again, or reconcile the "
                "bills of these days.")
                    .toUtf8());
    }

    /// 1 when there is nothing to salvage.
    ExitStatus runSalvage(Invocation& call)
    {
        HistoryUpkeep upkeep;
        const Interrupt interrupt;
        QObject::connect(&interrupt, &Interrupt::raised, &upkeep, &HistoryUpkeep::cancel);
        const Result<HistoryHealth> health = healthOf(call, upkeep);
        if (!health)
            return call.failed(health.error());
        if (!needsSalvage(*health)) {
            printError(QCoreApplication::translate(
                "Cli", "The history is not damaged. Nothing was changed."));
            return ExitStatus::Finding;
        }
        upkeep.salvage(call.dataFolder(), call.clock().now());
        const Result<Salvage> salvage = waitFor(&upkeep, &HistoryUpkeep::salvaged);
        if (!salvage)
            return call.failed(salvage.error());
        if (call.json())
            printLine(JsonLine()
                    .text("kept", salvage->kept.toUtf8())
                    .number("orders", salvage->orders)
                    .number("refunds", salvage->refunds)
                    .number("events", salvage->events)
                    .number("exchanges", salvage->exchanges)
                    .flag("complete", salvage->complete)
                    .object());
        else
            printSalvage(*salvage);
        return ExitStatus::Done;
    }

} // namespace

std::vector<Command> historyCommands()
{
    return {
        {"orders", "", QT_TRANSLATE_NOOP("Cli", "the order history, newest first"),
            {{"format", "FORMAT",
                 QT_TRANSLATE_NOOP("Cli", "table (default), json (one array) or csv")},
                {"state", "LIST",
                    QT_TRANSLATE_NOOP("Cli", "only these trade_states, separated by commas")},
                {"search", "TEXT",
                    QT_TRANSLATE_NOOP(
                        "Cli", "part of a number, an openid or the body; an amount in yuan")},
                {"since", "TIME", QT_TRANSLATE_NOOP("Cli", "created at or after this time")},
                {"limit", "N", QT_TRANSLATE_NOOP("Cli", "at most so many")}},
            {"orders", "orders --format json --state SUCCESS --since 2026-01-01"}, runOrders},
        {"import", "[FILE|-]",
            QT_TRANSLATE_NOOP("Cli", "register orders placed elsewhere, from JSON lines or CSV"),
            {}, {"import orders.jsonl", "import - <orders.csv"}, runImport},
        {"backup", "FILE",
            QT_TRANSLATE_NOOP(
                "Cli", "copy the history into a new file, whatever is written meanwhile"),
            {}, {"backup paydesk-20260101.db"}, runBackup},
        {"check", "",
            QT_TRANSLATE_NOOP("Cli", "read the whole history and say what does not agree"), {},
            {"check --data-dir shop"}, runCheck},
        {"salvage", "",
            QT_TRANSLATE_NOOP("Cli",
                "keep a damaged history aside and begin a new one with what can be read of it"),
            {}, {"salvage --data-dir shop"}, runSalvage},
    };
}

} // namespace paydesk
