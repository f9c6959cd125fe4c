#pragma once

#include <QWidget>

#include <optional>

class QLineEdit;
class QPushButton;

namespace paydesk {

class Card;
class CopyField;
class FieldBox;
class HintLabel;
class NoticeBar;
class Option;
class Pill;
class Preferences;
class Workbench;

/// Settings: where notifications come in, and the sandbox's port.
class ListenerSection final : public QWidget {
    Q_OBJECT

public:
    ListenerSection(Workbench& bench, Preferences& preferences, QWidget* parent = nullptr);

    void refresh();

protected:
    void changeEvent(QEvent* event) override;

private:
    FieldBox* newField(const char* objectName);
    FieldBox* newPort(const char* objectName);
    void buildState();
    void joinPreferences();
    /// The port typed, if it is one; says under the field what is wrong.
    std::optional<quint16> typedPort(FieldBox* box) const;
    /// The address typed, if messages may be passed on to it; says under the field what is wrong.
    std::optional<QByteArray> typedBackend() const;
    void showPort(FieldBox* box, quint16 port) const;
    void restart(bool anyPort);
    void showState();
    void retranslateUi();

    Workbench& m_bench;
    Preferences& m_preferences;
    Card* m_state;
    Pill* m_pill;
    CopyField* m_url;
    HintLabel* m_idle;
    QPushButton* m_restart;
    NoticeBar* m_notice;
    Card* m_ports;
    FieldBox* m_listenerPort;
    FieldBox* m_gatewayPort;
    Card* m_behaviour;
    Option* m_atStart;
    Option* m_adopts;
    Option* m_https;
    FieldBox* m_forwardTo;
};

} // namespace paydesk
