#include "core/gateway/tlsreason.h"

#include <QDateTime>
#include <QHostAddress>
#include <QSslKey>

#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <memory>

namespace paydesk {

namespace {

    constexpr int weakestRsaBits = 2048;
    constexpr int weakestDigestBits = 100; // a SHA-1 signature counts for 63

    struct NamedError {
        QSslError::SslError error;
        const char* reason;
    };

    // The first that is found names the cause: what is wrong with the certificate itself before
    // what follows from it.
    constexpr NamedError namedErrors[] = {
        {QSslError::SelfSignedCertificate,
            QT_TRANSLATE_NOOP("Reason", "The server's certificate is self-signed.")},
        {QSslError::CertificateExpired,
            QT_TRANSLATE_NOOP("Reason", "The server's certificate has expired.")},
        {QSslError::CertificateNotYetValid,
            QT_TRANSLATE_NOOP("Reason", "The server's certificate is not valid yet.")},
        {QSslError::CertificateRevoked,
            QT_TRANSLATE_NOOP("Reason", "The server's certificate was revoked.")},
        {QSslError::CertificateBlacklisted,
            QT_TRANSLATE_NOOP("Reason", "The server's certificate is blacklisted.")},
        {QSslError::HostNameMismatch,
            QT_TRANSLATE_NOOP("Reason", "The server's certificate was issued for another host.")},
        {QSslError::SelfSignedCertificateInChain,
            QT_TRANSLATE_NOOP(
                "Reason", "The server's certificate comes from an unknown authority.")},
        {QSslError::UnableToGetLocalIssuerCertificate,
            QT_TRANSLATE_NOOP(
                "Reason", "The server's certificate comes from an unknown authority.")},
        {QSslError::UnableToGetIssuerCertificate,
            QT_TRANSLATE_NOOP(
                "Reason", "The server's certificate comes from an unknown authority.")},
        {QSslError::UnableToVerifyFirstCertificate,
            QT_TRANSLATE_NOOP(
                "Reason", "The server's certificate comes from an unknown authority.")},
        {QSslError::CertificateUntrusted,
            QT_TRANSLATE_NOOP(
                "Reason", "The server's certificate comes from an unknown authority.")},
        {QSslError::InvalidCaCertificate,
            QT_TRANSLATE_NOOP("Reason",
                "The server's certificate was issued by a certificate that may not issue any.")},
        {QSslError::NoPeerCertificate,
            QT_TRANSLATE_NOOP("Reason", "The server showed no certificate.")},
    };

    struct NamedSaying {
        const char* said; ///< a part of OpenSSL's words, which are the same in every language
        const char* reason;
    };

    constexpr NamedSaying namedSayings[] = {
        {"protocol version", QT_TRANSLATE_NOOP("Reason", "The server speaks no TLS 1.2 or newer.")},
        {"unsupported protocol",
            QT_TRANSLATE_NOOP("Reason", "The server speaks no TLS 1.2 or newer.")},
        {"wrong version number",
            QT_TRANSLATE_NOOP("Reason", "The server answered without TLS, perhaps in plain HTTP.")},
        {"packet length too long",
            QT_TRANSLATE_NOOP("Reason", "The server answered without TLS, perhaps in plain HTTP.")},
    };

    bool isWeaklySigned(const QSslCertificate& certificate)
    {
        const QByteArray der = certificate.toDer();
        const auto* bytes = reinterpret_cast<const unsigned char*>(der.constData());
        const std::unique_ptr<X509, decltype(&X509_free)> x509(
            d2i_X509(nullptr, &bytes, long(der.size())), &X509_free);
        int bits = 0;
        return x509 && X509_get_signature_info(x509.get(), nullptr, nullptr, &bits, nullptr) == 1
            && bits < weakestDigestBits;
    }

} // namespace

bool wantsClientCertificate(const QString& said)
{
    return said.contains(u"alert certificate required");
}

QString tlsReason(const QList<QSslError>& errors, const QSslCertificate& peer, const QString& host,
    const QString& said)
{
    const bool misnamed = std::any_of(errors.cbegin(), errors.cend(),
        [](const QSslError& error) { return error.error() == QSslError::HostNameMismatch; });
    if (misnamed && !QHostAddress(host).isNull() && errors.size() == 1)
        return QStringLiteral(QT_TRANSLATE_NOOP(
            "Reason", "The server's certificate was issued for another IP address or name."));
    for (const NamedError& named : namedErrors) {
        if (std::any_of(errors.cbegin(), errors.cend(),
                [&named](const QSslError& error) { return error.error() == named.error; }))
            return QString::fromLatin1(named.reason);
    }
    if (wantsClientCertificate(said))
        return QStringLiteral(
            QT_TRANSLATE_NOOP("Reason", "The server wants a client certificate, and got none."));
    for (const NamedSaying& named : namedSayings) {
        if (said.contains(QLatin1String(named.said)))
            return QString::fromLatin1(named.reason);
    }
    if (peer.isNull())
        return QStringLiteral(QT_TRANSLATE_NOOP(
            "Reason", "The server speaks no TLS 1.2 or newer, or broke off the handshake."));
    const QSslKey key = peer.publicKey();
    if (key.algorithm() == QSsl::Rsa && key.length() < weakestRsaBits)
        return QStringLiteral(
            QT_TRANSLATE_NOOP("Reason", "The server's certificate has a weak key."));
    if (isWeaklySigned(peer))
        return QStringLiteral(QT_TRANSLATE_NOOP(
            "Reason", "The server's certificate is signed with a weak digest (SHA-1 or older)."));
    return QStringLiteral(
        QT_TRANSLATE_NOOP("Reason", "The server's certificate was not accepted."));
}

} // namespace paydesk
