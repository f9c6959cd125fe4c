#include "core/profile/certificate.h"

#include <openssl/err.h>
#include <openssl/pkcs12.h>

#include <memory>

namespace paydesk {

namespace {

    struct FreePkcs12 {
        void operator()(PKCS12* file) const { PKCS12_free(file); }
    };
    using Pkcs12 = std::unique_ptr<PKCS12, FreePkcs12>;

    Pkcs12 parsed(const Secret& file)
    {
        return Pkcs12(file.reveal([](QByteArrayView bytes) {
            const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
            return d2i_PKCS12(nullptr, &at, long(bytes.size()));
        }));
    }

    tl::unexpected<Failure> unreadable(const QString& name, const char* reason)
    {
        // OpenSSL keeps its own list of what went wrong; nobody may find ours in it later.
        ERR_clear_error();
        return fail(FailureId::CertificateUnreadable,
            {{QStringLiteral("path"), name},
                {QStringLiteral("reason"), QString::fromLatin1(reason)}});
    }

} // namespace

Result<void> checkCertificate(const QString& name, const Secret& file, const Secret& password)
{
    const Pkcs12 certificate = parsed(file);
    if (!certificate)
        return unreadable(name, QT_TRANSLATE_NOOP("Reason", "It is not a PKCS #12 file."));
    const bool opens = password.reveal([&](QByteArrayView bytes) {
        return PKCS12_verify_mac(certificate.get(), bytes.data(), int(bytes.size())) == 1;
    });
    if (!opens)
        return unreadable(name,
            QT_TRANSLATE_NOOP("Reason",
                "Its password is another one; WeChat makes the merchant id the password."));
    return {};
}

} // namespace paydesk
