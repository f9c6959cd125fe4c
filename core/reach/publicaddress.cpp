#include "core/reach/publicaddress.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    bool isIn(const QHostAddress& address, const char* subnet)
    {
        return address.isInSubnet(QHostAddress::parseSubnet(QString::fromLatin1(subnet)));
    }

    bool isHostCharacter(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    }

    /// Letters, digits, hyphens and dots; no label is empty or begins with a hyphen, which a
    /// program would take for an option.
    bool isHostName(const QByteArray& host)
    {
        return !host.isEmpty() && host.size() <= 253
            && std::all_of(host.cbegin(), host.cend(), isHostCharacter) && !host.startsWith('-')
            && !host.startsWith('.') && !host.contains("..") && !host.contains(".-");
    }

} // namespace

QByteArray PublicAddress::hostText() const
{
    return host.contains(':') ? '[' + host + ']' : host;
}

std::optional<PublicAddress> publicAddress(QByteArrayView text)
{
    const QUrl url = QUrl::fromEncoded(text.toByteArray(), QUrl::StrictMode);
    const bool secure = url.scheme() == u"https";
    if (!url.isValid() || (!secure && url.scheme() != u"http"))
        return {};
    PublicAddress address;
    address.secure = secure;
    address.host = url.host(QUrl::FullyEncoded).toLatin1().toLower();
    if (address.host.startsWith('[') && address.host.endsWith(']'))
        address.host = address.host.sliced(1, address.host.size() - 2);
    if (!isHostName(address.host) && QHostAddress(QString::fromLatin1(address.host)).isNull())
        return {};
    address.port = quint16(url.port(secure ? 443 : 80));
    address.path = url.path(QUrl::FullyEncoded).toLatin1();
    if (address.path.isEmpty())
        address.path = "/";
    return address;
}

bool isInventedAddress(const QHostAddress& address)
{
    return isIn(address, "198.18.0.0/15");
}

bool isPrivateAddress(const QHostAddress& address)
{
    static constexpr std::array subnets{"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
        "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3",
        "::/128", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8"};
    bool mapped = false;
    const quint32 four = address.toIPv4Address(&mapped);
    const QHostAddress plain = mapped ? QHostAddress(four) : address;
    return std::any_of(
        subnets.begin(), subnets.end(), [&](const char* subnet) { return isIn(plain, subnet); });
}

bool isPrivateHost(QByteArrayView host)
{
    static constexpr std::array endings{
        ".localhost", ".local", ".lan", ".internal", ".home.arpa", ".test", ".example", ".invalid"};
    const QHostAddress address(QString::fromLatin1(host));
    if (!address.isNull())
        return isPrivateAddress(address);
    return !host.contains('.')
        || std::any_of(endings.begin(), endings.end(),
            [&](const char* ending) { return host.endsWith(ending); });
}

} // namespace paydesk
