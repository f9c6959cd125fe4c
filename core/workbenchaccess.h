#pragma once

#include "core/base/result.h"
#include "core/profile/certificate.h"

#include <QSslConfiguration>
#include <QString>

#include <optional>

namespace paydesk {

/// What the sandbox profile needs at a sandbox over https. Never for a real merchant: this
/// authority's key lies on the disk of whoever runs a sandbox.
struct SandboxAccess {
    QSslConfiguration tls; ///< trusts the sandbox's authority, and nobody else
    std::optional<ClientCertificate> certificate; ///< the sandbox merchant's
};

/// From the certificates that a sandbox keeps in `dataFolder`, or from those beside `caFile` when
/// one is given. Without any, nobody is trusted. FileUnreadable, CertificateUnreadable,
/// StorageUnavailable.
Result<SandboxAccess> sandboxAccess(
    const QString& dataFolder, const QString& caFile, const QByteArray& mchId);

} // namespace paydesk
