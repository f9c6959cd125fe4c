#include "ui/settings/queriessection.h"

#include "core/reconcile/queryplan.h"
#include "core/workbench.h"
#include "ui/preferences.h"
#include "ui/settings/option.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pill.h"

#include <QCheckBox>
#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    /// The delays that are listed one by one; every later one is as long as the last of them.
    constexpr int listedDelays = 7;

} // namespace

QueriesSection::QueriesSection(Workbench& bench, Preferences& preferences, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_preferences(preferences)
    , m_job(new Card(this))
    , m_pill(new Pill(this))
    , m_bySchedule(new Option(new QCheckBox, "settingsQueries", this))
    , m_next(new QLabel(this))
    , m_run(secondaryButton("search", this))
    , m_notice(new NoticeBar(this))
    , m_plan(new Card(this))
    , m_meaning(new HintLabel(this))
{
    build();
    connect(m_run, &QPushButton::clicked, this, &QueriesSection::runNow);
    connect(m_bySchedule->button(), &QAbstractButton::toggled, &m_preferences,
        &Preferences::setQueriesBySchedule);
    connect(&m_preferences, &Preferences::changed, this, &QueriesSection::refresh);
    // Queued: the console sets the new counter up in its own answer to this signal.
    connect(
        &m_bench, &Workbench::counterChanged, this, &QueriesSection::join, Qt::QueuedConnection);
    retranslateUi();
    join();
}

void QueriesSection::build()
{
    m_notice->setObjectName(QStringLiteral("queriesNotice"));
    m_run->setObjectName(QStringLiteral("settingsRunQueries"));
    m_next->setObjectName(QStringLiteral("settingsNextQuery"));
    m_next->setTextFormat(Qt::PlainText);
    m_next->setWordWrap(true);
    m_job->addHeadingWidget(m_pill);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_next, 1);
    row->addWidget(m_run);
    m_job->body()->addWidget(m_bySchedule);
    m_job->body()->addLayout(row);
    auto* delays = new FlowLayout;
    for (int i = 0; i <= listedDelays; ++i) {
        m_delays << new Pill(this);
        delays->addWidget(m_delays.constLast());
    }
    m_plan->body()->addLayout(delays);
    m_plan->body()->addWidget(m_meaning);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_notice);
    column->addWidget(m_job);
    column->addWidget(m_plan);
    column->addStretch(1);
}

void QueriesSection::join()
{
    if (Counter* counter = m_bench.counter()) {
        const Scheduler* scheduler = &counter->scheduler();
        connect(
            scheduler, &Scheduler::planned, this, &QueriesSection::showNext, Qt::UniqueConnection);
        connect(scheduler, &Scheduler::asked, m_notice,
            [this](const QByteArray&, const Result<QueryOutcome>& outcome) {
                if (!outcome)
                    m_notice->show(outcome.error());
            });
    }
    refresh();
}

void QueriesSection::runNow()
{
    m_notice->dismiss();
    Counter* counter = m_bench.counter();
    if (!counter)
        return;
    if (!counter->scheduler().nextAt()) {
        m_notice->show(
            {tr("Nothing to query."), tr("No unpaid order has a query planned."), {}}, Tone::Info);
        return;
    }
    counter->scheduler().runNow();
    showNext();
}

void QueriesSection::refresh()
{
    m_bySchedule->setChecked(m_preferences.queriesBySchedule());
    showNext();
}

void QueriesSection::showNext()
{
    Counter* counter = m_bench.counter();
    const bool running = counter && counter->scheduler().isRunning();
    m_run->setEnabled(counter != nullptr);
    m_pill->show(running ? tr("Running") : tr("Paused"), running ? Tone::Ok : Tone::Neutral);
    if (!counter) {
        m_next->setText(tr("The key of the merchant in use is not at hand."));
        return;
    }
    const std::optional<QDateTime> next = counter->scheduler().nextAt();
    m_next->setText(!running ? tr("No query runs by itself.")
            : next
            ? tr("Next query at %1.").arg(next->toLocalTime().toString(QStringLiteral("HH:mm:ss")))
            : tr("No query is planned: no order waits for a payment."));
}

void QueriesSection::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void QueriesSection::showPlan()
{
    for (int i = 0; i < listedDelays; ++i) {
        const auto delay = nextQueryDelay(i);
        const int seconds = delay ? int(delay->count()) : 0;
        m_delays.at(i)->show(
            seconds < 60 ? tr("%1 s").arg(seconds) : tr("%1 min").arg(seconds / 60), Tone::Info);
    }
    m_delays.constLast()->show(tr("then every 30 min, until about 2 h 20 min"), Tone::Neutral);
}

void QueriesSection::retranslateUi()
{
    m_job->setHeading(tr("Query job"));
    m_bySchedule->setTexts(tr("Query unpaid orders by schedule"),
        tr("A notification can get lost. The query finds the payment all the same, also after a "
           "restart of Paydesk."));
    m_run->setText(tr("Query now"));
    m_plan->setHeading(tr("The plan"));
    m_meaning->setText(
        tr("Each wait begins at the query before. An order is queried until its state is "
           "final, at the longest until its prepay_id has expired. Opening an order and "
           "querying it by hand is possible at any time."));
    showPlan();
    refresh();
}

} // namespace paydesk
