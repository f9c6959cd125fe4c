#include "app/invocation.h"
#include "app/output.h"
#include "core/base/clock.h"
#include "core/reconcile/billmatch.h"

#include <QCoreApplication>
#include <QFile>

namespace paydesk {

namespace {

    constexpr int differencesAtOnce = 500;

    QString reconcileText(const char* source)
    {
        return QCoreApplication::translate("Cli", source);
    }

    Result<MatchRequest> requestOf(const Invocation& call, Workbench& bench)
    {
        const QList<QByteArray> files = call.arguments();
        if (files.size() != 1)
            return fail(FailureId::UsageWrong,
                {{QStringLiteral("reason"),
                    reconcileText(QT_TRANSLATE_NOOP("Cli", "Give one bill, as a file."))}});
        const Result<Profile> profile = bench.profiles().profile(call.profileName());
        if (!profile)
            return fail(profile.error());
        MatchRequest request{QFile::decodeName(files.constFirst()), bench.store().path(),
            profile->name, {profile->mchId, profile->sub.mchId}};
        if (!call.has("date"))
            return request;
        const QDate day =
            QDate::fromString(QString::fromLatin1(call.value("date")), QStringLiteral("yyyyMMdd"));
        if (!day.isValid())
            return fail(FailureId::FieldMalformed,
                {{QStringLiteral("field"), QStringLiteral("--date")},
                    {QStringLiteral("rule"),
                        QStringLiteral(QT_TRANSLATE_NOOP("Reason", "a day as yyyyMMdd"))}});
        request.day = day;
        return request;
    }

    QByteArray listName(MatchList list)
    {
        switch (list) {
        case MatchList::OnlyOurs:
            return "only-ours";
        case MatchList::OnlyTheirs:
            return "only-theirs";
        case MatchList::Differs:
            break;
        }
        return "differs";
    }

    /// The word of the bill's column 交易状态.
    QByteArray billStateName(BillEntry::Kind kind)
    {
        return kind == BillEntry::Kind::Payment ? "SUCCESS"
            : kind == BillEntry::Kind::Refund   ? "REFUND"
                                                : "REVOKED";
    }

    QByteArray beijingIso(const QDateTime& time)
    {
        return inBeijing(time).toString(Qt::ISODate).toLatin1();
    }

    JsonLine& maybeNumber(JsonLine& line, const char* key, bool known, qint64 value)
    {
        return known ? line.number(key, value) : line.raw(key, "null");
    }

    QByteArray differenceJson(MatchList list, const Difference& difference)
    {
        const bool ours = difference.ourState.has_value();
        const bool theirs = difference.theirKind.has_value();
        JsonLine line;
        line.text("list", listName(list))
            .text("reason", differenceReasonName(difference.reason))
            .text("out_trade_no", difference.outTradeNo)
            .textOrNull("transaction_id", difference.transactionId);
        maybeNumber(line, "line", theirs, difference.line);
        line.text("at", beijingIso(difference.at))
            .textOrNull("our_state", ours ? tradeStateName(*difference.ourState) : QByteArray());
        maybeNumber(line, "our_total_fee", ours, difference.ours.value)
            .textOrNull("our_fee_type", difference.ourCurrency)
            .textOrNull("bill_state", theirs ? billStateName(*difference.theirKind) : QByteArray());
        return maybeNumber(line, "bill_amount", theirs, difference.theirs.value)
            .textOrNull("bill_fee_type", difference.theirCurrency)
            .object();
    }

    QByteArray sideText(bool known, const QByteArray& state, Fen amount)
    {
        return known ? state + ' ' + yuan(amount) : QByteArray("-");
    }

    /// Why, which order, what the bill says, what the history says.
    QByteArray differenceRow(const Difference& difference)
    {
        const bool ours = difference.ourState.has_value();
        const bool theirs = difference.theirKind.has_value();
        return differenceReasonName(difference.reason).leftJustified(13)
            + forTerminal(difference.outTradeNo).leftJustified(34)
            + sideText(theirs, theirs ? billStateName(*difference.theirKind) : QByteArray(),
                difference.theirs)
                  .leftJustified(24)
            + sideText(
                ours, ours ? tradeStateName(*difference.ourState) : QByteArray(), difference.ours);
    }

    QByteArray countedJson(const CountedSum& counted)
    {
        return JsonLine().number("count", counted.count).number("sum", counted.sum.value).object();
    }

    QByteArray reportJson(const MatchReport& report)
    {
        JsonLine line;
        line.text("event", "reconciled").text("type", billKindName(report.kind));
        line.textOrNull("first_day", report.first.toString(Qt::ISODate).toLatin1())
            .textOrNull("last_day", report.last.toString(Qt::ISODate).toLatin1())
            .number("rows", report.summary.rows);
        if (report.kind == BillKind::FundFlow)
            return line.raw("received", countedJson(report.received))
                .raw("spent", countedJson(report.spent))
                .object();
        return line.raw("bill_payments", countedJson(report.bill.payments))
            .raw("bill_refunds", countedJson(report.bill.refunds))
            .raw("bill_reversals", countedJson(report.bill.reversals))
            .raw("history_payments", countedJson(report.history))
            .number("agreeing", report.agreeing)
            .number("other_merchants", report.otherMerchants)
            .number("only_ours", report.count(MatchList::OnlyOurs))
            .number("only_theirs", report.count(MatchList::OnlyTheirs))
            .number("differs", report.count(MatchList::Differs))
            .object();
    }

    QString countedText(const char* source, const CountedSum& counted)
    {
        return reconcileText(source).arg(counted.count).arg(QString::fromLatin1(yuan(counted.sum)));
    }

    void tellReport(const MatchReport& report)
    {
        if (report.kind == BillKind::FundFlow) {
            printLine(countedText(QT_TRANSLATE_NOOP("Cli", "Came in: %1, %2 yuan"), report.received)
                    .toUtf8());
            printLine(countedText(QT_TRANSLATE_NOOP("Cli", "Went out: %1, %2 yuan"), report.spent)
                    .toUtf8());
            return;
        }
        printLine(countedText(
            QT_TRANSLATE_NOOP("Cli", "The bill: %1 payments, %2 yuan"), report.bill.payments)
                .toUtf8());
        printLine(countedText(
            QT_TRANSLATE_NOOP("Cli", "The bill: %1 refunds, %2 yuan"), report.bill.refunds)
                .toUtf8());
        if (report.kind != BillKind::Refund)
            printLine(countedText(
                QT_TRANSLATE_NOOP("Cli", "The history: %1 payments, %2 yuan"), report.history)
                    .toUtf8());
        printLine(reconcileText(
            QT_TRANSLATE_NOOP("Cli", "%1 agree, %2 only ours, %3 only theirs, %4 differ."))
                .arg(report.agreeing)
                .arg(report.count(MatchList::OnlyOurs))
                .arg(report.count(MatchList::OnlyTheirs))
                .arg(report.count(MatchList::Differs))
                .toUtf8());
    }

    /// Page by page, so that a million of them need no more memory than a hundred.
    Result<void> printDifferences(const Invocation& call, BillMatch& match, MatchList list)
    {
        for (qint64 first = 0;; first += differencesAtOnce) {
            QEventLoop loop;
            Result<QList<Difference>> page = fail(FailureId::Cancelled);
            match.fetch(
                list, first, differencesAtOnce, &loop, [&](const Result<QList<Difference>>& rows) {
                    page = rows;
                    loop.quit();
                });
            loop.exec();
            if (!page)
                return fail(page.error());
            for (const Difference& difference : *page) {
                // A reader that has gone away does not want the rest.
                if (!printLine(
                        call.json() ? differenceJson(list, difference) : differenceRow(difference)))
                    return {};
            }
            if (page->size() < differencesAtOnce)
                return {};
        }
    }

    ExitStatus runReconcile(Invocation& call)
    {
        const Result<std::unique_ptr<Workbench>> bench = call.openFolder();
        if (!bench)
            return call.failed(bench.error());
        const Result<MatchRequest> request = requestOf(call, **bench);
        if (!request)
            return call.failed(request.error());
        BillMatch match;
        const Interrupt interrupt;
        QObject::connect(&interrupt, &Interrupt::raised, &match, &BillMatch::cancel);
        match.start(*request);
        const Result<MatchReport> report = waitFor(&match, &BillMatch::finished);
        if (!report)
            return call.failed(report.error());
        for (const MatchList list :
            {MatchList::OnlyOurs, MatchList::OnlyTheirs, MatchList::Differs}) {
            if (const Result<void> printed = printDifferences(call, match, list); !printed)
                return call.failed(printed.error());
        }
        if (call.json())
            printLine(reportJson(*report));
        else
            tellReport(*report);
        return report->isClean() ? ExitStatus::Done : ExitStatus::Finding;
    }

} // namespace

std::vector<Command> reconcileCommands()
{
    return {
        {"reconcile", "FILE",
            QT_TRANSLATE_NOOP("Cli", "match a downloaded bill against the history"),
            {{"date", "YYYYMMDD",
                QT_TRANSLATE_NOOP("Cli",
                    "the bill's day in Beijing's time, for a bill that may have no row (default: "
                    "the days of its rows)")}},
            {"reconcile bill.csv", "reconcile bill.csv.gz --json"}, runReconcile},
    };
}

} // namespace paydesk
