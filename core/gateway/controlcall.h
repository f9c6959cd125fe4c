#pragma once

#include "core/base/clock.h"
#include "core/gateway/call.h"

#include <QSslConfiguration>

class QJsonObject;

namespace paydesk {

/// How a sandbox's controls are reached.
struct ControlLine {
    QByteArray base; ///< the sandbox's URL without a trailing slash
    Clock& clock;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration(); ///< whom to trust
};

/// One call to a control of the sandbox (cli.md, "Sandbox over HTTP"): GET where `body` is null.
/// Answer fields: the members of the JSON that comes back; lists and objects stay JSON.
Call* controlCall(
    const ControlLine& line, const char* path, const QJsonObject* body, QObject* owner);

} // namespace paydesk
