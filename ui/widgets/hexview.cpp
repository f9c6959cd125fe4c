#include "ui/widgets/hexview.h"

#include "ui/style/fonts.h"
#include "ui/style/tokens.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int bytesALine = 16;
    constexpr int offsetChars = 8;
    constexpr int inset = 6;
    constexpr qsizetype copyLimit = 64 * 1024;

    QChar printable(char byte)
    {
        return byte >= 0x20 && byte < 0x7F ? QLatin1Char(byte) : QChar(0x00B7);
    }

    QString hexOf(char byte)
    {
        return QStringLiteral("%1").arg(quint8(byte), 2, 16, QLatin1Char('0'));
    }

} // namespace

HexView::HexView(QWidget* parent)
    : QAbstractScrollArea(parent)
{
    setFontRole(this, FontRole::Technical);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    retranslateUi();
}

void HexView::setBytes(const QByteArray& bytes)
{
    m_bytes = bytes;
    verticalScrollBar()->setValue(0);
    layoutBars();
    retranslateUi();
    viewport()->update();
}

QString HexView::line(qsizetype row) const
{
    const QByteArray part = m_bytes.mid(row * bytesALine, bytesALine);
    QString hex;
    QString text;
    for (qsizetype i = 0; i < part.size(); ++i) {
        hex += hexOf(part.at(i)) + QLatin1Char(' ');
        if (i == 7)
            hex += QLatin1Char(' ');
        text += printable(part.at(i));
    }
    return QStringLiteral("%1  %2 %3")
        .arg(row * bytesALine, offsetChars, 16, QLatin1Char('0'))
        .arg(hex, -(bytesALine * 3 + 1))
        .arg(text);
}

void HexView::paintEvent(QPaintEvent* event)
{
    const Tokens& t = tokensOf(palette());
    QPainter painter(viewport());
    const QFontMetrics metrics = fontMetrics();
    const int height = lineHeight();
    const int offsetWidth = metrics.horizontalAdvance(QString(offsetChars, QLatin1Char('0')));
    const int x = inset - horizontalScrollBar()->value();
    const qsizetype first = verticalScrollBar()->value();
    const qsizetype last = std::min(lineCount(), first + event->rect().bottom() / height + 1);
    for (qsizetype row = first; row < last; ++row) {
        const int baseline = inset + int(row - first) * height + metrics.ascent();
        const QString text = line(row);
        painter.setPen(t.text2);
        painter.drawText(x, baseline, text.left(offsetChars));
        painter.setPen(t.text);
        painter.drawText(x + offsetWidth, baseline, text.mid(offsetChars));
    }
}

void HexView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    layoutBars();
}

void HexView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    QAbstractScrollArea::keyPressEvent(event);
}

void HexView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    if (event->type() == QEvent::FontChange)
        layoutBars();
}

int HexView::lineHeight() const
{
    return fontMetrics().height() + 4;
}

void HexView::layoutBars()
{
    const int page = std::max(1, (viewport()->height() - 2 * inset) / lineHeight());
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, int(std::max<qsizetype>(0, lineCount() - page)));
    const int wide =
        fontMetrics().horizontalAdvance(QLatin1Char('0')) * (offsetChars + 2 + bytesALine * 4 + 2)
        + 2 * inset;
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, wide - viewport()->width()));
}

// The dump itself is the accessible text, as far as a listener could want it.
void HexView::retranslateUi()
{
    setAccessibleName(tr("%n bytes in hexadecimal", nullptr, int(m_bytes.size())));
    QStringList lines;
    for (qsizetype row = 0; row < std::min<qsizetype>(lineCount(), 16); ++row)
        lines += line(row);
    setAccessibleDescription(lines.join(QLatin1Char('\n')));
}

void HexView::copy() const
{
    QString dump;
    for (qsizetype row = 0; row < std::min(lineCount(), copyLimit); ++row)
        dump += line(row) + QLatin1Char('\n');
    QGuiApplication::clipboard()->setText(dump);
}

} // namespace paydesk
