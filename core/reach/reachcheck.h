#pragma once

#include "core/base/clock.h"
#include "core/gateway/client.h"
#include "core/reach/publicaddress.h"
#include "core/reach/reachstep.h"

#include <QAbstractSocket>
#include <QObject>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslSocket>

#include <memory>

class QHostInfo;

namespace paydesk {

class EchoBook;

/// 公网自检: walks the way that a notification takes to a notify_url, step by step, and ends at the
/// listener, which echoes what arrived. A step that fails leaves those behind it skipped; a step
/// that only warns does not. Sends two messages, neither of which is a notification. Emits
/// stepped() once for every part, in their order, then finished(), and deletes itself. Lives on the
/// listener's thread.
class ReachCheck : public QObject {
    Q_OBJECT

public:
    /// `tls` as WeChat verifies: the system's authorities and no others.
    ReachCheck(EchoBook& echoes, Clock& clock,
        const QSslConfiguration& tls = QSslConfiguration::defaultConfiguration(),
        QObject* parent = nullptr);
    ~ReachCheck() override;

    /// Once. The steps begin in a later turn of the event loop.
    void start(const QByteArray& notifyUrl);
    /// The parts that are left are told as skipped.
    void cancel();

signals:
    void stepped(const paydesk::ReachStep& step);
    void finished();

private:
    using Part = ReachStep::Part;
    using State = ReachStep::State;

    void checkAddress();
    void lookUp();
    void resolved(const QHostInfo& found);
    void connectThere();
    void connectionFailed(QAbstractSocket::SocketError error);
    void checkTls();
    void judgeCertificate();
    void tlsFailed();
    void sendShort();
    void judgeShort(const Answer& answer, const QByteArray& body);
    void judgeClock(const Answer& answer);
    void sendLong();
    void judgeLong(const Answer& answer, const QByteArray& body);
    void send(const QByteArray& body, void (ReachCheck::*judge)(const Answer&, const QByteArray&));
    /// Nothing of what is under way is heard of any more.
    void letGo();
    void after(std::chrono::milliseconds limit, const std::function<void()>& then);
    void tell(Part part, State state, const QByteArray& finding, const QByteArray& detail = {});
    void passed(Part part, const QByteArray& detail = {})
    {
        tell(part, State::Passed, "ok", detail);
    }
    /// The parts that were not told yet, as skipped.
    void finish();

    EchoBook& m_echoes;
    Clock& m_clock;
    QSslConfiguration m_tls;
    GatewayClient m_gateway; // nobody's: it only posts
    QByteArray m_url;
    PublicAddress m_address;
    std::unique_ptr<QSslSocket> m_socket;
    QList<QSslError> m_tlsErrors;
    QPointer<Call> m_call;
    int m_lookup = -1;
    Clock::Alarm m_alarm = 0;
    QList<ReachStep> m_steps;
    QList<ReachStep> m_late; // known, but their turn comes later
    bool m_finished = false;
};

} // namespace paydesk
