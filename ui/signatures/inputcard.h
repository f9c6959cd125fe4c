#pragma once

#include "core/base/secret.h"
#include "core/sign/signer.h"
#include "ui/style/tokens.h"
#include "ui/widgets/card.h"

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace paydesk {

class ElidedLabel;
class HintLabel;
class PasteBox;
class Pill;
class SecretEdit;

/// What is examined: the message and its key, and where the message does not say it, signature,
/// sign type and AppID. Folds into one line once there is something to look at. A key typed here is
/// used here and kept nowhere else.
class InputCard final : public Card {
    Q_OBJECT

public:
    explicit InputCard(QWidget* parent = nullptr);

    void setText(const QByteArray& text);
    QByteArray text() const;
    const Secret& ownKey() const { return m_ownKey; }
    QByteArray given() const;
    QByteArray appId() const;
    std::optional<SignType> type() const;

    /// What the text was recognised as; empty: nothing yet.
    void showKind(const QString& kind, Tone tone);
    /// One line about text and key for the folded card.
    void showSummary(const QString& summary);
    /// The merchant's key, masked, that serves while no other is entered; empty: none.
    void setMerchantKey(const QByteArray& masked, qsizetype length);
    /// Whether the AppID is worth asking for.
    void askAppId(bool ask);
    void fold(bool away);
    bool isFolded() const;
    /// Into the folded line, at its right.
    void addButton(QWidget* button);

signals:
    /// The text is another one; settled() follows.
    void replaced();
    /// Something is being typed.
    void edited();
    /// Something was pasted, chosen or entered as a whole.
    void settled();
    void folded(bool folded);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* buildLine();
    QWidget* buildBox();
    QWidget* buildOptions();
    void join();
    void takeKey();
    void keyTyped(const QString& text);
    void setOwnKey(Secret key);
    void showKey();
    void retranslateUi();

    Secret m_ownKey;
    QByteArray m_merchantKey;
    qsizetype m_merchantKeyLength = 0;
    qsizetype m_typedBefore = 0;
    Pill* m_kind = nullptr;
    ElidedLabel* m_summary = nullptr;
    QPushButton* m_open = nullptr;
    QWidget* m_body = nullptr;
    QLabel* m_pasteName = nullptr;
    PasteBox* m_paste = nullptr;
    QLabel* m_keyName = nullptr;
    SecretEdit* m_keyField = nullptr;
    QPushButton* m_useKey = nullptr;
    QPushButton* m_dropKey = nullptr;
    HintLabel* m_keyState = nullptr;
    QLabel* m_givenName = nullptr;
    QLineEdit* m_given = nullptr;
    QComboBox* m_type = nullptr;
    QLabel* m_appIdName = nullptr;
    QLineEdit* m_appId = nullptr;
};

} // namespace paydesk
