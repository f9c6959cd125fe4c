#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

class QHostAddress;

namespace paydesk {

/// A notify_url taken apart. Everything ASCII; only what the rules of a host name and of a path
/// allow, so that it can stand in a configuration file or a shell's line.
struct PublicAddress {
    bool secure = true; ///< https
    QByteArray host; ///< lower case; an IPv6 address without its brackets
    quint16 port = 443;
    QByteArray path; ///< begins with a slash; without query

    bool hasUsualPort() const { return port == (secure ? 443 : 80); }
    /// As it stands in an address: an IPv6 address in brackets.
    QByteArray hostText() const;

    friend bool operator==(const PublicAddress&, const PublicAddress&) = default;
};

/// Nothing when the text is no absolute http or https address. Query, fragment and login are left
/// out: whether they may be there is another question.
std::optional<PublicAddress> publicAddress(QByteArrayView url);

/// Whether only this machine or its own network reaches this name: localhost, .local, .lan, a name
/// without a dot, a private address.
bool isPrivateHost(QByteArrayView host);
/// The same of an address: loopback, link-local, private, shared (100.64.0.0/10), benchmarking
/// (198.18.0.0/15, which proxy programs hand out for names), multicast, none.
bool isPrivateAddress(const QHostAddress& address);
/// 198.18.0.0/15: no machine has such an address, a proxy program on this machine made it up.
bool isInventedAddress(const QHostAddress& address);

} // namespace paydesk
