#include "ui/shell/sidebar.h"

#include "ui/shell/navigation.h"
#include "ui/style/fonts.h"
#include "ui/widgets/glyphlabel.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    constexpr int collapsedWidth = 56;

} // namespace

SideBar::SideBar(QWidget* parent)
    : QWidget(parent)
    , m_logo(new GlyphLabel(26, this))
    , m_name(new QLabel(QStringLiteral("Paydesk"), this))
    , m_pages(new Navigation(this))
    , m_settings(new Navigation(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 10);
    column->setSpacing(0);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(19, 13, 8, 13);
    top->setSpacing(10);
    top->addWidget(m_logo);
    top->addWidget(m_name, 1);
    column->addLayout(top);
    column->addWidget(m_pages);
    column->addStretch(1);
    column->addWidget(m_settings);
    m_logo->show(QStringLiteral("logo"), &Tokens::acc);
    m_pages->setObjectName(QStringLiteral("navigation"));
    m_settings->setObjectName(QStringLiteral("navigationBottom"));
    QFont brand = fontOf(FontRole::Heading);
    brand.setPointSizeF(13);
    m_name->setFont(brand);
    connect(m_pages, &Navigation::chosen, this, &SideBar::chosen);
    connect(m_settings, &Navigation::chosen, this, &SideBar::chosen);
}

void SideBar::addEntry(Place place, const QString& id, const QString& glyphName)
{
    (place == Place::Top ? m_pages : m_settings)->addEntry(id, glyphName);
}

void SideBar::setTitle(const QString& id, const QString& title)
{
    m_pages->setTitle(id, title);
    m_settings->setTitle(id, title);
}

void SideBar::setCurrent(const QString& id)
{
    m_pages->setCurrent(id);
    m_settings->setCurrent(id);
}

void SideBar::setWidth(bool collapsed, int width)
{
    setFixedWidth(collapsed ? collapsedWidth : width);
    m_name->setVisible(!collapsed);
    m_pages->setCollapsed(collapsed);
    m_settings->setCollapsed(collapsed);
}

void SideBar::setListName(const QString& pages, const QString& settings)
{
    m_pages->setAccessibleName(pages);
    m_settings->setAccessibleName(settings);
}

void SideBar::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), t.side);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), t.line);
}

} // namespace paydesk
