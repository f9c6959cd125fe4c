#include "ui/settings/listenersection.h"

#include "core/base/wording.h"
#include "core/workbench.h"
#include "ui/preferences.h"
#include "ui/settings/option.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fieldbox.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pill.h"

#include <QCheckBox>
#include <QEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace paydesk {

ListenerSection::ListenerSection(Workbench& bench, Preferences& preferences, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_preferences(preferences)
    , m_state(new Card(this))
    , m_pill(new Pill(this))
    , m_url(new CopyField(this))
    , m_idle(new HintLabel(this))
    , m_restart(secondaryButton("refresh", this))
    , m_notice(new NoticeBar(this))
    , m_ports(new Card(this))
    , m_listenerPort(newPort("settingsListenerPort"))
    , m_gatewayPort(newPort("settingsGatewayPort"))
    , m_behaviour(new Card(this))
    , m_atStart(new Option(new QCheckBox, "settingsListensAtStart", this))
    , m_adopts(new Option(new QCheckBox, "settingsAdoptUnknown", this))
    , m_https(new Option(new QCheckBox, "settingsSandboxHttps", this))
    , m_forwardTo(newField("settingsForwardTo"))
{
    buildState();
    auto* ports = new QHBoxLayout;
    ports->setSpacing(16);
    ports->addWidget(m_listenerPort, 1, Qt::AlignTop);
    ports->addWidget(m_gatewayPort, 1, Qt::AlignTop);
    m_ports->body()->addLayout(ports);
    m_behaviour->body()->addWidget(m_atStart);
    m_behaviour->body()->addWidget(m_adopts);
    m_behaviour->body()->addWidget(m_https);
    m_behaviour->body()->addWidget(m_forwardTo);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    for (QWidget* part : {static_cast<QWidget*>(m_notice), static_cast<QWidget*>(m_state),
             static_cast<QWidget*>(m_ports), static_cast<QWidget*>(m_behaviour)})
        column->addWidget(part);
    column->addStretch(1);
    joinPreferences();
    retranslateUi();
    refresh();
}

FieldBox* ListenerSection::newField(const char* objectName)
{
    auto* edit = new QLineEdit(this);
    edit->setObjectName(QString::fromLatin1(objectName));
    setFontRole(edit, FontRole::Technical);
    return new FieldBox(edit, this);
}

FieldBox* ListenerSection::newPort(const char* objectName)
{
    FieldBox* box = newField(objectName);
    static_cast<QLineEdit*>(box->editor())->setMaxLength(5);
    return box;
}

void ListenerSection::buildState()
{
    m_notice->setObjectName(QStringLiteral("listenerNotice"));
    m_restart->setObjectName(QStringLiteral("settingsRestartListener"));
    m_url->setName(QStringLiteral("notify_url"));
    m_url->setObjectName(QStringLiteral("settingsListenerUrl"));
    m_state->addHeadingWidget(m_pill);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_url, 1);
    row->addWidget(m_idle, 1);
    row->addWidget(m_restart);
    m_state->body()->addLayout(row);
    connect(m_restart, &QPushButton::clicked, this, [this] { restart(false); });
    connect(m_notice, &NoticeBar::actionTriggered, this, [this] { restart(true); });
    connect(&m_bench, &Workbench::counterChanged, this, &ListenerSection::showState,
        Qt::QueuedConnection);
}

void ListenerSection::joinPreferences()
{
    // A setter by lambda: GCC 12's vptr check reads an unset word in a call by pointer to member
    // here.
    const auto joinPort = [this](FieldBox* box, const auto& set) {
        auto* edit = static_cast<QLineEdit*>(box->editor());
        connect(edit, &QLineEdit::textEdited, this, [this, box] { typedPort(box); });
        connect(edit, &QLineEdit::editingFinished, this, [this, box, set] {
            if (const std::optional<quint16> port = typedPort(box))
                set(*port);
        });
    };
    joinPort(m_listenerPort, [this](quint16 port) { m_preferences.setListenerPort(port); });
    joinPort(m_gatewayPort, [this](quint16 port) { m_preferences.setGatewayPort(port); });
    auto* backend = static_cast<QLineEdit*>(m_forwardTo->editor());
    connect(backend, &QLineEdit::textEdited, this, [this] { typedBackend(); });
    connect(backend, &QLineEdit::editingFinished, this, [this] {
        if (const std::optional<QByteArray> url = typedBackend())
            m_preferences.setForwardTo(*url);
    });
    connect(m_atStart->button(), &QAbstractButton::toggled, &m_preferences,
        &Preferences::setListensAtStart);
    connect(m_adopts->button(), &QAbstractButton::toggled, &m_preferences,
        &Preferences::setAdoptsUnknown);
    connect(m_https->button(), &QAbstractButton::toggled, &m_preferences,
        &Preferences::setSandboxHttps);
    connect(&m_preferences, &Preferences::changed, this, &ListenerSection::refresh);
}

std::optional<quint16> ListenerSection::typedPort(FieldBox* box) const
{
    bool numeric = false;
    const uint number = static_cast<QLineEdit*>(box->editor())->text().toUInt(&numeric);
    const bool does = numeric && number <= 65535;
    box->setError(does ? QString() : tr("A port is a number from 0 to 65535."));
    return does ? std::optional(quint16(number)) : std::nullopt;
}

std::optional<QByteArray> ListenerSection::typedBackend() const
{
    const QByteArray url =
        static_cast<QLineEdit*>(m_forwardTo->editor())->text().trimmed().toUtf8();
    Counter* counter = m_bench.counter();
    const Result<void> fits = url.isEmpty()
        ? Result<void>()
        : checkForwardUrl(url, counter ? counter->desk().url() : QByteArray());
    m_forwardTo->setError(fits ? QString() : wordingOf(fits.error()).why);
    return fits ? std::optional(url) : std::nullopt;
}

void ListenerSection::showPort(FieldBox* box, quint16 port) const
{
    // What is being typed is not corrected under the fingers.
    if (box->editor()->hasFocus() && box->hasError())
        return;
    static_cast<QLineEdit*>(box->editor())->setText(QString::number(port));
    box->setError({});
}

void ListenerSection::restart(bool anyPort)
{
    m_notice->dismiss();
    if (Counter* counter = m_bench.counter())
        counter->desk().close();
    const Result<quint16> port = m_bench.startListener(anyPort);
    if (!port)
        m_notice->show(port.error(),
            port.error().id == FailureId::PortInUse ? tr("Use a free port") : QString());
    showState();
}

void ListenerSection::refresh()
{
    showPort(m_listenerPort, m_preferences.listenerPort());
    showPort(m_gatewayPort, m_preferences.gatewayPort());
    m_atStart->setChecked(m_preferences.listensAtStart());
    m_adopts->setChecked(m_preferences.adoptsUnknown());
    m_https->setChecked(m_preferences.sandboxHttps());
    if (!m_forwardTo->hasError())
        static_cast<QLineEdit*>(m_forwardTo->editor())
            ->setText(QString::fromUtf8(m_preferences.forwardTo()));
    showState();
}

void ListenerSection::showState()
{
    Counter* counter = m_bench.counter();
    const bool listening = counter && counter->desk().isListening();
    m_url->setVisible(listening);
    m_idle->setVisible(!listening);
    m_restart->setEnabled(counter != nullptr);
    m_restart->setText(listening ? tr("Restart now") : tr("Start now"));
    m_pill->show(listening ? tr("Listening") : tr("Stopped"), listening ? Tone::Ok : Tone::Neutral);
    m_idle->setText(counter ? tr("Nothing comes in while the listener is stopped.")
                            : tr("The key of the merchant in use is not at hand: unlock the vault "
                                 "or enter the key first."));
    if (listening)
        m_url->setValue(QString::fromUtf8(counter->desk().url()));
}

void ListenerSection::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void ListenerSection::retranslateUi()
{
    m_state->setHeading(tr("Listener"));
    m_ports->setHeading(tr("Ports"));
    m_listenerPort->setLabel(tr("Port of the listener"));
    m_listenerPort->setHint(tr("Taken at the listener's next start. 0 takes a free one."));
    m_gatewayPort->setLabel(tr("Port of the sandbox gateway"));
    m_gatewayPort->setHint(tr("Taken at the next start of Paydesk. 0 takes a free one."));
    m_behaviour->setHeading(tr("Behaviour"));
    m_atStart->setTexts(tr("Listen as soon as Paydesk starts"),
        tr("It listens on this machine only (127.0.0.1); a tunnel or proxy brings WeChat's "
           "notifications here."));
    m_adopts->setTexts(tr("Record notifications of unknown orders"),
        tr("For orders placed by another system under the same merchant. Signature, appid, mch_id "
           "and currency are checked all the same; the amount cannot be compared."));
    m_https->setTexts(tr("Call the sandbox over HTTPS"),
        tr("It asks for the merchant's client certificate where WeChat does. Its authority is made "
           "in the data folder, and only the sandbox merchant trusts it."));
    m_forwardTo->setLabel(tr("Pass notifications on to"));
    m_forwardTo->setHint(tr(
        "Your own backend, such as http://127.0.0.1:8000/notify. It gets every message unchanged, "
        "after WeChat has its answer; what it answers is recorded. Empty: nobody."));
    showState();
}

} // namespace paydesk
