#pragma once

#include "core/base/secret.h"
#include "core/sign/signer.h"

#include <array>

namespace paydesk {

/// A raw digest of either kind.
struct Digest {
    std::array<unsigned char, 32> bytes{};
    int size = 0; ///< 16 or 32; 0 when the crypto library refused (a FIPS-only system has no MD5)

    QByteArray lowerHex() const;
    QByteArray upperHex() const;
};

/// The digest of base + "&key=" + key, fed in pieces: the key is never joined to anything on the
/// ordinary heap, and what the crypto library keeps of it is overwritten before this returns. Any
/// thread.
Digest digestOf(QByteArrayView base, const Secret& key, SignType type);

} // namespace paydesk
