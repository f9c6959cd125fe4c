#pragma once

#include "ui/signatures/recordedmessages.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace paydesk {

class Card;
class EmptyState;
class FieldTable;
class HintLabel;
class PasteBox;
class Workbench;

/// Any two messages of the history field by field; either side may be a pasted text instead.
class MessageComparison final : public QWidget {
    Q_OBJECT

public:
    explicit MessageComparison(Workbench& bench, QWidget* parent = nullptr);

    /// What was sent in two exchanges; what came back, where only that can be compared.
    void open(qint64 exchangeA, qint64 exchangeB);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Side {
        QLabel* name = nullptr;
        QComboBox* choice = nullptr;
        PasteBox* paste = nullptr;
    };

    void build(Side& side, char letter, QWidget* parent);
    void read(bool choosesAsked = false);
    void chooseAsked();
    void list(Side& side, int first);
    QByteArray bytes(const Side& side) const;
    void compare();
    void swap();
    void retranslateUi();

    Workbench& m_bench;
    QTimer m_typing;
    QList<RecordedMessage> m_messages;
    QList<qint64> m_asked; ///< the exchanges that were opened, if any
    QByteArray m_askedOf; ///< and the merchant they belong to
    Side m_a;
    Side m_b;
    Card* m_choices;
    QToolButton* m_swap;
    QToolButton* m_copy;
    HintLabel* m_state;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    FieldTable* m_table;
};

} // namespace paydesk
