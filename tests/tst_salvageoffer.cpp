#include "core/base/clock.h"
#include "tests/ordersupport.h"
#include "ui/shell/salvageoffer.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QMessageBox>
#include <QTest>
#include <QTimer>

using namespace paydesk;

namespace {

/// Presses, in each message box that comes up, the button that is named next, and keeps what the
/// boxes said.
class Person : public QObject {
public:
    explicit Person(QStringList presses)
        : m_presses(std::move(presses))
    {
        connect(&m_look, &QTimer::timeout, this, &Person::look);
        m_look.start(5);
    }

    QStringList said;
    QStringList left() const { return m_presses; }

private:
    void look()
    {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (!box || !box->isVisible() || m_presses.isEmpty())
            return;
        for (QAbstractButton* button : box->buttons()) {
            if (button->text() != m_presses.constFirst())
                continue;
            m_presses.removeFirst();
            said << box->text() << box->informativeText();
            QTest::mouseClick(button, Qt::LeftButton);
            return;
        }
    }

    QStringList m_presses;
    QTimer m_look;
};

bool spoil(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.write("Not a history.") > 0;
}

} // namespace

/// What the window says before it can open the history.
class TestSalvageOffer : public QObject {
    Q_OBJECT

private slots:
    void aDamagedHistoryIsKeptAndANewOneBegun();
    void whoDeclinesChangesNothing();
    void anotherFailureOffersNothing();

private:
    SystemClock m_clock;
};

void TestSalvageOffer::aDamagedHistoryIsKeptAndANewOneBegun()
{
    StoreFixture fixture;
    fixture.store.reset();
    QVERIFY(spoil(fixture.file()));
    const Failure why = OrderStore::open(fixture.folder()).error();
    QCOMPARE(why.id, FailureId::StorageDamaged);
    const Person person({QStringLiteral("Begin a new history"), QStringLiteral("Continue")});
    QVERIFY(offerSalvage(why, fixture.folder(), m_clock));
    QVERIFY(person.left().isEmpty());
    QVERIFY(person.said.constFirst().contains(QStringLiteral("is damaged")));
    QVERIFY(person.said.constLast().contains(fixture.file() + QStringLiteral(".damaged-")));
    fixture.store = fixture.reopened();
    QVERIFY(fixture.store);
    QVERIFY(fixture.add(sampleOrder("PD1")));
}

void TestSalvageOffer::whoDeclinesChangesNothing()
{
    StoreFixture fixture;
    fixture.store.reset();
    QVERIFY(spoil(fixture.file()));
    const Person person({QStringLiteral("Quit")});
    QVERIFY(!offerSalvage(OrderStore::open(fixture.folder()).error(), fixture.folder(), m_clock));
    QVERIFY(person.left().isEmpty());
    QCOMPARE(OrderStore::open(fixture.folder()).error().id, FailureId::StorageDamaged);
}

void TestSalvageOffer::anotherFailureOffersNothing()
{
    const StoreFixture fixture;
    const Person person({QStringLiteral("Quit")});
    const Failure newer = failure(FailureId::StorageNewer,
        {{QStringLiteral("path"), fixture.file()}, {QStringLiteral("version"), 9}});
    QVERIFY(!offerSalvage(newer, fixture.folder(), m_clock));
    QVERIFY(person.said.constFirst().contains(QStringLiteral("newer Paydesk")));
}

QTEST_MAIN(TestSalvageOffer)
#include "tst_salvageoffer.moc"
