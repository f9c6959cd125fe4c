#include "ui/settings/option.h"

#include "ui/widgets/labels.h"

#include <QAbstractButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    constexpr int besideTheMark = 26;

} // namespace

Option::Option(QAbstractButton* button, const char* objectName, QWidget* parent)
    : QWidget(parent)
    , m_button(button)
    , m_hint(new HintLabel(this))
{
    m_button->setParent(this);
    m_button->setObjectName(QString::fromLatin1(objectName));
    m_hint->setContentsMargins(besideTheMark, 0, 0, 0);
    m_hint->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_button, 0, Qt::AlignLeft);
    column->addWidget(m_hint);
}

void Option::setTexts(const QString& text, const QString& hint)
{
    m_button->setText(text);
    m_button->setAccessibleDescription(hint);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void Option::setChecked(bool checked)
{
    const QSignalBlocker silent(m_button);
    m_button->setChecked(checked);
}

} // namespace paydesk
