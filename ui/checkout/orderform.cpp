#include "ui/checkout/orderform.h"

#include "core/base/wording.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/style/glyph.h"
#include "ui/widgets/fieldbox.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace paydesk {

namespace {

    /// Fields of the fold that are sent as they stand, in the order of the form.
    constexpr const char* furtherNames[] = {
        "attach", "detail", "time_expire", "goods_tag", "product_id", "scene_info"};

    constexpr const char* defaultProduct = "PD-0001";
    constexpr const char* defaultScene =
        R"({"h5_info":{"type":"Wap","wap_url":"https://shop.example.com","wap_name":"Paydesk"}})";

    QByteArray fieldOf(const Failure& failure)
    {
        const QByteArray field = failure.details.value(QStringLiteral("field")).toByteArray();
        if (field == "sub_openid") // one input for whichever id names the payer
            return "openid";
        return field.isEmpty() ? QByteArray("total_fee") : field;
    }

    /// What is wrong and by which rule; what to do follows from standing below the field.
    QString inlineText(const Failure& failure)
    {
        const Wording wording = wordingOf(failure);
        return Wording{wording.what, wording.why, {}}.sentence();
    }

    QString controlName(const char* field)
    {
        QString name = QStringLiteral("checkout");
        const QList<QByteArray> words = QByteArray(field).split('_');
        for (const QByteArray& word : words)
            name += QString::fromLatin1(word.left(1).toUpper() + word.mid(1));
        return name;
    }

} // namespace

OrderForm::OrderForm(Clock& clock, QWidget* parent)
    : Card(parent)
    , m_clock(clock)
    , m_tradeType(new QComboBox(this))
    , m_frontEnd(new QComboBox(this))
    , m_signType(new QComboBox(this))
    , m_noCredit(new QCheckBox(this))
    , m_sendAnyway(new QCheckBox(this))
    , m_more(new QToolButton(this))
    , m_further(new QWidget(this))
    , m_preview(secondaryButton("signature", this))
    , m_place(primaryButton("send", this))
{
    auto* area = new QScrollArea(this);
    area->setObjectName(QStringLiteral("checkoutForm"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto* inside = new QWidget(area);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    buildFields(inside, column);
    buildFurther(inside, column);
    column->addStretch(1);
    area->setWidget(inside);
    area->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    body()->addWidget(area, 1);
    buildButtons();
    setFocusProxy(m_fields["body"].edit);
    unfold(false);
    retranslateUi();
    m_fields["total_fee"].edit->setText(QStringLiteral("0.01"));
    m_fields["spbill_create_ip"].edit->setText(QStringLiteral("127.0.0.1"));
    m_fields["product_id"].edit->setText(QString::fromLatin1(defaultProduct));
    m_fields["scene_info"].edit->setText(QString::fromLatin1(defaultScene));
    renew();
    typeChosen();
}

void OrderForm::buildFields(QWidget* parent, QLayout* column)
{
    add("body", QStringLiteral("checkoutBody"), parent, column);
    add("total_fee", QStringLiteral("checkoutAmount"), parent, column);
    for (const char* type : {"JSAPI", "NATIVE", "APP", "MWEB", "MICROPAY"})
        m_tradeType->addItem(QString(), QByteArray(type));
    m_tradeTypeBox = choice(m_tradeType, QStringLiteral("checkoutTradeType"), column);
    connect(m_tradeType, &QComboBox::currentIndexChanged, this, &OrderForm::typeChosen);
    const QList<FrontEnd> frontEnds = frontEndsOf("JSAPI");
    for (const FrontEnd frontEnd : frontEnds)
        m_frontEnd->addItem(QString(), int(frontEnd));
    m_frontEndBox = choice(m_frontEnd, QStringLiteral("checkoutFrontEnd"), column);
    connect(m_frontEnd, &QComboBox::currentIndexChanged, this, &OrderForm::draftChanged);
    // A scanner types the code and Enter.
    QLineEdit* code = add("auth_code", QStringLiteral("checkoutAuthCode"), parent, column).edit;
    setFontRole(code, FontRole::Technical);
    QLineEdit* number =
        add("out_trade_no", QStringLiteral("checkoutOutTradeNo"), parent, column).edit;
    m_renew = number->addAction(glyph("refresh", &Tokens::text2), QLineEdit::TrailingPosition);
    m_renew->setObjectName(QStringLiteral("checkoutNewNumber"));
    connect(m_renew, &QAction::triggered, this, &OrderForm::renew);
    add("notify_url", QStringLiteral("checkoutNotifyUrl"), parent, column);
    setFontRole(number, FontRole::Technical);
    setFontRole(m_fields["notify_url"].edit, FontRole::Technical);
}

void OrderForm::buildFurther(QWidget* parent, QLayout* column)
{
    m_more->setObjectName(QStringLiteral("checkoutMore"));
    m_more->setCheckable(true);
    m_more->setAutoRaise(true);
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_more, &QToolButton::toggled, this, &OrderForm::unfold);
    column->addWidget(m_more);
    auto* fold = new QVBoxLayout(m_further);
    fold->setContentsMargins(0, 0, 0, 0);
    fold->setSpacing(12);
    for (const char* name : {"openid", "code"})
        add(name, controlName(name), parent, fold);
    for (const char* name : furtherNames)
        add(name, controlName(name), parent, fold);
    add("spbill_create_ip", controlName("spbill_create_ip"), parent, fold);
    m_signType->addItem(QStringLiteral("MD5"), int(SignType::Md5));
    m_signType->addItem(QStringLiteral("HMAC-SHA256"), int(SignType::HmacSha256));
    m_signTypeBox = choice(m_signType, QStringLiteral("checkoutSignType"), fold);
    m_noCredit->setObjectName(QStringLiteral("checkoutLimitPay"));
    fold->addWidget(m_noCredit);
    column->addWidget(m_further);
}

void OrderForm::buildButtons()
{
    m_sendAnyway->setObjectName(QStringLiteral("checkoutSendAnyway"));
    m_sendAnyway->hide();
    connect(m_sendAnyway, &QCheckBox::toggled, this, &OrderForm::check);
    body()->addWidget(m_sendAnyway);
    m_preview->setObjectName(QStringLiteral("checkoutPreview"));
    m_place->setObjectName(QStringLiteral("checkoutPlace"));
    connect(m_preview, &QPushButton::clicked, this, &OrderForm::previewRequested);
    connect(m_place, &QPushButton::clicked, this, &OrderForm::placeRequested);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_preview, 1);
    row->addWidget(m_place, 1);
    body()->addLayout(row);
}

OrderForm::Field& OrderForm::add(
    const char* name, const QString& objectName, QWidget* parent, QLayout* column)
{
    auto* edit = new QLineEdit(parent);
    edit->setObjectName(objectName);
    auto* box = new FieldBox(edit, parent);
    column->addWidget(box);
    connect(edit, &QLineEdit::textEdited, this, [this, key = QByteArray(name)] { edited(key); });
    connect(edit, &QLineEdit::returnPressed, this, &OrderForm::placeRequested);
    return m_fields[name] = {box, edit};
}

FieldBox* OrderForm::choice(QComboBox* combo, const QString& objectName, QLayout* column)
{
    combo->setObjectName(objectName);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(10);
    auto* box = new FieldBox(combo);
    column->addWidget(box);
    return box;
}

void OrderForm::setMerchant(const Profile& profile, bool playsCustomer)
{
    if (profile.name != m_profile.name)
        m_fields["notify_url"].touched = false;
    m_profile = profile;
    m_playsCustomer = playsCustomer;
    m_signType->setCurrentIndex(m_signType->findData(int(profile.signType)));
    // Nobody logs in by himself at a real merchant: the payer has to be told.
    if (!playsCustomer && tradeType() == "JSAPI")
        m_more->setChecked(true);
    retranslateHints();
    check();
}

void OrderForm::setDefaultNotifyUrl(const QByteArray& url)
{
    Field& field = m_fields["notify_url"];
    if (!field.touched)
        field.edit->setText(QString::fromUtf8(url));
    check();
}

void OrderForm::setPlaceable(bool placeable)
{
    m_place->setEnabled(placeable);
    m_preview->setEnabled(placeable);
}

void OrderForm::renew()
{
    Field& field = m_fields["out_trade_no"];
    field.edit->setText(QString::fromLatin1(newOutTradeNo(m_clock)));
    field.edit->setCursorPosition(0);
    field.touched = false;
    put("auth_code", {}); // good for one payment
    check();
}

void OrderForm::put(const QByteArray& name, const QByteArray& value)
{
    Field& field = m_fields[name];
    field.edit->setText(QString::fromUtf8(value));
    field.edit->setCursorPosition(0);
    field.touched = !value.isEmpty();
}

void OrderForm::fill(const Parameters& order)
{
    for (const char* name : {"openid", "attach", "detail", "time_expire", "goods_tag"})
        put(name, order.value(name));
    // What an order cannot do without stays as it is where the message lacks it.
    for (const char* name : {"body", "product_id", "scene_info", "spbill_create_ip"}) {
        if (!order.value(name).isEmpty())
            put(name, order.value(name));
    }
    if (const Result<Fen> amount = fenFromField(order.value("total_fee")))
        put("total_fee", yuan(*amount));
    m_noCredit->setChecked(order.value("limit_pay") == "no_credit");
    if (const int type = m_tradeType->findData(order.value("trade_type")); type >= 0)
        m_tradeType->setCurrentIndex(type);
    m_signType->setCurrentIndex(m_signType->findData(
        int(order.value("sign_type") == "HMAC-SHA256" ? SignType::HmacSha256 : SignType::Md5)));
    m_more->setChecked(true);
    check();
    emit draftChanged();
}

void OrderForm::setAuthCode(const QByteArray& code)
{
    put("auth_code", code);
    m_fields["auth_code"].edit->setFocus();
    check();
    emit draftChanged();
}

void OrderForm::focusFirst()
{
    QLineEdit* first = m_fields["body"].edit;
    first->setFocus();
    first->selectAll();
}

void OrderForm::edited(const QByteArray& name)
{
    m_fields[name].touched = true;
    check();
    emit draftChanged();
}

void OrderForm::typeChosen()
{
    showFields();
    check();
    emit draftChanged();
}

QByteArray OrderForm::text(const char* name) const
{
    return m_fields.value(name).edit->text().trimmed().toUtf8();
}

QByteArray OrderForm::tradeType() const
{
    return m_tradeType->currentData().toByteArray();
}

Result<OrderDraft> OrderForm::draft() const
{
    const Result<Fen> amount = fenFromYuan(text("total_fee"));
    if (!amount)
        return fail(amount.error());
    return draftOver(*amount);
}

OrderDraft OrderForm::draftOver(Fen amount) const
{
    OrderDraft draft;
    draft.outTradeNo = text("out_trade_no");
    draft.body = text("body");
    draft.totalFee = amount;
    draft.tradeType = tradeType();
    if (draft.tradeType == "JSAPI") {
        (m_profile.sub.appid.isEmpty() ? draft.openid : draft.subOpenid) = text("openid");
        draft.code = text("code");
        draft.frontEnd = FrontEnd(m_frontEnd->currentData().toInt());
    }
    if (draft.tradeType == "MICROPAY")
        draft.authCode = text("auth_code");
    draft.notifyUrl = text("notify_url");
    draft.spbillCreateIp = text("spbill_create_ip");
    draft.signType = SignType(m_signType->currentData().toInt());
    for (const char* name : furtherNames) {
        if (m_fields.value(name).box->isVisibleTo(m_further) && !text(name).isEmpty())
            draft.more.append(name, text(name));
    }
    if (m_noCredit->isChecked())
        draft.more.append("limit_pay", "no_credit");
    return draft;
}

/// An amount that is none hides nothing that is wrong elsewhere.
QList<Failure> OrderForm::failures() const
{
    constexpr Fen anyAmount{1};
    const Result<Fen> amount = fenFromYuan(text("total_fee"));
    OrderDraft draft = draftOver(amount.value_or(anyAmount));
    if (m_playsCustomer && draft.code.isEmpty())
        draft.code = "of the sandbox's phone";
    QList<Failure> broken = brokenRules(draft, m_profile);
    if (!amount)
        broken.prepend(amount.error());
    return broken;
}

void OrderForm::check()
{
    const QList<Failure> broken = failures();
    bool shown = false;
    for (auto field = m_fields.begin(); field != m_fields.end(); ++field) {
        const auto first = std::find_if(broken.begin(), broken.end(),
            [&](const Failure& failure) { return fieldOf(failure) == field.key(); });
        const bool shows = first != broken.end() && field->touched;
        field->box->setError(shows ? inlineText(*first) : QString());
        shown = shown || shows;
    }
    m_sendAnyway->setVisible(shown || m_sendAnyway->isChecked());
    showAmountHint();
}

bool OrderForm::sendsAnyway() const
{
    return m_sendAnyway->isChecked();
}

bool OrderForm::accept()
{
    const QList<Failure> broken = failures();
    // An amount that is none cannot even be sent wrongly.
    if (broken.isEmpty() || (sendsAnyway() && draft()))
        return true;
    for (const Failure& failure : broken)
        m_fields[fieldOf(failure)].touched = true;
    check();
    const Field first = m_fields.value(fieldOf(broken.first()));
    if (!first.edit->isVisibleTo(this))
        m_more->setChecked(true);
    first.edit->setFocus();
    return false;
}

void OrderForm::unfold(bool open)
{
    m_further->setVisible(open);
    m_more->setIcon(glyph(open ? "chevron-down" : "chevron-right", &Tokens::text2));
}

/// Only what belongs to the trade type.
void OrderForm::showFields()
{
    const QByteArray type = tradeType();
    m_fields["openid"].box->setVisible(type == "JSAPI");
    m_fields["code"].box->setVisible(type == "JSAPI");
    m_fields["product_id"].box->setVisible(type == "NATIVE");
    m_fields["scene_info"].box->setVisible(type == "MWEB");
    const bool scans = type == "MICROPAY";
    m_frontEndBox->setVisible(type == "JSAPI");
    m_fields["auth_code"].box->setVisible(scans);
    m_fields["notify_url"].box->setVisible(!scans); // nothing is notified
    m_place->setText(scans ? tr("Charge the code") : tr("Place order"));
    m_preview->setVisible(!scans); // there is no code to sign before one is scanned
    const int count = type == "JSAPI" ? 9 : type == "APP" || scans ? 7 : 8;
    m_more->setText(tr("Further fields (%1)").arg(count));
}

void OrderForm::showAmountHint()
{
    const Result<Fen> amount = fenFromYuan(text("total_fee"));
    m_fields["total_fee"].box->setHint(
        amount ? tr("Sends total_fee = %1 (fen, a whole number)").arg(amount->value) : QString());
}

void OrderForm::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslateUi();
        emit draftChanged();
    }
}

void OrderForm::retranslateUi()
{
    setHeading(tr("Order"));
    if (!m_fields["body"].touched)
        m_fields["body"].edit->setText(tr("Test order"));
    m_fields["body"].box->setLabel(tr("Goods body"));
    m_fields["total_fee"].box->setLabel(tr("Amount (yuan)"));
    m_tradeTypeBox->setLabel(tr("Means trade_type"));
    m_fields["out_trade_no"].box->setLabel(tr("Order number out_trade_no"));
    m_frontEndBox->setLabel(tr("Pays in"));
    m_frontEnd->setItemText(0, tr("Mini program: wx.requestPayment"));
    m_frontEnd->setItemText(1, tr("Official account: WeixinJSBridge"));
    m_frontEnd->setItemText(2, tr("Official account: wx.chooseWXPay"));
    m_fields["auth_code"].box->setLabel(tr("Payment code auth_code"));
    for (const char* name : {"notify_url", "openid", "code", "attach", "detail", "time_expire",
             "goods_tag", "product_id", "scene_info", "spbill_create_ip"})
        m_fields[name].box->setLabel(QString::fromLatin1(name));
    m_signTypeBox->setLabel(QStringLiteral("sign_type"));
    m_tradeType->setItemText(0, tr("JSAPI: mini program, official account"));
    m_tradeType->setItemText(1, tr("NATIVE: QR code"));
    m_tradeType->setItemText(2, tr("APP: native application"));
    m_tradeType->setItemText(3, tr("MWEB: H5 in a browser"));
    m_tradeType->setItemText(4, tr("MICROPAY: the payer's code"));
    m_noCredit->setText(tr("No credit cards (limit_pay)"));
    m_sendAnyway->setText(tr("Send anyway (the gateway refuses)"));
    m_renew->setText(tr("New order number"));
    m_renew->setToolTip(m_renew->text());
    m_preview->setText(tr("Preview sign"));
    m_preview->setToolTip(tr("The order's signature, field by field, before anything is sent"));
    retranslateHints();
    showFields();
    check();
}

void OrderForm::retranslateHints()
{
    const auto hint = [this](const char* name, const QString& text) {
        m_fields[name].box->setHint(text);
    };
    hint("out_trade_no", tr("Made anew for each order; at most 32 characters"));
    hint("notify_url",
        m_profile.isSandbox() ? tr("Only the sandbox takes this machine's address; a real merchant "
                                   "needs https on the internet")
                              : tr("https, and reachable from the internet"));
    hint("auth_code",
        m_playsCustomer ? tr("Let the customer show one, or scan: 18 digits, Enter charges")
                        : tr("Scan it: 18 digits, Enter charges. Reversing needs the client "
                             "certificate"));
    m_fields["openid"].box->setLabel(QString::fromLatin1(payerFieldOf(m_profile)));
    hint("openid",
        m_playsCustomer ? tr("Empty: the sandbox's customer logs in")
                        : tr("The payer; or give a code below"));
    hint("code", m_playsCustomer ? QString() : tr("From wx.login; works once, for five minutes"));
    hint("detail", tr("Goods as JSON text"));
    hint("time_expire", tr("yyyyMMddHHmmss in Beijing time"));
    hint("product_id", tr("NATIVE requires it"));
    hint("scene_info", tr("MWEB requires it; JSON text"));
}

} // namespace paydesk
