#include "core/profile/vaultfile.h"

#include <cstdlib>

// A vault file that is taken is byte for byte what would be written for it, and its costs stay
// within what a machine can pay.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace paydesk;
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const Result<VaultFile> file = VaultFile::parse(bytes, QStringLiteral("vault.pdv"));
    if (file && file->bytes() != bytes)
        std::abort();
    return 0;
}
