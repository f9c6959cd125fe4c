#include "core/doctor/hashes.h"

#include "core/doctor/md5lanes.h"

#include <QtEndian>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace paydesk {

namespace {

    const unsigned char* unsignedBytes(const QByteArray& bytes)
    {
        return reinterpret_cast<const unsigned char*>(bytes.constData());
    }

    /// Fetched once: asking OpenSSL for it again costs more than a short text's digest.
    const EVP_MD* fetched(const char* name, const EVP_MD* otherwise)
    {
        const EVP_MD* kind = EVP_MD_fetch(nullptr, name, nullptr); // for the life of the process
        return kind ? kind : otherwise;
    }

    QByteArray digestOfText(const QByteArray& text, const EVP_MD* kind)
    {
        unsigned char out[EVP_MAX_MD_SIZE];
        unsigned int size = 0;
        if (EVP_Digest(unsignedBytes(text), std::size_t(text.size()), out, &size, kind, nullptr)
            != 1)
            return {};
        return {reinterpret_cast<const char*>(out), qsizetype(size)};
    }

    // What fits into one block with its padding: a digest that is digested again.
    constexpr qsizetype shortText = qsizetype(md5BlockSize) - 9;

    QByteArray md5OfShort(const QByteArray& text)
    {
        std::array<unsigned char, md5BlockSize> block{};
        std::copy(text.begin(), text.end(), block.begin());
        block[std::size_t(text.size())] = 0x80;
        const quint64 bits = qToLittleEndian(quint64(text.size()) * 8);
        std::memcpy(block.data() + md5BlockSize - sizeof bits, &bits, sizeof bits);
        Md5State state = md5Start;
        md5Block(state, block.data());
        QByteArray digest(sizeof state, Qt::Uninitialized);
        for (std::size_t i = 0; i < state.size(); ++i)
            qToLittleEndian(state[i], digest.data() + (4 * i));
        return digest;
    }

    const EVP_MD* kindOfHmac(HmacKind kind)
    {
        switch (kind) {
        case HmacKind::Md5:
            return EVP_md5();
        case HmacKind::Sha1:
            return EVP_sha1();
        case HmacKind::Sha256:
            return EVP_sha256();
        case HmacKind::Sha512:
            return EVP_sha512();
        }
        return EVP_sha256();
    }

} // namespace

QByteArray md5Bytes(const QByteArray& text)
{
    if (text.size() <= shortText)
        return md5OfShort(text);
    static const EVP_MD* const md5 = fetched("MD5", EVP_md5());
    return digestOfText(text, md5);
}

QByteArray sha1Bytes(const QByteArray& text)
{
    return digestOfText(text, EVP_sha1());
}

QByteArray sha256Bytes(const QByteArray& text)
{
    return digestOfText(text, EVP_sha256());
}

QByteArray hmacBytes(HmacKind kind, const QByteArray& text, const QByteArray& key)
{
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    // A null key would mean "as before"; an empty one is a pointer to nothing.
    if (!HMAC(kindOfHmac(kind), key.isEmpty() ? "" : key.constData(), int(key.size()),
            unsignedBytes(text), std::size_t(text.size()), out, &size))
        return {};
    return {reinterpret_cast<const char*>(out), qsizetype(size)};
}

} // namespace paydesk
