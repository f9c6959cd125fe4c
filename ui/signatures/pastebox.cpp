#include "ui/signatures/pastebox.h"

#include "ui/signatures/pastedtext.h"
#include "ui/style/fonts.h"

#include <QMimeData>

namespace paydesk {

PasteBox::PasteBox(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setMinimumHeight(64);
    setFontRole(this, FontRole::Technical);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (m_putting)
            return;
        m_whole = QByteArray();
        emit typed();
    });
}

void PasteBox::setBytes(const QByteArray& bytes)
{
    putWhole(bytes);
    emit pasted();
}

void PasteBox::putWhole(const QByteArray& bytes)
{
    m_putting = true;
    setPlainText(QString::fromUtf8(bytes));
    m_putting = false;
    m_whole = bytes;
}

QByteArray PasteBox::bytes() const
{
    if (!m_whole.isNull())
        return m_whole;
    // Not toPlainText(), which makes blanks of no-break spaces.
    QString text = document()->toRawText();
    text.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    return text.toUtf8();
}

bool PasteBox::isAllSelected() const
{
    const QTextCursor cursor = textCursor();
    return document()->isEmpty()
        || cursor.selectionEnd() - cursor.selectionStart() >= document()->characterCount() - 1;
}

void PasteBox::insertFromMimeData(const QMimeData* source)
{
    if (!isAllSelected())
        return QPlainTextEdit::insertFromMimeData(source);
    PastedText text = splitPaste(source->text().toUtf8());
    putWhole(text.message);
    if (text.key)
        emit keyFound(*text.key);
    emit pasted();
}

} // namespace paydesk
