#pragma once

#include "core/reach/reachstep.h"

#include <QList>
#include <QPointer>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace paydesk {

class Card;
class CopyField;
class FieldBox;
class HintLabel;
class Pill;
class Preferences;
class ReachCheck;
class StepList;
class Workbench;
struct ProxySite;
struct TunnelCommand;

/// Settings: the way from WeChat to the listener. The self-test of the public address, the block
/// for nginx and the tunnels' commands that lead here, and whose word about a sender counts.
class OutsideSection final : public QWidget {
    Q_OBJECT

public:
    OutsideSection(Workbench& bench, Preferences& preferences, QWidget* parent = nullptr);
    /// Ends a test that is under way.
    ~OutsideSection() override;

    void refresh();

protected:
    void changeEvent(QEvent* event) override;

private:
    /// One command and what it needs.
    struct Tunnel {
        QByteArray program;
        HintLabel* note;
        CopyField* line;
    };

    void buildTest();
    void buildTexts();
    QByteArray typedAddress() const;
    ProxySite site() const;
    void startTest();
    void take(const ReachStep& step);
    void ended();
    void showSteps();
    void showFindings();
    void showTexts();
    void showTunnels(const QList<TunnelCommand>& commands);
    void takeProxies();
    void retranslateUi();

    Workbench& m_bench;
    Preferences& m_preferences;
    QPointer<ReachCheck> m_check;
    QByteArray m_profile; ///< whose notify_url stands in the field
    QList<ReachStep> m_found;
    Card* m_test;
    Pill* m_verdict;
    FieldBox* m_address;
    QPushButton* m_start;
    QPushButton* m_stop;
    StepList* m_steps;
    HintLabel* m_findings;
    Card* m_proxy;
    QPlainTextEdit* m_nginx;
    HintLabel* m_nginxHint;
    QPushButton* m_copy;
    FieldBox* m_trusted;
    Card* m_tunnels;
    HintLabel* m_tunnelHint;
    QVBoxLayout* m_tunnelRows;
    QList<Tunnel> m_shown;
};

} // namespace paydesk
