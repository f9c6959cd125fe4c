#include "ui/mainwindow.h"
#include "ui/shell/navigation.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/style/glyph.h"
#include "ui/style/language.h"
#include "ui/style/paint.h"
#include "ui/style/paydeskstyle.h"
#include "ui/style/theme.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/fieldbox.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messagetext.h"
#include "ui/widgets/messageview.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/qrcode.h"
#include "ui/widgets/secretedit.h"
#include "ui/widgets/steplist.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace paydesk;

namespace {

bool hasColor(const QImage& image, const QColor& color)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() == 255 && pixel.rgb() == color.rgb())
                return true;
        }
    }
    return false;
}

QString named(const QWidget* widget)
{
    if (!widget->accessibleName().isEmpty())
        return widget->accessibleName();
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return button ? button->text() : QString();
}

/// What a person can operate and which must therefore have a name; the inner parts of Qt's own
/// controls do not count.
bool isControl(const QWidget* widget)
{
    const QString name = widget->objectName();
    if (name.startsWith(QStringLiteral("qt_")) || widget->inherits("QScrollBar")
        || !widget->isVisible())
        return false;
    const QWidget* parent = widget->parentWidget();
    if (parent
        && (qobject_cast<const QLineEdit*>(parent) || parent->inherits("QComboBoxPrivateContainer")
            || parent->inherits("QTabBar")))
        return false;
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget)
        || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractItemView*>(widget)
        || qobject_cast<const QPlainTextEdit*>(widget);
}

/// A text whose height follows from its width, and which counts how often that is asked.
class AskedText final : public QWidget {
public:
    using QWidget::QWidget;

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int) const override
    {
        ++asked;
        return 20;
    }

    mutable int asked = 0;
};

} // namespace

class TestStyle : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void textStandsOutFromItsGround_data();
    void textStandsOutFromItsGround();
    void aPaletteTellsItsTheme();
    void aChosenThemeReachesTheApplication();
    void themeNamesComeBack();
    void everyGlyphIsDrawnInTheColourOfTheTheme();
    void aGlyphIsSharpAtEveryScale();
    void controlsAreAsHighAsAHand_data();
    void controlsAreAsHighAsAHand();
    void technicalTextHasNoLigatures();
    void theLanguageChangesAtRunTime();
    void invisibleCharactersAreSpelled_data();
    void invisibleCharactersAreSpelled();
    void aMessageIsSetOutWithoutLosingAnything_data();
    void aMessageIsSetOutWithoutLosingAnything();
    void aHostileMessageStaysPlainText();
    void aMegabyteInOneLineIsBroken();
    void bytesAreShownByOffset();
    void stepsSpeakForThemselves();
    void aSecretIsForgottenOnceTaken();
    void aForgottenSecretIsOverwrittenWhereItLies();
    void aQrCodeIsBlackOnWhiteInTheDark();
    void anErrorTakesTheHintsPlace();
    void aNoticeSaysWhatWhyAndRemedy();
    void copyingTakesTheWholeValue();
    void chipsFlowIntoLines();
    void aPageAppearsWhenItIsAdded();
    void keysOpenPagesAndWalkBack();
    void aRealMerchantIsMarkedInWords();
    void statusItemsLeadToTheirPages();
    void aNarrowWindowShowsPicturesOnly();
    void theShellFitsASmallScreen_data();
    void theShellFitsASmallScreen();
    void aPageThatIsHiddenIsNotLaidOut();
    void everyControlOfTheShellHasAName();

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Language> m_language;
};

void TestStyle::initTestCase()
{
    QApplication::setStyle(new PaydeskStyle);
    m_theme = std::make_unique<Theme>();
    m_language = std::make_unique<Language>();
}

void TestStyle::init()
{
    m_theme->choose(Theme::Choice::Light);
    m_language->choose(QStringLiteral("en"));
}

void TestStyle::textStandsOutFromItsGround_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QColor>("front");
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<double>("least");
    struct Pair {
        const char* name;
        Token front;
        Token ground;
        double least;
    };
    using T = Tokens;
    const Pair pairs[] = {{"text on win", &T::text, &T::win, 4.5},
        {"text on surf", &T::text, &T::surf, 4.5}, {"text on surf2", &T::text, &T::surf2, 4.5},
        {"text on side", &T::text, &T::side, 4.5}, {"text2 on win", &T::text2, &T::win, 4.5},
        {"text2 on surf", &T::text2, &T::surf, 4.5}, {"text2 on surf2", &T::text2, &T::surf2, 4.5},
        {"text2 on side", &T::text2, &T::side, 4.5}, {"acc on surf", &T::acc, &T::surf, 4.5},
        {"acc on sel", &T::acc, &T::sel, 4.5}, {"acc on accbg", &T::acc, &T::accbg, 4.5},
        {"accfg on acc", &T::accfg, &T::acc, 4.5}, {"bad on surf", &T::bad, &T::surf, 4.5},
        {"bad on badbg", &T::bad, &T::badbg, 4.5}, {"text on badbg", &T::text, &T::badbg, 4.5},
        {"text on badmark", &T::text, &T::badmark, 4.5}, {"warn on surf", &T::warn, &T::surf, 4.5},
        {"warn on warnbg", &T::warn, &T::warnbg, 4.5}, {"info on surf", &T::info, &T::surf, 4.5},
        {"info on infobg", &T::info, &T::infobg, 4.5}, {"ok on surf", &T::ok, &T::surf, 4.5},
        {"ok on okbg", &T::ok, &T::okbg, 4.5}, {"text on okmark", &T::text, &T::okmark, 4.5},
        {"text on sel", &T::text, &T::sel, 4.5}, {"inv on invbg", &T::inv, &T::invbg, 4.5},
        {"ctl on surf", &T::ctl, &T::surf, 3}, {"ctl on win", &T::ctl, &T::win, 3}};
    for (const bool dark : {false, true}) {
        const Tokens& t = dark ? darkTokens() : lightTokens();
        for (const Pair& pair : pairs)
            QTest::addRow("%s, %s", pair.name, dark ? "dark" : "light")
                << dark << t.*pair.front << t.*pair.ground << pair.least;
    }
}

void TestStyle::textStandsOutFromItsGround()
{
    QFETCH(const QColor, front);
    QFETCH(const QColor, ground);
    QFETCH(const double, least);
    const double ratio = contrast(front, ground);
    QVERIFY2(ratio >= least, qPrintable(QString::number(ratio)));
}

void TestStyle::aPaletteTellsItsTheme()
{
    QVERIFY(tokensOf(paletteOf(darkTokens())).dark);
    QVERIFY(!tokensOf(paletteOf(lightTokens())).dark);
}

void TestStyle::aChosenThemeReachesTheApplication()
{
    const QSignalSpy changes(m_theme.get(), &Theme::changed);
    m_theme->choose(Theme::Choice::Dark);
    QCOMPARE(changes.count(), 1);
    QVERIFY(m_theme->dark());
    QCOMPARE(QApplication::palette().color(QPalette::Window), darkTokens().win);
    m_theme->choose(Theme::Choice::Dark);
    QCOMPARE(changes.count(), 1);
}

void TestStyle::themeNamesComeBack()
{
    for (const auto choice : {Theme::Choice::System, Theme::Choice::Light, Theme::Choice::Dark})
        QCOMPARE(Theme::named(Theme::name(choice)), choice);
    QCOMPARE(Theme::named(QStringLiteral("mauve")), Theme::Choice::System);
}

void TestStyle::everyGlyphIsDrawnInTheColourOfTheTheme()
{
    const QStringList files = QDir(QStringLiteral(":/icons")).entryList();
    QVERIFY(files.size() >= 45);
    for (const QString& file : files) {
        const QString name = file.chopped(4);
        const QIcon icon = glyph(name, &Tokens::acc);
        m_theme->choose(Theme::Choice::Light);
        QVERIFY2(
            hasColor(icon.pixmap(QSize(64, 64)).toImage(), lightTokens().acc), qPrintable(name));
        m_theme->choose(Theme::Choice::Dark);
        QVERIFY2(
            hasColor(icon.pixmap(QSize(64, 64)).toImage(), darkTokens().acc), qPrintable(name));
    }
}

void TestStyle::aGlyphIsSharpAtEveryScale()
{
    const QIcon icon = glyph("cart");
    QCOMPARE(icon.pixmap(QSize(16, 16), 1.0).size(), QSize(16, 16));
    QCOMPARE(icon.pixmap(QSize(16, 16), 1.5).size(), QSize(24, 24));
    QCOMPARE(icon.pixmap(QSize(16, 16), 2.0).size(), QSize(32, 32));
}

void TestStyle::controlsAreAsHighAsAHand_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("Chinese") << QStringLiteral("zh_CN");
    QTest::newRow("English") << QStringLiteral("en");
}

void TestStyle::controlsAreAsHighAsAHand()
{
    QFETCH(const QString, language);
    m_language->choose(language);
    QPushButton button(QStringLiteral("门 Send"));
    QLineEdit line;
    QComboBox combo;
    combo.addItem(QStringLiteral("JSAPI"));
    const QList<QWidget*> controls{&button, &line, &combo};
    for (QWidget* control : controls) {
        control->ensurePolished();
        QVERIFY2(control->sizeHint().height() >= controlHeight, control->metaObject()->className());
        QCOMPARE(control->sizeHint().height(), line.sizeHint().height());
    }
}

void TestStyle::technicalTextHasNoLigatures()
{
    QVERIFY(fontOf(FontRole::Technical).styleStrategy() & QFont::PreferNoShaping);
    QVERIFY(fontOf(FontRole::TechnicalSmall).styleStrategy() & QFont::PreferNoShaping);
}

void TestStyle::theLanguageChangesAtRunTime()
{
    CopyField field;
    field.setName(QStringLiteral("openid"));
    auto* button = field.findChild<QToolButton*>(QStringLiteral("copy"));
    QCOMPARE(button->accessibleName(), QStringLiteral("Copy openid"));
    m_language->choose(QStringLiteral("zh_CN"));
    QCoreApplication::sendPostedEvents();
    QCOMPARE(button->accessibleName(), QStringLiteral("复制 openid"));
    QVERIFY(m_language->chinese());
}

void TestStyle::invisibleCharactersAreSpelled_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("lineEnds");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << QStringLiteral("a=1&b=门") << true << QStringLiteral("a=1&b=门");
    QTest::newRow("line feed spelled")
        << QStringLiteral("k\n") << true << QStringLiteral("k‹LF›\n");
    QTest::newRow("line feed kept") << QStringLiteral("k\n") << false << QStringLiteral("k\n");
    QTest::newRow("carriage return") << QStringLiteral("k\r") << false << QStringLiteral("k‹CR›");
    QTest::newRow("tab") << QStringLiteral("a\tb") << false << QStringLiteral("a‹TAB›b");
    QTest::newRow("zero width space")
        << QString(QChar(0x200B)) << false << QStringLiteral("‹ZWSP›");
    QTest::newRow("byte order mark") << QString(QChar(0xFEFF)) << false << QStringLiteral("‹BOM›");
    QTest::newRow("bidi override") << QString(QChar(0x202E)) << false << QStringLiteral("‹RLO›");
    QTest::newRow("no-break space") << QString(QChar(0x00A0)) << false << QStringLiteral("‹NBSP›");
    QTest::newRow("unnamed control")
        << QString(QChar(0x0001)) << false << QStringLiteral("‹U+0001›");
    QTest::newRow("tag outside the plane")
        << QStringLiteral("\U000E0041") << false << QStringLiteral("‹U+E0041›");
    QTest::newRow("emoji") << QStringLiteral("\U0001F600") << false << QStringLiteral("\U0001F600");
    QTest::newRow("our own marks")
        << QStringLiteral("‹LF›") << false << QStringLiteral("‹U+2039›LF‹U+203A›");
}

void TestStyle::invisibleCharactersAreSpelled()
{
    QFETCH(const QString, text);
    QFETCH(const bool, lineEnds);
    QFETCH(const QString, shown);
    QCOMPARE(visible(text, lineEnds), shown);
}

void TestStyle::aMessageIsSetOutWithoutLosingAnything_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("shown");
    QTest::newRow("xml") << QByteArray("<xml><a>1</a><b><![CDATA[<x> y]]></b></xml>")
                         << QStringLiteral("<xml>\n  <a>1</a>\n  <b><![CDATA[<x> y]]></b>\n</xml>");
    QTest::newRow("empty element") << QByteArray("<xml><a></a><b/></xml>")
                                   << QStringLiteral("<xml>\n  <a></a>\n  <b/>\n</xml>");
    QTest::newRow("set out already")
        << QByteArray("<xml>\n<a>1</a>\n</xml>") << QStringLiteral("<xml>\n  <a>1</a>\n</xml>");
    QTest::newRow("cut off") << QByteArray("<xml><a>1</a><b")
                             << QStringLiteral("<xml>\n  <a>1</a>\n  <b");
    QTest::newRow("doctype") << QByteArray("<!DOCTYPE x><xml>&e;</xml>")
                             << QStringLiteral("<!DOCTYPE x>\n<xml>&e;</xml>");
    QTest::newRow("closes too often") << QByteArray("</a></b>") << QStringLiteral("</a>\n</b>");
    QTest::newRow("json keeps its order") << QByteArray(R"({"b":1,"a":"x,{y"})")
                                          << QStringLiteral("{\n  \"b\": 1,\n  \"a\": \"x,{y\"\n}");
    QTest::newRow("form") << QByteArray("a=1&b=2") << QStringLiteral("a=1\n&b=2");
    QTest::newRow("text") << QByteArray("not found") << QStringLiteral("not found");
    QTest::newRow("nothing") << QByteArray() << QString();
}

void TestStyle::aMessageIsSetOutWithoutLosingAnything()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, shown);
    QCOMPARE(formatted(body), shown);
    const QRegularExpression blanks(QStringLiteral("\\s"));
    QCOMPARE(formatted(body).remove(blanks), QString::fromUtf8(body).remove(blanks));
}

void TestStyle::aHostileMessageStaysPlainText()
{
    const QByteArray hostile = "<img src='file:///etc/passwd'><b>bold</b><a href='http://x'>y</a>";
    MessageView view;
    view.setMessage("POST / HTTP/1.1", {{"X-Evil", "<b>1</b>"}}, hostile);
    view.setCurrentIndex(1);
    view.setCurrentIndex(3);
    QVERIFY(view.findChild<QPlainTextEdit*>(QStringLiteral("raw"))
            ->toPlainText()
            .contains(QString::fromUtf8(hostile)));
    QVERIFY(view.findChild<QPlainTextEdit*>(QStringLiteral("headers"))
            ->toPlainText()
            .contains(QStringLiteral("X-Evil: <b>1</b>")));
    view.findChild<QToolButton*>(QStringLiteral("copyBody"))->click();
    QCOMPARE(QApplication::clipboard()->text(), QString::fromUtf8(hostile));
}

void TestStyle::aMegabyteInOneLineIsBroken()
{
    const QString shown = visible(QString(1024 * 1024, QLatin1Char('x')), true);
    qsizetype longest = 0;
    for (const QString& line : shown.split(QLatin1Char('\n')))
        longest = std::max(longest, line.size());
    QVERIFY(longest <= 4000);
    QCOMPARE(shown.count(QLatin1Char('x')), 1024 * 1024);
}

void TestStyle::bytesAreShownByOffset()
{
    HexView view;
    view.setBytes(QByteArray("key=8f2c\n") + QByteArray(20, '\xff'));
    QCOMPARE(view.lineCount(), 2);
    QVERIFY(view.line(0).startsWith(QStringLiteral("00000000  6b 65 79 3d 38 66 32 63  0a ff")));
    QVERIFY(view.line(0).endsWith(QStringLiteral("key=8f2c········")));
    QVERIFY(view.line(1).startsWith(QStringLiteral("00000010  ")));
    view.setBytes({});
    QCOMPARE(view.lineCount(), 0);
}

void TestStyle::stepsSpeakForThemselves()
{
    const StepList list(StepList::Look::Journey);
    list.steps()->setSteps(
        {{QStringLiteral("Order"), QStringLiteral("POST"), {}, Step::State::Waiting}});
    const QSignalSpy changed(list.steps(), &QAbstractItemModel::dataChanged);
    list.steps()->setState(0, Step::State::Done, QStringLiteral("58 ms"));
    QCOMPARE(changed.count(), 1);
    const QModelIndex first = list.model()->index(0, 0);
    QCOMPARE(first.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Order, done, 58 ms"));
    list.steps()->setState(7, Step::State::Done);
    QCOMPARE(changed.count(), 1);
}

void TestStyle::aSecretIsForgottenOnceTaken()
{
    SecretEdit field;
    field.setText(QStringLiteral("密钥 1 "));
    QCOMPARE(field.echoMode(), QLineEdit::Password);
    const Secret taken = field.take();
    QCOMPARE(taken.size(), QStringLiteral("密钥 1 ").toUtf8().size());
    QVERIFY(field.text().isEmpty());
    QVERIFY(!field.isUndoAvailable());
    QCOMPARE(field.echoMode(), QLineEdit::Password);
}

void TestStyle::aForgottenSecretIsOverwrittenWhereItLies()
{
    SecretEdit field;
    field.setText(QString(32, u'k'));
    const QString sharer = field.text();
    QCOMPARE(field.take().size(), 32);
    QCOMPARE(sharer, QString(32, u'*'));
}

void TestStyle::aQrCodeIsBlackOnWhiteInTheDark()
{
    m_theme->choose(Theme::Choice::Dark);
    QrCode code;
    code.resize(200, 200);
    QVERIFY(code.setContent("weixin://wxpay/bizpayurl?pr=abc"));
    const QImage image = code.grab().toImage();
    QVERIFY(hasColor(image, Qt::black) && hasColor(image, Qt::white));
    QCOMPARE(code.accessibleDescription(), QStringLiteral("weixin://wxpay/bizpayurl?pr=abc"));
    QVERIFY(!code.setContent(QByteArray(5000, 'x')));
}

void TestStyle::anErrorTakesTheHintsPlace()
{
    auto* line = new QLineEdit;
    FieldBox box(line);
    box.setLabel(QStringLiteral("Amount"));
    box.setHint(QStringLiteral("in yuan"));
    box.setError(QStringLiteral("not an amount"));
    auto* below = box.findChild<QLabel*>(QStringLiteral("hint"));
    QCOMPARE(below->text(), QStringLiteral("not an amount"));
    QVERIFY(isInvalid(line));
    QCOMPARE(line->accessibleName(), QStringLiteral("Amount"));
    box.setError({});
    QCOMPARE(below->text(), QStringLiteral("in yuan"));
    QVERIFY(!isInvalid(line));
}

void TestStyle::aNoticeSaysWhatWhyAndRemedy()
{
    NoticeBar bar;
    const QSignalSpy acted(&bar, &NoticeBar::actionTriggered);
    bar.show(Wording{QStringLiteral("What."), QStringLiteral("Why."), QStringLiteral("Do this.")},
        Tone::Bad, QStringLiteral("Do"));
    QCOMPARE(bar.text(), QStringLiteral("What.\nWhy.\nDo this."));
    QVERIFY(bar.isVisible());
    bar.findChild<QPushButton*>(QStringLiteral("action"))->click();
    QCOMPARE(acted.count(), 1);
    bar.findChild<QToolButton*>(QStringLiteral("dismiss"))->click();
    QVERIFY(!bar.isVisible());
}

void TestStyle::copyingTakesTheWholeValue()
{
    CopyField field;
    field.setValue(QStringLiteral("PD20250821104233017"));
    field.resize(60, 26);
    field.findChild<QToolButton*>(QStringLiteral("copy"))->click();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("PD20250821104233017"));
}

void TestStyle::chipsFlowIntoLines()
{
    QWidget row;
    auto* flow = new FlowLayout(&row);
    for (int i = 0; i < 6; ++i) {
        auto* chip = new Chip;
        chip->setText(QStringLiteral("Unpaid"));
        flow->addWidget(chip);
    }
    const int one = flow->heightForWidth(4000);
    QVERIFY(flow->heightForWidth(150) >= 3 * one);
    QCOMPARE(flow->sizeHint().height(), one);
}

namespace {

void addThreePages(MainWindow& window)
{
    window.addPage(
        QStringLiteral("checkout"), "cart", [] { return QStringLiteral("Checkout"); }, new QWidget);
    window.addPage(
        QStringLiteral("orders"), "receipt", [] { return QStringLiteral("Orders"); }, new QWidget);
    window.addPage(
        QStringLiteral("settings"), "gear", [] { return QStringLiteral("Settings"); }, new QWidget);
}

int entries(const MainWindow& window, const QString& list)
{
    return window.findChild<Navigation*>(list)->model()->rowCount();
}

} // namespace

void TestStyle::aPageAppearsWhenItIsAdded()
{
    MainWindow window(*m_theme, *m_language);
    QCOMPARE(entries(window, QStringLiteral("navigation")), 0);
    window.addPage(
        QStringLiteral("start"), "", [] { return QStringLiteral("Welcome"); }, new QWidget);
    QCOMPARE(entries(window, QStringLiteral("navigation")), 0);
    addThreePages(window);
    QCOMPARE(entries(window, QStringLiteral("navigation")), 2);
    QCOMPARE(entries(window, QStringLiteral("navigationBottom")), 1);
    QCOMPARE(window.currentPage(), QStringLiteral("start"));
    auto* list = window.findChild<Navigation*>(QStringLiteral("navigation"));
    list->setCurrentIndex(list->model()->index(1, 0));
    QCOMPARE(window.currentPage(), QStringLiteral("orders"));
    window.showPage(QStringLiteral("reconcile"));
    QCOMPARE(window.currentPage(), QStringLiteral("orders"));
}

void TestStyle::keysOpenPagesAndWalkBack()
{
    MainWindow window(*m_theme, *m_language);
    addThreePages(window);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const QSignalSpy shown(&window, &MainWindow::pageShown);
    QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(window.currentPage(), QStringLiteral("orders"));
    QTest::keyClick(&window, Qt::Key_Comma, Qt::ControlModifier);
    QCOMPARE(window.currentPage(), QStringLiteral("settings"));
    QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(window.currentPage(), QStringLiteral("orders"));
    QTest::keyClick(&window, Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(window.currentPage(), QStringLiteral("settings"));
    QCOMPARE(shown.count(), 4);
}

void TestStyle::aRealMerchantIsMarkedInWords()
{
    MainWindow window(*m_theme, *m_language);
    addThreePages(window);
    const QList<ProfileEntry> profiles{
        {QStringLiteral("sandbox"), QStringLiteral("Sandbox"), false},
        {QStringLiteral("shop"), QStringLiteral("Shop"), true}};
    window.setProfiles(profiles, QStringLiteral("sandbox"));
    QVERIFY(!window.windowTitle().contains(QStringLiteral("Real")));
    window.setProfiles(profiles, QStringLiteral("shop"));
    QVERIFY(window.windowTitle().contains(QStringLiteral("Real")));
    QCOMPARE(window.findChild<QLabel*>(QStringLiteral("profileBadge"))->text(),
        QStringLiteral("Real merchant"));
}

void TestStyle::statusItemsLeadToTheirPages()
{
    MainWindow window(*m_theme, *m_language);
    QSignalSpy activated(&window, &MainWindow::statusActivated);
    window.setStatus(QStringLiteral("listener"), "radio", QStringLiteral("Listening"), Tone::Ok);
    window.setStatus(
        QStringLiteral("listener"), "radio", QStringLiteral("Listening, 3 received"), Tone::Ok);
    const auto buttons = window.findChildren<QToolButton*>(QStringLiteral("status-listener"));
    QCOMPARE(buttons.size(), 1);
    QCOMPARE(buttons.first()->accessibleName(), QStringLiteral("Listening, 3 received"));
    buttons.first()->click();
    QCOMPARE(activated.takeFirst().first().toString(), QStringLiteral("listener"));
}

void TestStyle::aNarrowWindowShowsPicturesOnly()
{
    MainWindow window(*m_theme, *m_language);
    addThreePages(window);
    auto* list = window.findChild<Navigation*>(QStringLiteral("navigation"));
    window.resize(1300, 700);
    window.show();
    QVERIFY(!list->isCollapsed());
    window.resize(1100, 700);
    QVERIFY(list->isCollapsed());
}

void TestStyle::theShellFitsASmallScreen_data()
{
    controlsAreAsHighAsAHand_data();
}

void TestStyle::theShellFitsASmallScreen()
{
    QFETCH(const QString, language);
    m_language->choose(language);
    MainWindow window(*m_theme, *m_language);
    addThreePages(window);
    window.setProfiles({{QStringLiteral("sandbox"), QStringLiteral("Sandbox 1900000109"), false}},
        QStringLiteral("sandbox"));
    window.resize(1024, 640);
    window.show();
    QCoreApplication::processEvents();
    QVERIFY2(window.minimumSizeHint().width() <= 1024,
        qPrintable(QString::number(window.minimumSizeHint().width())));
    QVERIFY(window.minimumSizeHint().height() <= 640);
}

/// Whatever changes on the page in sight, the others cost nothing.
void TestStyle::aPageThatIsHiddenIsNotLaidOut()
{
    MainWindow window(*m_theme, *m_language);
    auto* seen = new QLabel(QStringLiteral("One line."));
    seen->setWordWrap(true);
    auto* hidden = new QWidget;
    auto* text = new AskedText(hidden);
    (new QVBoxLayout(hidden))->addWidget(text);
    window.addPage(QStringLiteral("seen"), "bell", [] { return QStringLiteral("Seen"); }, seen);
    window.addPage(
        QStringLiteral("hidden"), "bell", [] { return QStringLiteral("Hidden"); }, hidden);
    window.show();
    QCoreApplication::processEvents();
    text->asked = 0;
    seen->setText(QStringLiteral("A text of several lines.\nThe second.\nThe third."));
    QCoreApplication::processEvents();
    QCOMPARE(text->asked, 0);
    window.showPage(QStringLiteral("hidden"));
    QCoreApplication::processEvents();
    QVERIFY(text->asked > 0);
}

void TestStyle::everyControlOfTheShellHasAName()
{
    MainWindow window(*m_theme, *m_language);
    addThreePages(window);
    auto* empty = new EmptyState("bell");
    empty->setTexts(QStringLiteral("Nothing yet."), QStringLiteral("Send one"));
    window.addPage(
        QStringLiteral("notifications"), "bell", [] { return QStringLiteral("Notifications"); },
        empty);
    auto* message = new MessageView;
    message->setName(QStringLiteral("Request"));
    window.addPage(
        QStringLiteral("exchanges"), "activity", [] { return QStringLiteral("Exchanges"); },
        message);
    window.show();
    for (const char* id : {"notifications", "exchanges"}) {
        window.showPage(QString::fromLatin1(id));
        for (const QWidget* widget : window.findChildren<QWidget*>()) {
            if (!isControl(widget))
                continue;
            QVERIFY2(!named(widget).isEmpty(),
                qPrintable(
                    QString::fromLatin1(widget->metaObject()->className()) + widget->objectName()));
            QVERIFY2(!widget->objectName().isEmpty(), qPrintable(named(widget)));
        }
    }
}

QTEST_MAIN(TestStyle)
#include "tst_style.moc"
