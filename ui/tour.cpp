#include "ui/tour.h"

#include "core/profile/profile.h"
#include "ui/mainwindow.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPixmap>

#include <cstdio>

namespace paydesk {

namespace {

    constexpr int tourLookMs = 25;
    constexpr qint64 patienceMs = 15'000;
    constexpr QSize pictureSize(1440, 900);

    void sendClick(QWidget* widget, const QPoint& at)
    {
        const QPointF local(at);
        const QPointF global(widget->mapToGlobal(at));
        QMouseEvent press(QEvent::MouseButtonPress, local, global, Qt::LeftButton, Qt::LeftButton,
            Qt::NoModifier);
        QApplication::sendEvent(widget, &press);
        QMouseEvent release(QEvent::MouseButtonRelease, local, global, Qt::LeftButton, Qt::NoButton,
            Qt::NoModifier);
        QApplication::sendEvent(widget, &release);
    }

    void sendKey(QWidget* widget, int key, Qt::KeyboardModifiers modifiers, const QString& text)
    {
        QKeyEvent press(QEvent::KeyPress, key, modifiers, text);
        QApplication::sendEvent(widget, &press);
        QKeyEvent release(QEvent::KeyRelease, key, modifiers, text);
        QApplication::sendEvent(widget, &release);
    }

    int viewRows(const QWidget* widget)
    {
        const auto* view = qobject_cast<const QAbstractItemView*>(widget);
        return view && view->model() ? view->model()->rowCount() : 0;
    }

    /// What a developer would paste: an order whose empty attach was signed, with the sandbox's
    /// published key and a line feed behind it; and that key.
    QString failingMessage()
    {
        const Profile sandbox = sandboxProfile();
        const QByteArray key = sandboxCredentials().apiKey.reveal(
            [](QByteArrayView bytes) { return bytes.toByteArray(); });
        const QByteArray fields = "appid=" + sandbox.appid
            + "&attach=&body=门店会员卡-8月&mch_id=" + sandbox.mchId
            + "&nonce_str=5K8264ILTKCH16CQ2502SI8ZNMTM67VS&openid=oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"
              "&out_trade_no=PD20260821104233017&total_fee=1&trade_type=JSAPI";
        const QByteArray sign =
            QCryptographicHash::hash(fields + "&key=" + key + '\n', QCryptographicHash::Md5);
        QByteArray message = "<xml>";
        for (const QByteArray& field : fields.split('&')) {
            const qsizetype at = field.indexOf('=');
            const QByteArray name = field.left(at);
            message += '<' + name + '>' + field.mid(at + 1) + "</" + name + '>';
        }
        message += "<sign>" + sign.toHex().toUpper() + "</sign></xml>\nkey=" + key + '\n';
        return QString::fromUtf8(message);
    }

} // namespace

Tour::Tour(MainWindow& window, QString folder)
    : QObject(&window)
    , m_window(window)
    , m_folder(std::move(folder))
{
    m_look.setInterval(tourLookMs);
    connect(&m_look, &QTimer::timeout, this, &Tour::look);
    plan();
}

void Tour::start()
{
    QDir().mkpath(m_folder);
    QFile::remove(m_folder + QStringLiteral("/tour.txt"));
    m_window.resize(pictureSize);
    m_since.start();
    m_look.start();
    // The first step begins when the window has shown its first page.
    m_next = 0;
    begin();
}

QWidget* Tour::find(const char* objectName) const
{
    const QString name = QString::fromLatin1(objectName);
    const auto found = m_window.findChildren<QWidget*>(name);
    for (QWidget* widget : found) {
        if (widget->isVisible())
            return widget;
    }
    return nullptr;
}

bool Tour::shows(const char* objectName) const
{
    return find(objectName) != nullptr;
}

bool Tour::click(const char* objectName) const
{
    QWidget* widget = find(objectName);
    if (!widget || !widget->isEnabled())
        return false;
    sendClick(widget, widget->rect().center());
    return true;
}

bool Tour::type(const char* objectName, const QString& text) const
{
    QWidget* widget = find(objectName);
    if (!widget)
        return false;
    widget->setFocus();
    sendKey(widget, Qt::Key_A, Qt::ControlModifier, {});
    for (const QChar c : text)
        sendKey(widget, 0, Qt::NoModifier, QString(c));
    return true;
}

/// A press of Ctrl+V over all that is there; the clipboard is given back.
bool Tour::paste(const char* objectName, const QString& text) const
{
    QWidget* widget = find(objectName);
    if (!widget)
        return false;
    QClipboard* clipboard = QGuiApplication::clipboard();
    const QString before = clipboard->text();
    clipboard->setText(text);
    widget->setFocus();
    sendKey(widget, Qt::Key_A, Qt::ControlModifier, {});
    sendKey(widget, Qt::Key_V, Qt::ControlModifier, {});
    clipboard->setText(before);
    return true;
}

bool Tour::openPage(const char* id) const
{
    m_window.showPage(QString::fromLatin1(id));
    return true;
}

bool Tour::pageIs(const char* id) const
{
    return m_window.currentPage() == QLatin1String(id);
}

void Tour::plan()
{
    const auto enabled = [this](const char* name) {
        return [this, name] { return find(name) && find(name)->isEnabled(); };
    };
    const auto rows = [this](const char* name, int least) {
        return [this, name, least] { return viewRows(find(name)) >= least; };
    };
    const auto page = [this](const char* id) { return [this, id] { return openPage(id); }; };
    m_steps = {
        {QStringLiteral("first-start"),
            tr("Paydesk starts on its sandbox: no account, no network."), [] { return true; },
            [this] { return pageIs("start") && shows("startSandbox"); }},
        {QStringLiteral("checkout"), tr("The checkout page opens with a new order number."),
            [this] { return click("startSandbox"); },
            [this, enabled] { return pageIs("checkout") && enabled("checkoutPlace")(); }},
        {QStringLiteral("placed"),
            tr("The order is typed in and placed: code, openid, unifiedorder, paySign."),
            [this] {
                return type("checkoutBody", tr("Membership card, August"))
                    && type("checkoutAmount", QStringLiteral("0.01")) && click("checkoutPlace");
            },
            enabled("phonePay")},
        {QStringLiteral("paid"),
            tr("The customer pays; WeChat notifies, Paydesk verifies, books and queries."),
            [this] { return click("phonePay"); }, [this] { return shows("checkoutPaid"); }},
        {QStringLiteral("order"),
            tr("The order in the history, with everything that happened to it."), page("orders"),
            [this, rows] { return rows("ordersList", 1)() && rows("ordersEvents", 4)(); }},
        {QStringLiteral("notification"), tr("The notification and its checklist."),
            page("notifications"),
            [this, rows] {
                return rows("notificationsList", 1)() && rows("notificationsChecks", 6)();
            }},
        {QStringLiteral("signatures"), tr("Both signatures of the order, field by field."),
            [this] { return openPage("orders") && click("ordersSignatures"); },
            [this, rows] { return pageIs("signatures") && rows("signaturesTable", 6)(); }},
        {QStringLiteral("doctor"),
            tr("A failing message and its key are pasted; the doctor names the two mistakes."),
            [this] {
                // Its tab is the first of the page, as far left as a tab can be.
                if (!shows("signaturesPaste")) {
                    if (QWidget* tabs = find("signaturesModes"))
                        sendClick(tabs, QPoint(tabs->height() / 2, tabs->height() / 2));
                }
                return paste("signaturesPaste", failingMessage());
            },
            [this] { return shows("signaturesFix"); }},
        {QStringLiteral("exchanges"), tr("Every byte that went out and came in."),
            page("exchanges"), rows("exchangesTable", 4)},
        {QStringLiteral("reconcile"), tr("Today's bill against the history: the order agrees."),
            [this] { return openPage("reconcile") && click("reconcileDownload"); },
            [this] { return shows("reconcileClean"); }},
        {QStringLiteral("settings"),
            tr("Merchants, vault, listener, query job, language and theme."), page("settings"),
            [this] { return shows("settingsSections"); }},
    };
}

void Tour::begin()
{
    m_since.restart();
}

void Tour::look()
{
    Step& step = m_steps.at(m_next);
    // A control may still be on its way: the step's act is tried until it is there.
    if (step.act) {
        if (step.act())
            step.act = nullptr;
        else if (m_since.elapsed() > patienceMs)
            fail(tr("the control to act on did not appear"));
        return;
    }
    if (step.seen())
        settle();
    else if (m_since.elapsed() > patienceMs)
        fail(tr("the expected outcome did not appear"));
}

void Tour::settle()
{
    const Step& step = m_steps.at(m_next);
    const QString file =
        QStringLiteral("%1-%2.png").arg(int(m_next) + 1, 2, 10, QChar(u'0')).arg(step.name);
    // One turn of the event loop so that the picture holds what was just shown.
    QApplication::processEvents();
    if (!m_window.grab().save(m_folder + u'/' + file)) {
        fail(tr("the picture %1 could not be written").arg(file));
        return;
    }
    say(file + QStringLiteral("  ") + step.text);
    if (++m_next < m_steps.size()) {
        begin();
        return;
    }
    m_look.stop();
    say(tr("Every step held. The pictures are in %1.").arg(QDir(m_folder).absolutePath()));
    emit finished(true);
}

void Tour::fail(const QString& why)
{
    m_look.stop();
    const QString name = m_steps.at(m_next).name;
    m_window.grab().save(m_folder + QStringLiteral("/failed-%1.png").arg(name));
    say(tr("Stopped at “%1”: %2.").arg(name, why));
    emit finished(false);
}

void Tour::say(const QString& line)
{
    const QByteArray text = line.toUtf8() + '\n';
    std::fwrite(text.constData(), 1, std::size_t(text.size()), stdout);
    std::fflush(stdout);
    QFile transcript(m_folder + QStringLiteral("/tour.txt"));
    if (transcript.open(QIODevice::WriteOnly | QIODevice::Append))
        transcript.write(text);
}

} // namespace paydesk
