#include "ui/widgets/secretclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QRandomGenerator>

namespace paydesk {

namespace {

    constexpr const char* tokenFormat = "application/x-paydesk-secret";

    /// What clipboard managers look for: KDE's and those that follow it, Windows' history and
    /// cloud, and the convention of macOS.
    void markAsSecret(QMimeData& data)
    {
        constexpr const char* windows = "application/x-qt-windows-mime;value=\"%1\"";
        const auto windowsFormat = [&](const char* name) {
            return QString::fromLatin1(windows).arg(QLatin1String(name));
        };
        const QByteArray no(4, '\0'); // a DWORD
        data.setData(QStringLiteral("x-kde-passwordManagerHint"), "secret");
        data.setData(windowsFormat("ExcludeClipboardContentFromMonitorProcessing"), no);
        data.setData(windowsFormat("CanIncludeInClipboardHistory"), no);
        data.setData(windowsFormat("CanUploadToCloudClipboard"), no);
        data.setData(QStringLiteral("org.nspasteboard.ConcealedType"), {});
    }

} // namespace

SecretClipboard::SecretClipboard(Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
{
}

SecretClipboard::~SecretClipboard()
{
    if (QGuiApplication::instance())
        clear();
}

void SecretClipboard::put(const Secret& secret)
{
    auto* data = new QMimeData; // the clipboard's
    m_token = QByteArray::number(QRandomGenerator::system()->generate64(), 16);
    data->setData(QString::fromLatin1(tokenFormat), m_token);
    markAsSecret(*data);
    secret.reveal([&](QByteArrayView text) { data->setText(QString::fromUtf8(text)); });
    QGuiApplication::clipboard()->setMimeData(data);
    m_left = int(time.count());
    m_clock.cancel(m_alarm);
    m_alarm = m_clock.after(std::chrono::seconds(1), this, [this] { tick(); });
    emit changed();
}

bool SecretClipboard::isOurs() const
{
    const QMimeData* const data = QGuiApplication::clipboard()->mimeData();
    return data && !m_token.isEmpty() && data->data(QString::fromLatin1(tokenFormat)) == m_token;
}

void SecretClipboard::tick()
{
    if (m_left <= 1 || !isOurs()) {
        clear();
        return;
    }
    --m_left;
    m_alarm = m_clock.after(std::chrono::seconds(1), this, [this] { tick(); });
    emit changed();
}

void SecretClipboard::clear()
{
    m_clock.cancel(m_alarm);
    if (isOurs())
        QGuiApplication::clipboard()->clear();
    m_token.clear();
    if (m_left == 0)
        return;
    m_left = 0;
    emit changed();
}

} // namespace paydesk
