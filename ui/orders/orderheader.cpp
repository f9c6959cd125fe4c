#include "ui/orders/orderheader.h"

#include "ui/orders/orderwords.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/pill.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace paydesk {

namespace {

    CopyField* copyField(const char* name, QWidget* parent)
    {
        auto* field = new CopyField(parent);
        field->setObjectName(QString::fromLatin1(name));
        field->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        field->setMinimumWidth(90);
        return field;
    }

} // namespace

OrderHeader::OrderHeader(QWidget* parent)
    : QWidget(parent)
    , m_amount(new QLabel(this))
    , m_state(new Pill(this))
    , m_held(new Pill(this))
    , m_trouble(new Pill(this))
    , m_body(new ElidedLabel(this))
    , m_outTradeNo(copyField("ordersOutTradeNo", this))
    , m_transactionId(copyField("ordersTransactionId", this))
    , m_openid(copyField("ordersOpenid", this))
    , m_prepayId(copyField("ordersPrepayId", this))
    , m_elapsed(new ElidedLabel(this))
    , m_kind(new ElidedLabel(this))
    , m_signatures(secondaryButton("signature", this))
    , m_close(secondaryButton("x-circle", this))
    , m_refund(secondaryButton("reset", this))
{
    m_amount->setObjectName(QStringLiteral("ordersAmount"));
    m_amount->setTextFormat(Qt::PlainText);
    m_amount->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFontRole(m_amount, FontRole::Figure);
    m_state->setObjectName(QStringLiteral("ordersState"));
    m_held->setObjectName(QStringLiteral("ordersHeld"));
    m_trouble->setObjectName(QStringLiteral("ordersTrouble"));
    m_body->setObjectName(QStringLiteral("ordersBody"));
    m_body->setSecondary(true);
    m_elapsed->setObjectName(QStringLiteral("ordersElapsed"));
    m_kind->setObjectName(QStringLiteral("ordersKind"));
    m_signatures->setObjectName(QStringLiteral("ordersSignatures"));
    m_close->setObjectName(QStringLiteral("ordersClose"));
    m_refund->setObjectName(QStringLiteral("ordersRefund"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_amount);
    for (Pill* pill : {m_state, m_held, m_trouble})
        first->addWidget(pill);
    first->addWidget(m_body, 1);
    column->addLayout(first);
    auto* grid = new QGridLayout;
    buildIds(grid);
    column->addLayout(grid);
    auto* actions = new FlowLayout;
    actions->addWidget(m_signatures);
    actions->addWidget(m_close);
    actions->addWidget(m_refund);
    column->addLayout(actions);
    connect(m_signatures, &QPushButton::clicked, this, &OrderHeader::signaturesRequested);
    connect(m_close, &QPushButton::clicked, this, &OrderHeader::closeRequested);
    connect(m_refund, &QPushButton::clicked, this, &OrderHeader::refundRequested);
    retranslateUi();
}

void OrderHeader::buildIds(QGridLayout* grid)
{
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(2);
    const QList<QWidget*> values{
        m_outTradeNo, m_transactionId, m_openid, m_prepayId, m_elapsed, m_kind};
    for (int i = 0; i < int(values.size()); ++i) {
        auto* caption = new QLabel(this);
        caption->setTextFormat(Qt::PlainText);
        caption->setForegroundRole(QPalette::PlaceholderText);
        caption->setMinimumHeight(26);
        m_captions << caption;
        grid->addWidget(caption, i / 2, i % 2 * 2);
        grid->addWidget(values.at(i), i / 2, i % 2 * 2 + 1);
    }
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(3, 1);
}

void OrderHeader::setOrder(const Order& order, const RefundTotals& refunds)
{
    m_refunds = refunds;
    m_order = order;
    showWords();
}

void OrderHeader::setBusy(bool busy)
{
    m_busy = busy;
    m_close->setEnabled(!busy);
    m_refund->setEnabled(!busy);
}

void OrderHeader::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void OrderHeader::retranslateUi()
{
    const QStringList captions{tr("Order no."), tr("WeChat id"), QStringLiteral("openid"),
        QStringLiteral("prepay_id"), tr("Elapsed"), tr("Kind")};
    for (int i = 0; i < int(captions.size()); ++i)
        m_captions.at(i)->setText(captions.at(i));
    m_outTradeNo->setName(captions.at(0));
    m_transactionId->setName(captions.at(1));
    m_openid->setName(captions.at(2));
    m_prepayId->setName(captions.at(3));
    m_signatures->setText(tr("View signatures"));
    m_close->setText(tr("Close order"));
    m_refund->setText(tr("Refund …"));
    showWords();
}

void OrderHeader::showWords()
{
    const ToneWords state = stateWords(m_order.state);
    m_amount->setText(amountText(m_order.totalFee));
    m_state->show(state.text, state.tone);
    m_held->show(m_order.held ? tr("To be confirmed by a query") : QString(), Tone::Warn);
    m_trouble->show(troubleWords(m_order.trouble), Tone::Bad);
    m_body->setFullText(oneLine(m_order.body.left(512)));
    m_outTradeNo->setValue(oneLine(m_order.outTradeNo));
    m_transactionId->setValue(oneLine(m_order.transactionId));
    m_openid->setValue(oneLine(m_order.openid));
    m_prepayId->setValue(oneLine(m_order.prepayId));
    m_elapsed->setFullText(elapsed());
    QString origin;
    if (m_order.origin == Origin::Imported)
        origin = tr("imported");
    else if (m_order.origin == Origin::Adopted)
        origin = tr("adopted from a notification");
    else
        origin = tr("placed here");
    const QString type = oneLine(m_order.tradeType);
    m_kind->setFullText(type.isEmpty() ? origin : tr("%1, %2").arg(type, origin));
    m_close->setVisible(isClosable(m_order));
    m_refund->setVisible(isRefundable(m_order, m_refunds));
}

QString OrderHeader::elapsed() const
{
    if (!m_order.paidAt.isValid())
        return tr("Not paid");
    // WeChat's time of payment has whole seconds and may lie before ours.
    const qint64 span = std::max<qint64>(0, m_order.createdAt.msecsTo(m_order.paidAt));
    return span < 1000 ? tr("Paid within a second") : tr("Paid after %1").arg(spanText(span));
}

bool isClosable(const Order& order)
{
    return order.state == TradeState::Placing || order.state == TradeState::NotPay
        || order.state == TradeState::UserPaying || order.state == TradeState::PayError;
}

bool isRefundable(const Order& order, const RefundTotals& refunds)
{
    return (order.state == TradeState::Success || order.state == TradeState::Refund)
        && refunds.committed < order.totalFee && refunds.count < mostRefunds;
}

} // namespace paydesk
