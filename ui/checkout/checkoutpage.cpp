#include "ui/checkout/checkoutpage.h"

#include "core/base/wording.h"
#include "core/sign/xmlcodec.h"
#include "core/workbench.h"
#include "ui/backstage/backstagedialog.h"
#include "ui/checkout/customerphone.h"
#include "ui/checkout/miniprogramhelp.h"
#include "ui/checkout/orderform.h"
#include "ui/checkout/progresscard.h"
#include "ui/checkout/remedy.h"
#include "ui/preferences.h"
#include "ui/style/buttons.h"
#include "ui/style/glyph.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pageheader.h"

#include <QAbstractButton>
#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr quint16 usualListenerPort = 18081;

    /// The unifiedorder message of a draft, signed as the client signs it.
    QByteArray messageOf(const OrderDraft& draft, GatewayClient& gateway)
    {
        Parameters request{{"appid", gateway.profile().appid}, {"mch_id", gateway.profile().mchId}};
        for (const Parameter& field : businessFields(draft))
            request.append(field.name, field.value);
        request.append("nonce_str", newNonce());
        return toXml(signedRequest(std::move(request), gateway.apiKey(), draft.signType));
    }

    QByteArray whereItWouldListen(quint16 port)
    {
        return "http://127.0.0.1:" + QByteArray::number(port > 0 ? port : usualListenerPort)
            + "/notify";
    }

    /// Where notifications should come: here for the sandbox, where the merchant says otherwise. An
    /// order can be placed while nobody listens: the sandbox repeats its notification, a query
    /// finds the payment anyway.
    QByteArray notifyUrlOf(Counter& counter, quint16 port)
    {
        const QByteArray own = counter.profile().notifyUrl;
        const QByteArray here = counter.desk().url();
        if (counter.profile().isSandbox())
            return here.isEmpty() ? whereItWouldListen(port) : here;
        return own.isEmpty() ? here : own;
    }

} // namespace

CheckoutPage::CheckoutPage(Workbench& bench, Preferences& preferences, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_preferences(preferences)
    , m_journey(bench)
    , m_header(new PageHeader(this))
    , m_notice(new NoticeBar(this))
    , m_form(new OrderForm(bench.clock(), this))
    , m_progress(new ProgressCard(m_journey, this))
    , m_phone(new CustomerPhone(this))
    , m_backstage(secondaryButton("activity", this))
    , m_miniProgram(secondaryButton("phone", this))
    , m_reset(secondaryButton("reset", this))
    , m_runAll(primaryButton("play", this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 12);
    column->setSpacing(12);
    buildHeader();
    column->addWidget(m_header);
    column->addWidget(m_notice);
    buildCards();
    setFocusProxy(m_form);
    buildKeys();
    connect(&m_journey, &Journey::changed, this, &CheckoutPage::journeyChanged);
    // Queued: the console starts the listener in its own answer to this signal.
    connect(&m_bench, &Workbench::counterChanged, this, &CheckoutPage::counterChanged,
        Qt::QueuedConnection);
    connect(&m_bench, &Workbench::sandboxStopped, this, &CheckoutPage::counterChanged);
    retranslateUi();
    counterChanged();
    draftChanged();
}

void CheckoutPage::buildHeader()
{
    m_reset->setObjectName(QStringLiteral("checkoutReset"));
    m_runAll->setObjectName(QStringLiteral("checkoutRunAll"));
    connect(m_reset, &QPushButton::clicked, this, &CheckoutPage::newOrder);
    connect(m_runAll, &QPushButton::clicked, this, &CheckoutPage::runAll);
    m_miniProgram->setObjectName(QStringLiteral("checkoutMiniProgram"));
    connect(m_miniProgram, &QPushButton::clicked, this, &CheckoutPage::openMiniProgramHelp);
    m_backstage->setObjectName(QStringLiteral("checkoutBackstage"));
    connect(m_backstage, &QPushButton::clicked, this, &CheckoutPage::openBackstage);
    m_header->addButton(m_backstage);
    m_header->addButton(m_miniProgram);
    m_header->addButton(m_reset);
    m_header->addButton(m_runAll);
    m_notice->setObjectName(QStringLiteral("checkoutPageNotice"));
    connect(m_notice, &NoticeBar::actionTriggered, this, [this] {
        if (m_bench.counter())
            m_bench.startSandbox();
        else
            emit pageRequested(QStringLiteral("settings"));
    });
}

void CheckoutPage::buildCards()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_form, 29);
    row->addWidget(m_progress, 36);
    row->addWidget(m_phone, 29);
    static_cast<QVBoxLayout*>(layout())->addLayout(row, 1);
    connect(m_form, &OrderForm::placeRequested, this, [this] { place(false); });
    connect(m_form, &OrderForm::previewRequested, this, &CheckoutPage::preview);
    connect(m_form, &OrderForm::draftChanged, this, &CheckoutPage::draftChanged);
    connect(m_progress, &ProgressCard::orderRequested, this,
        [this] { emit orderRequested(m_journey.draft().outTradeNo); });
    connect(m_progress, &ProgressCard::referenceRequested, this, &CheckoutPage::referenceRequested);
    connect(m_progress, &ProgressCard::queryRequested, &m_journey, &Journey::query);
    connect(m_progress, &ProgressCard::againRequested, this, &CheckoutPage::newOrder);
    connect(m_progress, &ProgressCard::remedyRequested, this, &CheckoutPage::remedy);
    connect(m_phone, &CustomerPhone::acted, this, &CheckoutPage::customerActs);
}

void CheckoutPage::buildKeys()
{
    const std::pair<int, Phone::Action> keys[] = {{Qt::Key_F5, Phone::Action::Pay},
        {Qt::Key_F6, Phone::Action::Cancel}, {Qt::Key_F7, Phone::Action::NoFunds}};
    for (const auto& [key, action] : keys) {
        auto* named = new QAction(this);
        named->setShortcut(QKeySequence(key));
        connect(named, &QAction::triggered, this, [this, does = action] { customerActs(does); });
        addAction(named);
        m_phoneKeys.append(named);
    }
}

void CheckoutPage::runAll()
{
    if (m_journey.isUnderWay())
        return;
    if (m_form->draft().map([](const OrderDraft& draft) { return draft.tradeType; }) == "MICROPAY")
        showCode("pay", [this] { place(true); });
    else
        place(true);
}

/// At a till the customer has nothing to press: what they do is in the code they show.
void CheckoutPage::customerActs(Phone::Action action)
{
    if (m_journey.draft().tradeType != "MICROPAY")
        return m_journey.act(action);
    showCode(action == Phone::Action::Pay     ? "pay"
            : action == Phone::Action::Cancel ? "password"
                                              : "no-funds",
        [] {});
}

void CheckoutPage::showCode(const QByteArray& manner, const std::function<void()>& then)
{
    Counter* counter = m_bench.counter();
    if (!counter || !counter->phone() || sandboxIsDown() || m_journey.isUnderWay())
        return;
    connect(counter->phone()->showCode(manner), &Call::finished, this,
        [this, then](const Answer& shown) {
            if (!shown.fields)
                return m_notice->show(shown.fields.error());
            if (m_journey.isUnderWay())
                return;
            if (m_journey.stage() != Journey::Stage::Idle)
                newOrder();
            m_form->setAuthCode(shown.fields->value("auth_code"));
            then();
        });
}

std::optional<ErrorName> CheckoutPage::errorInSight() const
{
    return m_progress->error();
}

bool CheckoutPage::playsCustomer() const
{
    return m_bench.profile().isSandbox();
}

bool CheckoutPage::sandboxIsDown() const
{
    return m_bench.profile().isSandbox() && m_bench.sandboxUrl().isEmpty()
        && m_bench.options().gatewayUrl.isEmpty();
}

QString CheckoutPage::payee() const
{
    return playsCustomer() ? tr("Sandbox merchant") : QString::fromUtf8(m_bench.profile().title);
}

void CheckoutPage::counterChanged()
{
    Counter* counter = m_bench.counter();
    const Profile& profile = m_bench.profile();
    // An order that is over belongs to the merchant it was placed for.
    if (profile.name != m_profile && m_journey.stage() != Journey::Stage::Abandoned)
        m_journey.reset();
    m_profile = profile.name;
    m_form->setMerchant(profile, playsCustomer());
    if (counter)
        m_form->setDefaultNotifyUrl(notifyUrlOf(*counter, m_preferences.listenerPort()));
    m_runAll->setVisible(playsCustomer());
    watchFaults();
    for (QAction* key : m_phoneKeys)
        key->setVisible(playsCustomer());
    showNotice();
    retranslateUi();
    journeyChanged();
}

void CheckoutPage::showNotice()
{
    if (!m_bench.counter()) {
        const bool locked = m_bench.vault().status() == VaultStatus::Locked;
        const Failure why = locked
            ? failure(FailureId::VaultLocked)
            : failure(FailureId::KeyMissing,
                  {{QStringLiteral("profile"), QString::fromUtf8(m_bench.profile().title)}});
        return m_notice->show(why, remedyText(Remedy::Settings));
    }
    if (sandboxIsDown())
        return m_notice->show({tr("The sandbox gateway is not running."), {},
                                  tr("Orders can be placed as soon as it runs.")},
            Tone::Warn, remedyText(Remedy::StartSandbox));
    m_notice->dismiss();
}

void CheckoutPage::draftChanged()
{
    if (const Result<OrderDraft> draft = m_form->draft())
        m_journey.plan(*draft);
}

void CheckoutPage::journeyChanged()
{
    const bool free = m_bench.counter() && !sandboxIsDown() && !m_journey.isUnderWay();
    m_form->setPlaceable(free);
    m_runAll->setEnabled(free);
    showPhone();
}

void CheckoutPage::showPhone()
{
    m_phone->show(m_journey, payee(), playsCustomer());
}

void CheckoutPage::place(bool payAtOnce)
{
    Counter* counter = m_bench.counter();
    if (!counter || sandboxIsDown() || m_journey.isUnderWay())
        return;
    m_form->setDefaultNotifyUrl(notifyUrlOf(*counter, m_preferences.listenerPort()));
    // A number is good for one order.
    if (m_journey.stage() != Journey::Stage::Idle
        && m_form->draft().map([](const OrderDraft& draft) { return draft.outTradeNo; })
            == m_journey.draft().outTradeNo)
        m_form->renew();
    if (!m_form->accept())
        return;
    if (counter->profile().isSandbox() || m_confirmed.contains(counter->profile().name))
        send(payAtOnce);
    else
        confirmReal(payAtOnce);
}

void CheckoutPage::send(bool payAtOnce)
{
    if (const Result<OrderDraft> draft = m_form->draft())
        m_journey.place(*draft, m_form->sendsAnyway(), payAtOnce);
}

void CheckoutPage::confirmReal(bool payAtOnce)
{
    const QByteArray name = m_bench.profile().name;
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Real merchant"),
        tr("Place a real order with %1 (%2)?")
            .arg(QString::fromUtf8(m_bench.profile().title),
                QString::fromUtf8(m_bench.profile().mchId)),
        QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("checkoutConfirm"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(
        tr("The request goes to WeChat Pay. Whoever pays this order pays real money. "
           "This question is asked once a session."));
    QPushButton* yes = box->addButton(tr("Place the real order"), QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(tr("Cancel"), QMessageBox::RejectRole));
    connect(box, &QMessageBox::finished, this, [this, box, yes, name, payAtOnce] {
        if (box->clickedButton() != static_cast<QAbstractButton*>(yes)
            || m_bench.profile().name != name)
            return;
        m_confirmed.insert(name);
        place(payAtOnce);
    });
    box->open();
}

void CheckoutPage::preview()
{
    Counter* counter = m_bench.counter();
    if (!counter)
        return;
    m_form->setDefaultNotifyUrl(notifyUrlOf(*counter, m_preferences.listenerPort()));
    if (!m_form->accept())
        return;
    if (const Result<OrderDraft> draft = m_form->draft())
        emit messageSignatureRequested(messageOf(*draft, counter->gateway()), draft->outTradeNo);
}

void CheckoutPage::remedy()
{
    const std::optional<Failure>& failure = m_journey.failure();
    if (!failure)
        return emit pageRequested(QStringLiteral("notifications"));
    switch (remedyFor(*failure, m_journey.isSandbox())) {
    case Remedy::None:
        return;
    case Remedy::Settings:
        return emit pageRequested(QStringLiteral("settings"));
    case Remedy::Signature:
        return emit signatureRequested(m_journey.draft().outTradeNo);
    case Remedy::Exchange:
        return openExchange();
    case Remedy::Notifications:
        return emit pageRequested(QStringLiteral("notifications"));
    case Remedy::NewNumber:
        return newOrder();
    case Remedy::StartSandbox:
        return m_bench.startSandbox();
    }
}

/// For the order at hand, or else the newest that a mini program can pay.
void CheckoutPage::openMiniProgramHelp()
{
    const auto open = [this](const QByteArray& orderCode) {
        auto* help = new MiniProgramHelp(m_bench, orderCode, this);
        connect(help, &MiniProgramHelp::pageRequested, this, [this, help](const QString& id) {
            help->close();
            emit pageRequested(id);
        });
        help->show();
    };
    if (m_journey.placed() && m_journey.draft().tradeType == "JSAPI")
        return open(m_journey.draft().outTradeNo);
    OrderQuery query;
    query.profile = m_bench.profile().name;
    query.states = {TradeState::NotPay, TradeState::UserPaying};
    m_bench.store().read<OrderPage>(
        this, [query](const OrderReader& reader) { return reader.page(query); },
        [open](const Result<OrderPage>& page) {
            const QList<Order> orders = page ? page->orders : QList<Order>();
            const auto jsapi = std::find_if(orders.begin(), orders.end(), [](const Order& order) {
                return order.tradeType.isEmpty() || order.tradeType == "JSAPI";
            });
            open(jsapi == orders.end() ? QByteArray() : jsapi->outTradeNo);
        });
}

void CheckoutPage::openBackstage()
{
    if (!m_watch)
        return;
    if (!m_backstageDialog)
        m_backstageDialog = new BackstageDialog(m_bench, this);
    m_backstageDialog->show();
    m_backstageDialog->raise();
    m_backstageDialog->activateWindow();
}

/// Also what was planted from outside, or before this window began.
void CheckoutPage::watchFaults()
{
    FaultWatch* watch = m_bench.counter() ? m_bench.counter()->faults() : nullptr;
    if (watch && watch != m_watch)
        connect(watch, &FaultWatch::changed, this, &CheckoutPage::showBackstage);
    m_watch = watch;
    m_backstage->setVisible(watch);
    if (!watch || sandboxIsDown())
        return;
    watch->look();
    watch->lookAtTime();
}

void CheckoutPage::showBackstage()
{
    const auto planted = m_watch ? m_watch->inForce() : std::nullopt;
    const qsizetype faults = planted ? planted->size() : 0;
    const QString ahead = m_watch ? aheadText(m_watch->ahead()) : QString();
    QStringList words;
    if (faults > 0)
        words += tr("Faults: %1").arg(faults);
    if (!ahead.isEmpty())
        words += u'+' + ahead;
    const bool quiet = words.isEmpty();
    m_backstage->setText(quiet ? tr("Faults and time") : words.join(QStringLiteral(" · ")));
    m_backstage->setIcon(quiet ? glyph("activity") : glyph("alert-triangle", &Tokens::warn));
    m_backstage->setToolTip(tr("Plant faults in the sandbox, and move its time forward"));
}

/// The newest exchange of the order; all of them where it has none.
void CheckoutPage::openExchange()
{
    ExchangeQuery query;
    query.profile = m_journey.profile();
    query.outTradeNo = m_journey.draft().outTradeNo;
    query.limit = 1;
    m_bench.store().read<QList<Exchange>>(
        this, [query](const OrderReader& reader) { return reader.exchanges(query); },
        [this](const Result<QList<Exchange>>& found) {
            if (found && !found->isEmpty())
                emit exchangeRequested(found->last().id);
            else
                emit pageRequested(QStringLiteral("exchanges"));
        });
}

void CheckoutPage::newOrder()
{
    m_journey.reset();
    m_form->renew();
    draftChanged();
    m_form->focusFirst();
}

void CheckoutPage::retry(const Parameters& order)
{
    newOrder();
    m_form->fill(order);
}

void CheckoutPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    // The listener may have been started or stopped on another page.
    if (Counter* counter = m_bench.counter())
        m_form->setDefaultNotifyUrl(notifyUrlOf(*counter, m_preferences.listenerPort()));
}

void CheckoutPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslateUi();
        showNotice();
        showPhone();
    }
}

void CheckoutPage::retranslateUi()
{
    m_header->setTitle(tr("Checkout"));
    m_header->setState(playsCustomer()
            ? tr("Place a test order and see every step with your own eyes")
            : tr("Real merchant: orders go to WeChat Pay, and real money is paid"));
    m_miniProgram->setText(tr("Mini program"));
    m_miniProgram->setToolTip(tr("Connect a mini program"));
    m_reset->setText(tr("Reset"));
    showBackstage();
    m_runAll->setText(tr("Run it all"));
    const QStringList deeds{tr("Pay as the customer"), tr("Cancel as the customer"),
        tr("Pay without funds as the customer")};
    for (qsizetype i = 0; i < m_phoneKeys.size(); ++i)
        m_phoneKeys.at(i)->setText(deeds.at(i));
}

} // namespace paydesk
