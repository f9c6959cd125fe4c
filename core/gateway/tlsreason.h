#pragma once

#include <QList>
#include <QSslCertificate>
#include <QSslError>
#include <QString>

namespace paydesk {

/// Why a TLS handshake failed, as one English sentence: from the errors where they say it, else
/// from the peer's certificate itself (Qt 6.4 reports weak keys and SHA-1 only as an unknown
/// error). `peer` may be null.
QString tlsReason(const QList<QSslError>& errors, const QSslCertificate& peer);

} // namespace paydesk
