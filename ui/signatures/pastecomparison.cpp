#include "ui/signatures/pastecomparison.h"

#include "core/base/wording.h"
#include "core/workbench.h"
#include "ui/orders/orderwords.h"
#include "ui/signatures/comparisonmodel.h"
#include "ui/signatures/piecedelegate.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/secretedit.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    constexpr int pasteTypingMs = 150;
    constexpr int nameColumn = 150;
    constexpr int inputHeight = 168;
    constexpr int lowWindow = 800;

    QLabel* nameLabel(QWidget* parent)
    {
        auto* label = new QLabel(parent);
        label->setTextFormat(Qt::PlainText);
        setFontRole(label, FontRole::Label);
        return label;
    }

} // namespace

PasteComparison::PasteComparison(Workbench& bench, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
{
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(buildInput());
    splitter->addWidget(buildResult());
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({inputHeight, 10 * inputHeight});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 10, 0, 0);
    column->addWidget(splitter);
    m_previousKey = keyAction("signaturesPreviousKey", QKeySequence(Qt::SHIFT | Qt::Key_F8));
    m_nextKey = keyAction("signaturesNextKey", QKeySequence(Qt::Key_F8));
    m_typing.setSingleShot(true);
    m_typing.setInterval(pasteTypingMs);
    join();
    retranslateUi();
}

QAction* PasteComparison::keyAction(const char* name, const QKeySequence& keys)
{
    auto* action = new QAction(this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

// --- the parts

QWidget* PasteComparison::buildInput()
{
    auto* card = new Card(this);
    m_pasteName = nameLabel(card);
    m_kind = new Pill(card);
    m_kind->setObjectName(QStringLiteral("signaturesKind"));
    m_paste = new QPlainTextEdit(card);
    m_paste->setObjectName(QStringLiteral("signaturesPaste"));
    m_paste->setTabChangesFocus(true);
    m_paste->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_paste->setMinimumHeight(64);
    setFontRole(m_paste, FontRole::Technical);
    m_pasteName->setBuddy(m_paste);
    auto* above = new QHBoxLayout;
    above->addWidget(m_pasteName);
    above->addWidget(m_kind);
    above->addStretch();
    auto* left = new QVBoxLayout;
    left->setSpacing(6);
    left->addLayout(above);
    left->addWidget(m_paste, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addLayout(left, 3);
    row->addWidget(buildOptions(), 2);
    card->body()->addLayout(row);
    return card;
}

QWidget* PasteComparison::buildOptions()
{
    auto* box = new QWidget(this);
    m_keyName = nameLabel(box);
    m_keyState = new HintLabel(box);
    m_keyState->setObjectName(QStringLiteral("signaturesKeyState"));
    m_keyField = new SecretEdit(box);
    m_keyField->setObjectName(QStringLiteral("signaturesKey"));
    m_useKey = secondaryButton("", box);
    m_useKey->setObjectName(QStringLiteral("signaturesUseKey"));
    m_dropKey = secondaryButton("", box);
    m_dropKey->setObjectName(QStringLiteral("signaturesDropKey"));
    m_type = new QComboBox(box);
    m_type->setObjectName(QStringLiteral("signaturesType"));
    m_type->addItem(QString());
    m_type->addItem(QString::fromLatin1(signTypeName(SignType::Md5)), int(SignType::Md5));
    m_type->addItem(
        QString::fromLatin1(signTypeName(SignType::HmacSha256)), int(SignType::HmacSha256));
    m_rightName = nameLabel(box);
    m_rightSide = new QComboBox(box);
    m_rightSide->setObjectName(QStringLiteral("signaturesRightSide"));
    m_rightSide->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_rightSide->setMinimumContentsLength(12);
    m_givenName = nameLabel(box);
    m_given = new QLineEdit(box);
    m_given->setObjectName(QStringLiteral("signaturesGiven"));
    setFontRole(m_given, FontRole::Technical);

    auto* keyRow = new QHBoxLayout;
    keyRow->setSpacing(8);
    keyRow->addWidget(m_keyField, 1);
    keyRow->addWidget(m_useKey);
    keyRow->addWidget(m_dropKey);
    auto* givenRow = new QHBoxLayout;
    givenRow->setSpacing(8);
    givenRow->addWidget(m_given, 1);
    givenRow->addWidget(m_type);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_keyName, 0, 0);
    grid->addLayout(keyRow, 0, 1);
    grid->addWidget(m_keyState, 1, 1);
    grid->addWidget(m_givenName, 2, 0);
    grid->addLayout(givenRow, 2, 1);
    grid->addWidget(m_rightName, 3, 0);
    grid->addWidget(m_rightSide, 3, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(4, 1);
    m_keyName->setBuddy(m_keyField);
    m_rightName->setBuddy(m_rightSide);
    m_givenName->setBuddy(m_given);
    return box;
}

QWidget* PasteComparison::buildResult()
{
    auto* box = new QWidget(this);
    buildTable();
    m_empty = new EmptyState("signature", box);
    m_empty->setObjectName(QStringLiteral("signaturesEmpty"));
    auto* card = new Card(box);
    card->body()->setContentsMargins(8, 6, 8, 8);
    m_stack = new QStackedWidget(card);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    card->body()->addWidget(m_stack, 1);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(8);
    column->addWidget(buildHeading());
    column->addWidget(card, 1);
    m_footer = buildVerdict();
    column->addWidget(m_footer);
    return box;
}

QWidget* PasteComparison::buildHeading()
{
    auto* box = new QWidget(this);
    m_heading = new QLabel(box);
    setFontRole(m_heading, FontRole::Heading);
    m_differences = new Pill(box);
    m_differences->setObjectName(QStringLiteral("signaturesDifferences"));
    m_agreements = new Pill(box);
    m_agreements->setObjectName(QStringLiteral("signaturesAgreements"));
    m_only = new Chip(box);
    m_only->setObjectName(QStringLiteral("signaturesOnly"));
    m_previous = iconButton("chevron-up", box);
    m_previous->setObjectName(QStringLiteral("signaturesPrevious"));
    m_next = iconButton("chevron-down", box);
    m_next->setObjectName(QStringLiteral("signaturesNext"));
    m_copy = iconButton("copy", box);
    m_copy->setObjectName(QStringLiteral("signaturesCopy"));
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins({});
    row->addWidget(m_heading);
    row->addWidget(m_differences);
    row->addWidget(m_agreements);
    row->addStretch();
    row->addWidget(m_only);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_copy);
    return box;
}

void PasteComparison::buildTable()
{
    m_model = new ComparisonModel(this);
    m_table = pieceTable(this);
    m_table->setObjectName(QStringLiteral("signaturesComparison"));
    m_table->setModel(m_model);
    m_table->setMinimumHeight(110);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(ComparisonModel::Number, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(ComparisonModel::Name, QHeaderView::Interactive);
    header->setSectionResizeMode(ComparisonModel::Yours, QHeaderView::Stretch);
    header->setSectionResizeMode(ComparisonModel::Right, QHeaderView::Stretch);
    header->setSectionResizeMode(ComparisonModel::Verdict, QHeaderView::ResizeToContents);
    header->resizeSection(ComparisonModel::Name, nameColumn);
}

QWidget* PasteComparison::buildVerdict()
{
    auto* card = new Card(this);
    m_verdict = new Pill(card);
    m_verdict->setObjectName(QStringLiteral("signaturesSame"));
    m_yoursName = new QLabel(card);
    m_yours = new CopyField(card);
    m_yours->setObjectName(QStringLiteral("signaturesYours"));
    m_rightSignName = new QLabel(card);
    m_right = new CopyField(card);
    m_right->setObjectName(QStringLiteral("signaturesRight"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(0);
    grid->addWidget(m_yoursName, 0, 0);
    grid->addWidget(m_yours, 0, 1);
    grid->addWidget(m_rightSignName, 1, 0);
    grid->addWidget(m_right, 1, 1);
    grid->addWidget(m_verdict, 0, 2, 2, 1, Qt::AlignCenter);
    grid->setColumnStretch(1, 1);
    card->body()->setContentsMargins(14, 6, 14, 6);
    card->body()->addLayout(grid);
    return card;
}

void PasteComparison::join()
{
    const auto later = [this] { m_typing.start(); };
    connect(&m_typing, &QTimer::timeout, this, &PasteComparison::compare);
    connect(m_paste, &QPlainTextEdit::textChanged, this, later);
    connect(m_given, &QLineEdit::textChanged, this, later);
    connect(m_type, &QComboBox::activated, this, &PasteComparison::compare);
    connect(m_rightSide, &QComboBox::activated, this, &PasteComparison::compare);
    connect(m_keyField, &QLineEdit::returnPressed, this, &PasteComparison::useOwnKey);
    connect(m_useKey, &QPushButton::clicked, this, &PasteComparison::useOwnKey);
    connect(m_dropKey, &QPushButton::clicked, this, &PasteComparison::dropOwnKey);
    connect(m_only, &Chip::toggled, m_model, &ComparisonModel::showDifferencesOnly);
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_previousKey, &QAction::triggered, this, [this] { step(-1); });
    connect(m_nextKey, &QAction::triggered, this, [this] { step(1); });
    connect(m_copy, &QToolButton::clicked, this, &PasteComparison::copyReport);
    connect(&m_bench, &Workbench::counterChanged, this, [this] {
        showKey();
        compare();
    });
}

// --- what goes in

void PasteComparison::setText(const QByteArray& text)
{
    m_paste->setPlainText(QString::fromUtf8(text));
    m_paste->setFocus();
    compare();
}

void PasteComparison::setOrder(const OrderSignatures& order)
{
    m_order = order;
    listRightSides();
    compare();
}

void PasteComparison::listRightSides()
{
    const QSignalBlocker quiet(m_rightSide);
    const QVariant chosen = m_rightSide->currentData();
    const QString number = oneLine(m_order.outTradeNo);
    m_rightSide->clear();
    m_rightSide->addItem(tr("The pasted fields, signed by the rules"), OwnFields);
    if (m_order.unifiedOrder)
        m_rightSide->addItem(tr("Unified order of %1").arg(number), OrderFirst);
    if (m_order.paySign)
        m_rightSide->addItem(tr("paySign of %1").arg(number), OrderSecond);
    m_rightSide->setCurrentIndex(std::max(0, m_rightSide->findData(chosen)));
}

const Secret* PasteComparison::key() const
{
    if (!m_ownKey.isEmpty())
        return &m_ownKey;
    Counter* counter = m_bench.counter();
    return counter ? &counter->gateway().apiKey() : nullptr;
}

void PasteComparison::useOwnKey()
{
    Secret typed = m_keyField->take();
    if (typed.isEmpty())
        return;
    m_ownKey = std::move(typed);
    showKey();
    compare();
}

void PasteComparison::dropOwnKey()
{
    m_ownKey = Secret();
    showKey();
    compare();
}

void PasteComparison::showKey()
{
    const bool own = !m_ownKey.isEmpty();
    m_dropKey->setVisible(own);
    const Secret* at = key();
    if (!at) {
        m_keyState->setText(tr("No key at hand: enter one. It is not stored and goes nowhere."));
        return;
    }
    const QString masked = QString::fromUtf8(at->masked());
    m_keyState->setText(own
            ? tr("Your key %1, %2 bytes; not stored, goes nowhere.").arg(masked).arg(at->size())
            : tr("The merchant's key %1, %2 bytes.").arg(masked).arg(at->size()));
}

// --- what comes out

void PasteComparison::compare()
{
    m_typing.stop();
    m_answer.reset();
    PasteQuestion question;
    question.text = m_paste->toPlainText().toUtf8();
    if (question.text.trimmed().isEmpty())
        return showAnswer();
    question.key = key();
    if (m_type->currentData().isValid())
        question.type = SignType(m_type->currentData().toInt());
    question.given = m_given->text().trimmed().toUtf8();
    question.appId = m_bench.profile().appid;
    const int side = m_rightSide->currentData().toInt();
    if (side != OwnFields)
        question.reference = side == OrderFirst ? m_order.unifiedOrder : m_order.paySign;
    Result<PasteAnswer> answer = analysePaste(question);
    if (!answer)
        return showFailure(answer.error());
    m_answer = std::move(*answer);
    showAnswer();
}

void PasteComparison::showFailure(const Failure& why)
{
    showAnswer();
    m_kind->show(tr("✗ Not recognised"), Tone::Bad);
    // Its remedy speaks of a recorded message; here the text is in front of the person.
    const Wording words = wordingOf(why);
    m_empty->setTexts(Wording{words.what, words.why, {}}.sentence());
}

void PasteComparison::showAnswer()
{
    m_model->setRows(m_answer ? m_answer->rows : QList<ComparedField>());
    m_empty->setTexts(tr("Paste a message, a sign string, a cURL command or the wx.requestPayment "
                         "object here."));
    m_stack->setCurrentIndex(m_answer ? 1 : 0);
    m_footer->setVisible(m_answer.has_value());
    m_kind->show(m_answer ? kindWords(*m_answer) : QString(), Tone::Info);
    for (QWidget* control : {static_cast<QWidget*>(m_previous), static_cast<QWidget*>(m_next),
             static_cast<QWidget*>(m_only), static_cast<QWidget*>(m_copy)})
        control->setEnabled(m_answer.has_value());
    showCounts();
    showVerdict();
}

void PasteComparison::showCounts()
{
    if (!m_answer) {
        m_differences->show({}, Tone::Neutral);
        return m_agreements->show({}, Tone::Neutral);
    }
    const int differences = m_model->differences();
    m_differences->show(
        tr("%1 differ").arg(differences), differences == 0 ? Tone::Neutral : Tone::Bad);
    m_agreements->show(tr("%1 the same").arg(m_model->agreements()), Tone::Ok);
    m_previous->setEnabled(differences > 0);
    m_next->setEnabled(differences > 0);
}

void PasteComparison::showVerdict()
{
    if (!m_answer)
        return;
    m_yoursName->setText(m_answer->yoursComputed ? tr("Your string gives") : tr("Your signature"));
    m_yours->setName(m_yoursName->text());
    m_yours->setValue(oneLine(m_answer->yours.left(200)));
    m_right->setValue(QString::fromLatin1(m_answer->right));
    if (!m_answer->keyed)
        return m_verdict->show(tr("! No key: enter one to get the signature"), Tone::Warn);
    if (m_answer->yours.isEmpty())
        return m_verdict->show(tr("! No signature to compare with"), Tone::Warn);
    const bool same = sameSignature(m_answer->yours, m_answer->right);
    m_verdict->show(
        same ? tr("✓ Same signature") : tr("✗ Different signatures"), same ? Tone::Ok : Tone::Bad);
}

QString PasteComparison::kindWords(const PasteAnswer& answer)
{
    const QString type = QString::fromLatin1(signTypeName(answer.type));
    if (answer.as == ComparedAs::SignString)
        return tr("String to sign, %1").arg(type);
    switch (answer.kind) {
    case InputKind::Xml:
        return tr("XML message, %1").arg(type);
    case InputKind::Json:
        return tr("JSON message, %1").arg(type);
    case InputKind::Query:
        return tr("Query of a URL, %1").arg(type);
    case InputKind::Curl:
        return tr("cURL command, %1").arg(type);
    case InputKind::RequestPayment:
        return tr("wx.requestPayment, %1").arg(type);
    }
    return {};
}

void PasteComparison::step(int direction)
{
    const int row = m_model->nextDifference(m_table->currentIndex().row(), direction);
    if (row < 0)
        return;
    m_table->setCurrentIndex(m_model->index(row, ComparisonModel::Verdict));
    m_table->scrollTo(m_table->currentIndex(), QAbstractItemView::EnsureVisible);
}

void PasteComparison::copyReport()
{
    if (!m_answer)
        return;
    const QString signatures =
        tr("Yours: %1\nRight: %2\n%3").arg(m_yours->value(), m_right->value(), m_verdict->text());
    QGuiApplication::clipboard()->setText(m_model->report() + u'\n' + signatures + u'\n');
}

// --- words

void PasteComparison::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_model->pinDifferences(window()->height() < lowWindow);
}

void PasteComparison::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void PasteComparison::retranslateUi()
{
    m_pasteName->setText(tr("Your string or message"));
    m_paste->setPlaceholderText(
        tr("Message, sign string, cURL, log line or wx.requestPayment parameters"));
    m_keyName->setText(tr("Key"));
    m_keyField->setPlaceholderText(tr("Your own API key"));
    m_useKey->setText(tr("Use"));
    m_dropKey->setText(tr("Forget"));
    m_type->setAccessibleName(tr("Sign type"));
    m_type->setItemText(0, tr("Automatic"));
    m_rightName->setText(tr("Right side"));
    m_givenName->setText(tr("Signature"));
    m_given->setPlaceholderText(tr("Optional"));
    m_heading->setText(tr("Field by field"));
    m_only->setText(tr("Differences only"));
    setToolButtonName(m_previous, tr("Previous difference (Shift+F8)"));
    setToolButtonName(m_next, tr("Next difference (F8)"));
    setToolButtonName(m_copy, tr("Copy as text, without the key"));
    m_previousKey->setText(tr("Previous difference"));
    m_nextKey->setText(tr("Next difference"));
    m_table->setAccessibleName(tr("Field by field"));
    m_rightSignName->setText(tr("Right signature"));
    m_right->setName(m_rightSignName->text());
    m_model->retranslate();
    listRightSides();
    showKey();
    compare();
}

} // namespace paydesk
