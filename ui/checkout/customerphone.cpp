#include "ui/checkout/customerphone.h"

#include "ui/checkout/journey.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messageview.h"
#include "ui/widgets/phonepanel.h"
#include "ui/widgets/qrcode.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    constexpr int lowestScreen = 70;

    QLabel* plainLabel(const char* name, FontRole role, QWidget* parent)
    {
        auto* label = new QLabel(parent);
        label->setObjectName(QString::fromLatin1(name));
        label->setTextFormat(Qt::PlainText);
        setFontRole(label, role);
        return label;
    }

    QFrame* rule(QWidget* parent)
    {
        auto* line = new QFrame(parent);
        line->setFrameShape(QFrame::HLine);
        line->setFrameShadow(QFrame::Plain);
        line->setForegroundRole(QPalette::Midlight);
        return line;
    }

    /// A label breaks lines between words only: a long text without blanks may break anywhere.
    QString breakable(const QString& text)
    {
        constexpr int fitsOneLine = 12;
        QString broken;
        int run = 0;
        for (const QChar c : text) {
            if (run >= fitsOneLine && !c.isLowSurrogate() && !c.isMark())
                broken += QChar(0x200B);
            broken += c;
            run = c.isSpace() ? 0 : run + 1;
        }
        return broken;
    }

    QString priceOf(const OrderDraft& draft)
    {
        return QStringLiteral("¥") + QString::fromLatin1(yuan(draft.totalFee));
    }

    /// What the mini program hands to wx.requestPayment.
    QString callText(const PayRequest& pay)
    {
        QJsonObject object;
        for (const Parameter& field : pay.call)
            object.insert(QString::fromUtf8(field.name), QString::fromUtf8(field.value));
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)).trimmed();
    }

} // namespace

CustomerPhone::CustomerPhone(QWidget* parent)
    : Card(parent)
    , m_tabs(new QTabBar(this))
    , m_screens(new QStackedWidget(this))
    , m_says(plainLabel("phoneSays", FontRole::Small, this))
    , m_pay(primaryButton("", this))
    , m_cancel(secondaryButton("", this))
    , m_noFunds(secondaryButton("", this))
    , m_keys(new HintLabel(this))
{
    buildTabs();
    auto* phone = new PhonePanel(this);
    QVBoxLayout* screen = phone->screen();
    m_screens->addWidget(buildMiniProgram());
    m_screens->addWidget(buildScan());
    // A phone's screen is as wide as it is: what does not fit is elided, not pushed off the edge.
    for (QWidget* screenful : {m_screens->widget(0), m_screens->widget(1)})
        screenful->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    // In a low window the customer scrolls, as on a phone; the buttons stay.
    auto* area = new QScrollArea(phone);
    area->setObjectName(QStringLiteral("phoneScreen"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setMinimumHeight(lowestScreen);
    area->setWidget(m_screens);
    area->viewport()->setAutoFillBackground(false);
    m_screens->setAutoFillBackground(false);
    screen->addWidget(area, 1);
    buildButtons(screen);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(phone, 8);
    row->addStretch(1);
    body()->addLayout(row, 1000);
    body()->addStretch(1);
    connect(m_tabs, &QTabBar::currentChanged, m_screens, &QStackedWidget::setCurrentIndex);
    retranslateUi();
}

void CustomerPhone::buildTabs()
{
    m_tabs->setObjectName(QStringLiteral("phoneTabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(QString());
    m_tabs->addTab(QString());
    body()->addWidget(m_tabs);
}

QWidget* CustomerPhone::buildMiniProgram()
{
    auto* screen = new QWidget(this);
    auto* column = new QVBoxLayout(screen);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_title = plainLabel("phoneTitle", FontRole::Small, screen);
    m_goods = plainLabel("phoneGoods", FontRole::Body, screen);
    m_amount = plainLabel("phoneAmount", FontRole::Figure, screen);
    for (QLabel* label : {m_title, m_goods, m_amount})
        label->setAlignment(Qt::AlignHCenter);
    for (QLabel* label : {m_title, m_goods})
        label->setWordWrap(true);
    column->addWidget(m_title);
    column->addStretch(1);
    column->addWidget(m_goods);
    column->addWidget(m_amount);
    column->addSpacing(6);
    m_rows = new QWidget(screen);
    auto* rows = new QVBoxLayout(m_rows);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    buildRows(rows);
    column->addWidget(m_rows);
    m_explanation = new HintLabel(screen);
    m_explanation->setObjectName(QStringLiteral("phoneExplanation"));
    m_call = technicalTextView(screen);
    m_call->setObjectName(QStringLiteral("phoneCall"));
    m_call->setMinimumHeight(60);
    m_copyCall = secondaryButton("copy", screen);
    m_copyCall->setObjectName(QStringLiteral("phoneCopyCall"));
    connect(m_copyCall, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_call->toPlainText()); });
    m_link = new CopyField(screen);
    m_link->setObjectName(QStringLiteral("phoneLink"));
    for (QWidget* part : {static_cast<QWidget*>(m_explanation), static_cast<QWidget*>(m_call),
             static_cast<QWidget*>(m_copyCall), static_cast<QWidget*>(m_link)}) {
        column->addWidget(part);
        part->hide();
    }
    column->addStretch(2);
    return screen;
}

void CustomerPhone::buildRows(QLayout* column)
{
    m_payeeName = plainLabel("phonePayeeName", FontRole::Small, m_rows);
    m_payee = new ElidedLabel(m_rows);
    m_meansName = plainLabel("phoneMeansName", FontRole::Small, m_rows);
    m_means = plainLabel("phoneMeans", FontRole::Small, m_rows);
    QLabel* openidName = plainLabel("phoneOpenidName", FontRole::Small, m_rows);
    openidName->setText(QStringLiteral("openid"));
    m_openid = new ElidedLabel(m_rows);
    m_openid->setElideMode(Qt::ElideMiddle);
    for (ElidedLabel* value : {m_payee, m_openid})
        setFontRole(value, FontRole::Small);
    const std::pair<QLabel*, QLabel*> rows[] = {
        {m_payeeName, m_payee}, {m_meansName, m_means}, {openidName, m_openid}};
    for (const auto& [name, value] : rows) {
        column->addWidget(rule(m_rows));
        auto* line = new QWidget(m_rows);
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(name);
        row->addWidget(value, 1);
        value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        column->addWidget(line);
    }
}

QWidget* CustomerPhone::buildScan()
{
    auto* screen = new QWidget(this);
    auto* column = new QVBoxLayout(screen);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_scanAmount = plainLabel("phoneScanAmount", FontRole::Heading, screen);
    m_scanAmount->setAlignment(Qt::AlignHCenter);
    m_scanAmount->setWordWrap(true);
    m_code = new QrCode(screen);
    m_code->setObjectName(QStringLiteral("phoneCode"));
    m_codeUrl = new CopyField(screen);
    m_codeUrl->setObjectName(QStringLiteral("phoneCodeUrl"));
    m_codeUrl->setName(QStringLiteral("code_url"));
    m_scanHint = new HintLabel(screen);
    m_scanHint->setObjectName(QStringLiteral("phoneScanHint"));
    m_scanHint->setAlignment(Qt::AlignHCenter);
    column->addWidget(m_scanAmount);
    column->addWidget(m_code, 1);
    column->addWidget(m_codeUrl);
    column->addWidget(m_scanHint);
    return screen;
}

void CustomerPhone::buildButtons(QLayout* column)
{
    m_says->setAlignment(Qt::AlignHCenter);
    m_says->setWordWrap(true);
    m_keys->setAlignment(Qt::AlignHCenter);
    m_keys->setObjectName(QStringLiteral("phoneKeys"));
    m_pay->setObjectName(QStringLiteral("phonePay"));
    m_cancel->setObjectName(QStringLiteral("phoneCancel"));
    m_noFunds->setObjectName(QStringLiteral("phoneNoFunds"));
    connect(m_pay, &QPushButton::clicked, this, [this] { emit acted(Phone::Action::Pay); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { emit acted(Phone::Action::Cancel); });
    connect(m_noFunds, &QPushButton::clicked, this, [this] { emit acted(Phone::Action::NoFunds); });
    column->addWidget(m_says);
    column->addWidget(m_keys);
    column->addWidget(m_pay);
    auto* others = new QWidget(this);
    auto* row = new QHBoxLayout(others);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_cancel, 1);
    row->addWidget(m_noFunds, 1);
    column->addWidget(others);
}

void CustomerPhone::show(const Journey& journey, const QString& payee, bool playsCustomer)
{
    m_playsCustomer = playsCustomer;
    m_payee->setFullText(payee);
    m_title->setText(playsCustomer ? placeOf(journey.draft()) : tr("On a real phone"));
    m_means->parentWidget()->setVisible(playsCustomer);
    showOrder(journey);
    showHandOver(journey);
    showButtons(journey);
    showWords(journey);
}

void CustomerPhone::showOrder(const Journey& journey)
{
    const OrderDraft& draft = journey.draft();
    const QString goods = QString::fromUtf8(draft.body);
    m_goods->setText(breakable(goods));
    m_goods->setAccessibleName(goods);
    m_amount->setText(draft.totalFee.value > 0 ? priceOf(draft) : QStringLiteral("¥—"));
    // What the customer sees has an order behind it, or the draft of one.
    const std::optional<PlacedOrder>& placed = journey.placed();
    const QByteArray openid = placed ? placed->order.openid : draft.openid;
    m_openid->setFullText(openid.isEmpty() ? QStringLiteral("—") : QString::fromUtf8(openid));
    const QByteArray codeUrl = placed ? placed->order.codeUrl : QByteArray();
    m_scanAmount->setText(m_goods->text() + QStringLiteral("  ") + m_amount->text());
    m_scanAmount->setAccessibleName(goods + QStringLiteral("  ") + m_amount->text());
    m_code->setContent(codeUrl);
    m_code->setVisible(!codeUrl.isEmpty());
    m_codeUrl->setValue(QString::fromUtf8(codeUrl));
    m_codeUrl->setVisible(!codeUrl.isEmpty());
    if (codeUrl.isEmpty())
        m_scanHint->setText(draft.tradeType == "NATIVE"
                ? tr("The QR code appears when the order is placed.")
                : tr("Only NATIVE orders have a QR code (code_url)."));
    else
        m_scanHint->setText(m_playsCustomer ? tr("The sandbox's customer scans this code and pays.")
                                            : tr("Scan it with WeChat on a real phone and pay."));
    nameTabs(draft);
    // The tab follows the means once; after that the person chooses.
    if (draft.tradeType != m_shownType)
        m_tabs->setCurrentIndex(draft.tradeType == "NATIVE" ? Scan : MiniProgram);
    m_shownType = draft.tradeType;
}

/// What a phone that we do not play needs for paying.
void CustomerPhone::showHandOver(const Journey& journey)
{
    const std::optional<PlacedOrder>& placed = journey.placed();
    const QByteArray type = journey.draft().tradeType;
    QString explanation;
    QString link;
    if (type == "MWEB") {
        explanation = tr("The customer opens this address in the phone's browser and pays there.");
        link = placed ? QString::fromUtf8(placed->order.mwebUrl) : QString();
    } else if (type == "MICROPAY") {
        explanation = m_playsCustomer
            ? tr("The customer shows a payment code in WeChat's wallet; it is good for a minute.")
            : tr("The customer opens the wallet's payment code; scan it into the form.");
    } else if (type == "APP" && !m_playsCustomer) {
        explanation = tr("The merchant's own app hands this object to WeChat's SDK.");
    } else if (type == "JSAPI" && !m_playsCustomer) {
        explanation = journey.draft().frontEnd == FrontEnd::MiniProgram
            ? tr("The mini program calls wx.requestPayment with this object on a real phone.")
            : tr("The official account's page calls WeChat with this object on a real phone.");
    }
    m_explanation->setText(explanation);
    m_explanation->setVisible(!explanation.isEmpty());
    m_link->setName(QStringLiteral("mweb_url"));
    m_link->setValue(link);
    m_link->setVisible(!link.isEmpty());
    const std::optional<PayRequest> pay =
        placed && !m_playsCustomer ? placed->pay : std::optional<PayRequest>();
    const bool showsCall = pay.has_value();
    m_call->setPlainText(pay ? callText(*pay) : QString());
    m_call->setVisible(showsCall);
    m_copyCall->setVisible(showsCall);
    // Before it is charged nobody knows whose code it is.
    m_rows->setVisible(!showsCall && (type != "MICROPAY" || placed));
}

void CustomerPhone::showButtons(const Journey& journey)
{
    const QByteArray type = journey.draft().tradeType;
    const bool plays = m_playsCustomer;
    const bool scans = type == "MICROPAY";
    for (QWidget* part :
        {static_cast<QWidget*>(m_pay), static_cast<QWidget*>(m_keys), m_cancel->parentWidget()})
        part->setVisible(plays);
    const bool can = scans ? !journey.isUnderWay() : journey.canPay();
    const bool turns = plays && journey.canPay() && !m_pay->isEnabled();
    for (QPushButton* button : {m_pay, m_cancel, m_noFunds})
        button->setEnabled(can);
    nameButtons(scans);
    // It is the customer's turn: Enter and Space pay.
    if (turns && isVisible())
        m_pay->setFocus();
}

void CustomerPhone::nameTabs(const OrderDraft& draft)
{
    const QByteArray& type = draft.tradeType;
    const bool page = type == "JSAPI" && draft.frontEnd != FrontEnd::MiniProgram;
    m_tabs->setTabText(MiniProgram,
        type == "MICROPAY"   ? tr("Payment code")
            : type == "APP"  ? QStringLiteral("APP")
            : type == "MWEB" ? QStringLiteral("H5")
            : page           ? tr("Official account")
                             : tr("Mini program"));
    m_tabs->setTabText(Scan, tr("QR code"));
}

void CustomerPhone::nameButtons(bool scans)
{
    m_keys->setText(
        scans ? tr("F5 code   F6 password   F7 no funds") : tr("F5 pay   F6 cancel   F7 no funds"));
    m_pay->setText(scans ? tr("Show a payment code") : tr("Pay as the customer"));
    m_cancel->setText(scans ? tr("Password") : tr("Cancel"));
    m_noFunds->setText(tr("No funds"));
}

QString CustomerPhone::placeOf(const OrderDraft& draft) const
{
    if (draft.tradeType == "MICROPAY")
        return tr("WeChat's wallet (simulated)");
    if (draft.tradeType == "APP")
        return tr("The merchant's app (simulated)");
    if (draft.tradeType == "MWEB")
        return tr("Browser checkout (simulated)");
    if (draft.tradeType == "JSAPI" && draft.frontEnd != FrontEnd::MiniProgram)
        return tr("Official account page (simulated)");
    return tr("Mini program checkout (simulated)");
}

void CustomerPhone::showWords(const Journey& journey)
{
    QString words = QString::fromUtf8(journey.phoneSays());
    if (words.isEmpty() && journey.stage() == Journey::Stage::Paying)
        words = tr("Paying…");
    m_says->setText(words);
    m_says->setVisible(!words.isEmpty());
}

void CustomerPhone::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void CustomerPhone::retranslateUi()
{
    setHeading(tr("Customer's phone"));
    nameTabs({});
    m_tabs->setAccessibleName(tr("Customer's phone"));
    m_payeeName->setText(tr("Payee"));
    m_meansName->setText(tr("Pays with"));
    m_means->setText(tr("Balance (virtual)"));
    m_call->setAccessibleName(QStringLiteral("wx.requestPayment"));
    m_copyCall->setText(tr("Copy"));
    nameButtons(m_shownType == "MICROPAY");
}

} // namespace paydesk
