// Settings, from outside: the self-test, the texts to paste, and whose word about a sender counts.

#include "core/notify/compose.h"
#include "core/sign/xmlcodec.h"
#include "core/workbench.h"
#include "tests/support.h"
#include "ui/notifications/noticeinspector.h"
#include "ui/preferences.h"
#include "ui/settings/outsidesection.h"
#include "ui/widgets/fieldbox.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/steplist.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace paydesk;

class TestOutsideSection : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void theTestWalksToTheListener();
    void aMistakeIsSaidWithWhatToDo();
    void withoutAListenerThereIsNothingToTest();
    void theTestGoesWithTheCounter();
    void theSnippetFollowsAddressAndPort();
    void aPathThatNginxCannotHoldIsSaid();
    void proxiesAreCheckedBeforeTheyAreTrusted();
    void theSenderIsShownAsWhatItIs();

private:
    template <typename Widget> Widget* part(const char* name) const
    {
        return m_section->findChild<Widget*>(QLatin1String(name));
    }
    void type(const char* name, const QString& text)
    {
        auto* edit = part<QLineEdit>(name);
        edit->setText(text);
        emit edit->editingFinished();
    }
    QList<Step> steps() const { return part<StepList>("outsideSteps")->steps()->steps(); }
    bool walk()
    {
        part<QPushButton>("outsideStart")->click();
        return waitUntil([this] { return part<QPushButton>("outsideStart")->isEnabled(); });
    }
    quint16 port() const
    {
        return quint16(QUrl::fromEncoded(m_bench->counter()->desk().url()).port());
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<OutsideSection> m_section;
};

void TestOutsideSection::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_bench = *Workbench::open(m_folder->path(), {0, 0, {}, {}, false}, m_clock);
    m_preferences = std::make_unique<Preferences>(m_folder->path());
    QVERIFY(m_bench->use(sandboxProfile().name));
    QVERIFY(m_bench->startListener());
    m_section = std::make_unique<OutsideSection>(*m_bench, *m_preferences);
    m_section->resize(820, 900);
    m_section->show();
}

void TestOutsideSection::cleanup()
{
    m_section.reset();
    m_preferences.reset();
    m_bench.reset();
}

void TestOutsideSection::theTestWalksToTheListener()
{
    QVERIFY(!part<StepList>("outsideSteps")->isVisible());
    type("outsideAddress", QString::fromUtf8(m_bench->counter()->desk().url()));
    QVERIFY(walk());
    QCOMPARE(steps().size(), 9);
    QCOMPARE(steps().at(0).state, Step::State::Warned); // this machine's own address
    for (const int done : {2, 4, 5, 6, 7})
        QCOMPARE(steps().at(done).state, Step::State::Done);
    QVERIFY(part<QLabel>("outsideFindings")->text().contains(QStringLiteral("rehearsal")));
    QVERIFY(part<Pill>("outsideVerdict")->isVisible());
}

void TestOutsideSection::aMistakeIsSaidWithWhatToDo()
{
    type("outsideAddress",
        QString::fromUtf8(m_bench->counter()->desk().url()) + QStringLiteral("/typo"));
    QVERIFY(walk());
    QCOMPARE(steps().at(4).state, Step::State::Failed);
    QCOMPARE(steps().at(5).state, Step::State::Waiting);
    const QString findings = part<QLabel>("outsideFindings")->text();
    QVERIFY2(findings.contains(QStringLiteral("404")), qPrintable(findings));
    QVERIFY(findings.contains(QStringLiteral("exactly this path")));
    type("outsideAddress", QStringLiteral("<b>nowhere</b>"));
    QVERIFY(walk());
    QCOMPARE(steps().at(0).state, Step::State::Failed);
}

void TestOutsideSection::withoutAListenerThereIsNothingToTest()
{
    m_bench->counter()->desk().close();
    m_section->refresh();
    QVERIFY(!part<QPushButton>("outsideStart")->isEnabled());
}

void TestOutsideSection::theTestGoesWithTheCounter()
{
    type("outsideAddress", QString::fromUtf8(m_bench->counter()->desk().url()));
    part<QPushButton>("outsideStart")->click();
    QVERIFY(part<QPushButton>("outsideStop")->isVisible());
    QVERIFY(m_bench->reopen());
    QVERIFY(m_bench->startListener());
    QVERIFY(waitUntil([this] { return part<QPushButton>("outsideStart")->isEnabled(); }));
    QVERIFY(!part<QPushButton>("outsideStop")->isVisible());
}

void TestOutsideSection::theSnippetFollowsAddressAndPort()
{
    type("outsideAddress", QStringLiteral("https://pay.shop.example:8443/wx/notify"));
    const QString text = part<QPlainTextEdit>("outsideNginx")->toPlainText();
    QVERIFY(text.contains(QStringLiteral("server_name pay.shop.example;")));
    QVERIFY(text.contains(QStringLiteral("listen 8443 ssl;")));
    QVERIFY(text.contains(QStringLiteral("location = /wx/notify {")));
    QVERIFY(text.contains(QStringLiteral("http://127.0.0.1:%1/notify;").arg(port())));
    part<QPushButton>("outsideCopy")->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), text);
}

void TestOutsideSection::aPathThatNginxCannotHoldIsSaid()
{
    type("outsideAddress", QStringLiteral("https://pay.shop.example/a;b"));
    QVERIFY(!part<QPlainTextEdit>("outsideNginx")->isVisible());
    QVERIFY(!part<QPushButton>("outsideCopy")->isEnabled());
}

void TestOutsideSection::proxiesAreCheckedBeforeTheyAreTrusted()
{
    type("outsideTrusted", QStringLiteral("127.0.0.1, 10.0.0.0/8"));
    QCOMPARE(m_preferences->trustedProxies(), "127.0.0.1, 10.0.0.0/8");
    type("outsideTrusted", QStringLiteral("everybody"));
    QCOMPARE(m_preferences->trustedProxies(), "127.0.0.1, 10.0.0.0/8");
    auto* box = qobject_cast<FieldBox*>(part<QLineEdit>("outsideTrusted")->parentWidget());
    QVERIFY(box && box->hasError());
    type("outsideTrusted", QString());
    QVERIFY(m_preferences->trustedProxies().isEmpty());
    m_preferences->setTrustedProxies("::1");
    m_preferences->restoreDefaults(QStringLiteral("outside"));
    QVERIFY(m_preferences->trustedProxies().isEmpty());
}

void TestOutsideSection::theSenderIsShownAsWhatItIs()
{
    Exchange notice;
    notice.direction = Exchange::Direction::Incoming;
    notice.url = "/notify";
    notice.peer = "127.0.0.1:40000";
    notice.startedAt = QDateTime(QDate(2026, 1, 1), QTime(4, 0), Qt::UTC);
    notice.requestHeaders = {{"X-Forwarded-For", "<b>8.8.8.8</b>, 203.0.113.7"}};
    NoticeInspector inspector;
    inspector.show(notice);
    auto* moment = inspector.findChild<ElidedLabel*>(QStringLiteral("notificationsMoment"));
    QVERIFY(moment->fullText().contains(QStringLiteral("127.0.0.1:40000 (says for itself: <b>")));
    inspector.setTrustedProxies(*TrustedProxies::read("127.0.0.1"));
    QVERIFY2(moment->fullText().contains(QStringLiteral("203.0.113.7 (through 127.0.0.1:40000)")),
        qPrintable(moment->fullText()));
    notice.requestHeaders.clear();
    inspector.show(notice);
    QVERIFY(moment->fullText().contains(QStringLiteral(" 127.0.0.1:40000 ")));
}

QTEST_MAIN(TestOutsideSection)
#include "tst_outsidesection.moc"
