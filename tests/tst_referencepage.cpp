#include "core/base/wording.h"
#include "core/protocol/endpoints.h"
#include "core/workbench.h"
#include "tests/support.h"
#include "ui/console.h"
#include "ui/mainwindow.h"
#include "ui/preferences.h"
#include "ui/reference/lookupbutton.h"
#include "ui/reference/ownerrors.h"
#include "ui/reference/referencemodel.h"
#include "ui/reference/referencepage.h"
#include "ui/reference/referencerow.h"
#include "ui/style/language.h"
#include "ui/style/paydeskstyle.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace paydesk;

namespace {

constexpr int patience = 10'000; // milliseconds until a test gives up

Exchange refusal(const QByteArray& path, const QByteArray& outcome, const QByteArray& answer = {})
{
    Exchange made;
    made.direction = Exchange::Direction::Outgoing;
    made.method = "POST";
    made.url = "http://127.0.0.1:1" + path;
    made.status = 200;
    made.answerBody = answer;
    made.outcome = outcome;
    made.startedAt = QDateTime(QDate(2026, 1, 1), QTime(4, 0), Qt::UTC);
    return made;
}

template <typename T = QWidget> T* named(const QWidget& page, const char* name)
{
    return page.findChild<T*>(QString::fromLatin1(name));
}

} // namespace

/// Every error explained, found by what a person has of it, and one F1 away from where it is shown.
class ReferencePageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();

    void everyDocumentedErrorHasARow();
    void everyWordOfPaydesksOwnIsExplainedInBothLanguages();
    void aRowIsFoundByAnyOfItsWords_data();
    void aRowIsFoundByAnyOfItsWords();
    void aSearchWithoutAnswerSaysSoAndOffersTheWayBack();
    void theArrowsWalkTheListWhileTheSearchIsTyped();
    void chipsShowOnlyWhatMayFollow();
    void anErrorIsExplainedByWhatItMeansAtItsEndpoint();
    void anErrorIsOpenedWhateverWasSearched();
    void theWholeExplanationIsCopied();
    void anExchangeGivesTheNameOfItsError_data();
    void anExchangeGivesTheNameOfItsError();
    void f1ExplainsTheErrorInSightElseShowsTheKeys();

private:
    QTableView* table(const QWidget& page) { return named<QTableView>(page, "referenceTable"); }
    QString text(const QWidget& page, const char* name)
    {
        return named<QLabel>(page, name)->text();
    }

    std::unique_ptr<Theme> m_theme;
};

void ReferencePageTest::initTestCase()
{
    QApplication::setStyle(new PaydeskStyle);
    m_theme = std::make_unique<Theme>();
}

void ReferencePageTest::everyDocumentedErrorHasARow()
{
    for (const std::span<const ErrorCode> rows : allErrorCodes()) {
        for (const ErrorCode& code : rows) {
            const int number =
                referenceRowOf({code.code, code.at.front().endpoint, code.at.front().text});
            QVERIFY2(number >= 0, code.code);
            const ReferenceRow& row = referenceRows().at(number);
            QCOMPARE(row.meaning.zh, code.meaning.zh);
            QCOMPARE(row.remedy.en, code.remedy.en);
            QVERIFY(row.reaction == code.reaction);
            QVERIFY(placesText(row).contains(QLatin1String(code.at.front().endpoint)));
        }
    }
    for (const ReturnMessage& message : allReturnMessages())
        QVERIFY2(referenceRowOf({message.text, {}}) >= 0, message.text);
}

void ReferencePageTest::everyWordOfPaydesksOwnIsExplainedInBothLanguages()
{
    for (const std::span<const OwnError> table : ownErrors()) {
        for (const OwnError& own : table) {
            QVERIFY2(referenceRowOf({own.word, {}}) >= 0, own.word);
            for (const Bilingual& said : {own.meaning, own.remedy}) {
                QVERIFY2(QByteArrayView(said.en).endsWith('.'), own.word);
                QVERIFY2(QString::fromUtf8(said.zh).endsWith(u'。'), own.word);
            }
        }
    }
    for (const QByteArray& name : failureNames())
        QVERIFY2(referenceRowOf({name, {}}) >= 0, name.constData());
    // The reasons of cli.md's listener, word by word.
    for (const char* reason : {"malformed", "bad-signature", "wrong-merchant", "amount-mismatch",
             "unknown-order", "result-not-success", "currency-mismatch", "transaction-reused",
             "second-transaction", "ambiguous"})
        QVERIFY2(referenceRowOf({reason, {}}) >= 0, reason);
}

void ReferencePageTest::aRowIsFoundByAnyOfItsWords_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("found");
    QTest::newRow("code") << QStringLiteral("NOTENOUGH") << QByteArray("NOTENOUGH");
    QTest::newRow("lower case") << QStringLiteral("notenough") << QByteArray("NOTENOUGH");
    QTest::newRow("Chinese meaning") << QStringLiteral("余额不足") << QByteArray("NOTENOUGH");
    QTest::newRow("code and endpoint")
        << QStringLiteral("orderpaid closeorder") << QByteArray("ORDERPAID");
    QTest::newRow("path") << QStringLiteral("/pay/unifiedorder 201")
                          << QByteArray("INVALID_REQUEST");
    QTest::newRow("login's errcode") << QStringLiteral("40163") << QByteArray("40163");
    QTest::newRow("return_msg") << QStringLiteral("No Bill Exist") << QByteArray("No Bill Exist");
    QTest::newRow("a failure before any call")
        << QStringLiteral("保险库 密码打不开") << QByteArray("vault-wrong-password");
    QTest::newRow("Paydesk's own")
        << QStringLiteral("amount-mism") << QByteArray("amount-mismatch");
}

void ReferencePageTest::aRowIsFoundByAnyOfItsWords()
{
    QFETCH(const QString, typed);
    QFETCH(const QByteArray, found);
    ReferenceModel model;
    ReferenceFilter filter(model);
    filter.setText(typed);
    QVERIFY(filter.rowCount() > 0 && filter.rowCount() < model.rowCount());
    QByteArrayList codes;
    for (int row = 0; row < filter.rowCount(); ++row)
        codes << filter.row(filter.index(row, 0)).code;
    QVERIFY2(codes.contains(found), codes.join(", ").constData());
}

void ReferencePageTest::aSearchWithoutAnswerSaysSoAndOffersTheWayBack()
{
    ReferencePage page;
    page.resize(900, 600);
    page.show();
    QTest::keyClicks(named<QLineEdit>(page, "referenceSearch"), QStringLiteral("NOSUCHCODE"));
    QWidget* none = named(page, "referenceNone");
    QVERIFY(none->isVisible() && !table(page)->isVisible());
    bool quoted = false;
    for (const QLabel* label : none->findChildren<QLabel*>())
        quoted = quoted || label->text().contains(u"NOSUCHCODE");
    QVERIFY(quoted);
    QTest::mouseClick(none->findChild<QPushButton*>(), Qt::LeftButton);
    QVERIFY(table(page)->isVisible());
    QCOMPARE(table(page)->model()->rowCount(), int(referenceRows().size()));
}

void ReferencePageTest::theArrowsWalkTheListWhileTheSearchIsTyped()
{
    ReferencePage page;
    page.resize(900, 600);
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    auto* search = named<QLineEdit>(page, "referenceSearch");
    table(page)->setFocus();
    QTest::keyClick(table(page), Qt::Key_F, Qt::ControlModifier);
    QTRY_COMPARE(page.focusWidget(), search);
    QTest::keyClicks(search, QStringLiteral("refund"));
    QCOMPARE(table(page)->currentIndex().row(), 0);
    QTest::keyClick(search, Qt::Key_Down);
    QCOMPARE(table(page)->currentIndex().row(), 1);
    const QString code = table(page)->currentIndex().siblingAtColumn(0).data().toString();
    QCOMPARE(text(page, "referenceCode"), code);
    QTest::keyClick(search, Qt::Key_Up);
    QTest::keyClick(search, Qt::Key_Up);
    QCOMPARE(table(page)->currentIndex().row(), 0);
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(page.focusWidget(), table(page));
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(search->text().isEmpty());
}

void ReferencePageTest::chipsShowOnlyWhatMayFollow()
{
    ReferencePage page;
    page.resize(900, 600);
    page.show();
    QTest::mouseClick(
        named<QPushButton>(
            page, qPrintable(QStringLiteral("referenceReaction%1").arg(int(Reaction::Query)))),
        Qt::LeftButton);
    const QAbstractItemModel* rows = table(page)->model();
    QVERIFY(rows->rowCount() > 0);
    for (int row = 0; row < rows->rowCount(); ++row)
        QCOMPARE(rows->index(row, ReferenceModel::Next).data().toString(),
            reactionWords(Reaction::Query));
}

void ReferencePageTest::anErrorIsExplainedByWhatItMeansAtItsEndpoint()
{
    ReferencePage page;
    page.openError({"ORDERPAID", "closeorder"});
    QCOMPARE(text(page, "referenceMeans"), errorCode("ORDERPAID", "closeorder")->meaning.text());
    QVERIFY(text(page, "referencePlaces").startsWith(QStringLiteral("/pay/closeorder")));
    page.openError({"ORDERPAID", "unifiedorder"});
    QCOMPARE(text(page, "referenceMeans"), errorCode("ORDERPAID", "unifiedorder")->meaning.text());
}

void ReferencePageTest::anErrorIsOpenedWhateverWasSearched()
{
    ReferencePage page;
    page.resize(900, 600);
    page.show();
    named<QLineEdit>(page, "referenceSearch")->setText(QStringLiteral("NOTENOUGH"));
    page.openError({"SIGNERROR", "refund"});
    QCOMPARE(text(page, "referenceCode"), QStringLiteral("SIGNERROR"));
    QCOMPARE(table(page)->model()->rowCount(), int(referenceRows().size()));
}

void ReferencePageTest::theWholeExplanationIsCopied()
{
    ReferencePage page;
    page.resize(900, 600);
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    page.openError({"SYSTEMERROR", "unifiedorder"});
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(table(page), Qt::Key_C, Qt::ControlModifier);
    const QString copied = QGuiApplication::clipboard()->text();
    for (const char* part : {"SYSTEMERROR", "/pay/unifiedorder", "系统错误"})
        QVERIFY2(copied.contains(QString::fromUtf8(part)), qPrintable(copied));
    QVERIFY(copied.contains(errorCode("SYSTEMERROR", "unifiedorder")->remedy.text()));
}

void ReferencePageTest::anExchangeGivesTheNameOfItsError_data()
{
    QTest::addColumn<Exchange>("exchange");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("endpoint");
    const QByteArray refused = "<xml><return_code><![CDATA[FAIL]]></return_code>"
                               "<return_msg><![CDATA[签名错误]]></return_msg></xml>";
    const QByteArray strange = "<xml><return_code><![CDATA[FAIL]]></return_code>"
                               "<return_msg><![CDATA[nobody knows]]></return_msg></xml>";
    QTest::newRow("err_code") << refusal("/pay/closeorder", "ORDERPAID") << QByteArray("ORDERPAID")
                              << QByteArray("closeorder");
    QTest::newRow("return_msg") << refusal("/pay/unifiedorder", "gateway-refused", refused)
                                << QByteArray("签名错误") << QByteArray("unifiedorder");
    QTest::newRow("unknown return_msg")
        << refusal("/pay/unifiedorder", "gateway-refused", strange) << QByteArray("gateway-refused")
        << QByteArray("unifiedorder");
    QTest::newRow("errcode") << refusal("/sns/jscode2session?js_code=1", "40163")
                             << QByteArray("40163") << QByteArray("jscode2session");
    QTest::newRow("no answer") << refusal("/pay/orderquery", "no-answer-in-time")
                               << QByteArray("no-answer-in-time") << QByteArray("orderquery");
    Exchange failed = refusal("/notify", "result-not-success");
    failed.direction = Exchange::Direction::Incoming;
    failed.url = "/notify";
    failed.requestBody =
        "<xml><result_code>FAIL</result_code><err_code>SYSTEMERROR</err_code></xml>";
    QTest::newRow("a notice's err_code") << failed << QByteArray("SYSTEMERROR") << QByteArray();
    QTest::newRow("went well") << refusal("/pay/unifiedorder", "ok") << QByteArray()
                               << QByteArray();
    QTest::newRow("unknown code") << refusal("/pay/unifiedorder", "NOSUCHCODE") << QByteArray()
                                  << QByteArray();
}

void ReferencePageTest::anExchangeGivesTheNameOfItsError()
{
    QFETCH(const Exchange, exchange);
    QFETCH(const QByteArray, code);
    QFETCH(const QByteArray, endpoint);
    const std::optional<ErrorName> name = errorNameOf(exchange);
    QCOMPARE(name.has_value(), !code.isEmpty());
    if (name) {
        QCOMPARE(name->code, code);
        QCOMPARE(name->endpoint, endpoint);
    }
}

void ReferencePageTest::f1ExplainsTheErrorInSightElseShowsTheKeys()
{
    const QTemporaryDir folder;
    Preferences preferences(folder.path());
    preferences.setGatewayPort(0);
    preferences.setListenerPort(0);
    ManualClock clock;
    const auto bench = *Workbench::open(folder.path(), {0, 0, {}, {}, false}, clock);
    Language language;
    MainWindow window(*m_theme, language);
    const Console console(*bench, preferences, *m_theme, language, window);
    QVERIFY(bench->use(sandboxProfile().name));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto record = [&](const Exchange& exchange) {
        return bench->store().writeNow<qint64>(
            [&](OrderWriter& writer) { return writer.record(sandboxProfile().name, exchange); });
    };
    QVERIFY(record(refusal("/pay/closeorder", "ORDERPAID")));
    window.showPage(QStringLiteral("exchanges"));
    auto* lookup = named<LookupButton>(window, "exchangesLookup");
    QTRY_VERIFY_WITH_TIMEOUT(lookup->isVisible(), patience);
    QTest::keyClick(&window, Qt::Key_F1);
    QCOMPARE(window.currentPage(), QStringLiteral("reference"));
    QCOMPARE(text(window, "referenceCode"), QStringLiteral("ORDERPAID"));
    QVERIFY(text(window, "referencePlaces").startsWith(QStringLiteral("/pay/closeorder")));

    window.showPage(QStringLiteral("exchanges"));
    QTest::mouseClick(lookup, Qt::LeftButton);
    QCOMPARE(window.currentPage(), QStringLiteral("reference"));

    QVERIFY(record(refusal("/pay/closeorder", "ok")));
    window.showPage(QStringLiteral("exchanges"));
    auto* rows = named<QTableView>(window, "exchangesTable");
    QTRY_COMPARE_WITH_TIMEOUT(rows->model()->rowCount(), 2, patience);
    rows->setCurrentIndex(rows->model()->index(1, 0));
    QTRY_VERIFY_WITH_TIMEOUT(!lookup->isVisible(), patience);
    bool keys = false;
    QTimer::singleShot(0, &window, [&keys] {
        if (auto* sheet = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
            keys = true;
            sheet->reject();
        }
    });
    QTest::keyClick(&window, Qt::Key_F1);
    QVERIFY(keys);
    QCOMPARE(window.currentPage(), QStringLiteral("exchanges"));
}

QTEST_MAIN(ReferencePageTest)
#include "tst_referencepage.moc"
