#include "core/http/requestreader.h"

#include <algorithm>
#include <cstdlib>

using namespace paydesk;

namespace {

void compare(const RequestReader& a, const RequestReader& b)
{
    if (a.done() != b.done() || a.headDone() != b.headDone() || a.refusal() != b.refusal()
        || a.request() != b.request() || a.keepAlive() != b.keepAlive()
        || a.expectsContinue() != b.expectsContinue())
        std::abort();
}

void check(const RequestReader& reader, const HttpLimits& limits)
{
    const HttpRequest& request = reader.request();
    if (request.body.size() > limits.body || request.headers.size() > limits.fields
        || (reader.done() && reader.refusal()) || (reader.done() && !request.path.startsWith('/')))
        std::abort();
}

} // namespace

/// How the bytes are cut never changes what becomes of them: at once, byte by byte, and in pieces
/// whose lengths the input chooses. The limits are small, so that they are reached.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    HttpLimits limits;
    limits.head = 512;
    limits.body = 128;
    limits.fields = 8;
    limits.chunkLine = 32;
    const QByteArrayView bytes(data, qsizetype(size));

    RequestReader whole(limits);
    whole.feed(bytes);
    check(whole, limits);

    RequestReader apart(limits);
    for (qsizetype i = 0; i < bytes.size(); ++i)
        apart.feed(bytes.sliced(i, 1));
    compare(whole, apart);

    RequestReader pieces(limits);
    for (qsizetype i = 0; i < bytes.size();) {
        const qsizetype length = std::min<qsizetype>(1 + data[i] % 23, bytes.size() - i);
        pieces.feed(bytes.sliced(i, length));
        i += length;
    }
    compare(whole, pieces);
    return 0;
}
