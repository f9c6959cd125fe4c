#include "core/sign/xmlcodec.h"

#include <cstdlib>

// Whatever the gate lets through reads the same after it was written again.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace paydesk;
    const Result<Parameters> read = fromXml({reinterpret_cast<const char*>(data), qsizetype(size)});
    if (!read || !read->duplicates().isEmpty())
        return 0;
    const QByteArray written = toXml(*read);
    // Writing makes a document longer: it may pass the limit that the first one kept.
    const Result<Parameters> again = fromXml(written, {.bytes = 16 * 64 * 1024});
    if (!again || *again != *read)
        std::abort();
    return 0;
}
