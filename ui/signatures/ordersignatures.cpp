#include "ui/signatures/ordersignatures.h"

#include "core/workbench.h"
#include "ui/orders/orderwords.h"
#include "ui/signatures/frontendswitch.h"
#include "ui/signatures/signaturecard.h"
#include "ui/style/buttons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticebar.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    constexpr int recentOrders = 100;
    constexpr int followMs = 50;

    QString lineOf(const Order& order)
    {
        return oneLine(order.outTradeNo) + QStringLiteral("   ") + amountText(order.totalFee)
            + QStringLiteral("   ") + stateWords(order.state).text;
    }

} // namespace

OrderSignaturesView::OrderSignaturesView(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_choice(new QComboBox(this))
    , m_openOrder(secondaryButton("receipt", this))
    , m_openExchange(secondaryButton("activity", this))
    , m_notice(new NoticeBar(this))
    , m_first(new SignatureCard(QStringLiteral("signatures"), this))
    , m_second(new SignatureCard(QStringLiteral("signaturesPay"), this))
    , m_frontEnd(new FrontEndSwitch(m_second))
    , m_linkText(new CopyField(m_second))
{
    m_choice->setObjectName(QStringLiteral("signaturesOrder"));
    m_choice->setMinimumContentsLength(24);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_openOrder->setObjectName(QStringLiteral("signaturesOpenOrder"));
    m_openExchange->setObjectName(QStringLiteral("signaturesOpenExchange"));
    m_notice->setObjectName(QStringLiteral("signaturesNotice"));
    auto* top = new QHBoxLayout;
    top->addWidget(m_choice, 1);
    top->addWidget(m_openOrder);
    top->addWidget(m_openExchange);
    m_second->body()->insertWidget(1, m_frontEnd); // below the heading
    m_second->body()->insertWidget(2, m_linkText);
    m_linkText->setObjectName(QStringLiteral("signaturesLink"));
    m_linkText->hide();
    connect(m_frontEnd, &FrontEndSwitch::chosen, this, &OrderSignaturesView::showOrder);
    auto* cards = new QHBoxLayout;
    cards->setSpacing(12);
    cards->addWidget(m_first, 1);
    cards->addWidget(m_second, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 10, 0, 0);
    column->setSpacing(10);
    column->addLayout(top);
    column->addWidget(m_notice);
    column->addLayout(cards, 1);
    follow();
    retranslateUi();
    readOrders();
}

void OrderSignaturesView::follow()
{
    m_batch.setSingleShot(true);
    m_batch.setInterval(followMs);
    connect(&m_batch, &QTimer::timeout, this, &OrderSignaturesView::readOrders);
    const auto later = [this] {
        if (!m_batch.isActive())
            m_batch.start();
    };
    connect(&m_bench.store(), &OrderStore::changed, this, later);
    connect(&m_bench.store(), &OrderStore::changedElsewhere, this, later);
    connect(&m_bench, &Workbench::counterChanged, this, &OrderSignaturesView::otherMerchant);
    connect(m_choice, &QComboBox::activated, this,
        [this](int row) { openOrder(m_choice->itemData(row).toByteArray()); });
    connect(m_notice, &NoticeBar::actionTriggered, this, &OrderSignaturesView::settingsRequested);
    connect(m_first, &SignatureCard::diagnosisRequested, this,
        [this] { diagnose(m_signatures.unifiedOrder); });
    connect(
        m_second, &SignatureCard::diagnosisRequested, this, [this] { diagnose(m_shownSecond); });
    connect(m_openOrder, &QPushButton::clicked, this,
        [this] { m_current.isEmpty() ? newOrderRequested() : orderRequested(m_current); });
    connect(m_openExchange, &QPushButton::clicked, this, [this] {
        if (m_signatures.unifiedOrder)
            emit exchangeRequested(m_signatures.unifiedOrder->exchangeId);
    });
}

void OrderSignaturesView::diagnose(const std::optional<RecordedSignature>& signature)
{
    if (signature)
        emit diagnosisRequested(signature->message(), m_signatures.outTradeNo);
}

void OrderSignaturesView::diagnoseTrouble()
{
    if (m_first->isTroubled())
        diagnose(m_signatures.unifiedOrder);
    else if (m_second->isTroubled())
        diagnose(m_shownSecond);
}

void OrderSignaturesView::otherMerchant()
{
    const bool other = std::none_of(m_orders.begin(), m_orders.end(),
        [this](const Order& order) { return order.profile == m_bench.profile().name; });
    if (other) {
        m_current.clear();
        m_signatures = {};
    }
    showOrder();
    readOrders();
}

void OrderSignaturesView::openOrder(const QByteArray& outTradeNo)
{
    m_current = outTradeNo;
    readOrders();
}

void OrderSignaturesView::readOrders()
{
    OrderQuery query;
    query.profile = m_bench.profile().name;
    query.limit = recentOrders;
    m_bench.store().read<OrderPage>(
        this, [query](const OrderReader& reader) { return reader.page(query); },
        [this, profile = query.profile](const Result<OrderPage>& page) {
            if (profile != m_bench.profile().name)
                return;
            if (!page)
                return m_notice->show(page.error());
            m_orders = page->orders;
            listOrders();
            readOrder();
        });
}

void OrderSignaturesView::listOrders()
{
    if (m_current.isEmpty() && !m_orders.isEmpty())
        m_current = m_orders.first().outTradeNo;
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    for (const Order& order : std::as_const(m_orders))
        m_choice->addItem(lineOf(order), order.outTradeNo);
    // An older order than the list holds, opened from elsewhere.
    if (!m_current.isEmpty() && m_choice->findData(m_current) < 0)
        m_choice->insertItem(0, oneLine(m_current), m_current);
    m_choice->setCurrentIndex(m_choice->findData(m_current));
    m_choice->setEnabled(m_choice->count() > 0);
}

void OrderSignaturesView::readOrder()
{
    if (m_current.isEmpty())
        return showOrder();
    m_bench.store().read<OrderSignatures>(
        this,
        [profile = m_bench.profile().name, number = m_current](
            const OrderReader& reader) { return readSignatures(reader, profile, number); },
        [this, number = m_current](const Result<OrderSignatures>& found) {
            if (number != m_current)
                return;
            if (!found)
                return m_notice->show(found.error());
            if (*found == m_signatures)
                return;
            m_signatures = *found;
            showOrder();
            emit changed();
        });
}

void OrderSignaturesView::showOrder()
{
    Counter* counter = m_bench.counter();
    const Secret* at = counter ? &counter->gateway().apiKey() : nullptr;
    const QString none = tr("No orders yet. Once an order is placed, both of its signatures stand "
                            "here field by field.");
    const bool chosen = !m_signatures.outTradeNo.isEmpty();
    m_first->show(m_signatures.unifiedOrder, at,
        !chosen                    ? none
            : m_signatures.scanned ? tr("The request carried the payer's code, which is not kept: "
                                        "its signature cannot be computed again.")
                                   : tr("This order was not placed from here, so its request is "
                                        "not on record."));
    showSecond(at, none);
    m_openOrder->setText(chosen ? tr("Open order") : tr("New test order"));
    m_openExchange->setVisible(m_signatures.unifiedOrder.has_value());
    showKeyNotice();
}

void OrderSignaturesView::showSecond(const Secret* key, const QString& none)
{
    m_frontEnd->setOrder(m_signatures.outTradeNo, m_signatures.tradeType(), m_signatures.frontEnd);
    const std::optional<FrontEnd> frontEnd = m_frontEnd->current();
    QString why = none;
    m_shownSecond.reset();
    if (m_signatures.scanned)
        why = tr("A payment code needs no second signature: the payer has shown it already.");
    else if (frontEnd == FrontEnd::Native)
        why = tr("A QR code of mode 2 needs no second signature: the customer scans code_url.");
    else if (frontEnd == FrontEnd::H5)
        why = tr("H5 needs no second signature: the customer opens mweb_url, with redirect_url "
                 "URL-encoded behind it.");
    else if (!m_signatures.outTradeNo.isEmpty())
        why = tr("There is no second signature: only JSAPI and APP orders that WeChat has taken "
                 "have one.");
    if (frontEnd == FrontEnd::NativeLink)
        m_shownSecond = linkSignature();
    else if (frontEnd)
        m_shownSecond = m_signatures.paySignFor(*frontEnd);
    m_second->show(m_shownSecond, key, why);
    m_second->setTitle(frontEnd == FrontEnd::App ? tr("Second signature: sign")
            : frontEnd == FrontEnd::NativeLink   ? tr("Signature of the link: sign")
                                                 : tr("Second signature: paySign"));
    const bool isLink = frontEnd == FrontEnd::NativeLink && m_shownSecond;
    m_linkText->setName(QStringLiteral("bizpayurl"));
    m_linkText->setValue(isLink ? QString::fromUtf8(nativeLink(m_shownSecond->fields)) : QString());
    m_linkText->setVisible(isLink);
}

/// A product's link belongs to no order: it is made here, for the order's product.
std::optional<RecordedSignature> OrderSignaturesView::linkSignature()
{
    Counter* counter = m_bench.counter();
    if (!counter || !m_signatures.unifiedOrder)
        return {};
    if (m_link.first != m_signatures.outTradeNo) {
        const Parameters& order = m_signatures.unifiedOrder->fields;
        const PaySource source{
            order.value("appid"), order.value("mch_id"), {}, order.value("product_id")};
        const PayRequest pay = payRequest(FrontEnd::NativeLink, source, SignType::Md5,
            counter->gateway().apiKey(), m_bench.clock());
        m_link = {m_signatures.outTradeNo, {pay.call, SignType::Md5, "sign", 0, false}};
    }
    return m_link.second;
}

void OrderSignaturesView::showKeyNotice()
{
    const bool needsKey = !m_bench.counter() && m_signatures.unifiedOrder;
    if (needsKey)
        m_notice->show({tr("The signatures cannot be computed now."),
                           tr("The merchant's API key is not at hand: it is missing, or the vault "
                              "is locked."),
                           tr("Unlock the vault or enter the key in the settings.")},
            Tone::Warn, tr("Open settings"));
    else if (m_saysNoKey)
        m_notice->dismiss();
    m_saysNoKey = needsKey;
}

void OrderSignaturesView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void OrderSignaturesView::retranslateUi()
{
    m_choice->setAccessibleName(tr("Choose an order"));
    m_choice->setPlaceholderText(tr("Choose an order"));
    m_openExchange->setText(tr("Open exchange"));
    m_first->setTitle(tr("First signature: unified order"));
    listOrders();
    showOrder();
}

} // namespace paydesk
