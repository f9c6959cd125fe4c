#pragma once

#include "core/base/secret.h"

#include <QLineEdit>
#include <QTimer>

namespace paydesk {

/// A line for a key or a password: masked until its eye is pressed, and again ten seconds later;
/// never copied from while masked, never remembered by undo.
class SecretEdit final : public QLineEdit {
    Q_OBJECT

public:
    explicit SecretEdit(QWidget* parent = nullptr);
    ~SecretEdit() override;

    /// The UTF-8 bytes as typed or pasted, spaces and line ends included; the field is empty
    /// afterwards, and what it held is overwritten.
    [[nodiscard]] Secret take();

protected:
    void changeEvent(QEvent* event) override;

private:
    void forget();
    void setRevealed(bool revealed);
    void retranslateUi();

    QAction* m_eye;
    QTimer* m_hideAgain;
};

} // namespace paydesk
