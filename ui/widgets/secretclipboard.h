#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"

#include <QObject>

namespace paydesk {

/// Puts a secret on the clipboard for a short time, marked for clipboard managers as nothing to
/// keep. Afterwards, and when this goes, the clipboard is emptied unless somebody has put something
/// else there since.
class SecretClipboard final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds time{20};

    explicit SecretClipboard(Clock& clock, QObject* parent = nullptr);
    ~SecretClipboard() override;

    void put(const Secret& secret);
    void clear();
    /// Until it is emptied; 0 when there is nothing of ours.
    int secondsLeft() const { return m_left; }

signals:
    /// Every second while something of ours is there, and at the end.
    void changed();

private:
    bool isOurs() const;
    void tick();

    Clock& m_clock;
    Clock::Alarm m_alarm = 0;
    QByteArray m_token; // tells our contents from everybody else's, and nothing about them
    int m_left = 0;
};

} // namespace paydesk
