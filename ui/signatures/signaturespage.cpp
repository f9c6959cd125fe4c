#include "ui/signatures/signaturespage.h"

#include "ui/signatures/diagnosisview.h"
#include "ui/signatures/messagecomparison.h"
#include "ui/signatures/ordersignatures.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/pagestack.h"

#include <QEvent>
#include <QTabBar>
#include <QVBoxLayout>

namespace paydesk {

SignaturesPage::SignaturesPage(Workbench& bench, Preferences&, QWidget* parent)
    : QWidget(parent)
    , m_header(new PageHeader(this))
    , m_modes(new QTabBar(this))
    , m_stack(new PageStack(this))
    , m_order(new OrderSignaturesView(bench, m_stack))
    , m_diagnosis(new DiagnosisView(bench, m_stack))
    , m_comparison(new MessageComparison(bench, m_stack))
{
    m_modes->setObjectName(QStringLiteral("signaturesModes"));
    m_modes->setDrawBase(false);
    m_modes->setExpanding(false);
    for (QWidget* view : {static_cast<QWidget*>(m_diagnosis), static_cast<QWidget*>(m_order),
             static_cast<QWidget*>(m_comparison)}) {
        m_modes->addTab(QString());
        m_stack->addWidget(view);
    }
    m_header->addButton(m_modes);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 12, 20, 10);
    column->setSpacing(6);
    column->addWidget(m_header);
    column->addWidget(m_stack, 1);
    connect(m_modes, &QTabBar::currentChanged, this, &SignaturesPage::showMode);
    connect(m_diagnosis, &DiagnosisView::retryRequested, this, &SignaturesPage::retryRequested);
    connect(m_order, &OrderSignaturesView::changed, this, &SignaturesPage::orderRead);
    connect(m_order, &OrderSignaturesView::diagnosisRequested, this, &SignaturesPage::openMessage);
    connect(m_order, &OrderSignaturesView::orderRequested, this, &SignaturesPage::orderRequested);
    connect(
        m_order, &OrderSignaturesView::exchangeRequested, this, &SignaturesPage::exchangeRequested);
    connect(m_order, &OrderSignaturesView::newOrderRequested, this,
        [this] { emit pageRequested(QStringLiteral("checkout")); });
    connect(m_order, &OrderSignaturesView::settingsRequested, this,
        [this] { emit pageRequested(QStringLiteral("settings")); });
    retranslateUi();
}

void SignaturesPage::openOrder(const QByteArray& outTradeNo)
{
    m_modes->setCurrentIndex(OfOrder);
    m_opening = outTradeNo;
    m_order->openOrder(outTradeNo);
    orderRead(); // it may have been there already
}

/// The doctor is at work before anybody asks when the signature failed.
void SignaturesPage::orderRead()
{
    if (m_opening.isEmpty() || m_order->signatures().outTradeNo != m_opening)
        return;
    m_opening.clear();
    m_order->diagnoseTrouble();
}

void SignaturesPage::openMessage(const QByteArray& message, const QByteArray& outTradeNo)
{
    m_modes->setCurrentIndex(Diagnosis);
    m_diagnosis->openMessage(message, outTradeNo);
}

void SignaturesPage::openComparison(qint64 exchangeA, qint64 exchangeB)
{
    m_modes->setCurrentIndex(TwoMessages);
    m_comparison->open(exchangeA, exchangeB);
}

void SignaturesPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void SignaturesPage::showMode()
{
    m_stack->setCurrentIndex(m_modes->currentIndex());
    const int mode = m_modes->currentIndex();
    m_header->setState(mode == OfOrder ? tr("Unified order and paySign of one order")
            : mode == TwoMessages      ? tr("Two messages, field by field")
                                       : tr("Your own against the right one"));
}

void SignaturesPage::retranslateUi()
{
    m_header->setTitle(tr("Signatures, side by side"));
    m_modes->setTabText(Diagnosis, tr("Diagnose"));
    m_modes->setTabText(OfOrder, tr("Both signatures of an order"));
    m_modes->setTabText(TwoMessages, tr("Compare two messages"));
    m_modes->setAccessibleName(tr("What is compared"));
    showMode();
}

} // namespace paydesk
