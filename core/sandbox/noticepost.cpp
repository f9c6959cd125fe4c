#include "core/sandbox/noticepost.h"

#include "core/sandbox/wire.h"

#include <QHostAddress>
#include <QIODevice>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <algorithm>
#include <cstring>
#include <utility>

namespace paydesk {

namespace {

    constexpr std::chrono::seconds answerTime{5};
    constexpr qint64 largestAnswer = 64 * 1024;

    /// A body that can be read once only: QNetworkAccessManager cannot send it a second time behind
    /// our back.
    class BodyReadOnce final : public QIODevice {
    public:
        BodyReadOnce(QByteArray bytes, QObject* parent)
            : QIODevice(parent)
            , m_bytes(std::move(bytes))
        {
            open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        }

        bool isSequential() const override { return true; }
        qint64 bytesAvailable() const override { return m_bytes.size() - m_at; }
        bool seek(qint64) override
        {
            return false;
        } // quietly: this is how a second sending is refused
        bool atEnd() const override { return bytesAvailable() == 0; }

    protected:
        qint64 readData(char* data, qint64 size) override
        {
            const qint64 count = std::min(size, bytesAvailable());
            if (count == 0)
                return -1;
            std::memcpy(data, m_bytes.constData() + m_at, std::size_t(count));
            m_at += count;
            return count;
        }
        qint64 writeData(const char*, qint64) override { return -1; }

    private:
        const QByteArray m_bytes;
        qint64 m_at = 0;
    };

    QNetworkRequest requestTo(const QUrl& url, qlonglong size)
    {
        QNetworkRequest request(url);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("text/xml"));
        request.setHeader(QNetworkRequest::ContentLengthHeader, size);
        request.setRawHeader("Connection", "close");
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        request.setAttribute(
            QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
        return request;
    }

    QByteArray outcomeOf(QNetworkReply& reply)
    {
        const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status == 0)
            return "no-answer";
        if (status != 200)
            return "http-status-" + QByteArray::number(status);
        if (reply.error() != QNetworkReply::NoError)
            return "no-answer";
        const auto answer = readWire(reply.readAll());
        if (!answer)
            return "answer-not-xml";
        return answer->value("return_code") == "SUCCESS" ? "ok" : "answered-fail";
    }

} // namespace

bool isDeliverable(const QUrl& url)
{
    const bool scheme = url.scheme() == u"http" || url.scheme() == u"https";
    const QString host = url.host();
    return scheme && (host == u"localhost" || QHostAddress(host).isLoopback());
}

NoticePost::NoticePost(
    QNetworkAccessManager& network, Clock& clock, const Letter& letter, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
{
    auto* const once = new BodyReadOnce(letter.body, this);
    QNetworkRequest request = requestTo(letter.url, letter.body.size());
    if (!letter.planted.isEmpty())
        request.setRawHeader("X-Paydesk-Why", letter.planted.header());
    m_reply = network.post(request, once);
    once->setParent(m_reply);
    connect(m_reply, &QNetworkReply::readyRead, this, &NoticePost::readSome);
    connect(
        m_reply, &QNetworkReply::finished, this, [this] { give(outcomeOf(*m_reply)); },
        Qt::QueuedConnection);
    m_deadline = m_clock.after(answerTime, this, [this] { give("timed-out"); });
}

NoticePost::~NoticePost()
{
    m_clock.cancel(m_deadline);
    disconnect(m_reply, nullptr, this, nullptr);
    m_reply->abort();
    m_reply->deleteLater();
}

void NoticePost::readSome()
{
    if (m_reply->bytesAvailable() > largestAnswer)
        give("answer-too-large");
}

void NoticePost::give(const QByteArray& outcome)
{
    if (!std::exchange(m_given, true))
        emit finished(outcome);
}

} // namespace paydesk
