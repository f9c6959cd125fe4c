#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QWidget>

#include <functional>

class QToolButton;

namespace paydesk {

class HintLabel;
class SecretClipboard;
class SecretLine;

/// A secret that the vault holds: shown for ten seconds when its eye is pressed, or put on the
/// clipboard for twenty. Neither is announced to assistive technology beyond the fact itself.
class StoredSecret final : public QWidget {
    Q_OBJECT

public:
    using Reading = std::function<Result<Secret>()>;
    static constexpr std::chrono::seconds revealTime{10};

    StoredSecret(const char* objectName, SecretClipboard& clipboard, Clock& clock, Reading read,
        QWidget* parent = nullptr);

    /// "API key", for the buttons' names.
    void setName(const QString& name);
    /// At once, as when the time is over.
    void conceal();

protected:
    void changeEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void reveal();
    void copy();
    void tick();
    void showState();

    SecretClipboard& m_clipboard;
    Clock& m_clock;
    Reading m_read;
    QString m_name;
    Clock::Alarm m_alarm = 0;
    int m_left = 0; // seconds for which it is shown
    bool m_copied = false;
    SecretLine* m_line;
    QToolButton* m_eye;
    QToolButton* m_copy;
    HintLabel* m_state;
};

} // namespace paydesk
