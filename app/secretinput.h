#pragma once

#include "core/base/secret.h"

#include <QString>

namespace paydesk {

/// Files and pipes that end a secret with a line end do not mean it as part of the secret.
Secret secretFromText(QByteArray&& text);

/// Whether the descriptor is a terminal, where somebody can be asked or warned.
bool onTerminal(int fd);
/// Whether a password can be asked for: stdin and stderr are a terminal.
bool canAskPassword();
/// Asks on the terminal without echo.
Secret askPassword(const QString& prompt);

} // namespace paydesk
