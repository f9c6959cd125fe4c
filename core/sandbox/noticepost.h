#pragma once

#include "core/base/clock.h"
#include "core/sandbox/why.h"

#include <QByteArray>
#include <QObject>
#include <QUrl>

class QNetworkAccessManager;
class QNetworkReply;

namespace paydesk {

/// Where the sandbox lets notifications go: http or https to this machine, nothing else
/// (security/threats.md §4).
bool isDeliverable(const QUrl& url);

/// Where a notification goes, and what it says.
struct Letter {
    QUrl url;
    QByteArray body;
    Why planted; ///< goes along as X-Paydesk-Why, so that the receiver's records can tell
};

/// One attempt to deliver one notification: one POST of text/xml on a fresh connection, never
/// resent, never redirected, over after five seconds.
class NoticePost : public QObject {
    Q_OBJECT

public:
    NoticePost(QNetworkAccessManager& network, Clock& clock, const Letter& letter, QObject* parent);
    ~NoticePost() override;

signals:
    /// Once, from the event loop. `outcome`: "ok" for SUCCESS, else "no-answer", "timed-out",
    /// "http-status-<n>", "answer-too-large", "answer-not-xml", "answered-fail".
    void finished(const QByteArray& outcome);

private:
    void readSome();
    void give(const QByteArray& outcome);

    Clock& m_clock;
    Clock::Alarm m_deadline = 0;
    QNetworkReply* m_reply = nullptr;
    bool m_given = false;
};

} // namespace paydesk
