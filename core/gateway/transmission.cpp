#include "core/gateway/transmission.h"

#include "core/base/secret.h"
#include "core/gateway/tlsreason.h"
#include "core/profile/profile.h"

#include <QHostAddress>
#include <QIODevice>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrl>

#include <algorithm>
#include <cstring>

namespace paydesk {

namespace {

    constexpr int httpOk = 200;
    constexpr int firstRedirect = 300;
    constexpr int firstClientError = 400;
    constexpr qint64 fileBuffer = qint64(256) * 1024;

    /// A body that can be read once: without a way back to its start the network layer cannot send
    /// it again.
    class OneWayBody final : public QIODevice {
    public:
        OneWayBody(QByteArray bytes, QObject* parent)
            : QIODevice(parent)
            , m_bytes(std::move(bytes))
        {
            open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        }

        bool isSequential() const override { return true; }
        bool reset() override { return false; }
        bool atEnd() const override { return m_read == m_bytes.size(); }
        qint64 bytesAvailable() const override { return m_bytes.size() - m_read; }

    protected:
        qint64 readData(char* data, qint64 limit) override
        {
            if (atEnd())
                return -1;
            const qint64 size = std::min(limit, bytesAvailable());
            std::memcpy(data, m_bytes.constData() + m_read, std::size_t(size));
            m_read += size;
            return size;
        }
        qint64 writeData(const char*, qint64) override { return -1; }

    private:
        const QByteArray m_bytes;
        qint64 m_read = 0;
    };

    bool isLoopback(const QUrl& url)
    {
        return url.host() == u"localhost" || QHostAddress(url.host()).isLoopback();
    }

    /// Only what makes a tunnel: TLS ends at the gateway, and its certificate is checked as ever.
    QNetworkProxy systemProxy(const QUrl& url)
    {
        const QList<QNetworkProxy> all =
            QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
        const auto fit = std::find_if(all.cbegin(), all.cend(), [](const QNetworkProxy& proxy) {
            return proxy.capabilities().testFlag(QNetworkProxy::TunnelingCapability)
                && !proxy.hostName().isEmpty();
        });
        return fit == all.cend() ? QNetworkProxy(QNetworkProxy::NoProxy) : *fit;
    }

    QNetworkProxy proxyFor(const QUrl& url, const QByteArray& wanted)
    {
        if (isLoopback(url) || wanted == directConnection)
            return QNetworkProxy(QNetworkProxy::NoProxy);
        if (wanted.isEmpty())
            return systemProxy(url);
        const QUrl proxy = QUrl::fromEncoded(wanted, QUrl::StrictMode);
        return {QNetworkProxy::HttpProxy, proxy.host(), quint16(proxy.port())};
    }

    bool isSendable(const QUrl& url)
    {
        return url.isValid() && !url.host().isEmpty()
            && (url.scheme() == u"http" || url.scheme() == u"https");
    }

    QSslConfiguration strict(QSslConfiguration tls)
    {
        tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
        tls.setProtocol(QSsl::TlsV1_2OrLater);
        return tls;
    }

    QNetworkRequest plainRequest(const QUrl& url, const QSslConfiguration& tls)
    {
        QNetworkRequest request(url);
        request.setSslConfiguration(tls);
        request.setAttribute(
            QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setAttribute(
            QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
        request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
        for (const auto attribute : {QNetworkRequest::CookieLoadControlAttribute,
                 QNetworkRequest::CookieSaveControlAttribute,
                 QNetworkRequest::AuthenticationReuseAttribute})
            request.setAttribute(attribute, QNetworkRequest::Manual);
        return request;
    }

} // namespace

QByteArray systemProxyFor(const QByteArray& url)
{
    const QNetworkProxy proxy = systemProxy(QUrl::fromEncoded(url, QUrl::StrictMode));
    if (proxy.type() == QNetworkProxy::NoProxy)
        return {};
    return proxy.hostName().toUtf8() + ':' + QByteArray::number(proxy.port());
}

QByteArray WireAnswer::header(QByteArrayView name) const
{
    const auto found = std::find_if(headers.cbegin(), headers.cend(), [name](const Header& header) {
        return name.compare(header.name, Qt::CaseInsensitive) == 0;
    });
    return found == headers.cend() ? QByteArray() : found->value;
}

Transmission::Transmission(WireRequest request, const QSslConfiguration& tls, Clock& clock,
    AnswerSink* sink, QObject* parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_tls(strict(tls))
    , m_clock(clock)
    , m_sink(sink)
{
}

Transmission::~Transmission()
{
    m_clock.cancel(m_deadline);
    // The manager's children must not report to members that are gone.
    if (m_reply)
        m_reply->disconnect(this);
    wipe(m_request.url);
}

QList<Header> Transmission::sentHeaders() const
{
    // Everything the network layer would otherwise choose by itself is said here, so that what is
    // recorded is what went out: no language of the machine, no compression, one request a
    // connection.
    const QUrl url = QUrl::fromEncoded(m_request.url, QUrl::StrictMode);
    QList<Header> headers{
        {"Host", url.authority(QUrl::FullyEncoded | QUrl::RemoveUserInfo).toLatin1()}};
    headers += m_request.headers;
    headers += QList<Header>{{"Content-Length", QByteArray::number(m_request.body.size())},
        {"User-Agent", "Paydesk/" PAYDESK_VERSION}, {"Accept-Encoding", "identity"},
        {"Accept-Language", "*"}, {"Connection", "close"}};
    return headers;
}

void Transmission::start()
{
    m_answer.startedAt = m_clock.now();
    m_started = m_clock.steady();
    // From the event loop: whoever started this gets to connect before anything can end.
    QMetaObject::invokeMethod(this, &Transmission::send, Qt::QueuedConnection);
}

void Transmission::send()
{
    if (m_ended)
        return;
    const QUrl url = QUrl::fromEncoded(m_request.url, QUrl::StrictMode);
    if (!isSendable(url)) {
        end(failure(FailureId::FieldMalformed,
            {{QStringLiteral("field"), QStringLiteral("gateway")},
                {QStringLiteral("rule"),
                    QStringLiteral(
                        QT_TRANSLATE_NOOP("Reason", "an http:// or https:// address"))}}));
        return;
    }
    waitForBytes();
    m_network = new QNetworkAccessManager(this);
    m_proxy = proxyFor(url, m_request.proxy);
    m_network->setProxy(m_proxy);
    QNetworkRequest request = plainRequest(url, m_tls);
    const QList<Header> headers = sentHeaders();
    for (const Header& header : headers)
        request.setRawHeader(header.name, header.value);
    // A custom operation also for GET: only a request with a body device is never sent again by
    // itself.
    m_reply = m_network->sendCustomRequest(
        request, m_request.method, new OneWayBody(m_request.body, m_network));
    m_reply->setReadBufferSize(m_sink ? fileBuffer : answerLimit + 1);
    connectReply();
}

void Transmission::connectReply()
{
    connect(m_reply, &QNetworkReply::sslErrors, this,
        [this](const QList<QSslError>& errors) { m_tlsErrors += errors; });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Transmission::readHead);
    connect(m_reply, &QNetworkReply::readyRead, this, &Transmission::readSome);
    connect(m_reply, &QNetworkReply::finished, this, &Transmission::settle);
}

void Transmission::waitForBytes()
{
    m_clock.cancel(m_deadline);
    m_deadline = m_clock.after(answerTime, this, [this] {
        stop(failure(FailureId::NoAnswerInTime,
            {{QStringLiteral("host"), host()},
                {QStringLiteral("seconds"), qint64(answerTime.count())}}));
    });
}

void Transmission::readHead()
{
    m_answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_answer.headers.clear();
    const auto pairs = m_reply->rawHeaderPairs();
    for (const auto& [name, value] : pairs)
        m_answer.headers.append({name, value});
}

void Transmission::readSome()
{
    if (m_ended)
        return;
    if (isFile())
        return passOn();
    m_answer.body += m_reply->read(answerLimit + 1 - m_answer.body.size());
    m_received = m_answer.body.size();
    if (m_received <= answerLimit)
        return;
    m_answer.body.truncate(answerLimit);
    stop(failure(FailureId::AnswerTooLarge,
        {{QStringLiteral("host"), host()}, {QStringLiteral("limit"), answerLimit}}));
}

bool Transmission::isFile() const
{
    return m_sink && m_answer.status == httpOk;
}

void Transmission::passOn()
{
    while (!m_ended && m_reply->bytesAvailable() > 0) {
        const QByteArray bytes = m_reply->read(fileBuffer);
        m_received += bytes.size();
        m_answer.body += bytes.first(
            std::min(bytes.size(), std::max<qsizetype>(0, fileSample - m_answer.body.size())));
        if (m_received > fileLimit)
            return stop(failure(FailureId::AnswerTooLarge,
                {{QStringLiteral("host"), host()}, {QStringLiteral("limit"), fileLimit}}));
        if (const Result<void> taken = m_sink->take(bytes); !taken)
            return stop(taken.error());
        waitForBytes();
        emit progressed(m_received, m_answer.header("Content-Length").toLongLong());
    }
}

void Transmission::stop(const Failure& why)
{
    if (m_ended)
        return;
    m_ended = true; // abort() reports a finish of its own
    if (m_reply)
        m_reply->abort();
    m_ended = false;
    end(why);
}

void Transmission::settle()
{
    if (m_ended)
        return;
    readHead();
    readSome();
    end(judged());
}

void Transmission::end(std::optional<Failure> why)
{
    if (m_ended)
        return;
    m_ended = true;
    m_clock.cancel(m_deadline);
    if (m_answer.startedAt.isValid())
        m_answer.took = m_clock.steady() - m_started;
    else // stopped before it was started
        m_answer.startedAt = m_clock.now();
    m_answer.failure = std::move(why);
    emit finished(m_answer);
}

std::optional<Failure> Transmission::judged() const
{
    if (m_answer.status >= firstRedirect && m_answer.status < firstClientError)
        return failure(FailureId::RedirectRefused,
            {{QStringLiteral("host"), host()},
                {QStringLiteral("target"), QString::fromUtf8(m_answer.header("Location"))}});
    if (m_answer.status != 0 && m_answer.status != httpOk)
        return failure(FailureId::HttpStatusUnexpected,
            {{QStringLiteral("host"), host()}, {QStringLiteral("status"), m_answer.status}});
    if (m_reply->error() != QNetworkReply::NoError)
        return networkFailure();
    // A body cut short is no answer, whatever its first bytes say.
    bool counted = false;
    const qint64 promised = m_answer.header("Content-Length").toLongLong(&counted);
    if (counted && promised != m_received)
        return failure(FailureId::ConnectionLost,
            {{QStringLiteral("host"), host()},
                {QStringLiteral("reason"),
                    QStringLiteral(QT_TRANSLATE_NOOP("Reason", "The answer was cut short."))}});
    return {};
}

Failure Transmission::networkFailure() const
{
    // Qt's own words may quote the URL, and the URL may carry the AppSecret: they are searched, and
    // never shown.
    const QString said = m_reply->errorString();
    if (m_reply->error() == QNetworkReply::SslHandshakeFailedError || wantsClientCertificate(said))
        return failure(FailureId::TlsFailed,
            {{QStringLiteral("host"), host()},
                {QStringLiteral("reason"),
                    tlsReason(m_tlsErrors, m_reply->sslConfiguration().peerCertificate(), host(),
                        said)}});
    const QVariant port = m_reply->url().port(m_reply->url().scheme() == u"https" ? 443 : 80);
    if (brokeAtProxy())
        return proxyFailure();
    switch (m_reply->error()) {
    case QNetworkReply::HostNotFoundError:
        return failure(FailureId::HostNotFound, {{QStringLiteral("host"), host()}});
    case QNetworkReply::ConnectionRefusedError:
        return failure(FailureId::ConnectionRefused,
            {{QStringLiteral("host"), host()}, {QStringLiteral("port"), port}});
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError: // the layer wanted to send it again, and could not
        return failure(FailureId::ConnectionLost,
            {{QStringLiteral("host"), host()},
                {QStringLiteral("reason"),
                    QStringLiteral(
                        QT_TRANSLATE_NOOP("Reason", "The other side closed the connection."))}});
    default:
        return failure(FailureId::ConnectionLost,
            {{QStringLiteral("host"), host()},
                {QStringLiteral("reason"),
                    QStringLiteral(QT_TRANSLATE_NOOP("Reason", "The network failed."))}});
    }
}

/// Before the gateway showed its certificate, so nothing was sent. (Through a tunnel Qt 6.4 tells
/// most of the proxy's errors as an unknown one.)
bool Transmission::brokeAtProxy() const
{
    if (m_proxy.type() == QNetworkProxy::NoProxy
        || !m_reply->sslConfiguration().peerCertificate().isNull())
        return false;
    switch (m_reply->error()) {
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return true;
    default:
        return false;
    }
}

Failure Transmission::proxyFailure() const
{
    const bool wantsPassword = m_reply->error() == QNetworkReply::ProxyAuthenticationRequiredError;
    return failure(FailureId::ProxyFailed,
        {{QStringLiteral("host"), host()},
            {QStringLiteral("proxy"), m_proxy.hostName() + u':' + QString::number(m_proxy.port())},
            {QStringLiteral("reason"),
                wantsPassword
                    ? QStringLiteral(QT_TRANSLATE_NOOP("Reason", "It asks for a password."))
                    : QStringLiteral(QT_TRANSLATE_NOOP(
                          "Reason", "It does not answer, or makes no tunnel to there."))}});
}

QString Transmission::host() const
{
    return QUrl::fromEncoded(m_request.url, QUrl::StrictMode).host();
}

} // namespace paydesk
