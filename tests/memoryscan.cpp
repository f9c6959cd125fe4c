#include "tests/memoryscan.h"

#include <QFile>
#include <QRandomGenerator>

#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace paydesk {

namespace {

    constexpr qsizetype chunk = qsizetype(1) << 20;

    struct Region {
        quint64 begin = 0;
        quint64 end = 0;
        QByteArray line;
    };

    /// What can be read and is no device's memory.
    QList<Region> regions()
    {
        QFile maps(QStringLiteral("/proc/self/maps"));
        QList<Region> found;
        if (!maps.open(QIODevice::ReadOnly))
            return found;
        const QByteArrayList lines = maps.readAll().split('\n');
        for (const QByteArray& line : lines) {
            const QByteArrayList parts = line.split(' ');
            if (parts.size() < 2 || !parts.at(1).startsWith('r') || line.contains("[vvar")
                || line.contains("/dev/"))
                continue;
            const QByteArrayList ends = parts.constFirst().split('-');
            found.append(
                {ends.at(0).toULongLong(nullptr, 16), ends.at(1).toULongLong(nullptr, 16), line});
        }
        return found;
    }

    /// Whether the secret stands at `at`, its characters `step` bytes apart with zeros between.
    bool standsAt(const MaskedSecret& secret, const char* at, int step)
    {
        for (int i = 0; i < secret.size(); ++i) {
            if (at[i * step] != secret.at(i) || (step == 2 && at[i * step + 1] != 0))
                return false;
        }
        return true;
    }

    class Search {
    public:
        Search(const MaskedSecret& secret, MemoryHits& hits)
            : m_secret(secret)
            , m_hits(hits)
        {
        }

        void in(const char* begin, qsizetype size, const Region& region)
        {
            const char* const end = begin + size;
            for (const char* at = begin; at < end; ++at) {
                at = static_cast<const char*>(
                    std::memchr(at, m_secret.at(0), std::size_t(end - at)));
                if (!at)
                    return;
                const qsizetype left = end - at;
                const bool narrow = left >= m_secret.size() && standsAt(m_secret, at, 1);
                const bool wide = left >= m_secret.size() * 2 && standsAt(m_secret, at, 2);
                m_hits.utf8 += narrow ? 1 : 0;
                m_hits.utf16 += wide ? 1 : 0;
                if (narrow || wide)
                    m_hits.places.append(region.line);
            }
        }

    private:
        const MaskedSecret& m_secret;
        MemoryHits& m_hits;
    };

} // namespace

MaskedSecret MaskedSecret::random(int length, const QByteArray& alphabet)
{
    MaskedSecret secret;
    for (int i = 0; i < length; ++i)
        secret.m_masked.append(
            char(alphabet.at(QRandomGenerator::system()->bounded(int(alphabet.size()))) ^ mask));
    return secret;
}

QByteArray MaskedSecret::revealed() const
{
    QByteArray bytes(m_masked.size(), Qt::Uninitialized);
    for (int i = 0; i < size(); ++i)
        bytes[i] = at(i);
    return bytes;
}

MemoryHits hitsInMemory(const MaskedSecret& secret, qint64& read)
{
    MemoryHits hits;
    read = 0;
    QByteArray buffer(chunk, '\0');
    const auto own = reinterpret_cast<quintptr>(buffer.constData());
    const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    if (memory < 0)
        return hits;
    const qsizetype overlap = qsizetype(secret.size()) * 2 - 1;
    Search search(secret, hits);
    const QList<Region> all = regions();
    for (const Region& region : all) {
        for (quint64 at = region.begin; at < region.end;) {
            // What was read before stands in the buffer.
            const bool inBuffer = at >= own && at < own + quint64(chunk);
            if (inBuffer) {
                at = own + quint64(chunk);
                continue;
            }
            quint64 end = qMin(region.end, at + quint64(chunk));
            if (own >= at && own < end)
                end = own;
            const ssize_t got = ::pread(memory, buffer.data(), std::size_t(end - at), off_t(at));
            if (got <= 0) {
                at = end;
                continue;
            }
            read += got;
            search.in(buffer.constData(), got, region);
            const bool more = at + quint64(got) < region.end && end != own && got > overlap;
            at += quint64(more ? got - overlap : got);
        }
    }
    ::close(memory);
    buffer.fill('\0');
    return hits;
}

} // namespace paydesk
