#include "core/doctor/mills.h"

#include <QtEndian>

#include <openssl/crypto.h>

#include <algorithm>
#include <cstring>

namespace paydesk {

namespace {

    class Md5Mill final : public Mill {
    public:
        Md5Mill(const SearchTarget& target, const Md5Lanes& lanes,
            const std::vector<QByteArray>& keys, const DigestAgain& again)
            : Mill(target)
            , m_lanes(lanes)
            , m_keys(keys)
            , m_again(again)
            , m_quick(!again && target.known.size() >= 4 && target.offset % 4 == 0)
            , m_quickWord(std::size_t(target.offset) / 4)
        {
            if (m_quick)
                std::memcpy(&m_quickValue, target.known.constData(), sizeof m_quickValue);
        }

        ~Md5Mill() override
        {
            for (Bucket& bucket : m_buckets)
                OPENSSL_cleanse(bucket.bytes.data(), bucket.bytes.size()); // texts end with a key
        }

        void mark(Marks& marks) const override
        {
            const auto* bytes = reinterpret_cast<const unsigned char*>(marks.text.constData());
            marks.md5.clear();
            marks.md5.push_back(md5Start);
            for (qsizetype at = 0; at + blockSize <= marks.text.size(); at += blockSize) {
                Md5State state = marks.md5.back();
                md5Block(state, bytes + at);
                marks.md5.push_back(state);
            }
        }

        void grind(const Marks& marks, qsizetype from, const TextParts& parts, int key,
            quint64 tag) override
        {
            const auto blocks = std::size_t((parts.size() + 9 + blockSize - 1) / blockSize);
            if (blocks >= m_buckets.size())
                m_buckets.resize(blocks + 1);
            Bucket& bucket = m_buckets[blocks];
            if (bucket.bytes.empty())
                bucket.bytes.resize(m_lanes.lanes * blocks * md5BlockSize);
            unsigned char* row = bucket.bytes.data() + (bucket.filled * blocks * md5BlockSize);
            for (const QByteArrayView part : parts) {
                std::memcpy(row, part.data(), std::size_t(part.size()));
                row += part.size();
            }
            pad(row, bucket.bytes.data() + ((bucket.filled + 1) * blocks * md5BlockSize),
                quint64(from + parts.size()) * 8);
            const Md5State& state = marks.md5[std::size_t(from / blockSize)];
            for (std::size_t word = 0; word < state.size(); ++word)
                bucket.words[(word * m_lanes.lanes) + bucket.filled] = state[word];
            bucket.keys[bucket.filled] = key;
            bucket.tags[bucket.filled++] = tag;
            ++m_tried;
            if (bucket.filled == m_lanes.lanes)
                turn(bucket, blocks);
        }

        void finish() override
        {
            for (std::size_t blocks = 0; blocks < m_buckets.size(); ++blocks) {
                if (m_buckets[blocks].filled > 0)
                    turn(m_buckets[blocks], blocks);
            }
        }

    private:
        static constexpr qsizetype blockSize = qsizetype(md5BlockSize);

        /// Candidates of as many blocks, one a lane.
        struct Bucket {
            std::vector<unsigned char> bytes;
            std::array<std::uint32_t, 4 * mostMd5Lanes> words{};
            std::array<quint64, mostMd5Lanes> tags{};
            std::array<int, mostMd5Lanes> keys{};
            std::size_t filled = 0;
        };

        static void pad(unsigned char* row, unsigned char* end, quint64 bits)
        {
            *row++ = 0x80;
            std::memset(row, 0, std::size_t(end - row) - 8);
            const quint64 little = qToLittleEndian(bits);
            std::memcpy(end - 8, &little, sizeof little);
        }

        void turn(Bucket& bucket, std::size_t blocks)
        {
            std::array<const unsigned char*, mostMd5Lanes> rows{};
            for (std::size_t lane = 0; lane < m_lanes.lanes; ++lane)
                rows[lane] = bucket.bytes.data() + (lane * blocks * md5BlockSize);
            m_lanes.run(bucket.words.data(), rows.data(), blocks);
            for (std::size_t lane = 0; lane < bucket.filled; ++lane) {
                if (m_quick && bucket.words[(m_quickWord * m_lanes.lanes) + lane] != m_quickValue)
                    continue;
                std::uint32_t digest[4];
                for (std::size_t word = 0; word < 4; ++word)
                    digest[word] = bucket.words[(word * m_lanes.lanes) + lane];
                compare(QByteArray(reinterpret_cast<const char*>(digest), sizeof digest),
                    bucket.keys[lane], bucket.tags[lane]);
            }
            bucket.filled = 0;
        }

        void compare(const QByteArray& digest, int key, quint64 tag)
        {
            const QByteArray last = m_again ? m_again(digest, m_keys[std::size_t(key)]) : digest;
            check(reinterpret_cast<const unsigned char*>(last.constData()), tag);
        }

        Md5Lanes m_lanes;
        const std::vector<QByteArray>& m_keys;
        DigestAgain m_again;
        bool m_quick;
        std::size_t m_quickWord;
        std::uint32_t m_quickValue = 0;
        std::vector<Bucket> m_buckets; // by the number of blocks
    };

} // namespace

std::unique_ptr<Mill> md5Mill(const SearchTarget& target, const Md5Lanes& lanes,
    const std::vector<QByteArray>& keys, const DigestAgain& again)
{
    return std::make_unique<Md5Mill>(target, lanes, keys, again);
}

} // namespace paydesk
