#pragma once

#include "core/base/redact.h"
#include "core/http/server.h"
#include "core/notify/notice.h"
#include "core/orders/store.h"

#include <QObject>

#include <unordered_map>

namespace paydesk {

/// The path that notifications are posted to.
inline constexpr const char* noticePath = "/notify";

/// Where notifications of one merchant come in: POST /notify on an HttpServer, judged and booked in
/// one transaction, answered SUCCESS only after COMMIT (architecture.md §5 B). Everything sent to
/// /notify is recorded; a history that cannot be written answers FAIL, and WeChat sends the message
/// again.
class NotificationDesk : public QObject {
    Q_OBJECT

public:
    NotificationDesk(
        Profile profile, Secret apiKey, OrderStore& store, Clock& clock, QObject* parent = nullptr);

    /// Before it listens: one more secret of the merchant that a message may betray and that is not
    /// recorded either.
    void hide(const Secret& secret) { m_redactor.add(secret); }
    /// Unknown orders are recorded with Origin::Adopted instead of being refused.
    void setAdoptUnknown(bool adopt);
    /// Who answers the paths that are not the desk's own; without anybody they are 404.
    void setOtherPaths(HttpServer::Handler handler) { m_otherPaths = std::move(handler); }
    /// Who answers the messages of Paydesk's own self-test: for a body that is one, the answer.
    /// They are no notifications, so they are neither judged nor recorded.
    void setSelfTest(std::function<std::optional<QByteArray>(QByteArrayView body)> answerTo)
    {
        m_selfTest = std::move(answerTo);
    }
    Result<quint16> listen(const QHostAddress& address, quint16 port);
    void close();
    bool isListening() const;
    /// "http://127.0.0.1:18081/notify"; empty while not listening.
    QByteArray url() const;

signals:
    /// A message that was read whole has its answer: as it came, not redacted, for whoever passes
    /// it on; it must not be stored or shown so.
    void answered(const paydesk::HttpRequest& request, const QByteArray& outTradeNo);
    /// After the answer was given.
    void judged(const paydesk::Judgement& judgement, const paydesk::Exchange& exchange);
    /// A held order wants a query at once: only that can confirm the payment. (Its plan asks for
    /// one, too.)
    void wantsQuery(const QByteArray& outTradeNo);
    /// The same for a refund; without its number, for all refunds of the order.
    void wantsRefundQuery(const QByteArray& outTradeNo, const QByteArray& outRefundNo);

private:
    /// What one message has become on its way through the history.
    struct Handled {
        Judgement judgement;
        Exchange exchange;
    };
    using Ticket = quint64;
    struct Waiting {
        Responder responder;
        HttpRequest request;
    };

    void route(const HttpRequest& request, const Responder& responder);
    void receive(const HttpRequest& request, const Responder& responder);
    void record(const HttpRequest& request, const HttpRefusal& refusal);
    void answer(Ticket ticket, const Handled& handled);
    void announce(const Handled& handled);
    Exchange exchangeOf(const HttpRequest& request) const;

    Profile m_profile;
    Secret m_key;
    Redactor m_redactor;
    OrderStore& m_store;
    Clock& m_clock;
    HttpServer::Handler m_otherPaths;
    std::function<std::optional<QByteArray>(QByteArrayView)> m_selfTest;
    HttpServer m_server;
    QByteArray m_host;
    bool m_adoptUnknown = false;
    // The right to answer stays on this thread: what travels to the writing thread is the ticket
    // alone.
    std::unordered_map<Ticket, Waiting> m_waiting;
    Ticket m_lastTicket = 0;
};

} // namespace paydesk
