#pragma once

#include "core/base/result.h"
#include "core/sandbox/issuing.h"

#include <QSslConfiguration>
#include <QString>

namespace paydesk {

/// Where the certificates of the sandbox in a data folder lie.
struct SandboxTlsPaths {
    explicit SandboxTlsPaths(const QString& dataFolder);

    QString folder;
    QString authority; ///< ca.pem: whom the sandbox profile trusts, and nobody else
    QString authorityKey;
    QString merchantP12; ///< apiclient_cert.p12, under the mch_id as its password
    QString merchant; ///< apiclient_cert.pem
    QString merchantKey; ///< apiclient_key.pem
};

/// What a sandbox needs to speak TLS.
struct SandboxTls {
    QByteArray authority; ///< PEM
    Issued server;
};

/// Reads the authority and the merchant's certificate of a data folder, or makes them: the first
/// time, and anew in good time before they end. Files are for their owner only. An empty folder:
/// in memory, lost afterwards. The server's certificate is made each time. Storage… failures.
Result<SandboxTls> openSandboxTls(
    const QString& dataFolder, const QByteArray& mchId, const QDateTime& now);

/// TLS 1.2 or newer. A client certificate is asked for and taken unjudged: only what is judged
/// behind the handshake can be answered with the reason.
QSslConfiguration configurationOf(const SandboxTls& tls);

} // namespace paydesk
