#include "ui/settings/factlist.h"

#include "ui/style/fonts.h"
#include "ui/widgets/labels.h"

#include <QGridLayout>

namespace paydesk {

FactList::FactList(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnMinimumWidth(0, 132);
    m_grid->setColumnStretch(1, 1);
}

void FactList::clear()
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void FactList::add(const QString& name, const QString& value, bool technical)
{
    auto* label = new ElidedLabel(this);
    label->setElideMode(technical ? Qt::ElideMiddle : Qt::ElideRight);
    if (technical)
        setFontRole(label, FontRole::Technical);
    label->setFullText(value);
    add(name, label);
}

void FactList::add(const QString& name, QWidget* value)
{
    const int row = m_grid->rowCount();
    m_grid->addWidget(newName(name), row, 0, Qt::AlignVCenter);
    m_grid->addWidget(value, row, 1);
}

QLabel* FactList::newName(const QString& name)
{
    auto* label = new ElidedLabel(this);
    label->setSecondary(true);
    label->setFullText(name);
    return label;
}

} // namespace paydesk
