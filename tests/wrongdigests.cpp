#include "tests/wrongsignature.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace paydesk::judge {

namespace {

    QByteArray hashed(const QByteArray& bytes, const EVP_MD* kind)
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
        unsigned size = 0;
        EVP_Digest(bytes.constData(), size_t(bytes.size()), out.data(), &size, kind, nullptr);
        return QByteArray(reinterpret_cast<const char*>(out.data()), qsizetype(size));
    }

    QByteArray hmacOf(const QByteArray& bytes, const QByteArray& key, const EVP_MD* kind)
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
        unsigned size = 0;
        HMAC(kind, key.constData(), int(key.size()),
            reinterpret_cast<const unsigned char*>(bytes.constData()), size_t(bytes.size()),
            out.data(), &size);
        return QByteArray(reinterpret_cast<const char*>(out.data()), qsizetype(size));
    }

    void take(Making& making, const QByteArray& digest)
    {
        making.digest = digest;
        making.hashed = true;
    }

    void useMd5(Making& making, const QByteArray&)
    {
        take(making, hashed(making.bytes, EVP_md5()));
    }

    void useHmac(Making& making, const QByteArray&)
    {
        take(making, hmacOf(making.bytes, making.key, EVP_sha256()));
    }

    void useSha256(Making& making, const QByteArray&)
    {
        take(making, hashed(making.bytes, EVP_sha256()));
    }

    void useSha1(Making& making, const QByteArray&)
    {
        take(making, hashed(making.bytes, EVP_sha1()));
    }

    void useOtherHmac(Making& making, const QByteArray& variant)
    {
        take(making,
            hmacOf(making.bytes, making.key,
                variant == "md5"        ? EVP_md5()
                    : variant == "sha1" ? EVP_sha1()
                                        : EVP_sha512()));
    }

    void useOtherHmacKey(Making& making, const QByteArray& variant)
    {
        if (variant == "string-as-key")
            take(making, hmacOf(making.key, making.bytes, EVP_sha256()));
        else
            take(making, hmacOf(making.bytes, making.facts.profile.value(variant), EVP_sha256()));
    }

    void hashTwice(Making& making, const QByteArray& variant)
    {
        const QByteArray first = hashed(making.bytes, EVP_md5());
        const QByteArray hex = first.toHex();
        take(making,
            hashed(variant == "raw"          ? first
                    : variant == "hex-upper" ? hex.toUpper()
                                             : hex,
                EVP_md5()));
    }

    void write(Making& making, const QByteArray& signature)
    {
        making.signature = signature;
        making.written = true;
    }

    QByteArray hexOf(const Making& making, bool upper)
    {
        return upper ? making.digest.toHex().toUpper() : making.digest.toHex();
    }

    void writeLower(Making& making, const QByteArray&)
    {
        write(making, hexOf(making, false));
    }

    void writeMiddle(Making& making, const QByteArray& variant)
    {
        write(making, hexOf(making, variant == "upper").mid(8, 16));
    }

    void writeBase64(Making& making, const QByteArray& variant)
    {
        write(making, (variant == "of-hex" ? hexOf(making, true) : making.digest).toBase64());
    }

    void writeHyphenated(Making& making, const QByteArray& variant)
    {
        const QByteArray hex = making.digest.toHex(variant == "colon" ? ':' : '-');
        write(making, variant == "lower" ? hex : hex.toUpper());
    }

    void writeSignExtended(Making& making, const QByteArray& variant)
    {
        QByteArray signature;
        for (const char c : std::as_const(making.digest)) {
            if (static_cast<unsigned char>(c) > 0x7f)
                signature += "ffffff";
            signature += QByteArray(1, c).toHex();
        }
        write(making, variant == "upper" ? signature.toUpper() : signature);
    }

    void writeWithoutZeros(Making& making, const QByteArray& variant)
    {
        QByteArray signature;
        if (variant.startsWith("bigint")) {
            signature = making.digest.toHex();
            while (signature.startsWith('0'))
                signature.remove(0, 1);
        } else {
            for (const char c : std::as_const(making.digest))
                signature += QByteArray::number(uint(static_cast<unsigned char>(c)), 16);
        }
        write(making, variant.endsWith("upper") ? signature.toUpper() : signature);
    }

    void writeCut(Making& making, const QByteArray& variant)
    {
        const QByteArray hex = hexOf(making, true);
        write(making, hex.left(hex.size() + variant.toInt()));
    }

    void writeInCdata(Making& making, const QByteArray&)
    {
        write(making, "<![CDATA[" + hexOf(making, true) + "]]>");
    }

    void writeWithBlank(Making& making, const QByteArray& variant)
    {
        const QByteArray hex = hexOf(making, true);
        if (variant == "head-sp")
            write(making, ' ' + hex);
        else
            write(making, hex + (variant == "lf" ? "\n" : variant == "crlf" ? "\r\n" : " "));
    }

    QList<QByteArray> asItIs(const JudgedCase&)
    {
        return {""};
    }

    using Step = MakingStep;

    const std::array<WrongWay, 16> digestWays{{
        {"md5-instead-of-hmac", "RPV", Step::Hash, useMd5, asItIs},
        {"hmac-instead-of-md5", "RPV", Step::Hash, useHmac, asItIs},
        {"sha256-without-hmac", "RPV", Step::Hash, useSha256, asItIs},
        {"sha1-used", "RP", Step::Hash, useSha1, asItIs},
        {"hmac-other-digest", "RP", Step::Hash, useOtherHmac,
            [](const JudgedCase&) { return QList<QByteArray>{"md5", "sha1", "sha512"}; }},
        {"hmac-wrong-key", "RPV", Step::Hash, useOtherHmacKey,
            [](const JudgedCase& judged) {
                return judged.hmac()
                    ? QList<QByteArray>{"empty", "app_secret", "mch_id", "string-as-key"}
                    : QList<QByteArray>{};
            }},
        {"hash-twice", "RP", Step::Hash, hashTwice,
            [](const JudgedCase& judged) {
                return judged.hmac() ? QList<QByteArray>{}
                                     : QList<QByteArray>{"hex-lower", "hex-upper", "raw"};
            }},
        {"digest-lowercase", "RPV", Step::Output, writeLower, asItIs},
        {"digest-16-chars", "RPV", Step::Output, writeMiddle,
            [](const JudgedCase& judged) {
                return judged.hmac() ? QList<QByteArray>{} : QList<QByteArray>{"upper", "lower"};
            }},
        {"digest-base64", "RPV", Step::Output, writeBase64,
            [](const JudgedCase&) { return QList<QByteArray>{"", "of-hex"}; }},
        {"digest-hyphenated", "RPV", Step::Output, writeHyphenated,
            [](const JudgedCase&) { return QList<QByteArray>{"upper", "lower", "colon"}; }},
        {"digest-sign-extended", "RPV", Step::Output, writeSignExtended,
            [](const JudgedCase&) { return QList<QByteArray>{"upper", "lower"}; }},
        {"digest-zero-padding-lost", "RPV", Step::Output, writeWithoutZeros,
            [](const JudgedCase&) {
                return QList<QByteArray>{"upper", "lower", "bigint-upper", "bigint-lower"};
            }},
        {"digest-truncated", "RPV", Step::Output, writeCut,
            [](const JudgedCase&) { return QList<QByteArray>{"-1", "-2", "-3", "-4", "-8"}; }},
        {"sign-cdata-wrapped", "RPV", Step::Output, writeInCdata, asItIs},
        {"sign-surrounding-whitespace", "RPV", Step::Output, writeWithBlank,
            [](const JudgedCase&) { return QList<QByteArray>{"lf", "sp", "head-sp", "crlf"}; }},
    }};

} // namespace

std::span<const WrongWay> wrongDigests()
{
    return digestWays;
}

} // namespace paydesk::judge
