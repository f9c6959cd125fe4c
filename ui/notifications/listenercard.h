#pragma once

#include "core/base/result.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QPushButton;

namespace paydesk {

class Card;
class CopyField;
class HintLabel;
class NoticeBar;
class Pill;

/// Whether notifications can come in, where to, and the switch for it.
class ListenerCard final : public QWidget {
    Q_OBJECT

public:
    explicit ListenerCard(QWidget* parent = nullptr);

    struct State {
        bool possible = true; ///< false without the merchant's key
        QByteArray url{}; ///< empty while it does not listen
        quint16 port = 0; ///< where it would listen
        bool adoptsUnknown = false;

        friend bool operator==(const State&, const State&) = default;
    };
    void show(const State& state);
    /// Why it does not listen; nullopt takes the words away.
    void showFailure(const std::optional<Failure>& failure);

signals:
    void startRequested(bool anyPort);
    void stopRequested();
    void keyRequested();
    void adoptChosen(bool adopt);
    /// The way from outside is wanted: self-test, proxy, tunnels.
    void outsideRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildRow();
    void toggle();
    void act();
    void retranslateUi();

    State m_state;
    std::optional<Failure> m_failure;
    Card* m_card;
    Pill* m_pill;
    QPushButton* m_outside;
    QPushButton* m_toggle;
    NoticeBar* m_notice;
    HintLabel* m_where;
    CopyField* m_url;
    QCheckBox* m_adopt;
};

} // namespace paydesk
