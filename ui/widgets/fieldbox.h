#pragma once

#include <QWidget>

class QLabel;

namespace paydesk {

class HintLabel;

/// A label above an editor, a hint below it, and in the hint's place the error when there is one.
class FieldBox final : public QWidget {
    Q_OBJECT

public:
    /// Takes the editor over and names it after the label for assistive technology.
    explicit FieldBox(QWidget* editor, QWidget* parent = nullptr);

    QWidget* editor() const { return m_editor; }
    void setLabel(const QString& text);
    void setHint(const QString& text);
    /// Empty: nothing is wrong.
    void setError(const QString& text);
    bool hasError() const { return !m_error.isEmpty(); }

private:
    void showHint();

    QWidget* m_editor;
    QLabel* m_label;
    HintLabel* m_below;
    QString m_hint;
    QString m_error;
};

} // namespace paydesk
