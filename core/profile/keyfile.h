#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QString>

namespace paydesk {

// A key file opens a vault where nobody is there to type a password: a server, a CI job. It holds a
// random key of 32 bytes and is for its owner only; whoever has the file and the vault has the
// keys.

/// Makes a new one (0600); never replaces a file. The key comes back.
Result<Secret> createKeyFile(const QString& path);
/// KeyFileExposed when others may read it, KeyFileMalformed when it is no key file.
Result<Secret> readKeyFile(const QString& path);

} // namespace paydesk
