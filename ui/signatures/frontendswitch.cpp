#include "ui/signatures/frontendswitch.h"

#include "ui/widgets/labels.h"

#include <QCoreApplication>
#include <QEvent>
#include <QSignalBlocker>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace paydesk {

namespace {

    class FrontEndWords {
        Q_DECLARE_TR_FUNCTIONS(FrontEndWords)

    public:
        static QString hint(FrontEnd frontEnd)
        {
            switch (frontEnd) {
            case FrontEnd::MiniProgram:
                return tr("wx.requestPayment: appId is signed, and not part of the call.");
            case FrontEnd::OfficialAccount:
                return tr("getBrandWCPayRequest: appId is signed and part of the call.");
            case FrontEnd::ChooseWxPay:
                return tr("The call carries timestamp in lower case; timeStamp is signed.");
            case FrontEnd::App:
                return tr("All names in lower case; package is always Sign=WXPay.");
            case FrontEnd::NativeLink:
                return tr("The QR code of a product: weixin://wxpay/bizpayurl?sign=…, made without "
                          "an order.");
            case FrontEnd::H5:
            case FrontEnd::Native:
                break;
            }
            return {};
        }
    };

} // namespace

FrontEndSwitch::FrontEndSwitch(QWidget* parent)
    : QWidget(parent)
    , m_tabs(new QTabBar(this))
    , m_hint(new HintLabel(this))
{
    m_tabs->setObjectName(QStringLiteral("signaturesFrontEnd"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_hint->setObjectName(QStringLiteral("signaturesFrontEndHint"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(m_tabs);
    column->addWidget(m_hint);
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        showHint();
        emit chosen();
    });
    retranslateUi();
}

void FrontEndSwitch::setOrder(
    const QByteArray& outTradeNo, const QByteArray& tradeType, std::optional<FrontEnd> own)
{
    const QList<FrontEnd> frontEnds = frontEndsOf(tradeType);
    if (outTradeNo == m_outTradeNo && frontEnds == m_frontEnds)
        return;
    const QSignalBlocker quiet(m_tabs);
    m_outTradeNo = outTradeNo;
    m_frontEnds = frontEnds;
    while (m_tabs->count() > 0)
        m_tabs->removeTab(0);
    for (const FrontEnd frontEnd : frontEnds)
        m_tabs->addTab(frontEndTitle(frontEnd));
    if (own)
        m_tabs->setCurrentIndex(int(std::max<qsizetype>(frontEnds.indexOf(*own), 0)));
    // One way is no choice.
    m_tabs->setVisible(frontEnds.size() > 1);
    showHint();
}

std::optional<FrontEnd> FrontEndSwitch::current() const
{
    const int index = m_tabs->currentIndex();
    return index >= 0 ? std::optional(m_frontEnds.at(index)) : std::nullopt;
}

void FrontEndSwitch::showHint()
{
    const auto chosen = current();
    const QString hint = chosen ? FrontEndWords::hint(*chosen) : QString();
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    setVisible(m_frontEnds.size() > 1 || !hint.isEmpty());
}

void FrontEndSwitch::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void FrontEndSwitch::retranslateUi()
{
    m_tabs->setAccessibleName(tr("Front end"));
    for (int i = 0; i < m_tabs->count(); ++i)
        m_tabs->setTabText(i, frontEndTitle(m_frontEnds.at(i)));
    showHint();
}

QString frontEndTitle(FrontEnd frontEnd)
{
    switch (frontEnd) {
    case FrontEnd::MiniProgram:
        return FrontEndWords::tr("Mini program");
    case FrontEnd::OfficialAccount:
        return QStringLiteral("WeixinJSBridge");
    case FrontEnd::ChooseWxPay:
        return QStringLiteral("chooseWXPay");
    case FrontEnd::App:
        return QStringLiteral("APP");
    case FrontEnd::H5:
        return QStringLiteral("H5");
    case FrontEnd::Native:
        return FrontEndWords::tr("Mode 2: code_url");
    case FrontEnd::NativeLink:
        return FrontEndWords::tr("Mode 1: product link");
    }
    return {};
}

} // namespace paydesk
