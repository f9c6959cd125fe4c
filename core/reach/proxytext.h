#pragma once

#include "core/base/bilingual.h"
#include "core/base/result.h"
#include "core/reach/publicaddress.h"

#include <QList>

namespace paydesk {

/// What leads from outside to the listener.
struct ProxySite {
    PublicAddress address; ///< what WeChat calls
    quint16 listenerPort = 18081; ///< on 127.0.0.1 of the proxy's machine
    QByteArray certificateFile{}; ///< with the whole chain; empty: where certbot puts it
    QByteArray keyFile{}; ///< the same

    QByteArray listenerUrl() const;
};

/// A server block for nginx that hands notifications on untouched, with the listener's own limits.
/// Comments in the language of the moment. FieldMalformed when path or files have characters that
/// cannot stand in it as they are.
Result<QByteArray> nginxText(const ProxySite& site);

/// A command that brings the listener onto a machine with a public address, or to a tunnel's
/// provider.
struct TunnelCommand {
    const char* program; ///< as it is started
    QByteArray line; ///< for a POSIX shell
    Bilingual note; ///< what it needs and what it leads to
};

QList<TunnelCommand> tunnelCommands(const ProxySite& site);
/// Whether the program is found on this machine.
bool isInstalled(const TunnelCommand& command);

} // namespace paydesk
