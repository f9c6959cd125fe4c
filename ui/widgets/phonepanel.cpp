#include "ui/widgets/phonepanel.h"

#include "ui/style/paint.h"

#include <QPainter>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    constexpr int bezelSide = 10;
    constexpr int bezelEnd = 26;

} // namespace

PhonePanel::PhonePanel(QWidget* parent)
    : QWidget(parent)
    , m_screen(new QVBoxLayout(this))
{
    m_screen->setContentsMargins(bezelSide + 14, bezelEnd + 12, bezelSide + 14, bezelEnd + 14);
    m_screen->setSpacing(8);
    setMinimumWidth(230);
    setMaximumSize(270, 540);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
}

void PhonePanel::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(palette());
    QPainter painter(this);
    paintBox(&painter, rect(), 28, t.side, t.ctl, 2);
    paintBox(&painter, QRectF(rect()).adjusted(bezelSide, bezelEnd, -bezelSide, -bezelEnd), 4,
        t.surf, {});
    const QRectF speaker(width() / 2.0 - 20, bezelEnd / 2.0 - 2, 40, 4);
    paintBox(&painter, speaker, 2, t.line, {});
}

} // namespace paydesk
