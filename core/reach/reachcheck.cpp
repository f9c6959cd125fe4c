#include "core/reach/reachcheck.h"

#include "core/gateway/tlsreason.h"
#include "core/http/message.h"
#include "core/reach/echo.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QLocale>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QUrl>

#include <algorithm>
#include <cstdlib>

namespace paydesk {

namespace {

    using namespace std::chrono_literals;

    constexpr qsizetype longestUrl = 256;
    constexpr std::chrono::milliseconds connectTime = 5s;
    constexpr std::chrono::milliseconds slowAnswer = 2s;
    constexpr std::chrono::milliseconds latestAnswer = 5s; // protocol-v2.md §6
    constexpr qint64 daysToRenew = 14;
    constexpr qint64 clockTolerance = 60; // seconds
    constexpr qsizetype shortBody = 1024; // bytes, as notifications are
    constexpr qsizetype longBody = 48L * 1024; // less than the listener takes

    QByteArray headerOf(const Exchange& exchange, QByteArrayView name)
    {
        for (const Header& header : exchange.answerHeaders) {
            if (header.name.compare(name, Qt::CaseInsensitive) == 0)
                return header.value;
        }
        return {};
    }

    /// The fixed form that every server sends; invalid otherwise.
    QDateTime httpDate(const QByteArray& text)
    {
        QDateTime date = QLocale::c().toDateTime(
            QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
        date.setTimeSpec(Qt::UTC);
        return date;
    }

    QByteArray statusFinding(int status)
    {
        if (status >= 300 && status < 400)
            return "redirected";
        switch (status) {
        case 404:
            return "not-found";
        case 405:
            return "method-refused";
        case 401:
        case 403:
        case 407:
            return "forbidden";
        case 413:
            return "body-too-large";
        case 502:
        case 503:
        case 504:
            return "listener-unreachable";
        default:
            return "other-status";
        }
    }

    /// How many bytes of it arrived, for a body that did not arrive as it was sent.
    QByteArray lengths(const Echo& echo, const QByteArray& body)
    {
        return QByteArray::number(body.size()) + " -> " + QByteArray::number(echo.bytes);
    }

} // namespace

ReachCheck::ReachCheck(
    EchoBook& echoes, Clock& clock, const QSslConfiguration& tls, QObject* parent)
    : QObject(parent)
    , m_echoes(echoes)
    , m_clock(clock)
    , m_tls(tls)
    , m_gateway({}, {}, clock)
{
    m_gateway.setTls(tls);
}

ReachCheck::~ReachCheck()
{
    letGo();
}

void ReachCheck::start(const QByteArray& notifyUrl)
{
    m_url = notifyUrl;
    after(0ms, [this] { checkAddress(); });
}

void ReachCheck::cancel()
{
    finish();
}

void ReachCheck::letGo()
{
    m_clock.cancel(m_alarm);
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
    m_lookup = -1;
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
    if (m_call) {
        m_call->disconnect(this);
        m_call->abort();
    }
}

void ReachCheck::after(std::chrono::milliseconds limit, const std::function<void()>& then)
{
    m_clock.cancel(m_alarm);
    m_alarm = m_clock.after(limit, this, then);
}

void ReachCheck::tell(Part part, State state, const QByteArray& finding, const QByteArray& detail)
{
    const bool told = std::any_of(m_steps.begin(), m_steps.end(),
        [part](const ReachStep& step) { return step.part == part; });
    if (told || m_finished)
        return;
    m_steps.append({part, state, finding, detail});
    emit stepped(m_steps.constLast());
}

void ReachCheck::finish()
{
    if (m_finished)
        return;
    letGo();
    for (const Part part : reachParts())
        tell(part, State::Skipped, {});
    m_finished = true;
    emit finished();
    deleteLater();
}

// --- the address

void ReachCheck::checkAddress()
{
    const std::optional<PublicAddress> address = publicAddress(m_url);
    if (!address) {
        tell(Part::Address, State::Failed, "no-address");
        finish();
        return;
    }
    m_address = *address;
    const QUrl url = QUrl::fromEncoded(m_url, QUrl::StrictMode);
    struct Rule {
        bool broken;
        State state;
        const char* finding;
    };
    const Rule rules[] = {
        {m_url.size() > longestUrl, State::Failed, "too-long"},
        {url.hasQuery(), State::Failed, "has-query"},
        {url.hasFragment(), State::Failed, "has-fragment"},
        {!url.userInfo().isEmpty(), State::Failed, "has-login"},
        {isPrivateHost(m_address.host), State::Warned, "private-host"},
        {!m_address.secure, State::Warned, "plain-http"},
        {!m_address.hasUsualPort(), State::Warned, "unusual-port"},
    };
    const auto* const broken = std::find_if(
        std::begin(rules), std::end(rules), [](const Rule& rule) { return rule.broken; });
    if (broken == std::end(rules))
        passed(Part::Address);
    else
        tell(Part::Address, broken->state, broken->finding);
    if (broken != std::end(rules) && broken->state == State::Failed)
        finish();
    else
        lookUp();
}

// --- the name

void ReachCheck::lookUp()
{
    const QString host = QString::fromLatin1(m_address.host);
    if (!QHostAddress(host).isNull()) {
        tell(Part::Name, State::Skipped, {});
        connectThere();
        return;
    }
    after(connectTime, [this] {
        tell(Part::Name, State::Failed, "name-unknown");
        finish();
    });
    m_lookup = QHostInfo::lookupHost(host, this, &ReachCheck::resolved);
}

void ReachCheck::resolved(const QHostInfo& found)
{
    m_lookup = -1;
    if (m_finished)
        return;
    const QList<QHostAddress> addresses = found.addresses();
    if (found.error() != QHostInfo::NoError || addresses.isEmpty()) {
        tell(Part::Name, State::Failed, "name-unknown");
        finish();
        return;
    }
    QByteArrayList shown;
    for (const QHostAddress& address : addresses)
        shown << address.toString().toLatin1();
    const bool invented = std::any_of(addresses.begin(), addresses.end(), isInventedAddress);
    const bool isPrivate = std::any_of(addresses.begin(), addresses.end(), isPrivateAddress);
    // Of a private name nothing else is to be expected.
    if (invented)
        tell(Part::Name, State::Warned, "invented-address", shown.join(", "));
    else if (isPrivate && !isPrivateHost(m_address.host))
        tell(Part::Name, State::Warned, "private-address", shown.join(", "));
    else
        passed(Part::Name, shown.join(", "));
    connectThere();
}

// --- the connection

void ReachCheck::connectThere()
{
    m_socket = std::make_unique<QSslSocket>();
    m_socket->setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    m_socket->setSslConfiguration(m_tls);
    connect(m_socket.get(), &QSslSocket::connected, this, [this] {
        passed(Part::Connection, m_socket->peerAddress().toString().toLatin1());
        checkTls();
    });
    connect(m_socket.get(), &QSslSocket::errorOccurred, this, &ReachCheck::connectionFailed,
        Qt::QueuedConnection);
    after(connectTime, [this] {
        tell(Part::Connection, State::Failed, "unreachable");
        finish();
    });
    m_socket->connectToHost(QString::fromLatin1(m_address.host), m_address.port);
}

void ReachCheck::connectionFailed(QAbstractSocket::SocketError error)
{
    const bool connected = std::any_of(m_steps.begin(), m_steps.end(),
        [](const ReachStep& step) { return step.part == Part::Connection; });
    if (connected) {
        tlsFailed();
        return;
    }
    const bool refused = error == QAbstractSocket::ConnectionRefusedError;
    tell(Part::Connection, State::Failed, refused ? "refused" : "unreachable");
    finish();
}

// --- TLS

void ReachCheck::checkTls()
{
    if (!m_address.secure) {
        tell(Part::Tls, State::Skipped, {});
        sendShort();
        return;
    }
    connect(m_socket.get(), &QSslSocket::encrypted, this, &ReachCheck::judgeCertificate);
    connect(m_socket.get(), &QSslSocket::sslErrors, this,
        [this](const QList<QSslError>& errors) { m_tlsErrors = errors; });
    after(connectTime, [this] { tlsFailed(); });
    m_socket->setPeerVerifyName(QString::fromLatin1(m_address.host));
    m_socket->startClientEncryption();
}

void ReachCheck::tlsFailed()
{
    const bool alone = m_socket->peerCertificateChain().size() == 1
        && std::any_of(m_tlsErrors.begin(), m_tlsErrors.end(), [](const QSslError& error) {
               return error.error() == QSslError::UnableToGetLocalIssuerCertificate
                   || error.error() == QSslError::UnableToVerifyFirstCertificate;
           });
    const QString reason = tlsReason(m_tlsErrors, m_socket->peerCertificate(),
        QString::fromLatin1(m_address.host), m_socket->errorString());
    tell(Part::Tls, State::Failed, alone ? "chain-incomplete" : "tls-failed", reason.toUtf8());
    finish();
}

void ReachCheck::judgeCertificate()
{
    QDateTime ends = m_socket->peerCertificate().expiryDate();
    for (const QSslCertificate& certificate : m_socket->peerCertificateChain())
        ends = std::min(ends, certificate.expiryDate());
    const qint64 days = m_clock.now().daysTo(ends);
    const QByteArray detail = m_socket->peerCertificate().issuerDisplayName().toUtf8() + ", "
        + ends.toUTC().date().toString(Qt::ISODate).toLatin1();
    if (days < daysToRenew)
        tell(Part::Tls, State::Warned, "certificate-ends-soon", detail);
    else
        passed(Part::Tls, detail);
    sendShort();
}

// --- the messages

void ReachCheck::send(
    const QByteArray& body, void (ReachCheck::*judge)(const Answer&, const QByteArray&))
{
    letGo(); // the call has a limit of its own
    m_call = m_gateway.deliver(m_url, body);
    connect(m_call, &Call::finished, this,
        [this, judge, body](const Answer& answer) { (this->*judge)(answer, body); });
}

void ReachCheck::sendShort()
{
    send(m_echoes.newMessage(shortBody), &ReachCheck::judgeShort);
}

void ReachCheck::judgeShort(const Answer& answer, const QByteArray& body)
{
    const int status = answer.exchange.status;
    if (status != 200) {
        const QByteArray finding = status == 0 ? QByteArray("no-answer") : statusFinding(status);
        const QByteArray detail = status == 0 ? QByteArray()
            : finding == "redirected"         ? headerOf(answer.exchange, "Location")
                                              : QByteArray::number(status);
        tell(Part::Answer, State::Failed, finding, detail);
        finish();
        return;
    }
    const std::optional<Echo> echo = readEcho(answer.exchange.answerBody);
    if (!echo) {
        tell(Part::Answer, State::Failed, "somebody-else");
        finish();
        return;
    }
    passed(Part::Answer);
    if (*echo == echoOf(body))
        passed(Part::Body, QByteArray::number(echo->bytes));
    else
        tell(Part::Body, State::Failed, "body-changed", lengths(*echo, body));
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(answer.exchange.took);
    const QByteArray detail = QByteArray::number(qint64(took.count()));
    const bool late = took > latestAnswer;
    m_late = {{Part::Time,
        late                    ? State::Failed
            : took > slowAnswer ? State::Warned
                                : State::Passed,
        late                    ? "too-slow"
            : took > slowAnswer ? "slow"
                                : "ok",
        detail}};
    judgeClock(answer);
    sendLong();
}

void ReachCheck::judgeClock(const Answer& answer)
{
    const QDateTime theirs = httpDate(headerOf(answer.exchange, "Date"));
    if (!theirs.isValid())
        return;
    const qint64 ahead = m_clock.now().secsTo(theirs);
    const QByteArray detail = QByteArray::number(ahead);
    if (std::abs(ahead) > clockTolerance)
        m_late.append({Part::Clock, State::Warned, "clocks-differ", detail});
    else
        m_late.append({Part::Clock, State::Passed, "ok", detail});
}

void ReachCheck::sendLong()
{
    send(m_echoes.newMessage(longBody), &ReachCheck::judgeLong);
}

void ReachCheck::judgeLong(const Answer& answer, const QByteArray& body)
{
    const std::optional<Echo> echo = readEcho(answer.exchange.answerBody);
    if (answer.exchange.status == 413)
        tell(Part::Size, State::Failed, "body-too-large", QByteArray::number(body.size()));
    else if (!echo)
        tell(Part::Size, State::Failed, "long-body-lost", QByteArray::number(body.size()));
    else if (*echo != echoOf(body))
        tell(Part::Size, State::Failed, "body-changed", lengths(*echo, body));
    else
        passed(Part::Size, QByteArray::number(echo->bytes));
    for (const ReachStep& step : m_late)
        tell(step.part, step.state, step.finding, step.detail);
    finish();
}

} // namespace paydesk
