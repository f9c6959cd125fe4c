#include "core/orders/store.h"
#include "tests/support.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>

using namespace paydesk;

namespace {

const QByteArray merchant = "sandbox";
const QDateTime noon(QDate(2026, 1, 1), QTime(4, 0), Qt::UTC);

Order sampleOrder(const QByteArray& outTradeNo, const QDateTime& createdAt = noon)
{
    Order order;
    order.profile = merchant;
    order.outTradeNo = outTradeNo;
    order.totalFee = Fen{1280};
    order.body = "拿铁 × 2";
    order.tradeType = "JSAPI";
    order.signType = SignType::HmacSha256;
    order.createdAt = createdAt;
    order.request = {{"body", "拿铁 × 2"}, {"total_fee", "1280"}};
    return order;
}

StateReport paid(const QByteArray& outTradeNo, const QByteArray& transactionId)
{
    StateReport report;
    report.profile = merchant;
    report.outTradeNo = outTradeNo;
    report.state = TradeState::Success;
    report.transactionId = transactionId;
    report.openid = "oSample";
    report.bankType = "CMC";
    report.paidAt = noon.addSecs(60);
    return report;
}

/// A store in a folder of its own.
class Fixture {
public:
    Fixture()
        : store(reopen())
    {
    }

    QString folder() const { return m_folder.filePath(QStringLiteral("data")); }
    QString file() const { return m_folder.filePath(QStringLiteral("data/paydesk.db")); }

    std::unique_ptr<OrderStore> reopen() const
    {
        auto opened = OrderStore::open(folder());
        return opened ? std::move(*opened) : nullptr;
    }

    Result<void> add(const Order& order) const
    {
        return store->writeNow<void>([&](OrderWriter& writer) { return writer.add(order); });
    }

    Result<Applied> report(const StateReport& report) const { return reportTo(*store, report); }

    static Result<Applied> reportTo(OrderStore& store, const StateReport& report)
    {
        return store.writeNow<Applied>([&](OrderWriter& writer) { return writer.report(report); });
    }

    Order order(const QByteArray& outTradeNo) const
    {
        const auto found = store->readNow<std::optional<Order>>(
            [&](const OrderReader& reader) { return reader.find(merchant, outTradeNo); });
        return found && *found ? **found : Order();
    }

    OrderPage page(const OrderQuery& query, const OrderCursor& after = {}) const
    {
        return store
            ->readNow<OrderPage>(
                [&](const OrderReader& reader) { return reader.page(query, after); })
            .value_or(OrderPage());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<OrderStore> store;
};

} // namespace

class TestOrders : public QObject {
    Q_OBJECT

private slots:
    void anOrderComesBackAsItWasStored();
    void payingTwiceCountsOnce();
};

void TestOrders::anOrderComesBackAsItWasStored()
{
    Fixture fixture;
    QVERIFY(fixture.store);
    const Order order = sampleOrder("PD1");
    const auto added = fixture.add(order);
    if (!added)
        qWarning() << int(added.error().id) << added.error().details;
    QVERIFY(added);
    QCOMPARE(fixture.order("PD1"), order);
    fixture.store.reset();
    fixture.store = fixture.reopen();
    QVERIFY(fixture.store);
    QCOMPARE(fixture.order("PD1"), order);
}

void TestOrders::payingTwiceCountsOnce()
{
    Fixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1")));
    const auto first = fixture.report(paid("PD1", "T1"));
    if (!first)
        qWarning() << int(first.error().id) << first.error().details;
    QCOMPARE(first.value(), Applied::Fresh);
    QCOMPARE(fixture.report(paid("PD1", "T1")).value(), Applied::Duplicate);
    const Order order = fixture.order("PD1");
    QCOMPARE(order.state, TradeState::Success);
    QCOMPARE(order.transactionId, "T1");
    QCOMPARE(order.paidAt, noon.addSecs(60));
}

QTEST_GUILESS_MAIN(TestOrders)
#include "tst_orders.moc"
