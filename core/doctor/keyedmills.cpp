// The states of SHA-256 behind a pad are copied for every candidate; the current interface of
// OpenSSL copies a context in more time than the digest takes.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "core/doctor/mills.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>

#include <utility>

namespace paydesk {

namespace {

    constexpr qsizetype blockSize = SHA256_CBLOCK;

    struct Pads {
        SHA256_CTX inner{};
        SHA256_CTX outer{};
    };

    Pads padsOf(const QByteArray& key)
    {
        unsigned char block[SHA256_CBLOCK] = {};
        const auto* bytes = reinterpret_cast<const unsigned char*>(key.constData());
        if (key.size() > blockSize)
            SHA256(bytes, std::size_t(key.size()), block);
        else
            std::copy(bytes, bytes + key.size(), block);
        Pads pads;
        for (const auto& [context, value] :
            {std::pair(&pads.inner, 0x36), std::pair(&pads.outer, 0x5C)}) {
            unsigned char padded[SHA256_CBLOCK];
            for (int i = 0; i < SHA256_CBLOCK; ++i)
                padded[i] = static_cast<unsigned char>(block[i] ^ value);
            SHA256_Init(context);
            SHA256_Update(context, padded, sizeof padded);
            OPENSSL_cleanse(padded, sizeof padded);
        }
        OPENSSL_cleanse(block, sizeof block);
        return pads;
    }

    void update(SHA256_CTX& context, QByteArrayView text)
    {
        SHA256_Update(&context, text.data(), std::size_t(text.size()));
    }

    class HmacMill final : public Mill {
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
                SHA256_CTX state = states->back();
                update(state, QByteArrayView(marks.text).sliced(at, blockSize));
                states->push_back(state);
            }
            marks.other = std::move(states);
        }

        void grind(const Marks& marks, qsizetype from, const TextParts& parts, int key,
            quint64 tag) override
        {
            const auto& states = *static_cast<const States*>(marks.other.get());
            const bool plain = key == 0;
            SHA256_CTX inner =
                plain ? states[std::size_t(from / blockSize)] : m_pads[std::size_t(key)].inner;
            if (!plain)
                update(inner, QByteArrayView(marks.text).first(from));
            for (const QByteArrayView part : parts)
                update(inner, part);
            unsigned char digest[SHA256_DIGEST_LENGTH];
            SHA256_Final(digest, &inner);
            SHA256_CTX outer = m_pads[std::size_t(key)].outer;
            SHA256_Update(&outer, digest, sizeof digest);
            SHA256_Final(digest, &outer);
            ++m_tried;
            check(digest, tag);
        }

    private:
        using States = std::vector<SHA256_CTX>;

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

std::unique_ptr<Mill> hmacMill(const SearchTarget& target, const std::vector<QByteArray>& keys)
{
    return std::make_unique<HmacMill>(target, keys);
}

std::unique_ptr<Mill> plainMill(const SearchTarget& target, const std::vector<QByteArray>& keys,
    const std::function<QByteArray(const QByteArray& text, const QByteArray& key)>& digest)
{
    return std::make_unique<PlainMill>(target, keys, digest);
}

} // namespace paydesk
