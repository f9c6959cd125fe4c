#pragma once

#include <QList>
#include <QSslCertificate>
#include <QSslError>
#include <QString>

namespace paydesk {

/// Why a TLS connection failed, as one English sentence: from the errors where they say it, else
/// from the peer's certificate itself (Qt 6.4 reports weak keys and SHA-1 only as an unknown
/// error), else from what OpenSSL said (`said`), which is never passed on. `peer` may be null,
/// `host` is the one that was asked for.
QString tlsReason(const QList<QSslError>& errors, const QSslCertificate& peer,
    const QString& host = {}, const QString& said = {});

/// Whether OpenSSL's words tell of an alert for want of a client certificate. TLS 1.3 sends it
/// when the client takes the handshake for done.
bool wantsClientCertificate(const QString& said);

} // namespace paydesk
