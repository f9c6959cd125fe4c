#include "ui/signatures/signaturecard.h"

#include "ui/signatures/piecedelegate.h"
#include "ui/signatures/pieces.h"
#include "ui/signatures/tracemodel.h"
#include "ui/style/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messagetext.h"
#include "ui/widgets/messageview.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/steplist.h"

#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    constexpr int stepsHeight = 206;
    constexpr int fewPixels = 480; // below, the fields become a tab beside the steps

    /// An HMAC is too long for a line of the steps; the whole of it stands below them.
    QString shortHex(const QByteArray& hex)
    {
        constexpr qsizetype most = 32;
        const QString text = QString::fromLatin1(hex.left(most));
        return hex.size() > most ? text + QChar(0x2026) : text;
    }

} // namespace

SignatureCard::SignatureCard(const QString& prefix, QWidget* parent)
    : Card(parent)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState("signature", this))
    , m_model(new TraceModel(this))
    , m_table(pieceTable(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_verdict(new Pill(this))
    , m_diagnose(iconButton("stethoscope", this))
{
    m_table->setObjectName(prefix + QStringLiteral("Table"));
    m_table->setModel(m_model);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(TraceModel::Number, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(TraceModel::Name, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(TraceModel::Value, QHeaderView::Stretch);
    header->setSectionResizeMode(TraceModel::Fate, QHeaderView::ResizeToContents);
    m_verdict->setObjectName(prefix + QStringLiteral("Verdict"));
    addHeadingWidget(m_verdict);
    m_diagnose->setObjectName(prefix + QStringLiteral("Diagnose"));
    addHeadingWidget(m_diagnose);
    connect(m_diagnose, &QToolButton::clicked, this, &SignatureCard::diagnosisRequested);

    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(lowerTabs(prefix));
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({400, stepsHeight});
    m_table->setMinimumHeight(60);
    auto* shown = new QWidget(this);
    auto* column = new QVBoxLayout(shown);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addWidget(m_splitter, 1);
    column->addWidget(footer(prefix));
    m_stack->addWidget(m_empty);
    m_stack->addWidget(shown);
    body()->addWidget(m_stack, 1);
    retranslateUi();
}

QWidget* SignatureCard::lowerTabs(const QString& prefix)
{
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(prefix + QStringLiteral("Tabs"));
    m_tabs->setDocumentMode(true);
    m_steps = new StepList(StepList::Look::Checklist, m_tabs);
    m_steps->setObjectName(prefix + QStringLiteral("Steps"));
    m_steps->setMinimumHeight(60);
    m_steps->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_steps->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_string = technicalTextView(m_tabs);
    m_string->setObjectName(prefix + QStringLiteral("String"));
    m_tabs->addTab(m_steps, QString());
    m_tabs->addTab(m_string, QString());
    return m_tabs;
}

QWidget* SignatureCard::footer(const QString& prefix)
{
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(0);
    m_computedName = new HintLabel(box);
    m_computed = new CopyField(box);
    m_computed->setObjectName(prefix + QStringLiteral("Computed"));
    m_sentName = new HintLabel(box);
    m_sent = new CopyField(box);
    m_sent->setObjectName(prefix + QStringLiteral("Sent"));
    for (HintLabel* name : {m_computedName, m_sentName})
        name->setWordWrap(false);
    grid->addWidget(m_computedName, 0, 0);
    grid->addWidget(m_computed, 0, 1);
    grid->addWidget(m_sentName, 1, 0);
    grid->addWidget(m_sent, 1, 1);
    grid->setColumnStretch(1, 1);
    return box;
}

void SignatureCard::setTitle(const QString& title)
{
    setHeading(title);
    m_table->setAccessibleName(title);
    m_string->setAccessibleName(title);
    m_steps->setAccessibleName(title);
}

void SignatureCard::show(
    const std::optional<RecordedSignature>& recorded, const Secret* key, const QString& why)
{
    m_recorded = recorded;
    m_empty->setTexts(why);
    m_stack->setCurrentIndex(recorded ? 1 : 0);
    m_trace = recorded ? traceSignature(recorded->fields, key ? key->clone() : Secret(),
                             recorded->type, recorded->signField)
                       : SignatureTrace();
    showTrace();
}

void SignatureCard::showTrace()
{
    m_model->setTrace(m_trace);
    const QByteArray string = m_trace.keyLength > 0 ? m_trace.shownString() : m_trace.base;
    m_string->setPlainText(visible(QString::fromUtf8(string), true));
    const bool keyed = m_trace.keyLength > 0;
    m_computed->setValue(keyed ? QString::fromLatin1(m_trace.signature) : QString());
    m_sent->setValue(m_recorded
            ? visible(QString::fromUtf8(m_recorded->signature().left(200)), true)
            : QString());
    showSteps();
    showVerdict();
}

void SignatureCard::showSteps()
{
    using State = Step::State;
    const bool keyed = m_trace.keyLength > 0;
    const State withKey = keyed ? State::Done : State::Waiting;
    const QString noKey = tr("The key is not at hand.");
    const QString method = QString::fromLatin1(signTypeName(m_trace.type));
    const auto name = [this](qsizetype index) {
        return spokenRuns(runsOf(m_trace.fields.at(index).field.name.left(32), {}));
    };
    const QString ends = m_trace.order.isEmpty()
        ? QString()
        : tr("%1 to %2").arg(name(m_trace.order.first()), name(m_trace.order.last()));
    m_steps->steps()->setSteps({
        {tr("1. Drop the signature and empty values"), {},
            tr("%1 of %2 fields").arg(m_trace.order.size()).arg(m_trace.fields.size()),
            State::Done},
        {tr("2. Sort by name, in byte order"), {}, ends, State::Done},
        {tr("3. Join as name=value with &"), {}, tr("%1 bytes").arg(m_trace.base.size()),
            State::Done},
        {tr("4. Append &key="), {},
            keyed ? tr("%1, %2 bytes")
                        .arg(QString::fromUtf8(m_trace.maskedKey))
                        .arg(m_trace.keyLength)
                  : noKey,
            withKey},
        {tr("5. %1 of these bytes").arg(method), {}, keyed ? shortHex(m_trace.digest) : noKey,
            withKey},
        {tr("6. Upper case"), {}, keyed ? shortHex(m_trace.signature) : noKey, withKey},
    });
}

bool SignatureCard::isTroubled() const
{
    if (!m_recorded)
        return false;
    const bool wrong =
        m_trace.keyLength > 0 && !sameSignature(m_recorded->signature(), m_trace.signature);
    return wrong || m_recorded->refused;
}

void SignatureCard::showVerdict()
{
    m_diagnose->setVisible(m_recorded.has_value());
    if (!m_recorded)
        return m_verdict->show({}, Tone::Neutral);
    if (m_trace.keyLength == 0)
        return m_verdict->show(tr("! No key"), Tone::Warn);
    const bool same = sameSignature(m_recorded->signature(), m_trace.signature);
    m_verdict->show(
        same ? tr("✓ Signature right") : tr("✗ Signature differs"), same ? Tone::Ok : Tone::Bad);
}

void SignatureCard::arrange()
{
    const bool low = height() < fewPixels;
    if (low == (m_tabs->indexOf(m_table) >= 0))
        return;
    if (low) {
        m_tabs->insertTab(0, m_table, QString());
        m_tabs->setCurrentIndex(0);
    } else {
        m_splitter->insertWidget(0, m_table);
        m_table->show();
        m_splitter->setSizes({height() - stepsHeight, stepsHeight});
    }
    nameTabs();
}

void SignatureCard::nameTabs()
{
    m_tabs->setTabText(m_tabs->indexOf(m_table), tr("Fields"));
    m_tabs->setTabText(m_tabs->indexOf(m_steps), tr("Step by step"));
    m_tabs->setTabText(m_tabs->indexOf(m_string), tr("String to sign"));
}

void SignatureCard::resizeEvent(QResizeEvent* event)
{
    Card::resizeEvent(event);
    arrange();
}

void SignatureCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void SignatureCard::retranslateUi()
{
    nameTabs();
    setToolButtonName(m_diagnose, tr("Diagnose this signature"));
    m_computedName->setText(tr("Computed"));
    m_computed->setName(tr("Computed signature"));
    m_sentName->setText(tr("As sent"));
    m_sent->setName(tr("Signature as sent"));
    m_model->retranslate();
    showSteps();
    showVerdict();
}

} // namespace paydesk
