#include "core/sign/reqinfo.h"

#include "core/sign/utf8.h"

#include <QCoreApplication>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <memory>

namespace paydesk {

namespace {

    constexpr int blockSize = 16;
    constexpr std::size_t keySize = 32;

    tl::unexpected<Failure> badInfo(FailureId id, const char* rule)
    {
        return fail(id,
            {{QStringLiteral("field"), QStringLiteral("req_info")},
                {QStringLiteral("rule"), QString::fromLatin1(rule)}});
    }

    tl::unexpected<Failure> malformedInfo(const char* rule)
    {
        return badInfo(FailureId::FieldMalformed, rule);
    }

    tl::unexpected<Failure> foreignInfo(const char* rule)
    {
        return badInfo(FailureId::SealForeign, rule);
    }

    using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

    Cipher newCipher()
    {
        return Cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    }

    const unsigned char* bytesOf(QByteArrayView text)
    {
        return reinterpret_cast<const unsigned char*>(text.data());
    }

    /// The 32 ASCII characters of the key's MD5; wiped when it goes.
    class InfoKey {
    public:
        explicit InfoKey(const Secret& apiKey)
        {
            std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
            apiKey.reveal([&](QByteArrayView key) {
                EVP_Digest(key.data(), std::size_t(key.size()), digest.data(), nullptr, EVP_md5(),
                    nullptr);
            });
            constexpr const char* digits = "0123456789abcdef";
            for (std::size_t i = 0; i < keySize / 2; ++i) {
                m_bytes.at(2 * i) = static_cast<unsigned char>(digits[digest.at(i) >> 4U]);
                m_bytes.at(2 * i + 1) = static_cast<unsigned char>(digits[digest.at(i) & 15U]);
            }
            OPENSSL_cleanse(digest.data(), digest.size());
        }
        InfoKey(const InfoKey&) = delete;
        InfoKey& operator=(const InfoKey&) = delete;
        ~InfoKey() { OPENSSL_cleanse(m_bytes.data(), m_bytes.size()); }

        const unsigned char* bytes() const { return m_bytes.data(); }

    private:
        std::array<unsigned char, keySize> m_bytes{};
    };

} // namespace

Result<QByteArray> openReqInfo(const QByteArray& reqInfo, const Secret& apiKey)
{
    if (reqInfo.size() > largestReqInfo)
        return malformedInfo(QT_TRANSLATE_NOOP("Reason", "Too long."));
    const auto sealed =
        QByteArray::fromBase64Encoding(reqInfo, QByteArray::AbortOnBase64DecodingErrors);
    if (!sealed || sealed.decoded.isEmpty())
        return malformedInfo(QT_TRANSLATE_NOOP("Reason", "Not base64."));
    if (sealed.decoded.size() % blockSize != 0)
        return malformedInfo(QT_TRANSLATE_NOOP("Reason", "Not whole AES blocks."));
    if (apiKey.isEmpty()) // anybody can seal a text with no key
        return foreignInfo(QT_TRANSLATE_NOOP("Reason", "There is no API key."));
    const InfoKey key(apiKey);
    const Cipher cipher = newCipher();
    QByteArray text(sealed.decoded.size() + blockSize, '\0');
    auto* const out = reinterpret_cast<unsigned char*>(text.data());
    int size = 0;
    int rest = 0;
    const bool open =
        EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_ecb(), nullptr, key.bytes(), nullptr) == 1
        && EVP_DecryptUpdate(
               cipher.get(), out, &size, bytesOf(sealed.decoded), int(sealed.decoded.size()))
            == 1
        && EVP_DecryptFinal_ex(cipher.get(), out + size, &rest) == 1;
    if (!open)
        return foreignInfo(QT_TRANSLATE_NOOP("Reason", "The padding is wrong."));
    text.truncate(size + rest);
    if (firstInvalidUtf8(text) >= 0)
        return foreignInfo(QT_TRANSLATE_NOOP("Reason", "What is inside is not UTF-8."));
    return text;
}

QByteArray sealReqInfo(QByteArrayView text, const Secret& apiKey)
{
    if (apiKey.isEmpty())
        return {};
    const InfoKey key(apiKey);
    const Cipher cipher = newCipher();
    QByteArray sealed(text.size() + blockSize, '\0');
    auto* const out = reinterpret_cast<unsigned char*>(sealed.data());
    int size = 0;
    int rest = 0;
    const bool done =
        EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_ecb(), nullptr, key.bytes(), nullptr) == 1
        && EVP_EncryptUpdate(cipher.get(), out, &size, bytesOf(text), int(text.size())) == 1
        && EVP_EncryptFinal_ex(cipher.get(), out + size, &rest) == 1;
    if (!done)
        return {};
    sealed.truncate(size + rest);
    return sealed.toBase64();
}

} // namespace paydesk
