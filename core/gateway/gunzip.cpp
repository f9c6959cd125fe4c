#include "core/gateway/gunzip.h"

#include <array>
#include <zlib.h>

namespace paydesk {

namespace {
    constexpr std::size_t pieceSize = std::size_t(64) * 1024;
    constexpr int onlyGzip = 16; // added to the window's bits
} // namespace

struct Gunzip::Stream {
    Stream() { inflateInit2(&z, MAX_WBITS + onlyGzip); }
    ~Stream() { inflateEnd(&z); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    z_stream z{};
    bool ended = false;
    std::array<Bytef, pieceSize> piece{};
};

Gunzip::Gunzip(Taker unpacked)
    : m_unpacked(std::move(unpacked))
    , m_stream(std::make_unique<Stream>())
{
}

Gunzip::~Gunzip() = default;

bool Gunzip::isComplete() const
{
    return m_stream->ended;
}

Result<void> Gunzip::feed(QByteArrayView packed)
{
    const auto damaged = [](const char* reason) {
        return fail(FailureId::BillDamaged,
            {{QStringLiteral("reason"), QString::fromLatin1(reason)}, {QStringLiteral("line"), 0}});
    };
    z_stream& z = m_stream->z;
    // zlib reads through this pointer and, for history's sake, does not call it const.
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    z.avail_in = uInt(packed.size());
    while (z.avail_in > 0) {
        if (m_stream->ended)
            return damaged(QT_TRANSLATE_NOOP("Reason", "There is more behind the packed bill."));
        z.next_out = m_stream->piece.data();
        z.avail_out = uInt(m_stream->piece.size());
        const int outcome = inflate(&z, Z_NO_FLUSH);
        if (outcome != Z_OK && outcome != Z_STREAM_END)
            return damaged(QT_TRANSLATE_NOOP("Reason", "The packed bill cannot be unpacked."));
        m_stream->ended = outcome == Z_STREAM_END;
        const auto size = qsizetype(m_stream->piece.size() - z.avail_out);
        if (const Result<void> taken = m_unpacked(
                QByteArrayView(reinterpret_cast<const char*>(m_stream->piece.data()), size));
            !taken)
            return taken;
    }
    return {};
}

} // namespace paydesk
