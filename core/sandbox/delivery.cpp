#include "core/sandbox/delivery.h"

#include "core/sandbox/noticepost.h"
#include "core/sandbox/wire.h"

#include <QNetworkProxy>

#include <algorithm>

namespace paydesk {

namespace {

    /// As many connections as QNetworkAccessManager opens to one host: more would only wait inside
    /// it.
    constexpr qsizetype mostUnderWay = 6;

} // namespace

const DeliveryDesk::Schedule& documentedSchedule()
{
    using namespace std::chrono_literals;
    static const DeliveryDesk::Schedule schedule{
        15s, 15s, 30s, 3min, 10min, 20min, 30min, 30min, 30min, 60min, 3h, 3h, 3h, 6h, 6h};
    return schedule;
}

DeliveryDesk::DeliveryDesk(const SandboxIdentity& identity, SandboxBooks& books, Schedule schedule,
    Clock& clock, QObject* parent)
    : QObject(parent)
    , m_identity(identity)
    , m_books(books)
    , m_schedule(std::move(schedule))
    , m_clock(clock)
{
    m_network.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
}

DeliveryDesk::~DeliveryDesk()
{
    // Before the network they hang on.
    qDeleteAll(findChildren<NoticePost*>(Qt::FindDirectChildrenOnly));
    m_clock.cancel(m_alarm);
}

void DeliveryDesk::start()
{
    m_started = true;
    for (const SandboxOrder* order : m_books.orders())
        add(order->outTradeNo);
    pump();
}

void DeliveryDesk::stop()
{
    m_started = false;
    m_clock.cancel(m_alarm);
    m_due.clear();
    m_underWay.clear();
    const auto posts = findChildren<NoticePost*>(Qt::FindDirectChildrenOnly);
    for (NoticePost* post : posts) {
        disconnect(post, nullptr, this, nullptr);
        post->deleteLater();
    }
}

void DeliveryDesk::add(const QByteArray& outTradeNo)
{
    const SandboxOrder* const order = m_books.byOutTradeNo(outTradeNo);
    if (m_started && order && order->delivery.dueAt.isValid() && !m_underWay.contains(outTradeNo))
        m_due.insert({order->delivery.dueAt, outTradeNo});
}

void DeliveryDesk::pump()
{
    if (!m_started)
        return;
    const QDateTime now = m_clock.now();
    while (!m_due.empty() && m_due.begin()->first <= now && m_underWay.size() < mostUnderWay) {
        const QByteArray outTradeNo = m_due.begin()->second;
        m_due.erase(m_due.begin());
        send(*m_books.byOutTradeNo(outTradeNo));
    }
    setAlarm();
}

void DeliveryDesk::setAlarm()
{
    m_clock.cancel(m_alarm);
    if (m_due.empty() || m_underWay.size() >= mostUnderWay)
        return; // nothing to wait for, or the next one finished pumps
    const auto wait = std::chrono::milliseconds(m_clock.now().msecsTo(m_due.begin()->first));
    m_alarm =
        m_clock.after(std::max(wait, std::chrono::milliseconds::zero()), this, [this] { pump(); });
}

QByteArray DeliveryDesk::noticeOf(const SandboxOrder& order) const
{
    Parameters notice{{"return_code", "SUCCESS"}, {"return_msg", "OK"}, {"appid", m_identity.appid},
        {"mch_id", m_identity.mchId}, {"nonce_str", newNonce()}, {"result_code", "SUCCESS"}};
    for (const Parameter& field : paidFields(order))
        notice.append(field.name, field.value);
    // Names the sign type unless it is MD5.
    return writeWire(signedRequest(std::move(notice), m_identity.apiKey, order.signType));
}

void DeliveryDesk::send(const SandboxOrder& order)
{
    const QByteArray outTradeNo = order.outTradeNo;
    const QUrl url(QString::fromUtf8(order.notifyUrl), QUrl::StrictMode);
    m_underWay.insert(outTradeNo);
    if (!isDeliverable(url)) {
        QMetaObject::invokeMethod(
            this, [this, outTradeNo] { finish(outTradeNo, "notify-url-not-local"); },
            Qt::QueuedConnection);
        return;
    }
    auto* const post = new NoticePost(m_network, m_clock, url, noticeOf(order), this);
    connect(post, &NoticePost::finished, this, [this, post, outTradeNo](const QByteArray& outcome) {
        post->deleteLater();
        finish(outTradeNo, outcome);
    });
}

void DeliveryDesk::finish(const QByteArray& outTradeNo, const QByteArray& outcome)
{
    if (!m_underWay.remove(outTradeNo))
        return; // stopped meanwhile
    SandboxOrder order = *m_books.byOutTradeNo(outTradeNo);
    Delivery& delivery = order.delivery;
    const auto attempt = std::size_t(++delivery.attempts);
    const bool repeat =
        outcome != "ok" && outcome != "notify-url-not-local" && attempt <= m_schedule.size();
    delivery.dueAt = repeat ? m_clock.now().addMSecs(m_schedule[attempt - 1].count()) : QDateTime();
    delivery.outcome = outcome;
    m_books.put(std::move(order));
    add(outTradeNo);
    emit delivered(outTradeNo, int(attempt), outcome);
    pump();
}

} // namespace paydesk
