#include "ui/replay/replaydialog.h"

#include "core/base/wording.h"
#include "core/protocol/endpoints.h"
#include "ui/replay/attemptmodel.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/fieldbox.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/readingtable.h"
#include "ui/widgets/taborder.h"
#include "ui/widgets/tonedelegate.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QVBoxLayout>

#include <cmath>

namespace paydesk {

namespace {

    constexpr int mostTimes = 1000;
    constexpr double longestPauseSeconds = 3600;
    constexpr int attemptRowHeight = 26;
    constexpr int sideWidth = 430;

    QByteArray queryOf(const QByteArray& url)
    {
        const qsizetype mark = url.indexOf('?');
        return mark < 0 ? QByteArray() : url.sliced(mark + 1);
    }

} // namespace

bool ReplayDialog::fits(const Exchange& exchange)
{
    return exchange.direction == Exchange::Direction::Incoming
        && exchange.url.startsWith(noticePath) && !exchange.requestBody.isEmpty();
}

ReplayDialog::ReplayDialog(Workbench& bench, Counter& counter, const Exchange& notice,
    MessageEditor::Way way, QWidget* parent)
    : QDialog(parent)
    , m_bench(bench)
    , m_counter(&counter)
    , m_isReal(!counter.profile().isSandbox())
    , m_backend(counter.forwarder().target())
    , m_notice(notice)
    , m_message(new MessageEditor(notice, counter.gateway().apiKey(), this))
    , m_target(new QComboBox(this))
    , m_targetBox(new FieldBox(m_target, this))
    , m_address(new QLineEdit(this))
    , m_addressBox(new FieldBox(m_address, this))
    , m_often(new QComboBox(this))
    , m_oftenBox(new FieldBox(m_often, this))
    , m_times(new QSpinBox(this))
    , m_timesBox(new FieldBox(m_times, this))
    , m_pause(new QDoubleSpinBox(this))
    , m_pauseBox(new FieldBox(m_pause, this))
    , m_sure(new QCheckBox(this))
    , m_attempts(new AttemptModel(this))
    , m_table(new QTableView(this))
    , m_progress(new HintLabel(this))
    , m_stop(secondaryButton("stop", this))
    , m_send(primaryButton("send", this))
    , m_close(secondaryButton("x", this))
{
    setObjectName(QStringLiteral("replayDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* sides = new QHBoxLayout(this);
    sides->setContentsMargins(20, 18, 20, 18);
    sides->setSpacing(18);
    sides->addWidget(m_message, 1);
    auto* side = new QWidget(this);
    side->setFixedWidth(sideWidth);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    buildTarget(column);
    buildOften(column);
    buildAttempts(column);
    sides->addWidget(side);
    resize(980, 600);
    m_message->setCurrentIndex(way);
    joinParts();
    retranslateUi();
    tabAsLaidOut(*this);
}

ReplayDialog::~ReplayDialog()
{
    if (m_replayer) {
        m_replayer->disconnect(this);
        m_replayer->stop();
    }
}

void ReplayDialog::buildTarget(QVBoxLayout* column)
{
    m_target->setObjectName(QStringLiteral("replayTarget"));
    m_address->setObjectName(QStringLiteral("replayAddress"));
    m_target->addItem(QString(), Listener);
    if (!m_backend.isEmpty())
        m_target->addItem(QString(), Backend);
    m_target->addItem(QString(), Elsewhere);
    column->addWidget(m_targetBox);
    column->addWidget(m_addressBox);
}

void ReplayDialog::buildOften(QVBoxLayout* column)
{
    m_often->setObjectName(QStringLiteral("replayOften"));
    m_times->setObjectName(QStringLiteral("replayTimes"));
    m_pause->setObjectName(QStringLiteral("replayPause"));
    for (const Often often : {Once, Several, AsWeChat})
        m_often->addItem(QString(), often);
    m_times->setRange(2, mostTimes);
    m_times->setValue(3);
    m_pause->setRange(0, longestPauseSeconds);
    m_pause->setDecimals(1);
    m_pause->setValue(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_timesBox, 1);
    row->addWidget(m_pauseBox, 1);
    column->addWidget(m_oftenBox);
    column->addLayout(row);
}

void ReplayDialog::buildAttempts(QVBoxLayout* column)
{
    m_table->setObjectName(QStringLiteral("replayAttempts"));
    m_table->setModel(m_attempts);
    m_table->setItemDelegate(new ToneDelegate(m_table));
    setUpReadingTable(m_table, attemptRowHeight);
    constexpr int widths[] = {40, 96, 62, 46};
    for (int i = 0; i < int(std::size(widths)); ++i)
        m_table->setColumnWidth(i, widths[i]);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_sure->setObjectName(QStringLiteral("replaySure"));
    m_progress->setObjectName(QStringLiteral("replayProgress"));
    m_stop->setObjectName(QStringLiteral("replayStop"));
    m_send->setObjectName(QStringLiteral("replaySend"));
    m_close->setObjectName(QStringLiteral("replayClose"));
    column->addWidget(m_table, 1);
    column->addWidget(m_progress);
    column->addWidget(m_sure);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_close);
    buttons->addStretch(1);
    buttons->addWidget(m_stop);
    buttons->addWidget(m_send);
    column->addLayout(buttons);
    m_send->setDefault(true);
    m_stop->hide();
}

void ReplayDialog::joinParts()
{
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &ReplayDialog::showProgress);
    connect(m_message, &MessageEditor::changed, this, &ReplayDialog::check);
    connect(m_target, &QComboBox::currentIndexChanged, this, &ReplayDialog::check);
    connect(m_often, &QComboBox::currentIndexChanged, this, &ReplayDialog::check);
    connect(m_address, &QLineEdit::textChanged, this, &ReplayDialog::check);
    connect(m_sure, &QCheckBox::toggled, this, &ReplayDialog::check);
    connect(m_send, &QPushButton::clicked, this, &ReplayDialog::send);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_replayer)
            m_replayer->stop();
    });
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    // Its key and its gateway are going.
    connect(&m_bench, &Workbench::counterChanged, this, &QDialog::close);
}

ReplayDialog::Target ReplayDialog::target() const
{
    return Target(m_target->currentData().toInt());
}

QByteArray ReplayDialog::url() const
{
    switch (target()) {
    case Listener:
        return m_counter ? m_counter->desk().url() : QByteArray();
    case Backend:
        return m_backend;
    case Elsewhere:
        break;
    }
    return m_address->text().trimmed().toUtf8();
}

Replay ReplayDialog::replay() const
{
    Replay replay;
    replay.url = withQuery(url(), queryOf(m_notice.url));
    replay.body = m_message->message(m_counter->gateway().apiKey());
    replay.headers = m_notice.requestHeaders;
    replay.outTradeNo = m_notice.outTradeNo;
    replay.toBackend = target() == Backend;
    switch (Often(m_often->currentData().toInt())) {
    case Once:
        break;
    case Several:
        replay.pauses.assign(std::size_t(m_times->value() - 1),
            Clock::Milliseconds(std::llround(m_pause->value() * 1000)));
        break;
    case AsWeChat:
        replay.pauses.assign(notices::pauses.begin(), notices::pauses.end());
        replay.untilSuccess = true;
        break;
    }
    return replay;
}

/// Whoever gets it could take it for a real payment.
bool ReplayDialog::isRisky() const
{
    return m_isReal && m_message->way() != MessageEditor::AsItCame;
}

void ReplayDialog::check()
{
    const bool elsewhere = target() == Elsewhere;
    const bool several = m_often->currentData().toInt() == Several;
    m_addressBox->setVisible(elsewhere);
    m_timesBox->setVisible(several);
    m_pauseBox->setVisible(several);
    m_sure->setVisible(isRisky());
    setButtonKind(m_send, isRisky() ? ButtonKind::Danger : ButtonKind::Primary);
    const QByteArray where = url();
    const Result<void> usable = where.isEmpty() ? Result<void>() : checkForwardUrl(where, {});
    m_addressBox->setError(elsewhere && !usable ? wordingOf(usable.error()).sentence() : QString());
    m_targetBox->setHint(elsewhere ? QString() : QString::fromUtf8(where));
    m_targetBox->setError(target() == Listener && where.isEmpty()
            ? tr("The listener is not running. Start it on the notifications page.")
            : QString());
    m_send->setEnabled(!m_replayer && !where.isEmpty() && usable.has_value()
        && (!isRisky() || m_sure->isChecked()));
}

void ReplayDialog::send()
{
    check();
    if (!m_send->isEnabled() || !m_counter)
        return;
    m_attempts->clear();
    m_nextAt = {};
    m_replayer = m_counter->replayer();
    connect(m_replayer, &Replayer::attempted, this, &ReplayDialog::take);
    connect(m_replayer, &Replayer::finished, this, &ReplayDialog::ended);
    m_replayer->start(replay());
    m_tick.start();
    m_stop->show();
    check();
    showProgress();
}

void ReplayDialog::take(const ReplayAttempt& attempt)
{
    m_attempts->append(attempt, m_bench.clock().now().toLocalTime().date());
    m_table->scrollToBottom();
    m_nextAt = attempt.nextAt;
    showProgress();
}

void ReplayDialog::ended()
{
    m_replayer = nullptr;
    m_nextAt = {};
    m_tick.stop();
    m_stop->hide();
    check();
    showProgress();
}

void ReplayDialog::showProgress()
{
    if (!m_replayer)
        m_progress->setText(m_attempts->rowCount() == 0
                ? tr("Every attempt is shown here with what the receiver made of it.")
                : tr("Done: %n attempt(s).", nullptr, m_attempts->rowCount()));
    else if (m_nextAt.isValid())
        m_progress->setText(tr("The next attempt goes out in %1, at %2.")
                .arg(spanText(std::max<qint64>(m_bench.clock().now().msecsTo(m_nextAt), 0) / 1000
                         * 1000),
                    momentText(m_nextAt, m_bench.clock().now().toLocalTime().date()).left(8)));
    else
        m_progress->setText(tr("Waiting for the answer…"));
}

void ReplayDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void ReplayDialog::retranslateUi()
{
    const QString title = tr("Send the notification of %1 again")
                              .arg(m_notice.outTradeNo.isEmpty() ? tr("an unknown order")
                                                                 : oneLine(m_notice.outTradeNo));
    setWindowTitle(m_isReal ? tr("%1 – REAL merchant").arg(title) : title);
    m_targetBox->setLabel(tr("Where to"));
    m_addressBox->setLabel(tr("Address"));
    m_addressBox->setHint(tr("Such as http://127.0.0.1:8000/notify"));
    for (int i = 0; i < m_target->count(); ++i) {
        switch (Target(m_target->itemData(i).toInt())) {
        case Listener:
            m_target->setItemText(i, tr("Paydesk's own listener"));
            break;
        case Backend:
            m_target->setItemText(i, tr("My backend: %1").arg(oneLine(m_backend)));
            break;
        case Elsewhere:
            m_target->setItemText(i, tr("Another address"));
            break;
        }
    }
    m_oftenBox->setLabel(tr("How often"));
    m_often->setItemText(Once, tr("Once"));
    m_often->setItemText(Several, tr("Several times"));
    m_often->setItemText(AsWeChat, tr("As WeChat repeats it, until SUCCESS"));
    m_timesBox->setLabel(tr("Times"));
    m_pauseBox->setLabel(tr("Seconds between two"));
    m_sure->setText(tr("Yes, even if it is taken for a real payment"));
    m_table->setAccessibleName(tr("Attempts"));
    m_attempts->retranslate();
    m_stop->setText(tr("Stop"));
    m_send->setText(tr("Send"));
    m_close->setText(tr("Close"));
    check();
    showProgress();
}

} // namespace paydesk
