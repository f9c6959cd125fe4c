#include "ui/style/buttons.h"

#include "ui/style/glyph.h"

#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVariant>

namespace paydesk {

namespace {

    constexpr char kindProperty[] = "paydeskKind";
    constexpr char invalidProperty[] = "paydeskInvalid";

    QPushButton* pushButton(const char* glyphName, ButtonKind kind, QWidget* parent)
    {
        auto* button = new QPushButton(parent);
        if (glyphName && *glyphName)
            button->setIcon(glyph(glyphName));
        button->setAutoDefault(true); // Enter presses it as Space does, outside dialogs too
        setButtonKind(button, kind);
        return button;
    }

} // namespace

void setButtonKind(QAbstractButton* button, ButtonKind kind)
{
    button->setProperty(kindProperty, int(kind));
    QFont font;
    if (kind == ButtonKind::Primary)
        font.setWeight(QFont::DemiBold);
    button->setFont(font);
    button->update();
}

ButtonKind buttonKind(const QWidget* button)
{
    return button ? ButtonKind(button->property(kindProperty).toInt()) : ButtonKind::Secondary;
}

QPushButton* primaryButton(const char* glyphName, QWidget* parent)
{
    return pushButton(glyphName, ButtonKind::Primary, parent);
}

QPushButton* secondaryButton(const char* glyphName, QWidget* parent)
{
    return pushButton(glyphName, ButtonKind::Secondary, parent);
}

QToolButton* iconButton(const char* glyphName, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(glyph(glyphName, &Tokens::text2));
    button->setAutoRaise(true);
    return button;
}

void setToolButtonName(QToolButton* button, const QString& name)
{
    button->setAccessibleName(name);
    button->setToolTip(name);
}

void setInvalid(QWidget* editor, bool invalid)
{
    if (isInvalid(editor) == invalid)
        return;
    editor->setProperty(invalidProperty, invalid);
    editor->update();
}

bool isInvalid(const QWidget* editor)
{
    return editor && editor->property(invalidProperty).toBool();
}

} // namespace paydesk
