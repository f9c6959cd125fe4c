#include "core/profile/certificate.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>

#include <array>
#include <memory>

namespace paydesk {

namespace {

    constexpr int soonDays = 30;

    template <auto Free> struct Freed {
        template <typename T> void operator()(T* object) const { Free(object); }
    };
    using Pkcs12 = std::unique_ptr<PKCS12, Freed<PKCS12_free>>;
    using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
    using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
    using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
    using Context = std::unique_ptr<OSSL_LIB_CTX, Freed<OSSL_LIB_CTX_free>>;
    using Provider = std::unique_ptr<OSSL_PROVIDER, Freed<OSSL_PROVIDER_unload>>;

    void freeChain(STACK_OF(X509) * chain)
    {
        sk_X509_pop_free(chain, X509_free);
    }
    using Chain = std::unique_ptr<STACK_OF(X509), Freed<freeChain>>;

    /// What a PKCS #12 file holds.
    struct Holdings {
        Certificate certificate;
        Key key;
        Chain chain;

        bool isWhole() const { return certificate && key; }
    };

    tl::unexpected<Failure> unreadable(const QString& name, const char* reason)
    {
        // OpenSSL keeps its own list of what went wrong; nobody may find ours in it later.
        ERR_clear_error();
        return fail(FailureId::CertificateUnreadable,
            {{QStringLiteral("path"), name},
                {QStringLiteral("reason"), QString::fromLatin1(reason)}});
    }

    /// Null `context`: OpenSSL's own.
    Pkcs12 parsed(const Secret& file, OSSL_LIB_CTX* context)
    {
        PKCS12* raw = PKCS12_init_ex(NID_pkcs7_data, context, nullptr);
        file.reveal([&raw](QByteArrayView bytes) {
            const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
            if (!d2i_PKCS12(&raw, &at, long(bytes.size())))
                raw = nullptr; // freed already
        });
        return Pkcs12(raw);
    }

    /// Passwords are C strings here.
    template <typename Use> auto asText(const Secret& password, const Use& use)
    {
        return password.reveal([&use](QByteArrayView bytes) {
            QByteArray text = bytes.toByteArray();
            const auto result = use(text.constData(), int(text.size()));
            wipe(text);
            return result;
        });
    }

    Holdings unpacked(PKCS12* file, const Secret& password)
    {
        EVP_PKEY* key = nullptr;
        X509* certificate = nullptr;
        STACK_OF(X509)* chain = nullptr;
        asText(password, [&](const char* text, int) {
            return PKCS12_parse(file, text, &key, &certificate, &chain);
        });
        ERR_clear_error();
        return {Certificate(certificate), Key(key), Chain(chain)};
    }

    QDateTime timeOf(const ASN1_TIME* time)
    {
        tm parts{};
        if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
            return {};
        constexpr int firstYear = 1900;
        return {QDate(parts.tm_year + firstYear, parts.tm_mon + 1, parts.tm_mday),
            QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC};
    }

    QByteArray serialOf(const X509* certificate)
    {
        const std::unique_ptr<BIGNUM, Freed<BN_free>> number(
            ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
        char* text = number ? BN_bn2hex(number.get()) : nullptr;
        QByteArray hex(text);
        OPENSSL_free(text);
        return hex;
    }

    QByteArray commonNameOf(const X509* certificate)
    {
        const X509_NAME* subject = X509_get_subject_name(certificate);
        const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
        if (at < 0)
            return {};
        unsigned char* text = nullptr;
        const int size =
            ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
        QByteArray name(reinterpret_cast<const char*>(text), qMax(0, size));
        OPENSSL_free(text);
        return name;
    }

    CertificateFacts factsOf(const X509* certificate)
    {
        return {commonNameOf(certificate), serialOf(certificate),
            timeOf(X509_get0_notBefore(certificate)), timeOf(X509_get0_notAfter(certificate))};
    }

    /// The bytes a memory BIO was given; what it keeps is wiped with it.
    QByteArray bytesOf(BIO* bio)
    {
        char* bytes = nullptr;
        const long size = BIO_get_mem_data(bio, &bytes);
        return {bytes, size};
    }

    Result<Secret> packed(const QString& name, const Holdings& held, const Secret& password)
    {
        const Pkcs12 file(asText(password, [&](const char* text, int) {
            // 0: today's algorithms, AES-256 and SHA-256.
            return PKCS12_create(text, nullptr, held.key.get(), held.certificate.get(),
                held.chain.get(), 0, 0, 0, 0, 0);
        }));
        const Bio bio(BIO_new(BIO_s_secmem()));
        if (!file || i2d_PKCS12_bio(bio.get(), file.get()) != 1)
            return unreadable(
                name, QT_TRANSLATE_NOOP("Reason", "It cannot be written as a PKCS #12 file."));
        return Secret(bytesOf(bio.get()));
    }

    Result<ImportedCertificate> fitting(const QString& name, const Holdings& held)
    {
        if (X509_check_private_key(held.certificate.get(), held.key.get()) != 1)
            return unreadable(
                name, QT_TRANSLATE_NOOP("Reason", "Its key belongs to another certificate."));
        return ImportedCertificate{{}, {}, factsOf(held.certificate.get())};
    }

    /// The old algorithms, for as long as this object lives.
    class LegacyReader {
    public:
        LegacyReader()
            : m_context(OSSL_LIB_CTX_new())
            , m_legacy(OSSL_PROVIDER_load(m_context.get(), "legacy"))
            , m_default(OSSL_PROVIDER_load(m_context.get(), "default"))
        {
        }

        bool isReady() const { return m_legacy && m_default; }

        /// What it holds, moved over to the algorithms of today.
        Holdings read(const Secret& file, const Secret& password) const
        {
            const Pkcs12 old = parsed(file, m_context.get());
            if (!old)
                return {};
            const Holdings held = unpacked(old.get(), password);
            return held.isWhole() ? moved(held) : Holdings();
        }

    private:
        static Holdings moved(const Holdings& held)
        {
            const Bio key(BIO_new(BIO_s_secmem()));
            const Bio certificates(BIO_new(BIO_s_mem()));
            PEM_write_bio_PrivateKey(
                key.get(), held.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
            PEM_write_bio_X509(certificates.get(), held.certificate.get());
            Holdings now;
            now.key.reset(PEM_read_bio_PrivateKey(key.get(), nullptr, nullptr, nullptr));
            now.certificate.reset(PEM_read_bio_X509(certificates.get(), nullptr, nullptr, nullptr));
            return now;
        }

        Context m_context;
        Provider m_legacy;
        Provider m_default;
    };

    Bio reading(QByteArrayView bytes)
    {
        return Bio(BIO_new_mem_buf(bytes.data(), int(bytes.size())));
    }

    /// A key that asks for a password gets none, instead of a question on the terminal.
    int noPassword(char*, int, int, void*)
    {
        return -1;
    }

    tl::unexpected<Failure> unfit(const char* reason, const QByteArray& value)
    {
        return fail(FailureId::CertificateUnfit,
            {{QStringLiteral("reason"), QString::fromLatin1(reason)},
                {QStringLiteral("value"), QString::fromUtf8(value)}});
    }

    QByteArray dayOf(const QDateTime& time)
    {
        return time.date().toString(Qt::ISODate).toLatin1();
    }

} // namespace

CertificateHealth healthOf(
    const CertificateFacts& facts, const QByteArray& mchId, const QDateTime& now)
{
    if (facts.isEmpty())
        return CertificateHealth::Absent;
    if (facts.merchant != mchId)
        return CertificateHealth::Foreign;
    if (now < facts.validFrom)
        return CertificateHealth::NotYet;
    if (now >= facts.validTo)
        return CertificateHealth::Ended;
    return now.addDays(soonDays) < facts.validTo ? CertificateHealth::Good
                                                 : CertificateHealth::EndsSoon;
}

QByteArray certificateHealthName(CertificateHealth health)
{
    static constexpr std::array names{"absent", "good", "ends-soon", "ended", "not-yet", "foreign"};
    return names.at(std::size_t(health));
}

Result<void> checkHealth(
    const CertificateFacts& facts, const QByteArray& mchId, const QDateTime& now)
{
    switch (healthOf(facts, mchId, now)) {
    case CertificateHealth::Ended:
        return unfit(
            QT_TRANSLATE_NOOP("Reason", "It was valid until that day."), dayOf(facts.validTo));
    case CertificateHealth::NotYet:
        return unfit(QT_TRANSLATE_NOOP("Reason",
                         "It becomes valid on that day; perhaps this machine's clock is wrong."),
            dayOf(facts.validFrom));
    case CertificateHealth::Foreign:
        return unfit(QT_TRANSLATE_NOOP("Reason", "It is made out to that merchant."),
            facts.merchant.isEmpty() ? facts.serial : facts.merchant);
    case CertificateHealth::Absent:
    case CertificateHealth::Good:
    case CertificateHealth::EndsSoon:
        break;
    }
    return {};
}

Result<ImportedCertificate> importPkcs12(
    const QString& name, const Secret& file, const Secret& password)
{
    const Pkcs12 parcel = parsed(file, nullptr);
    if (!parcel)
        return unreadable(name, QT_TRANSLATE_NOOP("Reason", "It is not a PKCS #12 file."));
    const bool opens = asText(password, [&](const char* text, int size) {
        return PKCS12_verify_mac(parcel.get(), text, size) == 1;
    });
    if (!opens)
        return unreadable(name,
            QT_TRANSLATE_NOOP("Reason",
                "Its password is another one; WeChat makes the merchant id the password."));
    Holdings held = unpacked(parcel.get(), password);
    const bool old = !held.isWhole();
    if (old) {
        const LegacyReader legacy;
        if (!legacy.isReady())
            return unreadable(name,
                QT_TRANSLATE_NOOP("Reason",
                    "It may be under the old RC2 cipher, and this machine's OpenSSL has no legacy "
                    "algorithms."));
        held = legacy.read(file, password);
    }
    if (!held.isWhole())
        return unreadable(
            name, QT_TRANSLATE_NOOP("Reason", "It does not hold a certificate with its key."));
    Result<ImportedCertificate> imported = fitting(name, held);
    if (!imported)
        return imported;
    Result<Secret> kept = old ? packed(name, held, password) : Result<Secret>(file.clone());
    if (!kept)
        return fail(kept.error());
    imported->file = std::move(*kept);
    imported->password = password.clone();
    imported->oldCipher = old;
    return imported;
}

Result<ImportedCertificate> importPem(
    const QString& name, const Secret& certificate, const Secret& key, const Secret& password)
{
    Holdings held;
    certificate.reveal([&held](QByteArrayView bytes) {
        held.certificate.reset(PEM_read_bio_X509(reading(bytes).get(), nullptr, nullptr, nullptr));
    });
    key.reveal([&held](QByteArrayView bytes) {
        held.key.reset(PEM_read_bio_PrivateKey(reading(bytes).get(), nullptr, noPassword, nullptr));
    });
    if (!held.isWhole())
        return unreadable(name,
            QT_TRANSLATE_NOOP("Reason",
                "A PEM pair is apiclient_cert.pem and apiclient_key.pem, neither under a "
                "password."));
    Result<ImportedCertificate> imported = fitting(name, held);
    if (!imported)
        return imported;
    Result<Secret> kept = packed(name, held, password);
    if (!kept)
        return fail(kept.error());
    imported->file = std::move(*kept);
    imported->password = password.clone();
    return imported;
}

Result<ClientCertificate> openCertificate(const Secret& file, const Secret& password)
{
    const QString name = QStringLiteral("apiclient_cert.p12");
    const Pkcs12 parcel = parsed(file, nullptr);
    Holdings held;
    if (parcel)
        held = unpacked(parcel.get(), password);
    if (!held.isWhole()) // kept by a Paydesk that did not write old files anew
        held = LegacyReader().read(file, password);
    if (!held.isWhole())
        return unreadable(
            name, QT_TRANSLATE_NOOP("Reason", "It does not hold a certificate with its key."));
    const Bio certificates(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(certificates.get(), held.certificate.get());
    for (int i = 0; i < (held.chain ? sk_X509_num(held.chain.get()) : 0); ++i)
        PEM_write_bio_X509(certificates.get(), sk_X509_value(held.chain.get(), i));
    const Bio key(BIO_new(BIO_s_secmem()));
    PEM_write_bio_PrivateKey_traditional(
        key.get(), held.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return ClientCertificate{factsOf(held.certificate.get()), bytesOf(certificates.get()),
        Secret(bytesOf(key.get())), EVP_PKEY_is_a(held.key.get(), "RSA") == 1};
}

} // namespace paydesk
