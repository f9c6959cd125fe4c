#include "core/sign/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <initializer_list>
#include <memory>

namespace paydesk {

namespace {

    template <auto free> struct Freed {
        template <typename Object> void operator()(Object* object) const { free(object); }
    };

    constexpr QByteArrayView keyMark("&key=");
    constexpr std::size_t blockSize = 64;

    /// One kind of digest, with what is costly to make (fetching, allocating) made once.
    class Hasher {
    public:
        explicit Hasher(const char* name)
            : m_kind(EVP_MD_fetch(nullptr, name, nullptr))
        {
        }

        /// The digest's size, or 0. The library wipes the block in which the last bytes stood.
        int digest(std::initializer_list<QByteArrayView> pieces, unsigned char* out)
        {
            unsigned int size = 0;
            EVP_MD_CTX* const context = m_context.get();
            bool done =
                m_kind && context && EVP_DigestInit_ex2(context, m_kind.get(), nullptr) == 1;
            for (const QByteArrayView piece : pieces)
                done =
                    done && EVP_DigestUpdate(context, piece.data(), std::size_t(piece.size())) == 1;
            return done && EVP_DigestFinal_ex(context, out, &size) == 1 ? int(size) : 0;
        }

    private:
        std::unique_ptr<EVP_MD, Freed<EVP_MD_free>> m_kind;
        std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>> m_context{EVP_MD_CTX_new()};
    };

    QByteArrayView viewOf(const unsigned char* bytes, std::size_t size)
    {
        return {reinterpret_cast<const char*>(bytes), qsizetype(size)};
    }

    Digest md5Of(QByteArrayView base, QByteArrayView key)
    {
        thread_local Hasher md5("MD5");
        Digest result;
        result.size = md5.digest({base, keyMark, key}, result.bytes.data());
        return result;
    }

    /// RFC 2104 by its two digests: EVP_MAC would keep a copy of the key until the next one is set.
    Digest hmacOf(QByteArrayView base, QByteArrayView key)
    {
        thread_local Hasher sha256("SHA256");
        Digest result;
        unsigned char pad[blockSize] = {};
        if (key.size() > qsizetype(blockSize))
            sha256.digest({key}, pad);
        else
            std::copy(key.begin(), key.end(), pad);
        for (unsigned char& byte : pad)
            byte ^= 0x36;
        unsigned char inner[32];
        const int innerSize = sha256.digest({viewOf(pad, sizeof pad), base, keyMark, key}, inner);
        for (unsigned char& byte : pad)
            byte ^= 0x36 ^ 0x5c;
        if (innerSize > 0)
            result.size = sha256.digest(
                {viewOf(pad, sizeof pad), viewOf(inner, sizeof inner)}, result.bytes.data());
        OPENSSL_cleanse(pad, sizeof pad);
        OPENSSL_cleanse(inner, sizeof inner);
        return result;
    }

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
    return key.reveal([&](QByteArrayView bytes) {
        return type == SignType::Md5 ? md5Of(base, bytes) : hmacOf(base, bytes);
    });
}

} // namespace paydesk
