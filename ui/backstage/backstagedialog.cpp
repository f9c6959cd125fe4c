#include "ui/backstage/backstagedialog.h"

#include "core/workbench.h"
#include "ui/backstage/faultform.h"
#include "ui/backstage/faultmodel.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/readingtable.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonObject>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <array>

namespace paydesk {

namespace {

    using namespace std::chrono_literals;

    constexpr QSize backstageSize{640, 600};
    constexpr int shortestList = 64;
    constexpr std::array<std::chrono::seconds, 3> timeSteps{5min, 2h, 24h};

    class BackstageWords {
        Q_DECLARE_TR_FUNCTIONS(paydesk::BackstageDialog)
    };

} // namespace

QString aheadText(std::chrono::seconds ahead)
{
    const auto days = std::chrono::duration_cast<std::chrono::days>(ahead);
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(ahead - days);
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(ahead - days - hours);
    QStringList parts;
    if (days.count() > 0)
        parts += BackstageWords::tr("%1 d").arg(days.count());
    if (hours.count() > 0)
        parts += BackstageWords::tr("%1 h").arg(hours.count());
    if (minutes.count() > 0)
        parts += BackstageWords::tr("%1 min").arg(minutes.count());
    return parts.join(u' ');
}

BackstageDialog::BackstageDialog(Workbench& bench, QWidget* parent)
    : QDialog(parent)
    , m_bench(bench)
    , m_meaning(new HintLabel(this))
    , m_notice(new NoticeBar(this))
    , m_faultCard(new Card(this))
    , m_model(new FaultModel(this))
    , m_faults(new QTableView(this))
    , m_none(new HintLabel(this))
    , m_clear(secondaryButton("trash", this))
    , m_clearAll(secondaryButton("x", this))
    , m_plantCard(new Card(this))
    , m_form(new FaultForm(this))
    , m_timeCard(new Card(this))
    , m_now(new QLabel(this))
    , m_timeMeaning(new HintLabel(this))
    , m_close(secondaryButton("x", this))
{
    setObjectName(QStringLiteral("backstage"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_notice->setObjectName(QStringLiteral("backstageNotice"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    column->addWidget(m_meaning);
    column->addWidget(m_notice);
    buildFaults();
    column->addWidget(m_faultCard, 1);
    m_plantCard->body()->addWidget(m_form);
    column->addWidget(m_plantCard);
    buildTime();
    column->addWidget(m_timeCard);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(m_timeMeaning, 1);
    bottom->addWidget(m_close, 0, Qt::AlignTop);
    column->addLayout(bottom);
    connect(m_form, &FaultForm::plantRequested, this, [this](const QJsonObject& fault) {
        if (FaultWatch* faults = watch())
            tell(faults->backstage().plant(fault));
    });
    m_close->setAutoDefault(false);
    connect(m_close, &QPushButton::clicked, this, &QWidget::close);
    connect(
        &m_bench, &Workbench::counterChanged, this, &BackstageDialog::join, Qt::QueuedConnection);
    resize(backstageSize);
    retranslateUi();
    join();
}

void BackstageDialog::buildFaults()
{
    m_faults->setObjectName(QStringLiteral("backstageFaults"));
    m_faults->setModel(m_model);
    setUpReadingTable(m_faults);
    m_faults->setMinimumHeight(shortestList);
    QHeaderView* header = m_faults->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(FaultModel::Scope, QHeaderView::Stretch);
    m_none->setObjectName(QStringLiteral("backstageNone"));
    m_clear->setObjectName(QStringLiteral("backstageClear"));
    m_clearAll->setObjectName(QStringLiteral("backstageClearAll"));
    for (QPushButton* button : {m_clear, m_clearAll}) {
        button->setAutoDefault(false);
        m_faultCard->addHeadingWidget(button);
    }
    m_faultCard->body()->addWidget(m_none);
    m_faultCard->body()->addWidget(m_faults, 1);
    connect(m_clear, &QPushButton::clicked, this, &BackstageDialog::clearChosen);
    connect(m_clearAll, &QPushButton::clicked, this, [this] {
        if (FaultWatch* faults = watch())
            tell(faults->backstage().clearAll());
    });
    const auto chosen = [this] { m_clear->setEnabled(m_faults->selectionModel()->hasSelection()); };
    connect(m_faults->selectionModel(), &QItemSelectionModel::selectionChanged, this, chosen);
    connect(m_model, &QAbstractItemModel::modelReset, this, chosen);
}

void BackstageDialog::buildTime()
{
    m_now->setObjectName(QStringLiteral("backstageNow"));
    m_now->setTextFormat(Qt::PlainText);
    setFontRole(m_now, FontRole::Technical);
    auto* row = new QHBoxLayout;
    row->addWidget(m_now, 1);
    for (const std::chrono::seconds step : timeSteps) {
        QPushButton* button = secondaryButton("clock", this);
        button->setObjectName(QStringLiteral("backstageMove%1").arg(step.count()));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, step] { move(step); });
        m_moves.append(button);
        row->addWidget(button);
    }
    m_timeCard->body()->addLayout(row);
}

FaultWatch* BackstageDialog::watch() const
{
    return m_bench.counter() ? m_bench.counter()->faults() : nullptr;
}

void BackstageDialog::join()
{
    FaultWatch* faults = watch();
    if (!faults) {
        close();
        return;
    }
    if (m_watch != faults)
        connect(faults, &FaultWatch::changed, this, &BackstageDialog::showFaults);
    m_watch = faults;
    showFaults();
    tell(faults->backstage().faults());
    tellTime(faults->backstage().time());
}

void BackstageDialog::showFaults()
{
    const QList<PlantedFault> planted =
        m_watch ? m_watch->inForce().value_or(QList<PlantedFault>()) : QList<PlantedFault>();
    m_model->show(planted);
    m_faults->setVisible(!planted.isEmpty());
    m_none->setVisible(planted.isEmpty());
    m_clear->setEnabled(m_faults->selectionModel()->hasSelection());
    m_clearAll->setEnabled(!planted.isEmpty());
}

void BackstageDialog::tell(Call* call)
{
    connect(call, &Call::finished, this, [this](const Answer& answer) {
        if (!answer.fields)
            return m_notice->show(answer.fields.error());
        m_notice->dismiss();
        if (!m_watch)
            return;
        m_watch->take(answer);
        m_watch->look(); // an older answer may still be on its way
    });
}

void BackstageDialog::tellTime(Call* call)
{
    for (QPushButton* button : std::as_const(m_moves))
        button->setEnabled(false);
    connect(call, &Call::finished, this, &BackstageDialog::showTime);
}

void BackstageDialog::showTime(const Answer& answer)
{
    for (QPushButton* button : std::as_const(m_moves))
        button->setEnabled(true);
    if (!answer.fields)
        return m_notice->show(answer.fields.error());
    m_nowText = QString::fromUtf8(answer.fields->value("now"));
    if (m_watch) {
        m_watch->takeTime(answer);
        m_watch->look(); // what fell due on the way may have met a fault
    }
    retranslateUi();
}

void BackstageDialog::clearChosen()
{
    const QModelIndexList rows = m_faults->selectionModel()->selectedRows();
    if (rows.isEmpty() || !watch())
        return;
    tell(watch()->backstage().clear(m_model->faults().at(rows.constFirst().row()).id));
}

void BackstageDialog::move(std::chrono::seconds forward)
{
    if (FaultWatch* faults = watch())
        tellTime(faults->backstage().moveTime(forward));
}

void BackstageDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void BackstageDialog::retranslateUi()
{
    setWindowTitle(tr("Faults and time of the sandbox"));
    m_meaning->setText(tr("Let go wrong here what goes wrong in the world one day. A planted fault "
                          "strikes what comes next, and the order's timeline says that it did."));
    m_faultCard->setHeading(tr("In force"));
    m_none->setText(tr("Nothing is planted: the sandbox behaves."));
    m_clear->setText(tr("Clear"));
    m_clearAll->setText(tr("Clear all"));
    m_faults->setAccessibleName(tr("Faults in force"));
    m_plantCard->setHeading(tr("Plant a fault"));
    m_timeCard->setHeading(tr("The sandbox's time"));
    const QDateTime now = QDateTime::fromString(m_nowText, Qt::ISODateWithMs);
    const QString text =
        now.isValid() ? now.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss") : tr("not known");
    const QString ahead = m_watch ? aheadText(m_watch->ahead()) : QString();
    m_now->setText(ahead.isEmpty() ? text : tr("%1 (%2 ahead)").arg(text, ahead));
    m_timeMeaning->setText(
        tr("Time goes forward only. What falls due on the way is done: notifications are "
           "repeated, a prepay_id dies after 2 h, a bill is there the next day."));
    for (qsizetype i = 0; i < m_moves.size(); ++i)
        m_moves.at(i)->setText(u'+' + aheadText(timeSteps.at(std::size_t(i))));
    m_close->setText(tr("Close"));
    m_model->retranslate();
}

} // namespace paydesk
