// The states of a digest behind a pad are copied for every candidate; the current interface of
// OpenSSL copies a context in more time than the digest takes.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "core/doctor/mills.h"

#include <openssl/crypto.h>
#include <openssl/md5.h>
#include <openssl/sha.h>

#include <utility>

namespace paydesk {

namespace {

    constexpr qsizetype blockSize = 64; // of all three

    struct Md5 {
        using Context = MD5_CTX;
        static constexpr int size = MD5_DIGEST_LENGTH;
        static constexpr auto start = MD5_Init;
        static constexpr auto feed = MD5_Update;
        static constexpr auto end = MD5_Final;
    };
    struct Sha1 {
        using Context = SHA_CTX;
        static constexpr int size = SHA_DIGEST_LENGTH;
        static constexpr auto start = SHA1_Init;
        static constexpr auto feed = SHA1_Update;
        static constexpr auto end = SHA1_Final;
    };
    struct Sha256 {
        using Context = SHA256_CTX;
        static constexpr int size = SHA256_DIGEST_LENGTH;
        static constexpr auto start = SHA256_Init;
        static constexpr auto feed = SHA256_Update;
        static constexpr auto end = SHA256_Final;
    };

    /// RFC 2104 from kept states.
    template <typename Hash> class HmacMill final : public Mill {
    public:
        HmacMill(const SearchTarget& target, const std::vector<QByteArray>& keys)
            : Mill(target)
        {
            for (const QByteArray& key : keys)
                m_pads.push_back(padsOf(key));
        }

        ~HmacMill() override { OPENSSL_cleanse(m_pads.data(), m_pads.size() * sizeof(Pads)); }

        void mark(Marks& marks) const override
        {
            auto states = std::make_shared<States>();
            states->push_back(m_pads.front().inner);
            for (qsizetype at = 0; at + blockSize <= marks.text.size(); at += blockSize) {
                Context state = states->back();
                feed(state, QByteArrayView(marks.text).sliced(at, blockSize));
                states->push_back(state);
            }
            marks.other = std::move(states);
        }

        void grind(const Marks& marks, qsizetype from, const TextParts& parts, int key,
            quint64 tag) override
        {
            const auto& states = *static_cast<const States*>(marks.other.get());
            const bool plain = key == 0;
            Context inner =
                plain ? states[std::size_t(from / blockSize)] : m_pads[std::size_t(key)].inner;
            if (!plain)
                feed(inner, QByteArrayView(marks.text).first(from));
            for (const QByteArrayView part : parts)
                feed(inner, part);
            unsigned char digest[Hash::size];
            Hash::end(digest, &inner);
            Context outer = m_pads[std::size_t(key)].outer;
            Hash::feed(&outer, digest, sizeof digest);
            Hash::end(digest, &outer);
            ++m_tried;
            check(digest, tag);
        }

    private:
        using Context = typename Hash::Context;
        using States = std::vector<Context>;

        struct Pads {
            Context inner{};
            Context outer{};
        };

        static void feed(Context& context, QByteArrayView text)
        {
            Hash::feed(&context, text.data(), std::size_t(text.size()));
        }

        static Pads padsOf(const QByteArray& key)
        {
            unsigned char block[blockSize] = {};
            if (key.size() > blockSize) {
                Context context;
                Hash::start(&context);
                feed(context, key);
                Hash::end(block, &context);
            } else {
                std::copy(key.begin(), key.end(), block);
            }
            Pads pads;
            for (const auto& [context, value] :
                {std::pair(&pads.inner, 0x36), std::pair(&pads.outer, 0x5C)}) {
                unsigned char padded[blockSize];
                for (int i = 0; i < blockSize; ++i)
                    padded[i] = static_cast<unsigned char>(block[i] ^ value);
                Hash::start(context);
                Hash::feed(context, padded, sizeof padded);
                OPENSSL_cleanse(padded, sizeof padded);
            }
            OPENSSL_cleanse(block, sizeof block);
            return pads;
        }

        std::vector<Pads> m_pads;
    };

    class PlainMill final : public Mill {
    public:
        using Digest = std::function<QByteArray(const QByteArray& text, const QByteArray& key)>;

        PlainMill(const SearchTarget& target, const std::vector<QByteArray>& keys, Digest digest)
            : Mill(target)
            , m_keys(keys)
            , m_digest(std::move(digest))
        {
        }

        ~PlainMill() override { OPENSSL_cleanse(m_text.data(), std::size_t(m_text.size())); }

        void mark(Marks&) const override {}

        void grind(const Marks& marks, qsizetype from, const TextParts& parts, int key,
            quint64 tag) override
        {
            m_text.resize(0);
            m_text += QByteArrayView(marks.text).first(from);
            for (const QByteArrayView part : parts)
                m_text += part;
            const QByteArray digest = m_digest(m_text, m_keys[std::size_t(key)]);
            ++m_tried;
            if (digest.size() == m_target.digestSize)
                check(reinterpret_cast<const unsigned char*>(digest.constData()), tag);
        }

    private:
        const std::vector<QByteArray>& m_keys;
        Digest m_digest;
        QByteArray m_text;
    };

} // namespace

std::unique_ptr<Mill> hmacMill(
    const SearchTarget& target, HmacKind kind, const std::vector<QByteArray>& keys)
{
    switch (kind) {
    case HmacKind::Md5:
        return std::make_unique<HmacMill<Md5>>(target, keys);
    case HmacKind::Sha1:
        return std::make_unique<HmacMill<Sha1>>(target, keys);
    case HmacKind::Sha256:
        return std::make_unique<HmacMill<Sha256>>(target, keys);
    case HmacKind::Sha512:
        return plainMill(target, keys, [](const QByteArray& text, const QByteArray& key) {
            return hmacBytes(HmacKind::Sha512, text, key);
        });
    }
    return {};
}

std::unique_ptr<Mill> plainMill(const SearchTarget& target, const std::vector<QByteArray>& keys,
    const std::function<QByteArray(const QByteArray& text, const QByteArray& key)>& digest)
{
    return std::make_unique<PlainMill>(target, keys, digest);
}

} // namespace paydesk
