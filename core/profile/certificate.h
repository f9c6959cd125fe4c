#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QString>

namespace paydesk {

/// Largest certificate file the vault takes, in bytes.
inline constexpr qint64 largestCertificate = qint64(256) * 1024;

/// Whether the bytes are a PKCS #12 file (apiclient_cert.p12) that this password opens;
/// CertificateUnreadable with the file's name otherwise. WeChat makes the merchant id the password.
Result<void> checkCertificate(const QString& name, const Secret& file, const Secret& password);

} // namespace paydesk
