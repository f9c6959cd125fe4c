#include "ui/firststart/startcard.h"

#include "ui/style/fonts.h"
#include "ui/style/glyph.h"
#include "ui/style/paint.h"
#include "ui/style/tokens.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int edge = 18; ///< from the card's border to its contents
    constexpr int glyphSide = 24;
    constexpr int lowest = 72;
    constexpr int between = 4; ///< title and meaning

} // namespace

StartCard::StartCard(const char* glyphName, bool recommended, QWidget* parent)
    : QPushButton(parent)
    , m_glyph(QString::fromLatin1(glyphName))
    , m_recommended(recommended)
{
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void StartCard::setTexts(const QString& title, const QString& meaning, const QString& verb)
{
    m_title = title;
    m_meaning = meaning;
    m_verb = verb;
    setAccessibleName(title);
    setAccessibleDescription(meaning);
    updateGeometry();
    update();
}

int StartCard::verbWidth() const
{
    return QFontMetrics(fontOf(FontRole::Label)).horizontalAdvance(m_verb) + 28;
}

QRect StartCard::textRoom(int width) const
{
    const int left = edge + glyphSide + 14;
    return {left, 0, std::max(60, width - left - verbWidth() - 2 * edge), 1000};
}

int StartCard::heightForWidth(int width) const
{
    const QRect room = textRoom(width);
    const int title = QFontMetrics(fontOf(FontRole::Heading))
                          .boundingRect(room, Qt::TextWordWrap, m_title)
                          .height();
    const int meaning = QFontMetrics(fontOf(FontRole::Body))
                            .boundingRect(room, Qt::TextWordWrap, m_meaning)
                            .height();
    return std::max(lowest, title + between + meaning + 26);
}

QSize StartCard::sizeHint() const
{
    return {640, heightForWidth(640)};
}

QSize StartCard::minimumSizeHint() const
{
    return {360, lowest};
}

void StartCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QPushButton::keyPressEvent(event);
}

void StartCard::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool lit = underMouse() || isDown();
    QColor ground = m_recommended ? t.accbg : t.surf;
    if (lit)
        ground = m_recommended ? mixed(t.accbg, t.acc, 0.08) : t.surf2;
    const QColor border = hasFocus() ? t.acc : m_recommended ? mixed(t.accbg, t.acc, 0.35) : t.line;
    paintBox(&painter, rect(), cardRadius, ground, border, hasFocus() ? 2 : 1);
    const QRectF sign(edge, (height() - glyphSide) / 2.0, glyphSide, glyphSide);
    paintGlyph(&painter, sign, m_glyph, m_recommended ? t.acc : t.text2);

    const QRect room = textRoom(width());
    const QFont strong = fontOf(FontRole::Heading);
    const QFont plain = fontOf(FontRole::Body);
    const int titleHeight =
        QFontMetrics(strong).boundingRect(room, Qt::TextWordWrap, m_title).height();
    const int meaningHeight =
        QFontMetrics(plain).boundingRect(room, Qt::TextWordWrap, m_meaning).height();
    const int top = (height() - titleHeight - between - meaningHeight) / 2;
    painter.setPen(t.text);
    painter.setFont(strong);
    painter.drawText(QRect(room.x(), top, room.width(), titleHeight), Qt::TextWordWrap, m_title);
    painter.setPen(t.text2);
    painter.setFont(plain);
    painter.drawText(QRect(room.x(), top + titleHeight + between, room.width(), meaningHeight),
        Qt::TextWordWrap, m_meaning);
    paintVerb(&painter);
}

void StartCard::paintVerb(QPainter* painter) const
{
    const Tokens& t = tokensOf(palette());
    const int height = controlHeight;
    const QRect box(
        width() - edge - verbWidth(), (this->height() - height) / 2, verbWidth(), height);
    paintBox(
        painter, box, controlRadius, m_recommended ? t.acc : t.surf, m_recommended ? t.acc : t.ctl);
    painter->setPen(m_recommended ? t.accfg : t.text);
    painter->setFont(fontOf(FontRole::Label));
    painter->drawText(box, Qt::AlignCenter, m_verb);
}

} // namespace paydesk
