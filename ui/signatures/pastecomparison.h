#pragma once

#include "ui/signatures/pasteanalysis.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace paydesk {

class Card;
class Chip;
class ComparisonModel;
class CopyField;
class EmptyState;
class HintLabel;
class Pill;
class SecretEdit;
class Workbench;

/// One's own string or message against the right one, field by field. Works without a merchant and
/// with a locked vault: a key typed here is used here and kept nowhere else.
class PasteComparison final : public QWidget {
    Q_OBJECT

public:
    explicit PasteComparison(Workbench& bench, QWidget* parent = nullptr);

    void setText(const QByteArray& text);
    /// The order whose signatures may serve as the right side; empty: none.
    void setOrder(const OrderSignatures& order);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum RightSide { OwnFields, OrderFirst, OrderSecond };

    QWidget* buildInput();
    QWidget* buildOptions();
    QWidget* buildResult();
    QWidget* buildHeading();
    QWidget* buildVerdict();
    void buildTable();
    void join();
    QAction* keyAction(const char* name, const QKeySequence& keys);

    void useOwnKey();
    void dropOwnKey();
    const Secret* key() const;
    void showKey();
    void listRightSides();
    void compare();
    void showAnswer();
    void showFailure(const Failure& why);
    void showCounts();
    void showVerdict();
    void step(int direction);
    void copyReport();
    void retranslateUi();
    static QString kindWords(const PasteAnswer& answer);

    Workbench& m_bench;
    QTimer m_typing;
    Secret m_ownKey;
    OrderSignatures m_order;
    std::optional<PasteAnswer> m_answer;
    QPlainTextEdit* m_paste = nullptr;
    Pill* m_kind = nullptr;
    QLabel* m_pasteName = nullptr;
    QLabel* m_keyName = nullptr;
    HintLabel* m_keyState = nullptr;
    SecretEdit* m_keyField = nullptr;
    QPushButton* m_useKey = nullptr;
    QPushButton* m_dropKey = nullptr;
    QComboBox* m_type = nullptr;
    QLabel* m_rightName = nullptr;
    QComboBox* m_rightSide = nullptr;
    QLabel* m_givenName = nullptr;
    QLineEdit* m_given = nullptr;
    QLabel* m_heading = nullptr;
    Pill* m_differences = nullptr;
    Pill* m_agreements = nullptr;
    Chip* m_only = nullptr;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
    QToolButton* m_copy = nullptr;
    QAction* m_previousKey = nullptr;
    QAction* m_nextKey = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    ComparisonModel* m_model = nullptr;
    QTableView* m_table = nullptr;
    QWidget* m_footer = nullptr;
    Pill* m_verdict = nullptr;
    QLabel* m_yoursName = nullptr;
    CopyField* m_yours = nullptr;
    QLabel* m_rightSignName = nullptr;
    CopyField* m_right = nullptr;
};

} // namespace paydesk
