// What the window shows of a stored secret, and for how long.

#include "core/workbench.h"
#include "tests/support.h"
#include "ui/settings/storedsecret.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/secretclipboard.h"
#include "ui/widgets/secretedit.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>
#include <QTest>
#include <QToolButton>

using namespace paydesk;

namespace {

using namespace std::chrono_literals;

const QByteArray key = "CanaryKeyOfTheRealMerchant000001";

Secret secretKey()
{
    return Secret(QByteArray(key.constData(), key.size()));
}

/// Empty when there is nothing.
QByteArray copied()
{
    return QGuiApplication::clipboard()->text().toUtf8();
}

} // namespace

class TestStoredSecret : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void itIsPaintedForTenSeconds();
    void theEyeHidesItAtOnce();
    void anotherWindowOrPageHidesIt();
    void aLockedVaultShowsNothing();
    void theCopyIsMarkedAndTakenBack();
    void whatSomebodyElseCopiedStays();
    void aSecondCopyBeginsAnew();
    void theEndOfPaydeskEmptiesTheClipboard();
    void assistiveTechnologyHearsTheFactAlone();
    void aTypedSecretIsHiddenAgain();

private:
    QToolButton* button(const char* name) const
    {
        return m_view->findChild<QToolButton*>(QLatin1String(name));
    }
    QString state() const
    {
        return m_view->findChild<HintLabel*>(QStringLiteral("storedSecretState"))->text();
    }
    QImage picture() const
    {
        return m_view->findChild<QWidget*>(QStringLiteral("storedSecretLine"))->grab().toImage();
    }

    ManualClock m_clock;
    Result<Secret> m_secret{Secret()};
    std::unique_ptr<SecretClipboard> m_clipboard;
    std::unique_ptr<StoredSecret> m_view;
};

void TestStoredSecret::init()
{
    m_secret = secretKey();
    m_clipboard = std::make_unique<SecretClipboard>(m_clock);
    m_view =
        std::make_unique<StoredSecret>("stored", *m_clipboard, m_clock, [this]() -> Result<Secret> {
            if (!m_secret)
                return fail(m_secret.error());
            return m_secret->clone();
        });
    m_view->setName(QStringLiteral("API key"));
    m_view->resize(500, 60);
    m_view->show();
}

void TestStoredSecret::cleanup()
{
    m_view.reset();
    m_clipboard.reset();
    QGuiApplication::clipboard()->clear();
}

void TestStoredSecret::itIsPaintedForTenSeconds()
{
    const QImage masked = picture();
    button("storedSecretReveal")->click();
    const QImage shown = picture();
    QVERIFY(shown != masked);
    QVERIFY(state().contains(QStringLiteral("10")));
    m_clock.advance(9s);
    QVERIFY(picture() == shown);
    QVERIFY(state().contains(QStringLiteral("1 more")));
    m_clock.advance(1s);
    QVERIFY(picture() == masked);
    QVERIFY(state().isEmpty());
    QCOMPARE(m_clock.pending(), 0);
}

void TestStoredSecret::theEyeHidesItAtOnce()
{
    const QImage masked = picture();
    button("storedSecretReveal")->click();
    m_clock.advance(3s);
    button("storedSecretReveal")->click();
    QVERIFY(picture() == masked);
    QCOMPARE(m_clock.pending(), 0);
}

void TestStoredSecret::anotherWindowOrPageHidesIt()
{
    const QImage masked = picture();
    button("storedSecretReveal")->click();
    m_view->hide();
    m_view->show();
    QVERIFY(picture() == masked);
}

void TestStoredSecret::aLockedVaultShowsNothing()
{
    const QImage masked = picture();
    m_secret = fail(FailureId::VaultLocked);
    button("storedSecretReveal")->click();
    QVERIFY(picture() == masked);
    QVERIFY(!state().isEmpty());
    button("storedSecretCopy")->click();
    QVERIFY(copied().isEmpty());
}

void TestStoredSecret::theCopyIsMarkedAndTakenBack()
{
    button("storedSecretCopy")->click();
    QCOMPARE(copied(), key);
    const QMimeData* const data = QGuiApplication::clipboard()->mimeData();
    QCOMPARE(data->data(QStringLiteral("x-kde-passwordManagerHint")), "secret");
    for (const QString& format : data->formats()) {
        if (format != QStringLiteral("text/plain") && !format.startsWith(u"text/plain;"))
            QVERIFY2(!data->data(format).contains(key), qPrintable(format));
    }
    QVERIFY(state().contains(QStringLiteral("20")));
    m_clock.advance(19s);
    QCOMPARE(copied(), key);
    m_clock.advance(1s);
    QVERIFY(!copied().contains(key));
    QVERIFY(state().isEmpty());
    QCOMPARE(m_clock.pending(), 0);
}

void TestStoredSecret::whatSomebodyElseCopiedStays()
{
    button("storedSecretCopy")->click();
    QGuiApplication::clipboard()->setText(QStringLiteral("a shopping list"));
    m_clock.advance(20s);
    QCOMPARE(copied(), "a shopping list");
    QVERIFY(state().isEmpty());
}

void TestStoredSecret::aSecondCopyBeginsAnew()
{
    button("storedSecretCopy")->click();
    m_clock.advance(15s);
    button("storedSecretCopy")->click();
    m_clock.advance(15s);
    QCOMPARE(copied(), key);
    m_clock.advance(5s);
    QVERIFY(!copied().contains(key));
}

void TestStoredSecret::theEndOfPaydeskEmptiesTheClipboard()
{
    button("storedSecretCopy")->click();
    m_view.reset();
    m_clipboard.reset();
    QVERIFY(!copied().contains(key));
}

void TestStoredSecret::assistiveTechnologyHearsTheFactAlone()
{
    button("storedSecretReveal")->click();
    button("storedSecretCopy")->click();
    for (QWidget* part : m_view->findChildren<QWidget*>()) {
        QAccessibleInterface* const spoken = QAccessible::queryAccessibleInterface(part);
        for (const auto kind :
            {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
            QVERIFY(!spoken || !spoken->text(kind).toUtf8().contains(key));
        QVERIFY(!part->toolTip().toUtf8().contains(key));
    }
}

void TestStoredSecret::aTypedSecretIsHiddenAgain()
{
    SecretEdit edit;
    edit.setText(QString::fromLatin1(key));
    auto* eye = edit.findChild<QAction*>(QStringLiteral("reveal"));
    eye->setChecked(true);
    QCOMPARE(edit.echoMode(), QLineEdit::Normal);
    auto* timer = edit.findChild<QTimer*>(QStringLiteral("hideAgain"));
    QVERIFY(timer && timer->isActive());
    QCOMPARE(timer->intervalAsDuration(), std::chrono::milliseconds(10s));
    QMetaObject::invokeMethod(timer, "timeout");
    QCOMPARE(edit.echoMode(), QLineEdit::Password);
    QVERIFY(!timer->isActive());
}

QTEST_MAIN(TestStoredSecret)
#include "tst_storedsecret.moc"
