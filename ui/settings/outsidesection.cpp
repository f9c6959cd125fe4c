#include "ui/settings/outsidesection.h"

#include "core/base/wording.h"
#include "core/http/forwarded.h"
#include "core/reach/proxytext.h"
#include "core/workbench.h"
#include "ui/orders/orderwords.h"
#include "ui/preferences.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fieldbox.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messageview.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/steplist.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace paydesk {

namespace {

    using Part = ReachStep::Part;
    using State = ReachStep::State;

    constexpr int snippetHeight = 220;

    QLineEdit* editorOf(const FieldBox* box)
    {
        return static_cast<QLineEdit*>(box->editor());
    }

    /// A fact as it is said at the right of its line.
    QString detailText(const ReachStep& step)
    {
        QString detail = oneLine(step.detail);
        if (detail.isEmpty() || step.state == State::Failed)
            return {};
        switch (step.part) {
        case Part::Body:
        case Part::Size:
            return OutsideSection::tr("%1 bytes").arg(detail);
        case Part::Time:
            return spanText(step.detail.toLongLong());
        case Part::Clock:
            return OutsideSection::tr("%1 s apart").arg(detail);
        default:
            return detail;
        }
    }

    Step::State stateOf(State state)
    {
        switch (state) {
        case State::Passed:
            return Step::State::Done;
        case State::Warned:
            return Step::State::Warned;
        case State::Failed:
            return Step::State::Failed;
        case State::Skipped:
            break;
        }
        return Step::State::Waiting;
    }

    bool holds(const QList<ReachStep>& steps, State state)
    {
        return std::any_of(steps.begin(), steps.end(),
            [state](const ReachStep& step) { return step.state == state; });
    }

} // namespace

OutsideSection::OutsideSection(Workbench& bench, Preferences& preferences, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_preferences(preferences)
    , m_test(new Card(this))
    , m_verdict(new Pill(this))
    , m_address(new FieldBox(new QLineEdit(this), this))
    , m_start(primaryButton("globe", this))
    , m_stop(secondaryButton("stop", this))
    , m_steps(new StepList(StepList::Look::Checklist, this))
    , m_findings(new HintLabel(this))
    , m_proxy(new Card(this))
    , m_nginx(technicalTextView(this))
    , m_nginxHint(new HintLabel(this))
    , m_copy(secondaryButton("copy", this))
    , m_trusted(new FieldBox(new QLineEdit(this), this))
    , m_tunnels(new Card(this))
    , m_tunnelHint(new HintLabel(this))
    , m_tunnelRows(new QVBoxLayout)
{
    buildTest();
    buildTexts();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_test);
    column->addWidget(m_proxy);
    column->addWidget(m_tunnels);
    column->addStretch(1);
    connect(
        &m_bench, &Workbench::counterChanged, this, &OutsideSection::refresh, Qt::QueuedConnection);
    connect(&m_preferences, &Preferences::changed, this, &OutsideSection::refresh);
    retranslateUi();
    refresh();
}

OutsideSection::~OutsideSection()
{
    if (m_check) {
        m_check->disconnect(this);
        m_check->cancel();
    }
}

void OutsideSection::buildTest()
{
    QLineEdit* address = editorOf(m_address);
    address->setObjectName(QStringLiteral("outsideAddress"));
    setFontRole(address, FontRole::Technical);
    m_start->setObjectName(QStringLiteral("outsideStart"));
    m_stop->setObjectName(QStringLiteral("outsideStop"));
    m_steps->setObjectName(QStringLiteral("outsideSteps"));
    m_findings->setObjectName(QStringLiteral("outsideFindings"));
    m_verdict->setObjectName(QStringLiteral("outsideVerdict"));
    m_steps->setFocusPolicy(Qt::StrongFocus);
    m_test->addHeadingWidget(m_verdict);
    m_test->body()->addWidget(m_address);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_start);
    row->addWidget(m_stop);
    row->addStretch(1);
    m_test->body()->addLayout(row);
    m_test->body()->addWidget(m_steps);
    m_test->body()->addWidget(m_findings);
    m_stop->hide();
    m_verdict->hide();
    connect(m_start, &QPushButton::clicked, this, &OutsideSection::startTest);
    connect(address, &QLineEdit::returnPressed, this, &OutsideSection::startTest);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_check)
            m_check->cancel();
    });
    connect(address, &QLineEdit::textChanged, this, &OutsideSection::showTexts);
}

void OutsideSection::buildTexts()
{
    m_nginx->setObjectName(QStringLiteral("outsideNginx"));
    m_nginx->setMinimumHeight(snippetHeight);
    m_nginx->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_copy->setObjectName(QStringLiteral("outsideCopy"));
    editorOf(m_trusted)->setObjectName(QStringLiteral("outsideTrusted"));
    setFontRole(editorOf(m_trusted), FontRole::Technical);
    m_proxy->addHeadingWidget(m_copy);
    m_proxy->body()->addWidget(m_nginxHint);
    m_proxy->body()->addWidget(m_nginx);
    m_proxy->body()->addWidget(m_trusted);
    m_tunnelRows->setSpacing(10);
    m_tunnels->body()->addWidget(m_tunnelHint);
    m_tunnels->body()->addLayout(m_tunnelRows);
    connect(m_copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_nginx->toPlainText()); });
    connect(editorOf(m_trusted), &QLineEdit::editingFinished, this, &OutsideSection::takeProxies);
}

QByteArray OutsideSection::typedAddress() const
{
    return editorOf(m_address)->text().trimmed().toUtf8();
}

ProxySite OutsideSection::site() const
{
    ProxySite site;
    site.address = publicAddress(typedAddress())
                       .value_or(PublicAddress{true, "pay.shop.example", 443, "/notify"});
    Counter* counter = m_bench.counter();
    const QUrl own =
        QUrl::fromEncoded(counter ? counter->desk().url() : QByteArray(), QUrl::StrictMode);
    const int port = own.port(m_bench.options().listenerPort);
    site.listenerPort = quint16(port > 0 ? port : ProxySite().listenerPort);
    return site;
}

// --- the self-test

void OutsideSection::startTest()
{
    Counter* counter = m_bench.counter();
    if (!counter || m_check)
        return;
    m_found.clear();
    m_check = counter->reachCheck();
    connect(m_check, &ReachCheck::stepped, this, &OutsideSection::take);
    connect(m_check, &ReachCheck::finished, this, &OutsideSection::ended);
    m_check->start(typedAddress());
    refresh();
}

void OutsideSection::take(const ReachStep& step)
{
    m_found.append(step);
    showSteps();
}

void OutsideSection::ended()
{
    m_check = nullptr;
    refresh();
}

void OutsideSection::showSteps()
{
    QList<Step> steps;
    for (const Part part : reachParts()) {
        Step step;
        step.title = partTitle(part).text();
        const auto found = std::find_if(m_found.begin(), m_found.end(),
            [part](const ReachStep& known) { return known.part == part; });
        if (found != m_found.end()) {
            step.state = stateOf(found->state);
            step.time = found->state == State::Skipped ? tr("skipped") : detailText(*found);
        } else if (m_check && int(part) == int(m_found.size())) {
            step.state = Step::State::Active;
        }
        steps.append(step);
    }
    m_steps->steps()->setSteps(steps);
    m_steps->setVisible(!m_found.isEmpty() || m_check);
    m_steps->setFixedHeight(m_steps->sizeHint().height());
    showFindings();
}

void OutsideSection::showFindings()
{
    QStringList lines;
    for (const ReachStep& step : m_found) {
        const QString sentence = findingSentence(step.finding).text();
        if (sentence.isEmpty())
            continue;
        const QString fact = step.detail.isEmpty() || step.state == State::Warned
            ? QString()
            : QStringLiteral(" (%1)").arg(oneLine(step.detail));
        const QChar sign = outcomeSign(step.state == State::Failed ? Tone::Bad : Tone::Warn);
        lines << QString(sign) + u' ' + partTitle(step.part).text() + fact + u'\n' + sentence;
    }
    const bool failed = holds(m_found, State::Failed);
    const bool warned = holds(m_found, State::Warned);
    m_findings->setText(lines.join(QStringLiteral("\n\n")));
    m_findings->setVisible(!lines.isEmpty());
    m_verdict->setVisible(!m_found.isEmpty());
    if (m_check)
        m_verdict->show(tr("Under way"), Tone::Info);
    else if (failed)
        m_verdict->show(tr("WeChat would not get through"), Tone::Bad);
    else if (!holds(m_found, State::Passed))
        m_verdict->show(tr("Stopped"), Tone::Neutral);
    else
        m_verdict->show(warned ? tr("The way is open, with a warning") : tr("The way is open"),
            warned ? Tone::Warn : Tone::Ok);
}

// --- the texts

void OutsideSection::showTexts()
{
    const ProxySite here = site();
    const Result<QByteArray> text = nginxText(here);
    m_copy->setEnabled(text.has_value());
    m_nginx->setVisible(text.has_value());
    m_nginxHint->setTone(text ? Tone::Neutral : Tone::Warn);
    m_nginxHint->setText(text
            ? tr("For a server block of its own: it hands notifications to 127.0.0.1:%1 untouched.")
                  .arg(here.listenerPort)
            : wordingOf(text.error()).sentence());
    if (text && m_nginx->toPlainText().toUtf8() != *text)
        m_nginx->setPlainText(QString::fromUtf8(*text));
    QList<TunnelCommand> installed;
    for (const TunnelCommand& command : tunnelCommands(here)) {
        if (isInstalled(command))
            installed.append(command);
    }
    showTunnels(installed);
}

void OutsideSection::showTunnels(const QList<TunnelCommand>& commands)
{
    m_tunnelHint->setVisible(commands.isEmpty());
    const bool same = std::equal(m_shown.begin(), m_shown.end(), commands.begin(), commands.end(),
        [](const Tunnel& shown, const TunnelCommand& command) {
            return shown.program == command.program;
        });
    if (!same) {
        for (const Tunnel& tunnel : std::as_const(m_shown)) {
            delete tunnel.note;
            delete tunnel.line;
        }
        m_shown.clear();
        for (const TunnelCommand& command : commands) {
            const Tunnel tunnel{command.program, new HintLabel(this), new CopyField(this)};
            tunnel.line->setObjectName(
                QStringLiteral("outsideTunnel-") + QString::fromLatin1(command.program));
            m_tunnelRows->addWidget(tunnel.line);
            m_tunnelRows->addWidget(tunnel.note);
            m_shown.append(tunnel);
        }
    }
    for (qsizetype i = 0; i < commands.size(); ++i) {
        m_shown.at(i).line->setName(QString::fromLatin1(commands.at(i).program));
        m_shown.at(i).line->setValue(QString::fromUtf8(commands.at(i).line));
        m_shown.at(i).note->setText(commands.at(i).note.text());
    }
}

void OutsideSection::takeProxies()
{
    const QByteArray typed = editorOf(m_trusted)->text().trimmed().toUtf8();
    const Result<TrustedProxies> proxies = TrustedProxies::read(typed);
    m_trusted->setError(proxies ? QString() : wordingOf(proxies.error()).sentence());
    if (proxies)
        m_preferences.setTrustedProxies(typed);
}

void OutsideSection::refresh()
{
    // Another merchant has another address; what was typed for the same one stays.
    if (m_profile != m_bench.profile().name) {
        m_profile = m_bench.profile().name;
        m_found.clear();
        editorOf(m_address)->setText(QString::fromUtf8(m_bench.profile().notifyUrl));
    }
    if (!m_trusted->hasError())
        editorOf(m_trusted)->setText(QString::fromUtf8(m_preferences.trustedProxies()));
    Counter* counter = m_bench.counter();
    const bool listening = counter && counter->desk().isListening();
    m_start->setEnabled(listening && !m_check);
    m_stop->setVisible(!m_check.isNull());
    m_address->setHint(listening
            ? tr("The notify_url of this merchant. Two harmless messages walk the whole way from "
                 "here to the listener; neither is recorded.")
            : tr("Start the listener first: the test ends there."));
    showSteps();
    showTexts();
}

void OutsideSection::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void OutsideSection::retranslateUi()
{
    m_test->setHeading(tr("Self-test of the public address"));
    m_address->setLabel(tr("Public address (notify_url)"));
    editorOf(m_address)->setPlaceholderText(QStringLiteral("https://pay.shop.example/notify"));
    m_start->setText(tr("Test the way"));
    m_stop->setText(tr("Stop"));
    m_steps->setAccessibleName(tr("Steps of the way"));
    m_proxy->setHeading(tr("Reverse proxy: nginx"));
    m_nginx->setAccessibleName(tr("Server block for nginx"));
    m_copy->setText(tr("Copy"));
    m_trusted->setLabel(tr("Trusted proxies"));
    editorOf(m_trusted)->setPlaceholderText(QStringLiteral("127.0.0.1"));
    m_trusted->setHint(tr("Addresses or subnets, separated by commas. Only what they say in "
                          "X-Forwarded-For counts; of anybody else it is shown as a claim."));
    m_tunnels->setHeading(tr("Tunnels on this computer"));
    m_tunnelHint->setText(tr("None of ssh, frpc, cloudflared, ngrok, cpolar and tailscale is "
                             "installed here."));
    showSteps();
    showTexts();
}

} // namespace paydesk
