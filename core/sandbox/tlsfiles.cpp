#include "core/sandbox/tlsfiles.h"

#include "core/base/privatefile.h"

#include <QLockFile>
#include <QSslCertificate>
#include <QSslKey>

namespace paydesk {

namespace {

    constexpr qint64 largestPem = qint64(64) * 1024;
    /// An authority outlives the server's certificate it is about to sign.
    constexpr int authorityReserveDays = 400;
    constexpr int merchantReserveDays = 60; // more than the 30 days from which its health is poor

    tl::unexpected<Failure> notMade(const SandboxTlsPaths& at)
    {
        return fail(FailureId::StorageUnavailable,
            {{QStringLiteral("path"), at.folder},
                {QStringLiteral("reason"),
                    QStringLiteral(
                        QT_TRANSLATE_NOOP("Reason", "OpenSSL could not make a certificate."))}});
    }

    /// Empty where one of the files cannot be read: it is made anew then.
    Issued readPair(const QString& certificate, const QString& key)
    {
        auto text = readPrivate(certificate, largestPem);
        auto secret = readPrivate(key, largestPem);
        return text && secret ? Issued{*std::move(text), Secret(*std::move(secret))} : Issued();
    }

    Result<void> saveSecret(const QString& path, const Secret& secret)
    {
        return secret.reveal([&path](QByteArrayView bytes) {
            return savePrivate(path, QByteArray::fromRawData(bytes.data(), bytes.size()));
        });
    }

    /// The key first: a certificate without its key would look whole.
    Result<void> savePair(const QString& certificate, const QString& key, const Issued& issued)
    {
        if (auto saved = saveSecret(key, issued.key); !saved)
            return saved;
        return savePrivate(certificate, issued.certificate);
    }

    Result<Issued> keptAuthority(const SandboxTlsPaths& at, const QDateTime& now)
    {
        Issued kept = readPair(at.authority, at.authorityKey);
        if (holdsUntil(kept, kept.certificate, now.addDays(authorityReserveDays)))
            return kept;
        Issued made = makeAuthority(now);
        if (made.isEmpty())
            return notMade(at);
        if (auto saved = savePair(at.authority, at.authorityKey, made); !saved)
            return fail(saved.error());
        return made;
    }

    Result<void> keepMerchant(const SandboxTlsPaths& at, const Issued& authority,
        const QByteArray& mchId, const QDateTime& now)
    {
        const Issued kept = readPair(at.merchant, at.merchantKey);
        if (holdsUntil(kept, authority.certificate, now.addDays(merchantReserveDays))
            && readPrivate(at.merchantP12, largestPem))
            return {};
        const Issued made = issueMerchant(authority, mchId, now);
        const Secret packed = made.isEmpty() ? Secret() : asPkcs12(made, mchId);
        if (packed.isEmpty())
            return notMade(at);
        if (auto saved = saveSecret(at.merchantP12, packed); !saved)
            return saved;
        return savePair(at.merchant, at.merchantKey, made);
    }

    Result<SandboxTls> withServer(
        const SandboxTlsPaths& at, const Issued& authority, const QDateTime& now)
    {
        SandboxTls tls{authority.certificate, issueServer(authority, now)};
        if (tls.server.isEmpty())
            return notMade(at);
        return tls;
    }

} // namespace

SandboxTlsPaths::SandboxTlsPaths(const QString& dataFolder)
    : folder(dataFolder + QStringLiteral("/sandbox-certificates"))
    , authority(folder + QStringLiteral("/ca.pem"))
    , authorityKey(folder + QStringLiteral("/ca_key.pem"))
    , merchantP12(folder + QStringLiteral("/apiclient_cert.p12"))
    , merchant(folder + QStringLiteral("/apiclient_cert.pem"))
    , merchantKey(folder + QStringLiteral("/apiclient_key.pem"))
{
}

Result<SandboxTls> openSandboxTls(
    const QString& dataFolder, const QByteArray& mchId, const QDateTime& now)
{
    const SandboxTlsPaths at(dataFolder);
    if (dataFolder.isEmpty()) {
        const Issued authority = makeAuthority(now);
        if (authority.isEmpty())
            return notMade(at);
        return withServer(at, authority, now);
    }
    for (const QString& folder : {dataFolder, at.folder}) {
        if (auto made = makePrivateFolder(folder); !made)
            return fail(made.error());
    }
    const auto lock = lockForChange(at.authority);
    if (!lock)
        return fail(lock.error());
    const auto authority = keptAuthority(at, now);
    if (!authority)
        return fail(authority.error());
    if (auto kept = keepMerchant(at, *authority, mchId, now); !kept)
        return fail(kept.error());
    return withServer(at, *authority, now);
}

QSslConfiguration configurationOf(const SandboxTls& tls)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::QueryPeer);
    configuration.setCaCertificates({QSslCertificate(tls.authority)});
    configuration.setLocalCertificate(QSslCertificate(tls.server.certificate));
    tls.server.key.reveal([&configuration](QByteArrayView pem) {
        configuration.setPrivateKey(
            QSslKey(QByteArray::fromRawData(pem.data(), pem.size()), QSsl::Ec));
    });
    return configuration;
}

} // namespace paydesk
