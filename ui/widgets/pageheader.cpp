#include "ui/widgets/pageheader.h"

#include "ui/style/fonts.h"
#include "ui/widgets/labels.h"

#include <QHBoxLayout>

namespace paydesk {

PageHeader::PageHeader(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_state(new ElidedLabel(this))
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(8);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setObjectName(QStringLiteral("pageTitle"));
    setFontRole(m_title, FontRole::Title);
    m_state->setObjectName(QStringLiteral("pageState"));
    m_state->setSecondary(true);
    m_row->addWidget(m_title);
    m_row->addWidget(m_state, 1);
    setMinimumHeight(34);
}

void PageHeader::setTitle(const QString& text)
{
    m_title->setText(text);
}

QString PageHeader::title() const
{
    return m_title->text();
}

void PageHeader::setState(const QString& text)
{
    m_state->setFullText(text);
}

void PageHeader::addButton(QWidget* button)
{
    m_row->addWidget(button);
}

} // namespace paydesk
