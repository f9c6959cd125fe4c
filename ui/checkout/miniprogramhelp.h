#pragma once

#include "core/backend/miniprogramcode.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace paydesk {

class HintLabel;
class Pill;
class Workbench;

/// How a mini program under development pays through Paydesk: the few lines of its page, with this
/// machine's address and an order's number filled in, and whether Paydesk would answer them.
class MiniProgramHelp final : public QDialog {
    Q_OBJECT

public:
    /// `orderCode`: the order that is paid; empty while there is none.
    MiniProgramHelp(Workbench& bench, QByteArray orderCode, QWidget* parent = nullptr);

signals:
    /// Where the backend is switched on, or the listener started.
    void pageRequested(const QString& id);

protected:
    void changeEvent(QEvent* event) override;

private:
    QPlainTextEdit* addCode(const QString& name, const char* fileName);
    void refresh();
    void retranslateUi();

    Workbench& m_bench;
    const QByteArray m_orderCode;
    Pill* m_state;
    HintLabel* m_stateText;
    HintLabel* m_order;
    HintLabel* m_devTools;
    QPushButton* m_switch;
    QPlainTextEdit* m_script;
    QPlainTextEdit* m_markup;
    QList<QPushButton*> m_copies;
    QPushButton* m_close;
};

} // namespace paydesk
