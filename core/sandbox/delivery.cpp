#include "core/sandbox/delivery.h"

#include "core/protocol/endpoints.h"
#include "core/sandbox/noticepost.h"
#include "core/sandbox/noticewriter.h"

#include <QNetworkProxy>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    /// As many connections as QNetworkAccessManager opens to one host: more would only wait inside
    /// it.
    constexpr std::size_t mostUnderWay = 6;

} // namespace

const DeliveryDesk::Schedule& documentedSchedule()
{
    static const DeliveryDesk::Schedule schedule(notices::pauses.begin(), notices::pauses.end());
    return schedule;
}

DeliveryDesk::DeliveryDesk(const SandboxIdentity& identity, SandboxBooks& books, FaultBoard& faults,
    Schedule schedule, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_identity(identity)
    , m_books(books)
    , m_schedule(std::move(schedule))
    , m_clock(clock)
    , m_faults(faults)
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
        add({NoticeKind::Payment, order->outTradeNo});
    for (const auto& [outRefundNo, refund] : m_books.refunds())
        add({NoticeKind::Refund, outRefundNo});
    pump();
}

void DeliveryDesk::stop()
{
    m_started = false;
    m_clock.cancel(m_alarm);
    m_due.clear();
    m_underWay.clear();
    m_waiting.clear();
    m_spared.clear();
    const auto posts = findChildren<NoticePost*>(Qt::FindDirectChildrenOnly);
    for (NoticePost* post : posts) {
        disconnect(post, nullptr, this, nullptr);
        post->deleteLater();
    }
}

const Delivery* DeliveryDesk::deliveryOf(const NoticeKey& key) const
{
    if (key.first == NoticeKind::Refund) {
        const SandboxRefund* const refund = m_books.byOutRefundNo(key.second);
        return refund ? &refund->delivery : nullptr;
    }
    const SandboxOrder* const order = m_books.byOutTradeNo(key.second);
    return order ? &order->delivery : nullptr;
}

void DeliveryDesk::setDelivery(const NoticeKey& key, const Delivery& delivery)
{
    if (key.first == NoticeKind::Refund) {
        SandboxRefund refund = *m_books.byOutRefundNo(key.second);
        refund.delivery = delivery;
        m_books.put(std::move(refund));
    } else {
        SandboxOrder order = *m_books.byOutTradeNo(key.second);
        order.delivery = delivery;
        m_books.put(std::move(order));
    }
    add(key);
}

void DeliveryDesk::add(const NoticeKey& key)
{
    const Delivery* const delivery = deliveryOf(key);
    if (m_started && delivery && delivery->dueAt.isValid() && !m_underWay.contains(key))
        m_due.insert({delivery->dueAt, key});
}

void DeliveryDesk::pump()
{
    if (!m_started)
        return;
    const QDateTime now = m_clock.now();
    while (!m_due.empty() && m_due.begin()->first <= now && m_underWay.size() < mostUnderWay) {
        const NoticeKey key = m_due.begin()->second;
        m_due.erase(m_due.begin());
        send(key);
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

QByteArray DeliveryDesk::noticeOf(const NoticeKey& key, const MaybeFault& fault) const
{
    if (key.first == NoticeKind::Refund) {
        const SandboxRefund& refund = *m_books.byOutRefundNo(key.second);
        return refundNotice(refund, *m_books.byOutTradeNo(refund.outTradeNo), m_identity, fault);
    }
    return paymentNotice(*m_books.byOutTradeNo(key.second), m_identity, fault);
}

DeliveryReport DeliveryDesk::reportOf(const NoticeKey& key) const
{
    DeliveryReport report;
    report.kind = key.first;
    report.outTradeNo = key.second;
    if (key.first == NoticeKind::Refund) {
        report.outRefundNo = key.second;
        report.outTradeNo = m_books.byOutRefundNo(key.second)->outTradeNo;
    }
    report.attempt = deliveryOf(key)->attempts + 1;
    return report;
}

void DeliveryDesk::send(const NoticeKey& key)
{
    m_waiting.erase(key);
    const MaybeFault fault = m_spared.erase(key) > 0
        ? std::nullopt
        : m_faults.strike(notificationScope, reportOf(key).outTradeNo);
    if (isPostponed(key, fault))
        return;
    const QByteArray address = key.first == NoticeKind::Refund
        ? m_books.byOutRefundNo(key.second)->notifyUrl
        : m_books.byOutTradeNo(key.second)->notifyUrl;
    const QUrl url(QString::fromUtf8(address), QUrl::StrictMode);
    m_underWay.insert(key);
    const bool lost = fault && fault->kind == FaultKind::Drop;
    if (lost || !isDeliverable(url)) {
        const QByteArray outcome = lost ? "planted-drop" : "notify-url-not-local";
        QMetaObject::invokeMethod(
            this, [this, key, outcome, fault] { finish(key, outcome, fault); },
            Qt::QueuedConnection);
        return;
    }
    const Why why = fault ? plantedWhy(*fault) : Why();
    auto* const post = new NoticePost(m_network, m_clock, {url, noticeOf(key, fault), why}, this);
    connect(post, &NoticePost::finished, this, [this, post, key, fault](const QByteArray& outcome) {
        post->deleteLater();
        finish(key, outcome, fault);
    });
}

/// A fault that only makes it come later: told at once, and no attempt.
bool DeliveryDesk::isPostponed(const NoticeKey& key, const MaybeFault& fault)
{
    if (!fault || (fault->kind != FaultKind::Delay && fault->kind != FaultKind::Reorder))
        return false;
    if (fault->kind == FaultKind::Reorder)
        m_waiting.insert(key);
    m_spared.insert(key);
    Delivery delivery = *deliveryOf(key);
    delivery.dueAt = m_clock.now().addMSecs(fault->wait.count());
    setDelivery(key, delivery);
    DeliveryReport report = reportOf(key);
    report.planted = plantedWhy(*fault).id;
    report.outcome = report.planted;
    emit delivered(report);
    return true;
}

/// Those that waited for another one to overtake them go now.
void DeliveryDesk::overtake(const NoticeKey& key)
{
    for (const NoticeKey& late : std::exchange(m_waiting, {})) {
        if (late == key)
            continue;
        Delivery delivery = *deliveryOf(late);
        m_due.erase({delivery.dueAt, late});
        delivery.dueAt = m_clock.now();
        setDelivery(late, delivery);
    }
}

void DeliveryDesk::finish(const NoticeKey& key, const QByteArray& outcome, const MaybeFault& fault)
{
    if (m_underWay.erase(key) == 0)
        return; // stopped meanwhile
    DeliveryReport report = reportOf(key);
    report.outcome = outcome;
    if (fault)
        report.planted = plantedWhy(*fault).id;
    Delivery delivery = *deliveryOf(key);
    const auto attempt = std::size_t(++delivery.attempts);
    const bool again = fault && fault->kind == FaultKind::Repeat;
    if (again)
        m_spared.insert(key);
    const bool repeat =
        outcome != "ok" && outcome != "notify-url-not-local" && attempt <= m_schedule.size();
    delivery.dueAt = again ? m_clock.now()
        : repeat           ? m_clock.now().addMSecs(m_schedule[attempt - 1].count())
                           : QDateTime();
    delivery.outcome = outcome;
    setDelivery(key, delivery);
    overtake(key);
    emit delivered(report);
    pump();
}

} // namespace paydesk
