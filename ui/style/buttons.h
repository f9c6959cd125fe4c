#pragma once

#include <QIcon>

class QAbstractButton;
class QLineEdit;
class QPushButton;
class QToolButton;
class QWidget;

namespace paydesk {

/// How a button weighs: one Primary a page; Secondary is the default of every QPushButton; Danger
/// destroys something; Quiet has no border until the mouse is over it.
enum class ButtonKind { Secondary, Primary, Danger, Quiet };

void setButtonKind(QAbstractButton* button, ButtonKind kind);
ButtonKind buttonKind(const QWidget* button);

/// Buttons with a glyph; the text is set by the owner's retranslateUi().
QPushButton* primaryButton(const char* glyphName, QWidget* parent = nullptr);
QPushButton* secondaryButton(const char* glyphName, QWidget* parent = nullptr);
/// An icon alone: the owner gives it an accessible name and the same text as tool tip through
/// setToolButtonName().
QToolButton* iconButton(const char* glyphName, QWidget* parent = nullptr);
void setToolButtonName(QToolButton* button, const QString& name);

/// Draws the editor's border as wrong, or as usual.
void setInvalid(QWidget* editor, bool invalid);
bool isInvalid(const QWidget* editor);

} // namespace paydesk
