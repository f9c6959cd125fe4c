#pragma once

#include "core/base/secret.h"

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace paydesk {

/// A certificate with its key, PEM.
struct Issued {
    QByteArray certificate;
    Secret key;

    bool isEmpty() const { return certificate.isEmpty(); }
};

/// The sandbox's own authority (EC P-256), which can vouch for this machine's addresses and for
/// nothing else, should anybody ever trust it elsewhere. All three are empty when OpenSSL cannot.
Issued makeAuthority(const QDateTime& now);
/// For 127.0.0.1, ::1 and localhost.
Issued issueServer(const Issued& authority, const QDateTime& now);
/// The merchant's, RSA 2048 with the mch_id as common name, as WeChat makes them.
Issued issueMerchant(const Issued& authority, const QByteArray& mchId, const QDateTime& now);

/// apiclient_cert.p12; empty when OpenSSL cannot.
Secret asPkcs12(const Issued& issued, const QByteArray& password);

/// Whether certificate and key belong together, `issuer` signed the certificate (its own for an
/// authority), and it is good until `until` at least.
bool holdsUntil(const Issued& issued, const QByteArray& issuer, const QDateTime& until);

/// What is wrong with the certificate a caller showed.
enum class ShownFault { Untrusted, Ended, NotYet, Foreign };
/// `shown` is DER; nothing: the authority gave it to this merchant, and it is in force.
std::optional<ShownFault> faultOf(const QByteArray& shown, const QByteArray& authority,
    const QByteArray& mchId, const QDateTime& now);
/// The common name, for people; empty when there is none.
QByteArray commonNameIn(const QByteArray& der);

} // namespace paydesk
