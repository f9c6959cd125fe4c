// noticeserver WAY ORDERS FLUSH_US: a receiver of notifications for the benchmarks, a process of
// its own. It holds so many unpaid orders, PD1 …, prints {"port":…} and serves until its input
// ends. WAY:
//   grouped   the shipped desk: what waits becomes one transaction
//   single    the same, but one commit for each notification
//   unstored  the same without a history: nothing survives

#include "core/notify/booking.h"
#include "core/notify/desk.h"
#include "tests/faultyvfs.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTemporaryDir>

#include <cstdio>
#include <sched.h>
#include <unistd.h>

using namespace paydesk;

namespace {

Order benchOrder(qint64 number)
{
    Order order;
    order.profile = sandboxProfile().name;
    order.outTradeNo = "PD" + QByteArray::number(number);
    order.totalFee = Fen{888};
    order.body = "腾讯充值中心-QQ会员充值";
    order.tradeType = "JSAPI";
    order.signType = SignType::Md5;
    order.state = TradeState::NotPay;
    order.createdAt = QDateTime(QDate(2026, 1, 1), QTime(4, 0), Qt::UTC).addMSecs(number);
    return order;
}

bool fill(OrderStore& store, qint64 orders)
{
    constexpr qint64 together = 5000;
    for (qint64 first = 1; first <= orders; first += together) {
        const auto added = store.writeNow<bool>([&](OrderWriter& writer) -> Result<bool> {
            for (qint64 at = first; at < std::min(first + together, orders + 1); ++at) {
                if (const auto done = writer.add(benchOrder(at)); !done)
                    return fail(done.error());
            }
            return true;
        });
        if (!added)
            return false;
    }
    return true;
}

/// Load and server have a processor each, so that neither is measured in the other's turns.
void stayOnLastProcessor()
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(std::size_t(processors - 1), &set);
    if (processors > 1)
        sched_setaffinity(0, sizeof set, &set);
}

/// The desk's work in its order, but the answer's wait is the commit's.
class SingleDesk {
public:
    SingleDesk(OrderStore* store, Clock& clock)
        : m_store(store)
        , m_clock(clock)
        , m_key(sandboxCredentials().apiKey)
        , m_server(clock, {}, [this](const HttpRequest& request, const Responder& responder) {
            responder.send({200, "text/xml", m_store ? stored(request) : unstored(request), {}});
        })
    {
        m_redactor.add(m_key);
    }

    Result<quint16> listen() { return m_server.listen(QHostAddress(QHostAddress::LocalHost), 0); }

private:
    Exchange exchangeOf(const HttpRequest& request) const
    {
        Exchange exchange;
        exchange.direction = Exchange::Direction::Incoming;
        exchange.method = request.method;
        exchange.url = request.path;
        exchange.peer = request.peer;
        exchange.requestHeaders = request.headers;
        exchange.requestBody = request.body;
        exchange.status = 200;
        exchange.startedAt = m_clock.now();
        return m_redactor.clean(std::move(exchange));
    }

    QByteArray stored(const HttpRequest& request)
    {
        const Arrival arrival{
            readNotice(request.body, m_key), m_profile, false, exchangeOf(request), m_clock.now()};
        const auto booked = m_store->writeNow<Booked>(
            [&arrival](OrderWriter& writer) { return book(writer, arrival); });
        return booked ? booked->exchange.answerBody : QByteArray();
    }

    QByteArray unstored(const HttpRequest& request) const
    {
        const Notice notice = readNotice(request.body, m_key);
        const Exchange exchange = exchangeOf(request);
        const Order order = benchOrder(notice.outTradeNo().mid(2).toLongLong());
        const Judgement judgement = settled(judge(notice, order, m_profile, false), Applied::Fresh);
        return judgedExchange(exchange, judgement).answerBody;
    }

    OrderStore* m_store;
    Clock& m_clock;
    Secret m_key;
    Redactor m_redactor;
    Profile m_profile = sandboxProfile();
    HttpServer m_server;
};

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    if (argc != 4)
        return 2;
    const QByteArray way = argv[1];
    const QTemporaryDir folder;
    FaultyDisk disk;
    auto store = OrderStore::open(folder.path());
    if (!store || !fill(**store, QByteArray(argv[2]).toLongLong()))
        return 4;
    disk.slowSyncs(std::chrono::microseconds(QByteArray(argv[3]).toLongLong()));
    stayOnLastProcessor();
    SystemClock clock;
    NotificationDesk grouped(sandboxProfile(), sandboxCredentials().apiKey, **store, clock);
    SingleDesk other(way == "single" ? store->get() : nullptr, clock);
    const auto port = way == "grouped" ? grouped.listen(QHostAddress(QHostAddress::LocalHost), 0)
                                       : other.listen();
    if (!port)
        return 3;
    std::printf("{\"port\":%d}\n", int(*port));
    std::fflush(stdout);
    const QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    return QCoreApplication::exec();
}
