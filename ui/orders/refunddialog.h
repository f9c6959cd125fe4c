#pragma once

#include "core/checkout/refunddraft.h"
#include "ui/style/tokens.h"

#include <QDialog>

#include <optional>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace paydesk {

class FieldBox;
class HintLabel;

/// What the dialog is opened with.
struct RefundQuestion {
    Order order{};
    QList<Refund> refunds{};
    QString merchant{}; ///< its name and number, for people
    bool real = false; ///< real money: asked once more
    std::optional<Failure> obstacle{}; ///< why nothing could be sent
    QDateTime certificateEnds{}; ///< UTC; invalid: none is shown to this gateway
    bool certificateEndsSoon = false;
    bool overHttps = true; ///< the sandbox may be asked over http
    QByteArray notifyUrl{};
};

/// Gives money of an order back: how much in yuan, why, with which certificate. Sends nothing
/// itself. Deletes itself when closed.
class RefundDialog final : public QDialog {
    Q_OBJECT

public:
    RefundDialog(RefundQuestion question, const QByteArray& outRefundNo, QWidget* parent = nullptr);

signals:
    void wanted(const paydesk::RefundDraft& draft);

protected:
    void changeEvent(QEvent* event) override;

private:
    Fen left() const;
    void accept() override;
    void check();
    QString certificateWords(Tone* tone) const;
    void retranslateUi();

    RefundQuestion m_question;
    RefundDraft m_draft;
    QLabel* m_summary;
    QLabel* m_totals;
    QLineEdit* m_amount;
    FieldBox* m_amountBox;
    QLineEdit* m_reason;
    FieldBox* m_reasonBox;
    HintLabel* m_certificate;
    QCheckBox* m_sure;
    QPushButton* m_send;
    QPushButton* m_cancel;
};

} // namespace paydesk
