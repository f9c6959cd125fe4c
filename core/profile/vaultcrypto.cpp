#include "core/profile/vaultcrypto.h"

#include <QCryptographicHash>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>

#include <bit>
#include <memory>
#include <utility>

namespace paydesk {

namespace {

    constexpr quint64 mostMemory = quint64(1) << 30; // bytes: N = 2^20 at r = 8
    constexpr quint64 mostN = quint64(1) << 20;
    constexpr quint64 mostParallel = 4;

    using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

    const unsigned char* in(QByteArrayView bytes)
    {
        return reinterpret_cast<const unsigned char*>(bytes.data());
    }

    unsigned char* out(QByteArray& bytes)
    {
        return reinterpret_cast<unsigned char*>(bytes.data());
    }

    /// AES-256-GCM set up with key, IV and context, for one direction.
    CipherContext gcm(const Secret& key, QByteArrayView iv, QByteArrayView context, bool encrypt)
    {
        CipherContext cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
        int length = 0;
        const bool ready = cipher && key.size() == vaultKeyBytes && iv.size() == ivBytes
            && key.reveal([&](QByteArrayView k) {
                   return EVP_CipherInit_ex(
                       cipher.get(), EVP_aes_256_gcm(), nullptr, in(k), in(iv), encrypt ? 1 : 0);
               })
                == 1
            && EVP_CipherUpdate(cipher.get(), nullptr, &length, in(context), int(context.size()))
                == 1;
        if (!ready)
            cipher.reset();
        return cipher;
    }

    /// The one pass over the bytes; GCM's own final step adds none.
    bool passed(EVP_CIPHER_CTX* cipher, QByteArrayView from, QByteArray& to)
    {
        int length = 0;
        int rest = 0;
        return EVP_CipherUpdate(cipher, out(to), &length, in(from), int(from.size())) == 1
            && EVP_CipherFinal_ex(cipher, out(to) + length, &rest) == 1
            && length + rest == int(from.size());
    }

    /// One half is the key, the other is shown as its hash only.
    StretchedPassword halved(QByteArray&& bytes)
    {
        QByteArray key = bytes.first(vaultKeyBytes);
        QCryptographicHash check(QCryptographicHash::Sha256);
        check.addData("paydesk vault check");
        check.addData(QByteArrayView(bytes).sliced(vaultKeyBytes));
        wipe(bytes);
        return {Secret(std::move(key)), check.result().first(tagBytes)};
    }

} // namespace

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    if (RAND_priv_bytes(out(bytes), int(count)) != 1)
        bytes.clear();
    return bytes;
}

std::optional<Sealed> sealed(const Secret& key, QByteArrayView plain, QByteArrayView context)
{
    Sealed result{randomBytes(ivBytes), QByteArray(plain.size(), '\0'), QByteArray(tagBytes, '\0')};
    const CipherContext cipher = gcm(key, result.iv, context, true);
    if (!cipher || !passed(cipher.get(), plain, result.text))
        return std::nullopt;
    if (EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, int(tagBytes), result.tag.data())
        != 1)
        return std::nullopt;
    return result;
}

std::optional<Secret> opened(const Secret& key, const Sealed& sealed, QByteArrayView context)
{
    if (sealed.tag.size() != tagBytes)
        return std::nullopt;
    const CipherContext cipher = gcm(key, sealed.iv, context, false);
    QByteArray tag = sealed.tag;
    if (!cipher
        || EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, int(tagBytes), tag.data()) != 1)
        return std::nullopt;
    QByteArray plain(sealed.text.size(), '\0');
    const bool right = passed(cipher.get(), sealed.text, plain);
    Secret result(std::move(plain)); // wipes the buffer in either case
    if (!right)
        return std::nullopt;
    return result;
}

bool isReasonable(const VaultCost& cost)
{
    return cost.n >= 2 && cost.n <= mostN && std::has_single_bit(cost.n) && cost.r >= 1
        && cost.r <= mostMemory / 128 / cost.n && cost.p >= 1 && cost.p <= mostParallel;
}

std::optional<StretchedPassword> stretched(
    const Secret& password, const QByteArray& salt, const VaultCost& cost)
{
    if (!isReasonable(cost))
        return std::nullopt;
    // OpenSSL's own limit of 32 MiB would refuse 2^17; this one is what scrypt needs, with some
    // air.
    const quint64 memory = 128 * cost.r * (cost.n + cost.p + 4);
    QByteArray bytes(2 * vaultKeyBytes, '\0');
    const int done = password.reveal([&](QByteArrayView text) {
        return EVP_PBE_scrypt(text.data(), std::size_t(text.size()), in(salt),
            std::size_t(salt.size()), cost.n, cost.r, cost.p, memory, out(bytes),
            std::size_t(bytes.size()));
    });
    StretchedPassword result = halved(std::move(bytes));
    if (done != 1)
        return std::nullopt;
    return result;
}

std::optional<StretchedPassword> derived(const Secret& key, const QByteArray& salt)
{
    const std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> kind(
        EVP_KDF_fetch(nullptr, "HKDF", nullptr), EVP_KDF_free);
    const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> hkdf(
        EVP_KDF_CTX_new(kind.get()), EVP_KDF_CTX_free);
    if (!hkdf || key.size() != vaultKeyBytes)
        return std::nullopt;
    QByteArray bytes(2 * vaultKeyBytes, '\0');
    QByteArray digest = "SHA256";
    QByteArray purpose = "paydesk vault slot";
    QByteArray saltCopy = salt;
    const int done = key.reveal([&](QByteArrayView secret) {
        // OpenSSL's parameters are not const, but it only reads these.
        const OSSL_PARAM parameters[] = {
            OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
            OSSL_PARAM_construct_octet_string(
                OSSL_KDF_PARAM_KEY, const_cast<char*>(secret.data()), std::size_t(secret.size())),
            OSSL_PARAM_construct_octet_string(
                OSSL_KDF_PARAM_SALT, saltCopy.data(), std::size_t(saltCopy.size())),
            OSSL_PARAM_construct_octet_string(
                OSSL_KDF_PARAM_INFO, purpose.data(), std::size_t(purpose.size())),
            OSSL_PARAM_construct_end()};
        return EVP_KDF_derive(hkdf.get(), out(bytes), std::size_t(bytes.size()), parameters);
    });
    StretchedPassword result = halved(std::move(bytes));
    if (done != 1)
        return std::nullopt;
    return result;
}

} // namespace paydesk
