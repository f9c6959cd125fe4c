#include "ui/reconcile/reconcilepage.h"

#include "core/base/clock.h"
#include "core/base/wording.h"
#include "ui/checkout/remedy.h"
#include "ui/orders/orderwords.h"
#include "ui/reconcile/billinput.h"
#include "ui/reconcile/billresult.h"
#include "ui/reconcile/differencewords.h"
#include "ui/reference/lookupbutton.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pageheader.h"

#include <QAction>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMimeData>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    QString amountOfData(qint64 bytes)
    {
        const double kibibytes = double(bytes) / 1024;
        const bool small = kibibytes < 1024;
        return QLocale::c().toString(small ? kibibytes : kibibytes / 1024, 'f', small ? 0 : 1)
            + (small ? QStringLiteral(" KiB") : QStringLiteral(" MiB"));
    }

    /// The one file that is dropped; empty: something else is.
    QString droppedFile(const QMimeData& data)
    {
        const QList<QUrl> urls = data.urls();
        return urls.size() == 1 && urls.constFirst().isLocalFile() ? urls.constFirst().toLocalFile()
                                                                   : QString();
    }

} // namespace

ReconcilePage::ReconcilePage(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_work(new BillWork(bench, this))
    , m_header(new PageHeader(this))
    , m_lookup(new LookupButton(this))
    , m_notice(new NoticeBar(this))
    , m_input(new BillInput(this))
    , m_body(new QStackedWidget(this))
    , m_empty(new EmptyState("scale", m_body))
    , m_result(new BillResult(m_work->lists(), m_body))
    , m_downloadKey(new QAction(this))
    , m_fileKey(new QAction(this))
    , m_cancelKey(new QAction(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 12);
    column->setSpacing(12);
    column->addWidget(m_header);
    column->addWidget(m_notice);
    column->addWidget(m_input);
    column->addWidget(m_body, 1);
    m_header->addButton(m_lookup);
    m_lookup->setObjectName(QStringLiteral("reconcileLookup"));
    m_notice->setObjectName(QStringLiteral("reconcileNotice"));
    m_empty->setObjectName(QStringLiteral("reconcileEmpty"));
    m_body->addWidget(m_empty);
    m_body->addWidget(m_result);
    m_body->addWidget(new QWidget(m_body)); // nothing, while it is worked on
    setFocusProxy(m_input);
    setAcceptDrops(true);
    addKeys();
    joinParts();
    merchantChanged();
    retranslateUi();
}

void ReconcilePage::addKeys()
{
    m_downloadKey->setObjectName(QStringLiteral("reconcileDownloadKey"));
    m_downloadKey->setShortcut(QKeySequence(Qt::Key_F5));
    m_fileKey->setObjectName(QStringLiteral("reconcileFileKey"));
    m_fileKey->setShortcut(QKeySequence(QKeySequence::Open));
    m_cancelKey->setObjectName(QStringLiteral("reconcileCancelKey"));
    m_cancelKey->setShortcut(QKeySequence(Qt::Key_Escape));
    m_cancelKey->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_cancelKey->setEnabled(false); // Esc is others' while there is nothing to stop
    addActions({m_downloadKey, m_fileKey, m_cancelKey});
    connect(m_downloadKey, &QAction::triggered, this, &ReconcilePage::download);
    connect(m_fileKey, &QAction::triggered, this, &ReconcilePage::chooseFile);
    connect(m_cancelKey, &QAction::triggered, m_work, &BillWork::cancel);
}

void ReconcilePage::joinParts()
{
    connect(&m_bench, &Workbench::counterChanged, this, &ReconcilePage::merchantChanged);
    connect(m_input, &BillInput::downloadRequested, this, &ReconcilePage::download);
    connect(m_input, &BillInput::fileRequested, this, &ReconcilePage::chooseFile);
    connect(m_input, &BillInput::cancelRequested, m_work, &BillWork::cancel);
    connect(m_empty, &EmptyState::activated, this, &ReconcilePage::chooseFile);
    connect(m_work, &BillWork::matching, this, &ReconcilePage::forget);
    connect(m_work, &BillWork::progressed, this, &ReconcilePage::progressed);
    connect(m_work, &BillWork::finished, this, &ReconcilePage::finished);
    connect(m_result, &BillResult::orderRequested, this, &ReconcilePage::orderRequested);
    connect(m_result, &BillResult::queryRequested, this, &ReconcilePage::queryRequested);
    connect(m_result, &BillResult::unknownOrderRequested, this, &ReconcilePage::offerImport);
    connect(m_result, &BillResult::failed, this, &ReconcilePage::fail);
    connect(m_notice, &NoticeBar::actionTriggered, this, [this] { m_help(); });
    connect(m_lookup, &LookupButton::referenceRequested, this, &ReconcilePage::referenceRequested);
}

// --- which bill

void ReconcilePage::merchantChanged()
{
    setLastDay();
    if (std::exchange(m_profile, m_bench.profile().name) == m_bench.profile().name)
        return;
    m_work->cancel();
    m_notice->dismiss();
    m_lookup->setError(std::nullopt);
    forget();
}

/// WeChat makes a bill on the next morning; the sandbox has today's.
void ReconcilePage::setLastDay()
{
    const QDateTime now = m_bench.clock().now().addSecs(aheadOfTime().count());
    const QDate today = inBeijing(now).date();
    m_input->setLastDay(m_bench.profile().isSandbox() ? today : today.addDays(-1));
}

/// Of a sandbox whose time was moved.
std::chrono::seconds ReconcilePage::aheadOfTime()
{
    const FaultWatch* watch = m_bench.counter() ? m_bench.counter()->faults() : nullptr;
    return watch ? watch->ahead() : std::chrono::seconds(0);
}

void ReconcilePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    setLastDay();
    FaultWatch* watch = m_bench.counter() ? m_bench.counter()->faults() : nullptr;
    if (!watch)
        return;
    connect(watch, &FaultWatch::changed, this, &ReconcilePage::setLastDay, Qt::UniqueConnection);
    watch->lookAtTime();
}

void ReconcilePage::download()
{
    if (m_work->isRunning())
        return;
    if (!m_bench.counter())
        return fail(failure(FailureId::KeyMissing,
            {{QStringLiteral("profile"), QString::fromUtf8(m_bench.profile().title)}}));
    begin();
    BillWish wish = m_input->wish();
    wish.ahead = aheadOfTime();
    if (const Result<void> started = m_work->download(wish); !started)
        finished(tl::unexpected(started.error()));
}

void ReconcilePage::chooseFile()
{
    if (m_work->isRunning())
        return;
    auto* dialog = new QFileDialog(this, tr("Choose a bill"));
    dialog->setObjectName(QStringLiteral("reconcileFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Bills (*.csv *.gz)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &ReconcilePage::openFile);
    dialog->open();
}

void ReconcilePage::openFile(const QString& path)
{
    if (m_work->isRunning())
        return;
    begin();
    m_work->match(path);
}

void ReconcilePage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFile(*event->mimeData()).isEmpty() && !m_work->isRunning())
        event->acceptProposedAction();
}

void ReconcilePage::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    openFile(droppedFile(*event->mimeData()));
}

// --- the work

void ReconcilePage::begin()
{
    m_notice->dismiss();
    m_lookup->setError(std::nullopt);
    setBusy(true);
    m_input->setProgress(tr("Begun …"), 0, 0);
}

void ReconcilePage::progressed(BillWork::Stage stage, qint64 done, qint64 size)
{
    switch (stage) {
    case BillWork::Stage::Downloading:
        m_input->setProgress(size > 0
                ? tr("Downloading: %1 of %2").arg(amountOfData(done), amountOfData(size))
                : tr("Downloading: %1").arg(amountOfData(done)),
            done, size);
        break;
    case BillWork::Stage::Reading:
        m_input->setProgress(
            tr("Reading: %1 of %2").arg(amountOfData(done), amountOfData(size)), done, size);
        break;
    case BillWork::Stage::Comparing:
        m_input->setProgress(tr("Comparing with the history …"), 0, 0);
        break;
    }
}

void ReconcilePage::finished(const Result<MatchReport>& report)
{
    setBusy(false);
    if (!report)
        return fail(report.error());
    m_report = *report;
    m_result->setReport(*report);
    showBody();
    showReport();
    if (isAncestorOf(focusWidget()) && m_result->focusProxy())
        m_result->setFocus();
}

void ReconcilePage::forget()
{
    m_report.reset();
    m_result->clear();
    showBody();
    showReport();
}

void ReconcilePage::setBusy(bool busy)
{
    m_busy = busy;
    m_input->setBusy(busy);
    m_cancelKey->setEnabled(busy);
    showBody();
}

void ReconcilePage::showBody()
{
    if (m_report)
        m_body->setCurrentWidget(m_result);
    else if (m_busy)
        m_body->setCurrentIndex(m_body->count() - 1);
    else
        m_body->setCurrentWidget(m_empty);
}

void ReconcilePage::fail(const Failure& failure)
{
    const bool cancelled = failure.id == FailureId::Cancelled;
    Remedy remedy = cancelled ? Remedy::None : remedyFor(failure, m_bench.profile().isSandbox());
    // A bill is no exchange that is kept.
    if (remedy == Remedy::Exchange)
        remedy = Remedy::None;
    m_lookup->setError(errorNameOf(failure));
    m_help = [this, remedy] { apply(remedy); };
    say([this, failure, cancelled, remedy] {
        m_notice->show(wordingOf(failure), cancelled ? Tone::Info : Tone::Bad, remedyText(remedy));
    });
}

void ReconcilePage::say(std::function<void()> notice)
{
    m_said = std::move(notice);
    m_said();
}

void ReconcilePage::apply(Remedy remedy)
{
    switch (remedy) {
    case Remedy::StartSandbox:
        m_notice->dismiss();
        return m_bench.startSandbox();
    case Remedy::Signature:
        return emit pageRequested(QStringLiteral("signatures"));
    default:
        return emit pageRequested(QStringLiteral("settings"));
    }
}

std::optional<ErrorName> ReconcilePage::errorInSight() const
{
    return m_lookup->error();
}

// --- what came of it

void ReconcilePage::showReport()
{
    if (!m_report) {
        m_header->setState(tr("A bill of WeChat against the orders here, by days in Beijing"));
        return;
    }
    const QDate& first = m_report->first;
    const QDate& last = m_report->last;
    const QString form = QStringLiteral("yyyy-MM-dd");
    const QString days = first == last
        ? first.toString(form)
        : tr("%1 to %2").arg(first.toString(form), last.toString(form));
    const QString name = oneLine(QFileInfo(m_work->file()).fileName().toUtf8());
    const QString rows = QLocale::c().toString(m_report->summary.rows);
    m_header->setState(first.isValid() ? tr("%1, of %2, rows: %3").arg(name, days, rows)
                                       : tr("%1, rows: %2").arg(name, rows));
}

/// There is nothing to open yet.
void ReconcilePage::offerImport(const QByteArray& outTradeNo)
{
    m_lookup->setError(std::nullopt);
    m_help = [this] { emit pageRequested(QStringLiteral("start")); };
    say([this, outTradeNo] {
        m_notice->show({tr("The history has no order %1.").arg(oneLine(outTradeNo)),
                           differenceAdvice(DifferenceReason::OnlyTheirs), {}},
            Tone::Info, tr("Go to the import"));
    });
}

// --- words

void ReconcilePage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void ReconcilePage::retranslateUi()
{
    m_header->setTitle(tr("Reconcile"));
    m_empty->setTexts(tr("Choose a WeChat bill (.csv, .gz) to match against local orders."),
        tr("Choose a bill file"));
    m_downloadKey->setText(tr("Download the bill and match it"));
    m_fileKey->setText(tr("Choose a bill file"));
    m_cancelKey->setText(tr("Stop the download or the comparison"));
    if (!m_notice->isHidden())
        m_said();
    showReport();
}

} // namespace paydesk
