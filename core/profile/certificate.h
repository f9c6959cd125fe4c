#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QDateTime>
#include <QString>

namespace paydesk {

/// Largest certificate file the vault takes, in bytes.
inline constexpr qint64 largestCertificate = qint64(256) * 1024;

/// What a client certificate says of itself. Nothing of it is a secret.
struct CertificateFacts {
    QByteArray merchant; ///< the common name: WeChat writes the mch_id there
    QByteArray serial; ///< upper-case hex, as the merchant platform shows it
    QDateTime validFrom; ///< UTC
    QDateTime validTo; ///< UTC

    bool isEmpty() const { return serial.isEmpty(); }
    friend bool operator==(const CertificateFacts&, const CertificateFacts&) = default;
};

/// Whether a certificate will be of use to a merchant.
enum class CertificateHealth {
    Absent,
    Good,
    EndsSoon, ///< within 30 days
    Ended,
    NotYet,
    Foreign, ///< another merchant's
};
CertificateHealth healthOf(
    const CertificateFacts& facts, const QByteArray& mchId, const QDateTime& now);
/// "absent", "good", "ends-soon", "ended", "not-yet", "foreign".
QByteArray certificateHealthName(CertificateHealth health);
/// CertificateUnfit for a certificate that no gateway would take from this merchant, before
/// anything is sent.
Result<void> checkHealth(
    const CertificateFacts& facts, const QByteArray& mchId, const QDateTime& now);

/// A certificate as the vault keeps it: PKCS #12 under its password.
struct ImportedCertificate {
    Secret file;
    Secret password;
    CertificateFacts facts;
    bool oldCipher = false; ///< it came under RC2-40; `file` is written anew under AES
};

/// apiclient_cert.p12; WeChat makes the mch_id its password. A file under the old RC2-40 cipher is
/// read with OpenSSL's legacy algorithms, in a context of its own that ends with this call.
/// CertificateUnreadable with the file's name otherwise, also when the key does not belong to the
/// certificate.
Result<ImportedCertificate> importPkcs12(
    const QString& name, const Secret& file, const Secret& password);
/// apiclient_cert.pem and apiclient_key.pem, put under `password` as one PKCS #12 file.
Result<ImportedCertificate> importPem(
    const QString& name, const Secret& certificate, const Secret& key, const Secret& password);

/// A certificate ready for a connection.
struct ClientCertificate {
    CertificateFacts facts;
    QByteArray pem; ///< the certificate, and those that lead to its root
    Secret keyPem;
    bool isRsa = true; ///< an elliptic curve's key otherwise
};
/// What the vault kept.
Result<ClientCertificate> openCertificate(const Secret& file, const Secret& password);

} // namespace paydesk
