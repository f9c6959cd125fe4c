#include "app/invocation.h"
#include "app/output.h"
#include "core/base/clock.h"
#include "core/gateway/billdownload.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>
#include <memory>

namespace paydesk {

namespace {

    constexpr qint64 copiedPiece = qint64(64) * 1024;

    QString billCommandText(const char* source)
    {
        return QCoreApplication::translate("Cli", source);
    }

    tl::unexpected<Failure> billMisuse(const char* source)
    {
        return fail(FailureId::UsageWrong, {{QStringLiteral("reason"), billCommandText(source)}});
    }

    Result<BillWish> wishOf(const Invocation& call)
    {
        if (!call.has("date"))
            return fail(
                FailureId::FieldMissing, {{QStringLiteral("field"), QStringLiteral("--date")}});
        if (call.has("type") && call.has("fund-flow"))
            return billMisuse(QT_TRANSLATE_NOOP(
                "Cli", "--type is for bills of trades, --fund-flow for an account: give one."));
        if (call.has("fund-flow") && call.value("fund-flow").isEmpty())
            return billMisuse(
                QT_TRANSLATE_NOOP("Cli", "--fund-flow takes Basic, Operation or Fees."));
        BillWish wish;
        wish.date = call.value("date");
        if (call.has("type"))
            wish.type = call.value("type");
        wish.account = call.value("fund-flow");
        wish.packed = call.has("gzip");
        return wish;
    }

    /// Where the bill goes that is meant for stdout: a reader of stdout gets a whole bill or
    /// nothing of one.
    Result<std::unique_ptr<QTemporaryDir>> waitingPlace(const QString& folder)
    {
        auto place =
            std::make_unique<QTemporaryDir>(QDir(folder).filePath(QStringLiteral("bill-XXXXXX")));
        if (!place->isValid())
            return fail(FailureId::StorageUnavailable,
                {{QStringLiteral("path"), folder},
                    {QStringLiteral("reason"), place->errorString()}});
        return place;
    }

    Result<void> printBill(const QString& path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(FailureId::FileUnreadable,
                {{QStringLiteral("path"), path}, {QStringLiteral("reason"), file.errorString()}});
        for (QByteArray piece = file.read(copiedPiece); !piece.isEmpty();
            piece = file.read(copiedPiece)) {
            // withOutputComplete() says so when the reader of stdout has gone.
            if (std::fwrite(piece.constData(), 1, std::size_t(piece.size()), stdout)
                != std::size_t(piece.size()))
                break;
        }
        return {};
    }

    QByteArray totalsJson(const BillSummary& summary)
    {
        JsonLine totals;
        for (const Parameter& total : summary.totals)
            totals.text(total.name.constData(), total.value);
        return totals.object();
    }

    QByteArray summaryJson(
        const BillWish& wish, const BillSummary& summary, const QByteArray& output)
    {
        return JsonLine()
            .text("date", wish.date)
            .text(wish.account.isEmpty() ? "type" : "fund_flow",
                wish.account.isEmpty() ? wish.type : wish.account)
            .textOrNull("file", output)
            .number("rows", summary.rows)
            .number("bytes", summary.bytes)
            .raw("totals", totalsJson(summary))
            .object();
    }

    void tellSummary(const BillSummary& summary)
    {
        printError(billCommandText(QT_TRANSLATE_NOOP("Cli", "Rows: %1")).arg(summary.rows));
        for (const Parameter& total : summary.totals)
            printError(QString::fromUtf8(forTerminal(total.name + ": " + total.value)));
    }

    /// A day that is still to come here may be over in a sandbox whose time was moved, though by
    /// more than a year nobody moves it.
    std::chrono::seconds aheadFor(const BillWish& wish, Workbench& bench)
    {
        const QDate day = QDate::fromString(QString::fromLatin1(wish.date), u"yyyyMMdd");
        const QDate today = inBeijing(bench.clock().now()).date();
        FaultWatch* faults = bench.counter()->faults();
        if (!faults || day <= today || day > today.addYears(1))
            return std::chrono::seconds(0);
        faults->takeTime(waitFor(faults->backstage().time(), &Call::finished));
        return faults->ahead();
    }

    ExitStatus runBill(Invocation& call)
    {
        Result<BillWish> wish = wishOf(call);
        if (!wish)
            return call.failed(wish.error());
        const Result<std::unique_ptr<Workbench>> bench = call.openWorkbench();
        if (!bench)
            return call.failed(bench.error());
        const QByteArray output = call.value("output");
        const Result<std::unique_ptr<QTemporaryDir>> place = waitingPlace((*bench)->folder());
        if (!place)
            return call.failed(place.error());
        const QString path = output.isEmpty() ? (*place)->filePath(QStringLiteral("bill"))
                                              : QFile::decodeName(output);

        wish->ahead = aheadFor(*wish, **bench);
        BillDownload download((*bench)->counter()->gateway(), call.clock());
        const Interrupt interrupt;
        QObject::connect(&interrupt, &Interrupt::raised, &download, &BillDownload::cancel);
        if (const Result<void> started = download.start(*wish, path); !started)
            return call.failed(started.error());
        const Result<BillSummary> summary = waitFor(&download, &BillDownload::finished);
        if (!summary)
            return call.failed(summary.error());
        if (call.json()) {
            printLine(summaryJson(*wish, *summary, output));
            return ExitStatus::Done;
        }
        if (output.isEmpty()) {
            if (const Result<void> printed = printBill(path); !printed)
                return call.failed(printed.error());
        }
        tellSummary(*summary);
        return ExitStatus::Done;
    }

} // namespace

std::vector<Command> billCommands()
{
    return {
        {"bill", "", QT_TRANSLATE_NOOP("Cli", "download the bill of a day, whole or not at all"),
            {{"date", "YYYYMMDD", QT_TRANSLATE_NOOP("Cli", "the day, in Beijing's time")},
                {"type", "TYPE",
                    QT_TRANSLATE_NOOP("Cli", "ALL (default), SUCCESS or REFUND: which trades")},
                {"fund-flow", "ACCOUNT",
                    QT_TRANSLATE_NOOP("Cli",
                        "Basic, Operation or Fees: what moved on this account instead of the "
                        "trades")},
                {"output", "FILE",
                    QT_TRANSLATE_NOOP("Cli",
                        "where the bill goes (default: stdout; with --json it is only checked)")},
                {"gzip", nullptr,
                    QT_TRANSLATE_NOOP("Cli", "have it sent packed; what is kept is the text")}},
            {"bill --date 20260101 --output bill.csv",
                "bill --date 20260101 --fund-flow Basic --json"},
            runBill},
    };
}

} // namespace paydesk
