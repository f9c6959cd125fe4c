#include "ui/widgets/ruler.h"

#include "ui/style/paint.h"
#include "ui/style/tokens.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace paydesk {

namespace {

    constexpr int rulerWidth = 10;
    constexpr qreal leastMark = 5;

} // namespace

Ruler::Ruler(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void Ruler::setRows(int count, const QList<int>& marked)
{
    m_count = count;
    m_marked = marked;
    setCursor(marked.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    update();
}

QSize Ruler::sizeHint() const
{
    return {rulerWidth, 20};
}

QRectF Ruler::markOf(int row) const
{
    const qreal share = height() / qreal(std::max(1, m_count));
    const qreal tall = std::max(leastMark, share);
    const qreal top = std::min(row * share, height() - tall);
    return {2, top, width() - 4.0, tall};
}

void Ruler::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(palette());
    QPainter painter(this);
    paintBox(&painter, QRectF(2, 0, width() - 4.0, height()), 2, t.surf2, QColor());
    for (const int row : std::as_const(m_marked))
        paintBox(&painter, markOf(row), 1, t.bad, QColor());
}

void Ruler::mousePressEvent(QMouseEvent* event)
{
    const qreal y = event->position().y();
    const auto nearest =
        std::min_element(m_marked.begin(), m_marked.end(), [this, y](int a, int b) {
            return std::abs(markOf(a).center().y() - y) < std::abs(markOf(b).center().y() - y);
        });
    if (nearest != m_marked.end())
        emit rowRequested(*nearest);
}

} // namespace paydesk
