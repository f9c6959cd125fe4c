#include "ui/signatures/wholestring.h"

#include "ui/style/fonts.h"
#include "ui/style/tokens.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messageview.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextBlock>

namespace paydesk {

namespace {

    constexpr qsizetype longestPiece = 40;

    /// Line ends and the like stay one character long, so that places in the text and in the bytes
    /// agree.
    QString shownText(const QByteArray& bytes)
    {
        QString text = QString::fromUtf8(bytes);
        for (QChar& c : text) {
            if (c.unicode() < 0x20)
                c = QChar(0x2400 + c.unicode()); // the control pictures
            else if (c.unicode() == 0x7F)
                c = QChar(0x2421);
        }
        return text;
    }

    /// The number of UTF-16 units before a byte.
    int unitsBefore(const QByteArray& bytes, qsizetype byte)
    {
        return int(QString::fromUtf8(bytes.first(byte)).size());
    }

} // namespace

WholeString::WholeString(const QString& prefix, QWidget* parent)
    : QWidget(parent)
    , m_place(new HintLabel(this))
{
    m_place->setObjectName(prefix + QStringLiteral("Place"));
    m_place->setWordWrap(false);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(8);
    sides->addWidget(build(m_yours, prefix + QStringLiteral("WholeYours")));
    sides->addWidget(build(m_right, prefix + QStringLiteral("WholeRight")));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 4, 8, 4);
    column->setSpacing(4);
    column->addLayout(sides, 1);
    column->addWidget(m_place);
    QScrollBar* left = m_yours.text->verticalScrollBar();
    QScrollBar* right = m_right.text->verticalScrollBar();
    connect(left, &QScrollBar::valueChanged, right, &QScrollBar::setValue);
    connect(right, &QScrollBar::valueChanged, left, &QScrollBar::setValue);
}

QWidget* WholeString::build(Side& side, const QString& objectName)
{
    auto* box = new QWidget(this);
    side.name = new QLabel(box);
    setFontRole(side.name, FontRole::Label);
    side.text = technicalTextView(box);
    side.text->setObjectName(objectName);
    side.text->setWordWrapMode(QTextOption::WrapAnywhere);
    side.text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(2);
    column->addWidget(side.name);
    column->addWidget(side.text, 1);
    connect(side.text, &QPlainTextEdit::cursorPositionChanged, this,
        [this, &side] { showPlace(side); });
    return box;
}

void WholeString::setStrings(const QByteArray& yours, const QList<Span>& yourMarks,
    const QByteArray& right, const QList<Span>& rightMarks)
{
    m_yours.bytes = yours;
    m_yours.marks = yourMarks;
    m_right.bytes = right;
    m_right.marks = rightMarks;
    m_filled = false;
    if (isVisible())
        fill();
}

void WholeString::fill()
{
    m_filled = true;
    m_yours.text->setPlainText(shownText(m_yours.bytes));
    m_right.text->setPlainText(shownText(m_right.bytes));
    mark(m_yours, true);
    mark(m_right, false);
    m_place->clear();
}

void WholeString::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_filled)
        fill();
}

void WholeString::mark(const Side& side, bool yours) const
{
    const Tokens& t = tokensOf(palette());
    QList<QTextEdit::ExtraSelection> selections;
    for (const Span& span : side.marks) {
        QTextEdit::ExtraSelection selection;
        selection.format.setBackground(yours ? t.badmark : t.okmark);
        selection.format.setForeground(t.text);
        selection.format.setFontUnderline(true);
        selection.cursor = QTextCursor(side.text->document());
        selection.cursor.setPosition(unitsBefore(side.bytes, span.start));
        selection.cursor.setPosition(
            unitsBefore(side.bytes, span.start + span.length), QTextCursor::KeepAnchor);
        selections.append(selection);
    }
    side.text->setExtraSelections(selections);
}

void WholeString::show(const ComparedField& field)
{
    bring(m_yours, field.yours);
    bring(m_right, field.right);
}

void WholeString::bring(const Side& side, const std::optional<QByteArray>& piece)
{
    const qsizetype at = piece ? side.bytes.indexOf(*piece) : -1;
    if (at < 0 || side.text->document()->isEmpty())
        return;
    QTextCursor cursor(side.text->document());
    cursor.setPosition(unitsBefore(side.bytes, at));
    side.text->setTextCursor(cursor);
    side.text->ensureCursorVisible();
}

void WholeString::showPlace(const Side& side)
{
    const int units = side.text->textCursor().position();
    const QString before = side.text->toPlainText().first(units);
    const QString original = QString::fromUtf8(side.bytes).first(units);
    const qsizetype byte = original.toUtf8().size();
    const qsizetype start = side.bytes.lastIndexOf('&', byte > 0 ? byte - 1 : 0) + 1;
    const qsizetype name = side.bytes.indexOf('=', start);
    const QByteArray field =
        name < 0 ? QByteArray() : side.bytes.sliced(start, std::min(name - start, longestPiece));
    m_place->setText(tr("%1: character %2, byte %3, field %4")
            .arg(side.name->text())
            .arg(before.toUcs4().size() + 1)
            .arg(byte)
            .arg(shownText(field)));
}

void WholeString::setNames(const QString& yours, const QString& right) const
{
    m_yours.name->setText(yours);
    m_yours.text->setAccessibleName(yours);
    m_right.name->setText(right);
    m_right.text->setAccessibleName(right);
}

void WholeString::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_filled)
        fill();
}

} // namespace paydesk
