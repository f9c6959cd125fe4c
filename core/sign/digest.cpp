#include "core/sign/digest.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <memory>

namespace paydesk {

namespace {

    template <auto free> struct Freed {
        template <typename Object> void operator()(Object* object) const { free(object); }
    };
    using MdPtr = std::unique_ptr<EVP_MD, Freed<EVP_MD_free>>;
    using MdContextPtr = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
    using MacPtr = std::unique_ptr<EVP_MAC, Freed<EVP_MAC_free>>;
    using MacContextPtr = std::unique_ptr<EVP_MAC_CTX, Freed<EVP_MAC_CTX_free>>;

    constexpr char keyMark[] = "&key=";
    constexpr std::size_t keyMarkSize = sizeof keyMark - 1;

    const unsigned char* unsignedBytes(QByteArrayView bytes)
    {
        return reinterpret_cast<const unsigned char*>(bytes.data());
    }

    /// MD5 with what is costly to make (fetching, allocating) made once a thread.
    class Md5Hasher {
    public:
        Digest digest(QByteArrayView base, QByteArrayView key)
        {
            unsigned int size = 0;
            Digest result;
            const bool done = m_md5 && m_context
                && EVP_DigestInit_ex2(m_context.get(), m_md5.get(), nullptr) == 1
                && EVP_DigestUpdate(m_context.get(), base.data(), std::size_t(base.size())) == 1
                && EVP_DigestUpdate(m_context.get(), keyMark, keyMarkSize) == 1
                && EVP_DigestUpdate(m_context.get(), key.data(), std::size_t(key.size())) == 1
                // The final step also wipes the block in which the end of the key stood.
                && EVP_DigestFinal_ex(m_context.get(), result.bytes.data(), &size) == 1;
            result.size = done ? int(size) : 0;
            return result;
        }

    private:
        MdPtr m_md5{EVP_MD_fetch(nullptr, "MD5", nullptr)};
        MdContextPtr m_context{EVP_MD_CTX_new()};
    };

    /// HMAC-SHA256, likewise.
    class HmacHasher {
    public:
        HmacHasher()
            : m_mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr))
            , m_context(m_mac ? EVP_MAC_CTX_new(m_mac.get()) : nullptr)
        {
            char name[] = "SHA256";
            const OSSL_PARAM parameters[] = {
                OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
                OSSL_PARAM_construct_end()};
            m_ready = m_context && EVP_MAC_CTX_set_params(m_context.get(), parameters) == 1;
        }

        Digest digest(QByteArrayView base, QByteArrayView key)
        {
            std::size_t size = 0;
            Digest result;
            const bool done = m_ready && setKey(key) && update(base)
                && update({keyMark, qsizetype(keyMarkSize)}) && update(key)
                && EVP_MAC_final(m_context.get(), result.bytes.data(), &size, result.bytes.size())
                    == 1;
            result.size = done ? int(size) : 0;
            // The context keeps a copy of its key until the next one: replace it now.
            setKey({zeros, qsizetype(sizeof zeros)});
            return result;
        }

    private:
        static constexpr char zeros[32] = {};

        bool setKey(QByteArrayView key)
        {
            // A null pointer would mean "keep the key", so an empty key needs an address.
            const unsigned char* bytes =
                key.isEmpty() ? reinterpret_cast<const unsigned char*>(zeros) : unsignedBytes(key);
            return m_context
                && EVP_MAC_init(m_context.get(), bytes, std::size_t(key.size()), nullptr) == 1;
        }

        bool update(QByteArrayView bytes)
        {
            return EVP_MAC_update(m_context.get(), unsignedBytes(bytes), std::size_t(bytes.size()))
                == 1;
        }

        MacPtr m_mac;
        MacContextPtr m_context;
        bool m_ready = false;
    };

    QByteArray hexOf(const Digest& digest, const char* digits)
    {
        QByteArray text(2 * digest.size, Qt::Uninitialized);
        char* out = text.data();
        for (int i = 0; i < digest.size; ++i) {
            const unsigned char byte = digest.bytes[std::size_t(i)];
            *out++ = digits[byte >> 4];
            *out++ = digits[byte & 15];
        }
        return text;
    }

} // namespace

QByteArray Digest::lowerHex() const
{
    return hexOf(*this, "0123456789abcdef");
}

QByteArray Digest::upperHex() const
{
    return hexOf(*this, "0123456789ABCDEF");
}

Digest digestOf(QByteArrayView base, const Secret& key, SignType type)
{
    if (type == SignType::Md5) {
        thread_local Md5Hasher hasher;
        return key.reveal([&](QByteArrayView bytes) { return hasher.digest(base, bytes); });
    }
    thread_local HmacHasher hasher;
    return key.reveal([&](QByteArrayView bytes) { return hasher.digest(base, bytes); });
}

} // namespace paydesk
