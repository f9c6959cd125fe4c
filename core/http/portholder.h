#pragma once

#include <QString>

namespace paydesk {

/// Who listens on a TCP port of this machine, as "name (pid)"; empty where the system does not say
/// (other systems than Linux, processes of other users).
QString portHolder(quint16 port);

} // namespace paydesk
