#include "ui/reconcile/billinput.h"

#include "ui/style/buttons.h"
#include "ui/style/glyph.h"
#include "ui/widgets/labels.h"

#include <QCalendarWidget>
#include <QComboBox>
#include <QDateEdit>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTextCharFormat>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace paydesk {

namespace {

    constexpr int progressScale = 1000;

    /// What a bill can be of, in the protocol's words.
    constexpr struct {
        const char* type; ///< of a bill of trades; empty: a fund flow
        const char* account;
    } billKinds[] = {
        {"ALL", ""},
        {"SUCCESS", ""},
        {"REFUND", ""},
        {"", "Basic"},
        {"", "Operation"},
        {"", "Fees"},
    };

    /// Our arrows instead of Fusion's, and a weekend that is no alarm: bills have no days off.
    void dressCalendar(QCalendarWidget& calendar)
    {
        calendar.setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
        for (const Qt::DayOfWeek day : {Qt::Saturday, Qt::Sunday})
            calendar.setWeekdayTextFormat(day, {});
        const std::pair<const char*, const char*> arrows[] = {
            {"qt_calendar_prevmonth", "chevron-left"}, {"qt_calendar_nextmonth", "chevron-right"}};
        for (const auto& [name, picture] : arrows) {
            if (auto* button = calendar.findChild<QToolButton*>(QLatin1String(name)))
                button->setIcon(glyph(picture));
        }
    }

} // namespace

BillInput::BillInput(QWidget* parent)
    : QWidget(parent)
    , m_day(new QDateEdit(this))
    , m_kind(new QComboBox(this))
    , m_download(primaryButton("download", this))
    , m_cancel(secondaryButton("x", this))
    , m_said(new ElidedLabel(this))
    , m_file(secondaryButton("file", this))
    , m_progress(new QProgressBar(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_day);
    row->addWidget(m_kind);
    row->addWidget(m_download);
    row->addWidget(m_cancel);
    row->addWidget(m_said, 1);
    row->addWidget(m_file);
    column->addLayout(row);
    column->addWidget(m_progress);
    buildChoice();
    setFocusProxy(m_day);
    m_download->setObjectName(QStringLiteral("reconcileDownload"));
    m_cancel->setObjectName(QStringLiteral("reconcileCancel"));
    m_file->setObjectName(QStringLiteral("reconcileFile"));
    m_said->setObjectName(QStringLiteral("reconcileSaid"));
    m_said->setSecondary(true);
    m_progress->setObjectName(QStringLiteral("reconcileProgress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    QSizePolicy policy = m_progress->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // what is below stays where it is
    m_progress->setSizePolicy(policy);
    connect(m_download, &QPushButton::clicked, this, &BillInput::downloadRequested);
    connect(m_file, &QPushButton::clicked, this, &BillInput::fileRequested);
    connect(m_cancel, &QPushButton::clicked, this, &BillInput::cancelRequested);
    retranslateUi();
    setBusy(false);
}

void BillInput::buildChoice()
{
    m_day->setObjectName(QStringLiteral("reconcileDay"));
    m_day->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_day->setCalendarPopup(true);
    dressCalendar(*m_day->calendarWidget());
    m_day->setMinimumWidth(140);
    m_kind->setObjectName(QStringLiteral("reconcileKind"));
    for (std::size_t i = 0; i < std::size(billKinds); ++i)
        m_kind->addItem(QString());
}

void BillInput::setLastDay(const QDate& last)
{
    // Whoever had the last day has the last day after midnight, too.
    const bool newest = !m_last.isValid() || m_day->date() == m_last;
    m_last = last;
    m_day->setMaximumDate(last);
    if (newest)
        m_day->setDate(last);
}

BillWish BillInput::wish() const
{
    const auto& kind = billKinds[std::max(m_kind->currentIndex(), 0)];
    BillWish wish;
    wish.date = m_day->date().toString(u"yyyyMMdd").toLatin1();
    wish.type = kind.type;
    wish.account = kind.account;
    wish.packed = true; // a tenth of the way, and the file holds the text all the same
    return wish;
}

void BillInput::setBusy(bool busy)
{
    m_busy = busy;
    const bool hadFocus = m_download->hasFocus() || m_file->hasFocus() || m_cancel->hasFocus();
    m_cancel->setVisible(busy);
    m_download->setVisible(!busy);
    m_progress->setVisible(busy);
    m_day->setEnabled(!busy);
    m_kind->setEnabled(!busy);
    m_file->setEnabled(!busy);
    if (hadFocus)
        (busy ? m_cancel : m_download)->setFocus();
    retranslateUi();
}

void BillInput::setProgress(const QString& text, qint64 done, qint64 size)
{
    m_said->setFullText(text);
    m_progress->setRange(0, size > 0 ? progressScale : 0);
    if (size > 0)
        m_progress->setValue(int(double(done) / double(size) * progressScale));
}

void BillInput::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void BillInput::retranslateUi()
{
    m_day->setLocale(QLocale(tr("en_GB", "whose names the calendar gives to months and days")));
    m_day->calendarWidget()->setLocale(m_day->locale());
    m_day->setAccessibleName(tr("Day of the bill, in Beijing"));
    m_day->setToolTip(tr("Day of the bill, in Beijing"));
    m_kind->setAccessibleName(tr("Kind of bill"));
    const QString kinds[] = {tr("All trades (ALL)"), tr("Payments (SUCCESS)"),
        tr("Refunds (REFUND)"), tr("Fund flow of Basic"), tr("Fund flow of Operation"),
        tr("Fund flow of Fees")};
    for (int i = 0; i < m_kind->count(); ++i)
        m_kind->setItemText(i, kinds[i]);
    m_download->setText(tr("Download and match"));
    m_download->setToolTip(tr("Fetch this day's bill and match it with the history (F5)"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop it; nothing is kept of it (Esc)"));
    m_file->setText(tr("Choose a bill file"));
    m_file->setToolTip(tr("Match a bill that is on this computer (Ctrl+O)"));
    m_progress->setAccessibleName(tr("Progress"));
    if (!m_busy)
        m_said->setFullText(tr("or drop a bill file here"));
}

} // namespace paydesk
