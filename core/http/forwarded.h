#pragma once

#include "core/base/exchange.h"
#include "core/base/result.h"

#include <QHostAddress>

#include <utility>

namespace paydesk {

/// The proxies in front of the listener whose word about the sender counts: addresses and subnets
/// that a person has configured. None by default: everybody can write a header field.
class TrustedProxies {
public:
    TrustedProxies() = default;
    /// "127.0.0.1, 10.0.0.0/8, ::1": separated by commas or blanks; empty: none. FieldMalformed
    /// names the entry that is neither an address nor a subnet.
    static Result<TrustedProxies> read(QByteArrayView text);

    bool contains(const QHostAddress& address) const;
    bool isEmpty() const { return m_subnets.isEmpty(); }

    friend bool operator==(const TrustedProxies&, const TrustedProxies&) = default;

private:
    QList<std::pair<QHostAddress, int>> m_subnets;
};

/// Whom a request came from.
struct Sender {
    enum class Source {
        Connection, ///< whoever opened the connection; nothing was forwarded
        Proxy, ///< a trusted proxy says so
        Claim, ///< X-Forwarded-For says so, and nobody vouches for it
    };

    Source source = Source::Connection;
    QByteArray address; ///< of the sender, without a port; for a claim that of the connection
    QByteArray claimed; ///< X-Forwarded-For as it stood, all its fields; empty: there was none

    friend bool operator==(const Sender&, const Sender&) = default;
};

/// `peer`: address:port of the connection. Of a trusted proxy's list the last entry counts that is
/// no trusted proxy itself: what stands before it was written by others.
Sender senderOf(QByteArrayView peer, const QList<Header>& headers, const TrustedProxies& proxies);

} // namespace paydesk
