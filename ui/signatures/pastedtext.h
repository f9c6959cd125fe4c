#pragma once

#include "core/base/secret.h"

#include <QByteArrayView>

#include <optional>

namespace paydesk {

/// What people put into one paste: a message, and often its key on a line of its own.
struct PastedText {
    QByteArray message;
    std::optional<Secret> key;
};

/// Takes the key out of the first or the last line, where it stands as "key=…", "API key: …",
/// "密钥：…", or alone as 32 letters and digits. A text that is nothing but such a line is left as
/// it is.
PastedText splitPaste(QByteArrayView text);

} // namespace paydesk
