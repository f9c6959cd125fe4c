// The refund dialog on the orders page of a real merchant: what it asks for before money moves.

#include "core/base/wording.h"
#include "core/protocol/endpoints.h"
#include "core/workbench.h"
#include "tests/fakeserver.h"
#include "tests/support.h"
#include "ui/orders/orderspage.h"
#include "ui/orders/refunddialog.h"
#include "ui/orders/refundmodel.h"
#include "ui/preferences.h"
#include "ui/style/tokens.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace paydesk;

namespace {

const QByteArray merchant = "corner";
const QByteArray merchantId = "1230000109";
const QByteArray number = "PD20260101000001";
constexpr VaultCost cheapGuess{16, 1, 1};

Secret secretOf(QByteArray bytes)
{
    return Secret(std::move(bytes));
}

} // namespace

class TestRefundDialog : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aFitCertificateIsNamedAndRealMoneyConfirmed();
    void aCertificateThatEndsWithinAMonthIsWarnedOf();
    void withoutAFitCertificateNothingIsSent_data();
    void withoutAFitCertificateNothingIsSent();
    void moreThanIsLeftIsSaidAtTheField();
    void anotherMerchantBehindTheDialogSendsNothing();
    void theSandboxAsksNoSecondTime();
    void aWrongAmountIsSeenOnTheRefund();

private:
    void addMerchant();
    void showCertificate(const TestCertificate& say);
    void sell(const QByteArray& profile);
    void openPage();
    RefundDialog* askRefund();
    QList<Refund> refunds(const QByteArray& profile) const;
    template <typename Widget> Widget* part(const char* name) const
    {
        return m_page->findChild<Widget*>(QLatin1String(name));
    }

    ManualClock m_clock{QDateTime::currentDateTimeUtc()}; // certificates are made for today
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<OrdersPage> m_page;
};

void TestRefundDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString folder = m_folder->path();
    QVERIFY(Vault(folder, cheapGuess).create(secretOf("correct horse battery")));
    m_bench = *Workbench::open(folder, {0, 0, {}, {}, false}, m_clock);
    QVERIFY(m_bench->vault().unlock(secretOf("correct horse battery")));
    addMerchant();
    sell(merchant);
    m_preferences = std::make_unique<Preferences>(folder);
}

void TestRefundDialog::cleanup()
{
    m_page.reset();
    m_preferences.reset();
    m_bench.reset();
}

/// Nobody listens at its gateway: what is sent there fails, and is stored as tried.
void TestRefundDialog::addMerchant()
{
    Profile profile;
    profile.name = merchant;
    profile.title = "Corner shop";
    profile.appid = "wx2421b1c4370ec43b";
    profile.mchId = merchantId;
    profile.endpoints = {"https://127.0.0.1:9", "https://127.0.0.1:9"};
    QVERIFY(m_bench->profiles().add(profile));
    QVERIFY(m_bench->vault().write(
        merchant, SecretField::ApiKey, secretOf("CanaryKeyOfTheRealMerchant000001")));
}

void TestRefundDialog::showCertificate(const TestCertificate& say)
{
    const TestIdentity who = say.make();
    const auto imported = importPem(QStringLiteral("apiclient_cert.pem"),
        secretOf(who.certificate.toPem()), secretOf(who.key.toPem()), secretOf(merchantId));
    QVERIFY(imported);
    Vault& vault = m_bench->vault();
    QVERIFY(vault.write(merchant, SecretField::Certificate, imported->file));
    QVERIFY(vault.write(merchant, SecretField::CertificatePassword, imported->password));
    Profile profile = m_bench->profiles().profile(merchant).value();
    profile.certificate = imported->facts;
    QVERIFY(m_bench->profiles().replace(profile));
}

void TestRefundDialog::sell(const QByteArray& profile)
{
    Order order;
    order.profile = profile;
    order.outTradeNo = number;
    order.totalFee = Fen{1280};
    order.body = "早餐";
    order.createdAt = m_clock.now();
    StateReport paid;
    paid.profile = profile;
    paid.outTradeNo = number;
    paid.state = TradeState::Success;
    paid.transactionId = "4200000001";
    paid.paidAt = m_clock.now();
    QVERIFY(m_bench->store().writeNow<Applied>([&](OrderWriter& writer) {
        return writer.add(order).and_then([&] { return writer.report(paid); });
    }));
}

void TestRefundDialog::openPage()
{
    QVERIFY(m_bench->use(merchant));
    m_page = std::make_unique<OrdersPage>(*m_bench, *m_preferences);
    m_page->resize(1240, 700);
    m_page->show();
    QVERIFY(waitUntil([this] { return part<QPushButton>("ordersRefund")->isVisible(); }));
}

RefundDialog* TestRefundDialog::askRefund()
{
    QTest::mouseClick(part<QPushButton>("ordersRefund"), Qt::LeftButton);
    return part<RefundDialog>("refundDialog");
}

QList<Refund> TestRefundDialog::refunds(const QByteArray& profile) const
{
    return m_bench->store()
        .readNow<QList<Refund>>(
            [&](const OrderReader& reader) { return reader.refunds(profile, number); })
        .value_or(QList<Refund>());
}

void TestRefundDialog::aFitCertificateIsNamedAndRealMoneyConfirmed()
{
    showCertificate({.subject = merchantId, .validToDays = 300});
    openPage();
    const RefundDialog* dialog = askRefund();
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->windowTitle().contains(QStringLiteral("REAL")));
    const QString end =
        m_bench->profile().certificate.validTo.toLocalTime().date().toString(Qt::ISODate);
    const auto* certificate = part<QLabel>("refundCertificate");
    QVERIFY2(certificate->text().contains(QStringLiteral("fit; it ends on ") + end),
        qPrintable(certificate->text()));
    auto* sure = part<QCheckBox>("refundSure");
    QVERIFY(sure->isVisible() && !sure->isChecked());
    QVERIFY(sure->text().contains(QStringLiteral("real money of Corner shop (1230000109)")));

    // Neither the button nor the return key sends before the second yes.
    auto* send = part<QPushButton>("refundSend");
    auto* amount = part<QLineEdit>("refundAmount");
    amount->setText(QStringLiteral("3.00"));
    QVERIFY(!send->isEnabled());
    QTest::keyClick(amount, Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QVERIFY(refunds(merchant).isEmpty());
    sure->setChecked(true);
    QVERIFY(send->isEnabled());
    QVERIFY(send->text().contains(QStringLiteral("3.00")));
    sure->setChecked(false);
    QVERIFY(!send->isEnabled());

    sure->setChecked(true);
    QTest::mouseClick(send, Qt::LeftButton);
    QVERIFY(waitUntil([this] {
        const QList<Refund> tried = refunds(merchant);
        return tried.size() == 1 && tried.first().state == RefundState::Refused;
    }));
    QCOMPARE(refunds(merchant).first().fee, Fen{300});
    QCOMPARE(refunds(merchant).first().trouble, QByteArray("connection-refused"));
}

void TestRefundDialog::aCertificateThatEndsWithinAMonthIsWarnedOf()
{
    showCertificate({.subject = merchantId, .validToDays = 29});
    openPage();
    QVERIFY(askRefund());
    const auto* certificate = part<QLabel>("refundCertificate");
    QVERIFY2(
        certificate->text().contains(QStringLiteral("ends soon")), qPrintable(certificate->text()));
    const QPalette& palette = certificate->palette();
    QCOMPARE(palette.color(QPalette::WindowText), toneText(tokensOf(palette), Tone::Warn));
    part<QCheckBox>("refundSure")->setChecked(true);
    QVERIFY(part<QPushButton>("refundSend")->isEnabled());
}

void TestRefundDialog::withoutAFitCertificateNothingIsSent_data()
{
    QTest::addColumn<QByteArray>("subject"); // empty: no certificate
    QTest::addColumn<int>("fromDays");
    QTest::addColumn<int>("toDays");
    QTest::addColumn<FailureId>("failure");
    QTest::newRow("none") << QByteArray() << 0 << 0 << FailureId::CertificateAbsent;
    QTest::newRow("ended") << merchantId << -20 << -1 << FailureId::CertificateUnfit;
    QTest::newRow("not yet valid") << merchantId << 2 << 30 << FailureId::CertificateUnfit;
    QTest::newRow("another merchant's")
        << QByteArray("1900009999") << -1 << 30 << FailureId::CertificateUnfit;
}

void TestRefundDialog::withoutAFitCertificateNothingIsSent()
{
    QFETCH(const QByteArray, subject);
    QFETCH(const int, fromDays);
    QFETCH(const int, toDays);
    QFETCH(const FailureId, failure);
    if (!subject.isEmpty())
        showCertificate({.subject = subject, .validFromDays = fromDays, .validToDays = toDays});
    openPage();
    const auto obstacle = m_bench->counter()->gateway().obstacleTo(endpoints::refund);
    QVERIFY(obstacle);
    QCOMPARE(obstacle->id, failure);
    QVERIFY(askRefund());
    QCOMPARE(part<QLabel>("refundCertificate")->text(), wordingOf(*obstacle).sentence());
    part<QCheckBox>("refundSure")->setChecked(true);
    QVERIFY(!part<QPushButton>("refundSend")->isEnabled());
    QTest::keyClick(part<QLineEdit>("refundAmount"), Qt::Key_Return);
    QVERIFY(part<RefundDialog>("refundDialog")->isVisible());
    QVERIFY(refunds(merchant).isEmpty());
}

void TestRefundDialog::moreThanIsLeftIsSaidAtTheField()
{
    showCertificate({.subject = merchantId});
    openPage();
    QVERIFY(askRefund());
    part<QCheckBox>("refundSure")->setChecked(true);
    auto* amount = part<QLineEdit>("refundAmount");
    QCOMPARE(amount->text(), QStringLiteral("12.80"));
    const QStringList wrong{QStringLiteral("12.81"), QStringLiteral("0"), QStringLiteral("-1"),
        QStringLiteral("1.005"), QStringLiteral("１"), QString()};
    for (const QString& text : wrong) {
        amount->setText(text);
        QVERIFY2(!part<QPushButton>("refundSend")->isEnabled(), qPrintable(text));
        QVERIFY2(!amount->accessibleDescription().isEmpty(), qPrintable(text));
    }
    amount->setText(QStringLiteral("12.8"));
    QVERIFY(part<QPushButton>("refundSend")->isEnabled());
}

void TestRefundDialog::anotherMerchantBehindTheDialogSendsNothing()
{
    showCertificate({.subject = merchantId});
    openPage();
    QVERIFY(askRefund());
    part<QCheckBox>("refundSure")->setChecked(true);
    QVERIFY(m_bench->use("sandbox"));
    QTest::mouseClick(part<QPushButton>("refundSend"), Qt::LeftButton);
    QVERIFY(waitUntil([this] { return !part<RefundDialog>("refundDialog"); }));
    QVERIFY(refunds(merchant).isEmpty());
    QVERIFY(refunds("sandbox").isEmpty());
}

void TestRefundDialog::theSandboxAsksNoSecondTime()
{
    openPage();
    QVERIFY(m_bench->use("sandbox"));
    sell("sandbox");
    QVERIFY(waitUntil([this] { return part<QPushButton>("ordersRefund")->isVisible(); }));
    const RefundDialog* dialog = askRefund();
    QVERIFY(dialog && !dialog->windowTitle().contains(QStringLiteral("REAL")));
    QVERIFY(!part<QCheckBox>("refundSure")->isVisible());
    QVERIFY(part<QPushButton>("refundSend")->isEnabled());
    QVERIFY(part<QLabel>("refundCertificate")
            ->text()
            .contains(QStringLiteral("without a certificate")));
}

void TestRefundDialog::aWrongAmountIsSeenOnTheRefund()
{
    openPage();
    Refund refund;
    refund.profile = merchant;
    refund.outTradeNo = number;
    refund.outRefundNo = "RF1";
    refund.fee = Fen{300};
    refund.createdAt = m_clock.now();
    QVERIFY(m_bench->store().writeNow<void>([&](OrderWriter& writer) {
        return writer.openRefund(refund).and_then([&](const Refund&) {
            return writer.troubleRefund(merchant, "RF1", "amount-mismatch");
        });
    }));
    const auto stateShown = [this] {
        const auto* table = part<QTableView>("ordersRefunds");
        return table->model()->index(0, RefundModel::State).data().toString();
    };
    QVERIFY(waitUntil([&] { return stateShown().contains(QStringLiteral("Amount differs")); }));
}

QTEST_MAIN(TestRefundDialog)
#include "tst_refunddialog.moc"
