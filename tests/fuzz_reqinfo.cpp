#include "core/sign/reqinfo.h"
#include "core/sign/utf8.h"
#include "core/sign/xmlcodec.h"

#include <QCryptographicHash>

#include <openssl/evp.h>

#include <cstdlib>

using namespace paydesk;

namespace {

const QByteArray key = "8934e7d15453e97507ef794cf7b0519d";

QByteArray sealed(QByteArrayView text)
{
    const QByteArray cipherKey =
        QCryptographicHash::hash(key, QCryptographicHash::Md5).toHex(); // protocol-v2.md §7
    QByteArray out(text.size() + 32, '\0');
    int first = 0;
    int last = 0;
    EVP_CIPHER_CTX* const context = EVP_CIPHER_CTX_new();
    auto* const to = reinterpret_cast<unsigned char*>(out.data());
    EVP_EncryptInit_ex(context, EVP_aes_256_ecb(), nullptr,
        reinterpret_cast<const unsigned char*>(cipherKey.constData()), nullptr);
    EVP_EncryptUpdate(
        context, to, &first, reinterpret_cast<const unsigned char*>(text.data()), int(text.size()));
    EVP_EncryptFinal_ex(context, to + first, &last);
    EVP_CIPHER_CTX_free(context);
    return out.first(first + last).toBase64();
}

} // namespace

/// Nothing that is called req_info brings the opener or the gate behind it down; what was sealed
/// with the key comes back as it was, as far as it is UTF-8 and not too long.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const Secret secret(QByteArray(key.constData(), key.size()));
    if (const auto opened = openReqInfo(bytes, secret))
        (void)fromXml(*opened, {}, "root");
    const QByteArray info = sealed(bytes);
    const auto opened = openReqInfo(info, secret);
    if (opened && *opened != bytes)
        std::abort();
    const bool fits = info.size() <= largestReqInfo && firstInvalidUtf8(bytes) < 0;
    if (!opened && fits)
        std::abort();
    if (opened)
        (void)fromXml(*opened, {}, "root");
    return 0;
}
