#include "core/workbench.h"
#include "tests/support.h"
#include "ui/orders/orderlistmodel.h"
#include "ui/orders/orderspage.h"
#include "ui/preferences.h"

#include <QButtonGroup>
#include <QLineEdit>
#include <QListView>
#include <QPersistentModelIndex>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace paydesk;

namespace {

QByteArray numberOf(int i)
{
    return "PD" + QByteArray::number(1000 + i);
}

Order sampleOrder(int i, const QDateTime& at)
{
    Order order;
    order.profile = "sandbox";
    order.outTradeNo = numberOf(i);
    order.state = TradeState::NotPay;
    order.totalFee = Fen{i + 1};
    order.body = "早餐";
    order.createdAt = at;
    return order;
}

} // namespace

class TestOrdersPage : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void pagesFollowEachOtherWithoutGap();
    void aSelectionStaysOnItsOrderWhileOthersArrive();
    void anOrderThatNoLongerMatchesLeavesTheList();
    void theAnswerToAnOldQuestionIsDropped();
    void anotherMerchantsOrdersChangeNothing();
    void thePageShowsTheNewestOrderByItself();
    void anOrderBeyondTheFirstPageIsFoundByItsNumber();
    void whatMatchesNothingSaysSoAndIsClearedAgain();
    void withoutOrdersThePageLeadsToTheCheckout();

private:
    void add(int first, int count);
    void pay(int i);
    OrderQuery all(int limit) const;

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_bench;
};

void TestOrdersPage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto bench = Workbench::open(m_folder->path(), {0, 0, {}, {}, false}, m_clock);
    QVERIFY(bench.has_value());
    m_bench = std::move(*bench);
    [[maybe_unused]] const Result<void> used = m_bench->use("sandbox");
}

void TestOrdersPage::cleanup()
{
    m_bench.reset();
    m_folder.reset();
}

void TestOrdersPage::add(int first, int count)
{
    const QDateTime start = m_clock.now();
    const QSignalSpy changed(&m_bench->store(), &OrderStore::changed);
    const auto added = m_bench->store().writeNow<int>([=](OrderWriter& writer) -> Result<int> {
        for (int i = first; i < first + count; ++i) {
            if (const auto one = writer.add(sampleOrder(i, start.addSecs(i))); !one)
                return fail(one.error());
        }
        return count;
    });
    QVERIFY(added.has_value());
    QTRY_VERIFY(changed.size() >= count); // so that no news of these arrives later
}

void TestOrdersPage::pay(int i)
{
    StateReport report;
    report.profile = "sandbox";
    report.outTradeNo = numberOf(i);
    report.state = TradeState::Success;
    report.transactionId = "42" + QByteArray::number(i);
    report.paidAt = m_clock.now();
    const auto applied = m_bench->store().writeNow<Applied>(
        [report](OrderWriter& writer) { return writer.report(report); });
    QVERIFY(applied.has_value());
}

OrderQuery TestOrdersPage::all(int limit) const
{
    OrderQuery query;
    query.profile = "sandbox";
    query.limit = limit;
    return query;
}

void TestOrdersPage::pagesFollowEachOtherWithoutGap()
{
    add(0, 25);
    OrderListModel model(m_bench->store());
    const QSignalSpy answered(&model, &OrderListModel::answered);
    model.ask(all(10));
    QTRY_COMPARE(model.rowCount(), 10);
    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    QVERIFY(!model.canFetchMore({})); // one read at a time
    QTRY_COMPARE(model.rowCount(), 20);
    model.fetchMore({});
    QTRY_COMPARE(model.rowCount(), 25);
    QVERIFY(!model.canFetchMore({}));
    for (int row = 0; row < 25; ++row)
        QCOMPARE(model.order(row).outTradeNo, numberOf(24 - row));
}

void TestOrdersPage::aSelectionStaysOnItsOrderWhileOthersArrive()
{
    add(0, 15);
    OrderListModel model(m_bench->store());
    model.ask(all(10));
    QTRY_COMPARE(model.rowCount(), 10);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    const QPersistentModelIndex chosen = model.index(9, 0);
    add(15, 3);
    QTRY_COMPARE(model.order(0).outTradeNo, numberOf(17));
    QCOMPARE(model.order(chosen.row()).outTradeNo, numberOf(5));
    pay(5);
    QTRY_COMPARE(model.order(chosen.row()).state, TradeState::Success);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(resets.size(), 0);
    // The next page goes on behind what is shown.
    const int shown = model.rowCount();
    model.fetchMore({});
    QTRY_VERIFY(model.rowCount() > shown || !model.canFetchMore({}));
    QTRY_COMPARE(model.rowCount(), 18);
    QCOMPARE(model.order(17).outTradeNo, numberOf(0));
}

void TestOrdersPage::anOrderThatNoLongerMatchesLeavesTheList()
{
    add(0, 5);
    OrderListModel model(m_bench->store());
    OrderQuery unpaid = all(10);
    unpaid.states = {TradeState::NotPay};
    model.ask(unpaid);
    QTRY_COMPARE(model.rowCount(), 5);
    pay(2);
    QTRY_COMPARE(model.rowCount(), 4);
    QCOMPARE(model.rowOf(numberOf(2)), -1);
}

void TestOrdersPage::theAnswerToAnOldQuestionIsDropped()
{
    add(0, 5);
    OrderListModel model(m_bench->store());
    const QSignalSpy answered(&model, &OrderListModel::answered);
    model.ask(all(10));
    OrderQuery one = all(10);
    one.search = numberOf(3);
    model.ask(one);
    QTRY_COMPARE(answered.size(), 1);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowOf(numberOf(3)), 0);
}

void TestOrdersPage::anotherMerchantsOrdersChangeNothing()
{
    add(0, 2);
    OrderListModel model(m_bench->store());
    const QSignalSpy answered(&model, &OrderListModel::answered);
    model.ask(all(10));
    QTRY_COMPARE(answered.size(), 1);
    Order foreign = sampleOrder(0, m_clock.now());
    foreign.profile = "other";
    const auto added = m_bench->store().writeNow<int>(
        [foreign](OrderWriter& writer) { return writer.add(foreign).map([] { return 1; }); });
    QVERIFY(added.has_value());
    add(2, 1); // the change that is waited for
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.rowOf(numberOf(0)), 2);
}

void TestOrdersPage::thePageShowsTheNewestOrderByItself()
{
    add(0, 3);
    Preferences preferences(m_folder->path());
    OrdersPage page(*m_bench, preferences);
    page.resize(1240, 700);
    page.show();
    auto* list = page.findChild<QListView*>(QStringLiteral("ordersList"));
    QTRY_COMPARE(list->currentIndex().row(), 0);
    const QSignalSpy asked(&page, &OrdersPage::signatureRequested);
    auto* signatures = page.findChild<QPushButton*>(QStringLiteral("ordersSignatures"));
    QTRY_VERIFY(signatures->isVisible());
    QTest::mouseClick(signatures, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).toByteArray(), numberOf(2));
    // Another order arrives: what the person looks at stays.
    add(3, 1);
    QTRY_COMPARE(list->model()->rowCount(), 4);
    QCOMPARE(list->currentIndex().row(), 1);
}

void TestOrdersPage::anOrderBeyondTheFirstPageIsFoundByItsNumber()
{
    add(0, 130);
    Preferences preferences(m_folder->path());
    OrdersPage page(*m_bench, preferences);
    auto* list = page.findChild<QListView*>(QStringLiteral("ordersList"));
    page.openOrder(numberOf(0));
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QCOMPARE(list->currentIndex().row(), 0);
    QCOMPARE(page.findChild<QLineEdit*>(QStringLiteral("ordersSearch"))->text(),
        QString::fromUtf8(numberOf(0)));
}

void TestOrdersPage::whatMatchesNothingSaysSoAndIsClearedAgain()
{
    add(0, 2);
    Preferences preferences(m_folder->path());
    OrdersPage page(*m_bench, preferences);
    page.resize(1240, 700);
    page.show();
    auto* list = page.findChild<QListView*>(QStringLiteral("ordersList"));
    QTRY_COMPARE(list->model()->rowCount(), 2);
    QTest::keyClicks(
        page.findChild<QLineEdit*>(QStringLiteral("ordersSearch")), QStringLiteral("nothing"));
    auto* noMatch = page.findChild<QWidget*>(QStringLiteral("ordersNoMatch"));
    QTRY_VERIFY(noMatch->isVisible());
    QTest::mouseClick(noMatch->findChild<QPushButton*>(QStringLiteral("action")), Qt::LeftButton);
    QTRY_COMPARE(list->model()->rowCount(), 2);
    QVERIFY(list->isVisible());
}

void TestOrdersPage::withoutOrdersThePageLeadsToTheCheckout()
{
    Preferences preferences(m_folder->path());
    OrdersPage page(*m_bench, preferences);
    page.resize(1240, 700);
    page.show();
    auto* empty = page.findChild<QWidget*>(QStringLiteral("ordersEmpty"));
    QTRY_VERIFY(empty->isVisible());
    const QSignalSpy asked(&page, &OrdersPage::pageRequested);
    QTest::mouseClick(empty->findChild<QPushButton*>(QStringLiteral("action")), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.at(0).at(0).toString(), QStringLiteral("checkout"));
    add(0, 1);
    QTRY_VERIFY(!empty->isVisible());
}

QTEST_MAIN(TestOrdersPage)

#include "tst_orderspage.moc"
