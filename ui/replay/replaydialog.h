#pragma once

#include "core/workbench.h"
#include "ui/replay/messageeditor.h"

#include <QDialog>
#include <QPointer>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableView;
class QVBoxLayout;

namespace paydesk {

class AttemptModel;
class FieldBox;
class HintLabel;

/// Sends a stored notification again: as it came or changed and signed anew; to Paydesk's listener,
/// to the merchant's backend or elsewhere; once, several times, or as WeChat repeats it. Each
/// attempt is shown with what came back. A changed message of a real merchant asks once more.
/// Deletes itself when closed, which ends what is under way; needs a counter, and goes with it.
class ReplayDialog final : public QDialog {
    Q_OBJECT

public:
    /// `notice` has a body. `way` is the tab it opens with.
    ReplayDialog(Workbench& bench, Counter& counter, const Exchange& notice, MessageEditor::Way way,
        QWidget* parent = nullptr);
    ~ReplayDialog() override;

    /// Whether it can be sent again: a notification of which something was kept.
    static bool fits(const Exchange& exchange);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Target { Listener, Backend, Elsewhere };
    enum Often { Once, Several, AsWeChat };

    void buildTarget(QVBoxLayout* column);
    void buildOften(QVBoxLayout* column);
    void buildAttempts(QVBoxLayout* column);
    void joinParts();
    Target target() const;
    QByteArray url() const;
    Replay replay() const;
    bool isRisky() const;
    void check();
    void send();
    void take(const ReplayAttempt& attempt);
    void ended();
    void showProgress();
    void retranslateUi();

    Workbench& m_bench;
    // Gone when the dialog is: between the two, events may still come in.
    const QPointer<Counter> m_counter;
    const bool m_isReal;
    const QByteArray m_backend;
    const Exchange m_notice;
    QPointer<Replayer> m_replayer;
    QDateTime m_nextAt;
    QTimer m_tick;
    MessageEditor* m_message;
    QComboBox* m_target;
    FieldBox* m_targetBox;
    QLineEdit* m_address;
    FieldBox* m_addressBox;
    QComboBox* m_often;
    FieldBox* m_oftenBox;
    QSpinBox* m_times;
    FieldBox* m_timesBox;
    QDoubleSpinBox* m_pause;
    FieldBox* m_pauseBox;
    QCheckBox* m_sure;
    AttemptModel* m_attempts;
    QTableView* m_table;
    HintLabel* m_progress;
    QPushButton* m_stop;
    QPushButton* m_send;
    QPushButton* m_close;
};

} // namespace paydesk
