#include "ui/signatures/messagecomparison.h"

#include "core/sign/textinput.h"
#include "core/workbench.h"
#include "ui/signatures/fieldtable.h"
#include "ui/signatures/pastebox.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int listedExchanges = 200;
    constexpr int compareAfterMs = 20;
    constexpr int pasteHeight = 72;
    constexpr int lowComparison = 800;

} // namespace

MessageComparison::MessageComparison(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_choices(new Card(this))
    , m_swap(iconButton("refresh", this))
    , m_copy(iconButton("copy", this))
    , m_state(new HintLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState("scale", this))
    , m_table(new FieldTable(QStringLiteral("signaturesPair"), this))
{
    m_swap->setObjectName(QStringLiteral("signaturesSwap"));
    m_copy->setObjectName(QStringLiteral("signaturesCompareCopy"));
    m_state->setObjectName(QStringLiteral("signaturesCompareState"));
    m_state->setTone(Tone::Bad);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(10);
    build(m_a, 'A', m_choices);
    build(m_b, 'B', m_choices);
    for (Side* side : {&m_a, &m_b}) {
        auto* column = new QVBoxLayout;
        column->setSpacing(4);
        auto* line = new QHBoxLayout;
        line->setSpacing(8);
        line->addWidget(side->name);
        line->addWidget(side->choice, 1);
        column->addLayout(line);
        column->addWidget(side->paste);
        sides->addLayout(column, 1);
        if (side == &m_a)
            sides->addWidget(m_swap, 0, Qt::AlignTop);
    }
    m_choices->body()->setContentsMargins(12, 6, 12, 6);
    m_choices->body()->addLayout(sides);
    m_table->addHeadingWidget(m_copy);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addWidget(m_choices);
    column->addWidget(m_state);
    column->addWidget(m_stack, 1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(compareAfterMs);
    connect(&m_typing, &QTimer::timeout, this, &MessageComparison::compare);
    connect(m_swap, &QToolButton::clicked, this, &MessageComparison::swap);
    connect(m_copy, &QToolButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_table->model().report() + u'\n'); });
    retranslateUi();
}

void MessageComparison::build(Side& side, char letter, QWidget* parent)
{
    const QString suffix(QLatin1Char{letter});
    side.name = new QLabel(parent);
    setFontRole(side.name, FontRole::Label);
    side.choice = new QComboBox(parent);
    side.choice->setObjectName(QStringLiteral("signaturesMessage") + suffix);
    side.choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    side.choice->setMinimumContentsLength(20);
    side.paste = new PasteBox(parent);
    side.paste->setObjectName(QStringLiteral("signaturesPaste") + suffix);
    side.paste->setFixedHeight(pasteHeight);
    side.paste->hide();
    side.name->setBuddy(side.choice);
    connect(side.choice, &QComboBox::activated, this, &MessageComparison::compare);
    connect(side.paste, &PasteBox::pasted, this, &MessageComparison::compare);
    connect(side.paste, &PasteBox::typed, this, [this] { m_typing.start(); });
}

void MessageComparison::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    read();
}

void MessageComparison::open(qint64 exchangeA, qint64 exchangeB)
{
    m_asked = {exchangeA, exchangeB};
    m_askedOf = m_bench.profile().name;
    read(true);
}

void MessageComparison::read(bool choosesAsked)
{
    const QByteArray profile = m_bench.profile().name;
    m_bench.store().read<QList<RecordedMessage>>(
        this,
        [profile, also = profile == m_askedOf ? m_asked : QList<qint64>()](
            const OrderReader& reader) {
            return readRecordedMessages(reader, profile, listedExchanges, also);
        },
        [this, choosesAsked](const Result<QList<RecordedMessage>>& messages) {
            m_messages = messages ? *messages : QList<RecordedMessage>();
            list(m_a, 1);
            list(m_b, 0);
            if (choosesAsked)
                chooseAsked();
            compare();
        });
}

/// The same side of both, that of the requests first.
void MessageComparison::chooseAsked()
{
    const auto numberOf = [this](qint64 exchange, bool isAnswer) {
        const auto found =
            std::find_if(m_messages.begin(), m_messages.end(), [&](const RecordedMessage& message) {
                return message.exchangeId == exchange && message.isAnswer == isAnswer;
            });
        return found == m_messages.end() ? -1 : int(found - m_messages.begin());
    };
    for (const bool isAnswer : {false, true}) {
        const int a = numberOf(m_asked.at(0), isAnswer);
        const int b = numberOf(m_asked.at(1), isAnswer);
        if (a < 0 || b < 0)
            continue;
        // The first of the list is the pasted text.
        m_a.choice->setCurrentIndex(a + 1);
        m_b.choice->setCurrentIndex(b + 1);
        return;
    }
}

/// The choice made before stays where the message is still there.
void MessageComparison::list(Side& side, int first)
{
    const QSignalBlocker quiet(side.choice);
    const auto same = [](const RecordedMessage& a, const RecordedMessage& b) {
        return a.exchangeId == b.exchangeId && a.isAnswer == b.isAnswer;
    };
    const auto before = side.choice->currentData().value<RecordedMessage>();
    const bool pasted = side.choice->count() > 0 && before.exchangeId == 0;
    side.choice->clear();
    side.choice->addItem(tr("Pasted text"), QVariant::fromValue(RecordedMessage()));
    int chosen = std::min<int>(first + 1, int(m_messages.size()));
    for (const RecordedMessage& message : std::as_const(m_messages)) {
        if (same(message, before))
            chosen = side.choice->count();
        side.choice->addItem(message.title(), QVariant::fromValue(message));
    }
    side.choice->setCurrentIndex(pasted ? 0 : chosen);
}

QByteArray MessageComparison::bytes(const Side& side) const
{
    const auto message = side.choice->currentData().value<RecordedMessage>();
    return message.exchangeId == 0 ? side.paste->bytes() : message.body;
}

void MessageComparison::compare()
{
    for (const Side* side : {&m_a, &m_b})
        side->paste->setVisible(side->choice->currentIndex() == 0);
    const QByteArray texts[] = {bytes(m_a), bytes(m_b)};
    m_state->hide();
    if (texts[0].trimmed().isEmpty() || texts[1].trimmed().isEmpty())
        return m_stack->setCurrentIndex(0);
    const Result<ReadInput> a = readInput(texts[0]);
    const Result<ReadInput> b = readInput(texts[1]);
    m_stack->setCurrentIndex(a && b ? 1 : 0);
    if (!a || !b) {
        m_state->setText(tr("Message A or B cannot be read."));
        return m_state->show();
    }
    m_table->setRows(messageRows(a->fields, b->fields), ComparisonModel::Sides::TwoMessages);
    m_table->setStrings(sortedString(a->fields), sortedString(b->fields));
}

void MessageComparison::swap()
{
    const int a = m_a.choice->currentIndex();
    m_a.choice->setCurrentIndex(m_b.choice->currentIndex());
    m_b.choice->setCurrentIndex(a);
    const QByteArray text = m_a.paste->bytes();
    m_a.paste->setBytes(m_b.paste->bytes());
    m_b.paste->setBytes(text);
    compare();
}

void MessageComparison::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_table->setLow(window()->height() < lowComparison);
}

void MessageComparison::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void MessageComparison::retranslateUi()
{
    m_a.name->setText(tr("Message A"));
    m_b.name->setText(tr("Message B"));
    m_a.choice->setAccessibleName(tr("Choose message A"));
    m_b.choice->setAccessibleName(tr("Choose message B"));
    for (const Side* side : {&m_a, &m_b})
        side->paste->setPlaceholderText(tr("Paste the other message here"));
    setToolButtonName(m_swap, tr("Exchange A and B"));
    setToolButtonName(m_copy, tr("Copy as text"));
    m_empty->setTexts(tr("Choose two messages of the history, or paste one."));
    if (isVisible())
        read();
}

} // namespace paydesk
