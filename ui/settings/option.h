#pragma once

#include <QWidget>

class QAbstractButton;

namespace paydesk {

class HintLabel;

/// A check box or radio button with a sentence below that says what it does.
class Option final : public QWidget {
    Q_OBJECT

public:
    /// Takes the button over.
    Option(QAbstractButton* button, const char* objectName, QWidget* parent = nullptr);

    QAbstractButton* button() const { return m_button; }
    void setTexts(const QString& text, const QString& hint);
    /// Shows a state without announcing it as a choice.
    void setChecked(bool checked);

private:
    QAbstractButton* m_button;
    HintLabel* m_hint;
};

} // namespace paydesk
