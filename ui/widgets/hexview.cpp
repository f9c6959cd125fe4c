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

    constexpr int widest = 16;
    constexpr int narrow = 8;
    constexpr int shortOffset = 4;
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
    m_marks.clear();
    verticalScrollBar()->setValue(0);
    layoutBars();
    retranslateUi();
    viewport()->update();
}

void HexView::setMarks(const QList<std::pair<qsizetype, qsizetype>>& marks)
{
    m_marks = marks;
    viewport()->update();
}

void HexView::setMarksGood(bool good)
{
    m_good = good;
    viewport()->update();
}

bool HexView::isMarked(qsizetype at) const
{
    return std::any_of(m_marks.begin(), m_marks.end(),
        [at](const auto& mark) { return at >= mark.first && at < mark.first + mark.second; });
}

void HexView::setCompact(bool compact)
{
    m_compact = compact;
    m_offsetChars = compact ? shortOffset : 2 * shortOffset;
    layoutBars();
}

void HexView::scrollToByte(qsizetype at)
{
    const int page = verticalScrollBar()->pageStep();
    verticalScrollBar()->setValue(int(at / m_bytesALine) - (page / 2));
}

QString HexView::line(qsizetype row) const
{
    const QByteArray part = m_bytes.mid(row * m_bytesALine, m_bytesALine);
    QString hex;
    QString text;
    for (qsizetype i = 0; i < part.size(); ++i) {
        hex += hexOf(part.at(i)) + QLatin1Char(' ');
        if (i == 7)
            hex += QLatin1Char(' ');
        text += printable(part.at(i));
    }
    return QStringLiteral("%1  %2 %3")
        .arg(row * m_bytesALine, m_offsetChars, 16, QLatin1Char('0'))
        .arg(hex, -(m_bytesALine * 3 + 1))
        .arg(text);
}

void HexView::paintEvent(QPaintEvent* event)
{
    const Tokens& t = tokensOf(palette());
    QPainter painter(viewport());
    const QFontMetrics metrics = fontMetrics();
    const int height = lineHeight();
    const qreal offsetWidth =
        QFontMetricsF(font()).horizontalAdvance(QLatin1Char('0')) * m_offsetChars;
    const int x = inset - horizontalScrollBar()->value();
    const qsizetype first = verticalScrollBar()->value();
    const qsizetype last = std::min(lineCount(), first + event->rect().bottom() / height + 1);
    for (qsizetype row = first; row < last; ++row) {
        const int baseline = inset + int(row - first) * height + metrics.ascent();
        const QString text = line(row);
        if (!m_marks.isEmpty())
            paintMarks(painter, x, inset + int(row - first) * height, row);
        painter.setPen(t.text2);
        painter.drawText(x, baseline, text.left(m_offsetChars));
        painter.setPen(t.text);
        painter.drawText(QPointF(x + offsetWidth, baseline), text.mid(m_offsetChars));
    }
}

/// Under the byte's digits and under its character.
void HexView::paintMarks(QPainter& painter, int x, int top, qsizetype row) const
{
    const Tokens& t = tokensOf(palette());
    const qreal digit = QFontMetricsF(font()).horizontalAdvance(QLatin1Char('0'));
    const int tall = fontMetrics().height() + 2;
    const auto mark = [&](qsizetype column, int wide) {
        const QRectF box(x + (qreal(column) * digit) - 1, top - 1, (wide * digit) + 2, tall);
        painter.fillRect(box, m_good ? t.okmark : t.badmark);
        painter.fillRect(QRectF(box.x(), box.bottom() - 2, box.width(), 2), m_good ? t.ok : t.bad);
    };
    const qsizetype start = row * m_bytesALine;
    for (qsizetype i = 0; i < m_bytesALine && start + i < m_bytes.size(); ++i) {
        if (!isMarked(start + i))
            continue;
        mark(m_offsetChars + 2 + (i * 3) + (i > 7 ? 1 : 0), 2);
        mark(m_offsetChars + 2 + (m_bytesALine * 3) + 1 + 1 + i, 1);
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
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    m_bytesALine = widest;
    if (m_compact && charactersALine() * digit + 2 * inset > viewport()->width())
        m_bytesALine = narrow;
    const int page = std::max(1, (viewport()->height() - 2 * inset) / lineHeight());
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setRange(0, int(std::max<qsizetype>(0, lineCount() - page)));
    const int wide = digit * charactersALine() + 2 * inset;
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
