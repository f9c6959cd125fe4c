#include "core/sandbox/issuing.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>

namespace paydesk {

namespace {

    constexpr int authorityYears = 10;
    constexpr int serverYears = 1;
    constexpr int merchantYears = 5; // as WeChat's
    constexpr unsigned merchantBits = 2048;
    constexpr long x509v3 = 2;

    template <auto Free> struct ReleasedBy {
        template <typename T> void operator()(T* object) const { Free(object); }
    };
    using OwnCertificate = std::unique_ptr<X509, ReleasedBy<X509_free>>;
    using OwnKey = std::unique_ptr<EVP_PKEY, ReleasedBy<EVP_PKEY_free>>;
    using OwnBio = std::unique_ptr<BIO, ReleasedBy<BIO_free_all>>;

    struct Extension {
        int id;
        const char* value;
    };

    constexpr Extension authorityExtensions[] = {
        {NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
        {NID_key_usage, "critical,keyCertSign,cRLSign"},
        {NID_subject_key_identifier, "hash"},
        {NID_name_constraints,
            "critical,permitted;IP:127.0.0.0/255.0.0.0,"
            "permitted;IP:0:0:0:0:0:0:0:1/FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF,"
            "permitted;DNS:localhost"},
    };
    constexpr Extension serverExtensions[] = {
        {NID_basic_constraints, "critical,CA:FALSE"},
        {NID_key_usage, "critical,digitalSignature"},
        {NID_ext_key_usage, "serverAuth"},
        {NID_authority_key_identifier, "keyid"},
        {NID_subject_alt_name, "IP:127.0.0.1,IP:0:0:0:0:0:0:0:1,DNS:localhost"},
    };
    constexpr Extension merchantExtensions[] = {
        {NID_basic_constraints, "critical,CA:FALSE"},
        {NID_key_usage, "critical,digitalSignature"},
        {NID_ext_key_usage, "clientAuth"},
        {NID_authority_key_identifier, "keyid"},
    };

    /// What a certificate is to say.
    struct Wanted {
        QByteArray name;
        int years;
        const Extension* extensions;
        std::size_t count;
    };

    template <std::size_t Count>
    Wanted wanted(QByteArray name, int years, const Extension (&extensions)[Count])
    {
        return {std::move(name), years, extensions, Count};
    }

    QByteArray bytesIn(BIO* bio)
    {
        char* bytes = nullptr;
        const long size = BIO_get_mem_data(bio, &bytes);
        return {bytes, size};
    }

    OwnBio readingBio(QByteArrayView bytes)
    {
        return OwnBio(BIO_new_mem_buf(bytes.data(), int(bytes.size())));
    }

    OwnCertificate certificateIn(const QByteArray& pem)
    {
        return OwnCertificate(PEM_read_bio_X509(readingBio(pem).get(), nullptr, nullptr, nullptr));
    }

    OwnCertificate certificateInDer(const QByteArray& der)
    {
        const auto* at = reinterpret_cast<const unsigned char*>(der.constData());
        return OwnCertificate(d2i_X509(nullptr, &at, long(der.size())));
    }

    OwnKey keyIn(const Secret& pem)
    {
        return pem.reveal([](QByteArrayView bytes) {
            return OwnKey(
                PEM_read_bio_PrivateKey(readingBio(bytes).get(), nullptr, nullptr, nullptr));
        });
    }

    bool setName(X509* certificate, const QByteArray& commonName)
    {
        return X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                   reinterpret_cast<const unsigned char*>(commonName.constData()),
                   int(commonName.size()), -1, 0)
            == 1;
    }

    /// Random, so that a new authority never repeats what an older one of the same name said.
    bool setNumber(X509* certificate)
    {
        std::array<unsigned char, 16> bytes{};
        if (RAND_bytes(bytes.data(), int(bytes.size())) != 1)
            return false;
        bytes.front() &= 0x7f; // positive
        bytes.front() |= 0x40; // of the same length always
        const std::unique_ptr<BIGNUM, ReleasedBy<BN_free>> value(
            BN_bin2bn(bytes.data(), int(bytes.size()), nullptr));
        return value && BN_to_ASN1_INTEGER(value.get(), X509_get_serialNumber(certificate));
    }

    bool setDates(X509* certificate, const QDateTime& now, int years)
    {
        // From yesterday: a clock that is a little slow finds it valid, too.
        const QDateTime from = now.addDays(-1);
        return ASN1_TIME_set(X509_getm_notBefore(certificate), from.toSecsSinceEpoch())
            && ASN1_TIME_set(
                X509_getm_notAfter(certificate), now.addYears(years).toSecsSinceEpoch());
    }

    bool addExtensions(X509* certificate, X509* issuer, const Wanted& how)
    {
        X509V3_CTX context;
        X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
        for (std::size_t i = 0; i < how.count; ++i) {
            const std::unique_ptr<X509_EXTENSION, ReleasedBy<X509_EXTENSION_free>> extension(
                X509V3_EXT_conf_nid(
                    nullptr, &context, how.extensions[i].id, how.extensions[i].value));
            if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1)
                return false;
        }
        return true;
    }

    Issued written(X509* certificate, EVP_PKEY* key)
    {
        const OwnBio text(BIO_new(BIO_s_mem()));
        const OwnBio secret(BIO_new(BIO_s_secmem()));
        if (PEM_write_bio_X509(text.get(), certificate) != 1
            || PEM_write_bio_PrivateKey(secret.get(), key, nullptr, nullptr, 0, nullptr, nullptr)
                != 1)
            return {};
        return {bytesIn(text.get()), Secret(bytesIn(secret.get()))};
    }

    /// An empty authority: signed by itself.
    Issued issue(
        const OwnKey& key, const Wanted& how, const Issued& authority, const QDateTime& now)
    {
        const OwnCertificate certificate(X509_new());
        const OwnCertificate above =
            authority.isEmpty() ? OwnCertificate() : certificateIn(authority.certificate);
        const OwnKey aboveKey = authority.isEmpty() ? OwnKey() : keyIn(authority.key);
        X509* const issuer = above ? above.get() : certificate.get();
        const bool made = key && certificate && X509_set_version(certificate.get(), x509v3) == 1
            && setNumber(certificate.get()) && setName(certificate.get(), how.name)
            && X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer)) == 1
            && setDates(certificate.get(), now, how.years)
            && X509_set_pubkey(certificate.get(), key.get()) == 1
            && addExtensions(certificate.get(), issuer, how)
            && X509_sign(certificate.get(), aboveKey ? aboveKey.get() : key.get(), EVP_sha256())
                > 0;
        // OpenSSL keeps its own list of what went wrong; nobody may find ours in it later.
        ERR_clear_error();
        return made ? written(certificate.get(), key.get()) : Issued();
    }

    ShownFault faultNamed(int error)
    {
        if (error == X509_V_ERR_CERT_HAS_EXPIRED)
            return ShownFault::Ended;
        if (error == X509_V_ERR_CERT_NOT_YET_VALID)
            return ShownFault::NotYet;
        return ShownFault::Untrusted;
    }

    /// X509_V_OK, or OpenSSL's number of the first thing wrong.
    int verified(X509* shown, X509* authority, const QDateTime& now)
    {
        const std::unique_ptr<X509_STORE, ReleasedBy<X509_STORE_free>> store(X509_STORE_new());
        const std::unique_ptr<X509_STORE_CTX, ReleasedBy<X509_STORE_CTX_free>> check(
            X509_STORE_CTX_new());
        if (!store || !check || X509_STORE_add_cert(store.get(), authority) != 1
            || X509_STORE_CTX_init(check.get(), store.get(), shown, nullptr) != 1)
            return X509_V_ERR_OUT_OF_MEM;
        X509_STORE_CTX_set_purpose(check.get(), X509_PURPOSE_SSL_CLIENT);
        X509_STORE_CTX_set_time(check.get(), 0, now.toSecsSinceEpoch());
        const bool good = X509_verify_cert(check.get()) == 1;
        const int error = X509_STORE_CTX_get_error(check.get());
        ERR_clear_error();
        return good ? X509_V_OK : error;
    }

} // namespace

Issued makeAuthority(const QDateTime& now)
{
    return issue(OwnKey(EVP_EC_gen("P-256")),
        wanted("Paydesk sandbox authority", authorityYears, authorityExtensions), {}, now);
}

Issued issueServer(const Issued& authority, const QDateTime& now)
{
    return issue(OwnKey(EVP_EC_gen("P-256")), wanted("127.0.0.1", serverYears, serverExtensions),
        authority, now);
}

Issued issueMerchant(const Issued& authority, const QByteArray& mchId, const QDateTime& now)
{
    return issue(OwnKey(EVP_RSA_gen(merchantBits)),
        wanted(mchId, merchantYears, merchantExtensions), authority, now);
}

Secret asPkcs12(const Issued& issued, const QByteArray& password)
{
    const OwnCertificate certificate = certificateIn(issued.certificate);
    const OwnKey key = keyIn(issued.key);
    const std::unique_ptr<PKCS12, ReleasedBy<PKCS12_free>> file(PKCS12_create(
        password.constData(), nullptr, key.get(), certificate.get(), nullptr, 0, 0, 0, 0, 0));
    const OwnBio bio(BIO_new(BIO_s_secmem()));
    const bool packed = file && i2d_PKCS12_bio(bio.get(), file.get()) == 1;
    ERR_clear_error();
    return packed ? Secret(bytesIn(bio.get())) : Secret();
}

bool holdsUntil(const Issued& issued, const QByteArray& issuer, const QDateTime& until)
{
    const OwnCertificate certificate = certificateIn(issued.certificate);
    const OwnCertificate above = certificateIn(issuer);
    const OwnKey key = keyIn(issued.key);
    std::time_t last = until.toSecsSinceEpoch();
    const bool holds = certificate && above && key
        && X509_check_private_key(certificate.get(), key.get()) == 1
        && X509_verify(certificate.get(), X509_get0_pubkey(above.get())) == 1
        && X509_cmp_time(X509_get0_notAfter(certificate.get()), &last) > 0;
    ERR_clear_error();
    return holds;
}

std::optional<ShownFault> faultOf(const QByteArray& shown, const QByteArray& authority,
    const QByteArray& mchId, const QDateTime& now)
{
    const OwnCertificate certificate = certificateInDer(shown);
    const OwnCertificate root = certificateIn(authority);
    if (!certificate || !root)
        return ShownFault::Untrusted;
    if (const int error = verified(certificate.get(), root.get(), now); error != X509_V_OK)
        return faultNamed(error);
    if (commonNameIn(shown) != mchId)
        return ShownFault::Foreign;
    return std::nullopt;
}

QByteArray commonNameIn(const QByteArray& der)
{
    const OwnCertificate certificate = certificateInDer(der);
    if (!certificate)
        return {};
    const X509_NAME* const subject = X509_get_subject_name(certificate.get());
    const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (at < 0)
        return {};
    unsigned char* text = nullptr;
    const int size =
        ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    QByteArray common(reinterpret_cast<const char*>(text), qMax(0, size));
    OPENSSL_free(text);
    return common;
}

} // namespace paydesk
