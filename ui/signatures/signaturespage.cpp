#include "ui/signatures/signaturespage.h"

#include "ui/signatures/ordersignatures.h"
#include "ui/signatures/pastecomparison.h"
#include "ui/widgets/pageheader.h"

#include <QEvent>
#include <QTabWidget>
#include <QVBoxLayout>

namespace paydesk {

SignaturesPage::SignaturesPage(Workbench& bench, Preferences&, QWidget* parent)
    : QWidget(parent)
    , m_header(new PageHeader(this))
    , m_modes(new QTabWidget(this))
    , m_order(new OrderSignaturesView(bench, m_modes))
    , m_paste(new PasteComparison(bench, m_modes))
{
    m_modes->setObjectName(QStringLiteral("signaturesModes"));
    m_modes->setDocumentMode(true);
    m_modes->addTab(m_order, QString());
    m_modes->addTab(m_paste, QString());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 12);
    column->setSpacing(8);
    column->addWidget(m_header);
    column->addWidget(m_modes, 1);
    connect(m_modes, &QTabWidget::currentChanged, this, &SignaturesPage::showState);
    connect(m_order, &OrderSignaturesView::changed, this,
        [this] { m_paste->setOrder(m_order->signatures()); });
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
    m_modes->setCurrentWidget(m_order);
    m_order->openOrder(outTradeNo);
}

void SignaturesPage::openMessage(const QByteArray& message)
{
    m_modes->setCurrentWidget(m_paste);
    m_paste->setText(message);
}

void SignaturesPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void SignaturesPage::showState()
{
    m_header->setState(m_modes->currentWidget() == m_order
            ? tr("Unified order and paySign of one order")
            : tr("Your own against the right one"));
}

void SignaturesPage::retranslateUi()
{
    m_header->setTitle(tr("Signatures, side by side"));
    m_modes->setTabText(0, tr("Both signatures of an order"));
    m_modes->setTabText(1, tr("Paste and compare"));
    m_modes->setAccessibleName(tr("What is compared"));
    showState();
}

} // namespace paydesk
