#include "core/orders/workqueue.h"

#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace paydesk;
using namespace std::chrono_literals;

/// The hand-over between threads, without Qt's event loop on the way: what the thread sanitizer
/// looks at.
class TestStoreQueue : public QObject {
    Q_OBJECT

private slots:
    void everythingArrivesOnceAndInOrder();
    void whatWaitsIsTakenTogether();
    void closingLetsTheTakerFinish();
    void nothingIsTakenAfterClosing();
    void anEmptyQueueIsWaitedForOnlySoLong();
};

void TestStoreQueue::everythingArrivesOnceAndInOrder()
{
    constexpr int senders = 4;
    constexpr int each = 500;
    WorkQueue<std::pair<int, int>> queue;
    std::vector<std::vector<int>> seen(senders);
    std::thread taker([&] {
        while (const auto taken = queue.takeAll(1h)) {
            for (const auto& [sender, number] : *taken)
                seen[std::size_t(sender)].push_back(number);
        }
    });
    std::vector<std::thread> threads;
    threads.reserve(senders);
    for (int sender = 0; sender < senders; ++sender) {
        threads.emplace_back([&queue, sender] {
            for (int number = 0; number < each; ++number)
                queue.push({sender, number});
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    queue.close();
    taker.join();
    for (const auto& numbers : seen) {
        QCOMPARE(numbers.size(), std::size_t(each));
        QVERIFY(std::is_sorted(numbers.begin(), numbers.end()));
    }
}

void TestStoreQueue::whatWaitsIsTakenTogether()
{
    WorkQueue<int> queue;
    queue.push(1);
    queue.push(2);
    queue.push(3);
    QCOMPARE(queue.takeAll(0ms).value(), (std::deque<int>{1, 2, 3}));
}

void TestStoreQueue::closingLetsTheTakerFinish()
{
    WorkQueue<int> queue;
    queue.push(1);
    queue.close();
    QCOMPARE(queue.takeAll(1h).value(), std::deque<int>{1});
    QVERIFY(!queue.takeAll(1h));
}

void TestStoreQueue::nothingIsTakenAfterClosing()
{
    WorkQueue<int> queue;
    std::atomic<bool> ended = false;
    std::thread taker([&] {
        while (queue.takeAll(1h)) {}
        ended = true;
    });
    queue.close();
    taker.join();
    QVERIFY(ended);
    QVERIFY(!queue.push(1));
    QVERIFY(!queue.takeAll(0ms));
}

void TestStoreQueue::anEmptyQueueIsWaitedForOnlySoLong()
{
    WorkQueue<int> queue;
    QVERIFY(queue.takeAll(1ms).value().empty());
}

QTEST_APPLESS_MAIN(TestStoreQueue)
#include "tst_storequeue.moc"
