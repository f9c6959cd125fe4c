#include "ui/reconcile/billresult.h"

#include "ui/reconcile/billtotals.h"
#include "ui/reconcile/differencelists.h"
#include "ui/reconcile/differencewords.h"
#include "ui/style/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"

#include <QEvent>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace paydesk {

BillResult::BillResult(BillMatch& match, QWidget* parent)
    : QWidget(parent)
    , m_totals(new BillTotals(this))
    , m_found(new QStackedWidget(this))
    , m_lists(new DifferenceLists(match, m_found))
    , m_clean(new EmptyState("check-circle", m_found))
    , m_flow(new EmptyState("info", m_found))
    , m_advice(new HintLabel(this))
    , m_query(secondaryButton("refresh", this))
    , m_order(secondaryButton("external", this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_totals);
    column->addWidget(m_found, 1);
    m_clean->setObjectName(QStringLiteral("reconcileClean"));
    m_flow->setObjectName(QStringLiteral("reconcileFlow"));
    m_found->addWidget(m_lists);
    m_found->addWidget(m_clean);
    m_found->addWidget(m_flow);
    auto* actions = new QHBoxLayout;
    actions->setSpacing(8);
    actions->addWidget(m_advice, 1);
    actions->addWidget(m_query);
    actions->addWidget(m_order);
    column->addLayout(actions);
    m_advice->setObjectName(QStringLiteral("reconcileAdvice"));
    m_query->setObjectName(QStringLiteral("reconcileQuery"));
    m_order->setObjectName(QStringLiteral("reconcileOrder"));
    connect(m_lists, &DifferenceLists::currentChanged, this, &BillResult::showChosen);
    connect(m_lists, &DifferenceLists::opened, this, &BillResult::openChosen);
    connect(m_lists, &DifferenceLists::failed, this, &BillResult::failed);
    connect(m_order, &QPushButton::clicked, this, &BillResult::openChosen);
    connect(m_query, &QPushButton::clicked, this, &BillResult::queryChosen);
    retranslateUi();
}

void BillResult::setReport(const MatchReport& report)
{
    m_report = report;
    m_totals->setReport(report);
    m_lists->setReport(report);
    showReport();
}

void BillResult::clear()
{
    m_report.reset();
    m_lists->clear();
}

void BillResult::showReport()
{
    if (!m_report)
        return;
    QWidget* shown = m_lists;
    if (m_report->kind == BillKind::FundFlow)
        shown = m_flow;
    else if (m_report->isClean())
        shown = m_clean;
    m_found->setCurrentWidget(shown);
    m_clean->setTexts(m_report->summary.rows == 0
            ? tr("The bill has no row, and nothing was paid here on its day.")
            : tr("Bill and history agree, order by order."));
    setFocusProxy(shown == m_lists ? m_lists : nullptr);
    showChosen();
}

void BillResult::showChosen()
{
    const bool listed = m_report && m_found->currentWidget() == m_lists;
    const Difference* row = listed ? m_lists->current() : nullptr;
    m_order->setVisible(listed);
    m_query->setVisible(listed);
    m_advice->setVisible(listed);
    m_order->setEnabled(row);
    m_query->setEnabled(row && row->ourState);
    m_advice->setText(row ? differenceAdvice(row->reason) : QString());
}

// Whoever hears of it may change the view, and with it which rows are held: the number is copied.

void BillResult::openChosen()
{
    const Difference* row = m_lists->current();
    if (!row)
        return;
    const QByteArray number = row->outTradeNo;
    if (row->ourState)
        emit orderRequested(number);
    else
        emit unknownOrderRequested(number);
}

void BillResult::queryChosen()
{
    const Difference* row = m_lists->current();
    if (!row || !row->ourState)
        return;
    const QByteArray number = row->outTradeNo;
    emit queryRequested(number);
}

void BillResult::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void BillResult::retranslateUi()
{
    m_flow->setTexts(tr("A fund flow names no orders: its movements are added up and checked "
                        "against its own totals."));
    m_query->setText(tr("Query order"));
    m_query->setToolTip(tr("Ask WeChat about the chosen order now"));
    m_order->setText(tr("Open its order"));
    m_order->setToolTip(tr("Enter, or a double click on the row"));
    showReport();
}

} // namespace paydesk
