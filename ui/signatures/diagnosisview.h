#pragma once

#include "ui/signatures/doctorrun.h"
#include "ui/signatures/keycheck.h"

#include <QTimer>
#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace paydesk {

class Chip;
class EmptyState;
class FieldTable;
class HintLabel;
class InputCard;
class LowerCards;
class MessageMenu;
class NoticeBar;
class VerdictFrame;
class Workbench;

/// One message, string or call and its signature: pasted or opened from the history, compared field
/// by field, and when the signature is wrong, why. Works without a merchant and with a locked
/// vault; nothing is sent, nothing is stored.
class DiagnosisView final : public QWidget {
    Q_OBJECT

public:
    explicit DiagnosisView(Workbench& bench, QWidget* parent = nullptr);

    /// `outTradeNo`: the order it belongs to, where the message does not say it.
    void openMessage(const QByteArray& message, const QByteArray& outTradeNo = {});
    const Examination& examination() const { return m_examination; }
    /// All that is shown, for a colleague: no secret, invisible characters named.
    QString report() const;

signals:
    /// Everything about the text of the moment is on the page.
    void shown();
    /// The corrected order is to be placed.
    void retryRequested(const Parameters& order);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildButtons();
    QWidget* buildResult();
    void join();
    PasteQuestion question() const;
    void examine();
    void stop();
    void run(const OrderFacts& facts);
    void examined(const Examination& examination);
    void showAll();
    void showInput();
    void showVerdict();
    void showButtons();
    void choose(qsizetype explanation);
    void act();
    void verifyKey();
    void showKeyVerdict(KeyCheck::Verdict verdict, const std::optional<Failure>& failure);
    void makeRoom(const QWidget* opened);
    void shareRoom();
    bool isScarce() const;
    void merchantChanged();
    bool canRetry() const;
    void retranslateUi();

    Workbench& m_bench;
    DoctorRun m_run;
    KeyCheck m_keyCheck;
    QTimer m_typing;
    Examination m_examination;
    QByteArray m_outTradeNo; ///< of a message that came from the history
    int m_asked = 0;
    bool m_settled = false; ///< the input may fold when the answer is there
    bool m_searching = false; ///< and says so
    InputCard* m_input;
    MessageMenu* m_history;
    QPushButton* m_fromHistory = nullptr;
    QPushButton* m_copy = nullptr;
    QPushButton* m_again = nullptr;
    VerdictFrame* m_verdict;
    QPushButton* m_fix = nullptr;
    QPushButton* m_act = nullptr;
    QPushButton* m_verify = nullptr;
    NoticeBar* m_keyNotice;
    HintLabel* m_findings;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    FieldTable* m_table = nullptr;
    Chip* m_hex = nullptr;
    LowerCards* m_lower = nullptr;
};

} // namespace paydesk
