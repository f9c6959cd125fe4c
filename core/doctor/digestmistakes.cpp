#include "core/doctor/catalogue.h"
#include "core/doctor/hashes.h"

namespace paydesk {

namespace {

    constexpr int md5Size = 16;
    constexpr int sha1Size = 20;
    constexpr int sha256Size = 32;
    constexpr int sha512Size = 64;

    bool isMd5(const Setting& setting)
    {
        return setting.question.type == SignType::Md5;
    }

    void wrongHmacKey(const Setting& setting, Variants& out)
    {
        if (isMd5(setting))
            return;
        const auto keyed = [&](const char* label, const QByteArray& with) {
            out.digest(label, 1, sha256Size, "HMAC-SHA256",
                [with](const QByteArray& text, const QByteArray&) {
                    return hmacBytes(HmacKind::Sha256, text, with);
                });
        };
        keyed("empty", {});
        if (!setting.appSecret.isEmpty())
            keyed("app_secret", setting.appSecret);
        if (!setting.identifier("mch_id").isEmpty())
            keyed("mch_id", setting.identifier("mch_id"));
        out.digest("string-as-key", 1, sha256Size, "HMAC-SHA256",
            [](const QByteArray& message, const QByteArray& secret) {
                return hmacBytes(HmacKind::Sha256, secret, message);
            });
    }

    void twice(const Setting& setting, Variants& out)
    {
        const SignType type = setting.question.type;
        const auto again = [&](const char* label, QByteArray (*shape)(const QByteArray&)) {
            out.digestAgain(
                label, 1, type, [type, shape](const QByteArray& digest, const QByteArray& key) {
                    return digestBytes(type, shape(digest), key);
                });
        };
        again("hex-lower", [](const QByteArray& digest) { return digest.toHex(); });
        again("hex-upper", [](const QByteArray& digest) { return digest.toHex().toUpper(); });
        again("raw", [](const QByteArray& digest) { return digest; });
    }

    void otherHmac(const Setting&, Variants& out)
    {
        out.hmac("md5", 1, HmacKind::Md5, md5Size, "HMAC-MD5");
        out.hmac("sha1", 1, HmacKind::Sha1, sha1Size, "HMAC-SHA1");
        out.hmac("sha512", 1, HmacKind::Sha512, sha512Size, "HMAC-SHA512");
    }

    QByteArray signExtended(const QByteArray& digest)
    {
        QByteArray text;
        for (const char byte : digest) {
            if ((byte & 0x80) != 0)
                text += "ffffff";
            text += QByteArray(1, byte).toHex();
        }
        return text;
    }

    QByteArray unpadded(const QByteArray& digest)
    {
        QByteArray text;
        for (const char byte : digest)
            text += QByteArray::number(static_cast<unsigned char>(byte), 16);
        return text;
    }

    QByteArray asOneNumber(const QByteArray& digest)
    {
        QByteArray hex = digest.toHex();
        while (hex.size() > 1 && hex.startsWith('0'))
            hex.remove(0, 1);
        return hex;
    }

    QByteArray upperHex(const QByteArray& digest)
    {
        return digest.toHex().toUpper();
    }

    std::vector<Mistake> hashMistakes()
    {
        constexpr Slot slot = Slot::Hash;
        return {
            {"md5-instead-of-hmac", 17, slot, anyStage,
                {"MD5 was used where HMAC-SHA256 was agreed.", "约定 HMAC-SHA256，却用了 MD5。"},
                {"Use the sign type of the order; notifications do not repeat it.",
                    "按下单时的签名类型签名和验签，通知里不会再带。"},
                [](const Setting& setting, Variants& out) {
                    if (!isMd5(setting))
                        out.digest({}, 1, md5Size, "MD5",
                            [](const QByteArray& t, const QByteArray&) { return md5Bytes(t); });
                }},
            {"hmac-instead-of-md5", 60, slot, anyStage,
                {"HMAC-SHA256 was used where MD5 applies.", "应当用 MD5，却用了 HMAC-SHA256。"},
                {"Send sign_type=HMAC-SHA256 or sign with MD5.",
                    "要么发送 sign_type=HMAC-SHA256，要么用 MD5。"},
                [](const Setting& setting, Variants& out) {
                    if (isMd5(setting))
                        out.hmac({}, 1, HmacKind::Sha256, sha256Size, "HMAC-SHA256");
                },
                "a=1", "F7FE32ECD0E7DBD4453587DCCEEC5B3943950BD524D534B7205F172B6DD2C0B8"},
            {"hmac-wrong-key", 66, slot, anyStage,
                {"The HMAC was keyed with something else.", "HMAC 用了别的密钥。"},
                {"Key the HMAC with the API key as well.", "HMAC 的 key 也必须是 API 密钥。"},
                wrongHmacKey},
            {"hash-twice", 107, slot, ownSignatures,
                {"The digest was digested again.", "摘要做了两次。"},
                {"Hash once.", "只做一次摘要。"}, twice, "a=1", "E6447A8D9D9D168F9809A09E2A275803"},
            {"hmac-other-digest", 108, slot, ownSignatures,
                {"The HMAC was made with another digest.", "HMAC 用了别的摘要算法。"},
                {"Use HMAC-SHA256 or plain MD5.", "只支持 MD5 或 HMAC-SHA256。"}, otherHmac, "a=1",
                "77B5683C6DE89776768407A67193AB72"},
            {"sha1-used", 138, slot, ownSignatures,
                {"SHA-1 was used (the rule of the JS-SDK).", "用了 SHA-1（那是 JS-SDK 的规则）。"},
                {"SHA-1 is for wx.config only.", "SHA1 仅用于 wx.config。"},
                [](const Setting&, Variants& out) {
                    out.digest({}, 1, sha1Size, "SHA-1",
                        [](const QByteArray& t, const QByteArray&) { return sha1Bytes(t); });
                },
                "a=1", "4FDCAEF2D66AE372454771166883EA028EFAB5A3"},
            {"sha256-without-hmac", 139, slot, anyStage,
                {"Plain SHA-256 was used, without HMAC.", "用了普通 SHA-256，不是 HMAC。"},
                {"Use HMAC-SHA256 with the API key.", "使用以 API 密钥为 key 的 HMAC-SHA256。"},
                [](const Setting&, Variants& out) {
                    out.digest({}, 1, sha256Size, "SHA-256",
                        [](const QByteArray& t, const QByteArray&) { return sha256Bytes(t); });
                },
                "a=1", "F17C6B32893E9F0CF91FED23C8B66E400BEC531FA8E1445BFDB3C18029A0065C"},
        };
    }

} // namespace

std::vector<Mistake> digestMistakes()
{
    constexpr Slot slot = Slot::Output;
    std::vector<Mistake> all = hashMistakes();
    const std::vector<Mistake> outputs = {
        {"digest-lowercase", 9, slot, anyStage,
            {"The digest was left in lower case.", "摘要没有转成大写。"},
            {"Turn the digest to upper case.", "摘要结果转成大写。"},
            [](const Setting&, Variants& out) {
                out.output({}, 1, [](const QByteArray& digest) { return digest.toHex(); });
            },
            "a=1", "d7f7703ab86589954d00a51d34d2c19f"},
        {"digest-16-chars", 64, slot, anyStage,
            {"Only the middle 16 characters of the MD5 were used.", "只用了 16 位 MD5。"},
            {"Take all 32 characters.", "使用完整 32 位 MD5。"},
            [](const Setting&, Variants& out) {
                out.output("upper", 1, [](const QByteArray& d) { return upperHex(d).mid(8, 16); });
                out.output("lower", 1, [](const QByteArray& d) { return d.toHex().mid(8, 16); });
            },
            "a=1", "B86589954D00A51D"},
        {"digest-base64", 99, slot, anyStage,
            {"The digest is in Base64 instead of hexadecimal.", "摘要输出成了 Base64。"},
            {"Output upper-case hexadecimal.", "输出大写十六进制，不是 Base64。"},
            [](const Setting&, Variants& out) {
                out.output({}, 1, [](const QByteArray& digest) { return digest.toBase64(); });
                out.output("of-hex", 1, [](const QByteArray& d) { return upperHex(d).toBase64(); });
                out.output(
                    "of-hex-lower", 1, [](const QByteArray& d) { return d.toHex().toBase64(); });
            },
            "a=1", "1/dwOrhliZVNAKUdNNLBnw=="},
        {"digest-hyphenated", 100, slot, anyStage,
            {"Hyphens or colons stand between the bytes.", "摘要的字节之间有分隔符。"},
            {"Remove the separators.", "去掉分隔符。"},
            [](const Setting&, Variants& out) {
                out.output("upper", 1, [](const QByteArray& d) { return d.toHex('-').toUpper(); });
                out.output("lower", 1, [](const QByteArray& d) { return d.toHex('-'); });
                out.output("colon", 1, [](const QByteArray& d) { return d.toHex(':').toUpper(); });
                out.output("colon-lower", 1, [](const QByteArray& d) { return d.toHex(':'); });
            },
            "a=1", "D7-F7-70-3A-B8-65-89-95-4D-00-A5-1D-34-D2-C1-9F"},
        {"digest-sign-extended", 101, slot, anyStage,
            {"Bytes were printed as signed numbers.", "字节按有符号数输出了。"},
            {"Mask each byte with 0xFF.", "字节先与 0xFF 再转十六进制。"},
            [](const Setting&, Variants& out) {
                out.output(
                    "upper", 1, [](const QByteArray& d) { return signExtended(d).toUpper(); });
                out.output("lower", 1, signExtended);
            },
            "a=1",
            "FFFFFFD7FFFFFFF7703AFFFFFFB865FFFFFF89FFFFFF954D00FFFFFFA51D34FFFFFFD2FFFFFFC1FFFFFF9"
            "F"},
        {"digest-truncated", 102, slot, anyStage, {"The signature was cut.", "签名末尾被截断了。"},
            {"Check column widths, and copying.", "检查字段长度与复制是否完整。"},
            [](const Setting&, Variants& out) {
                for (const int by : {1, 2, 3, 4, 8})
                    out.output('-' + QByteArray::number(by), 1,
                        [by](const QByteArray& d) { return upperHex(d).chopped(by); });
            },
            "a=1", "D7F7703AB86589954D00A51D34D2C19"},
        {"digest-zero-padding-lost", 103, slot, anyStage,
            {"Leading zeros of bytes were lost.", "字节的前导零丢失了。"},
            {"Print every byte with two digits.", "每个字节固定输出两位十六进制。"},
            [](const Setting&, Variants& out) {
                out.output("upper", 1, [](const QByteArray& d) { return unpadded(d).toUpper(); });
                out.output("lower", 1, unpadded);
                out.output("bigint-upper", 1,
                    [](const QByteArray& d) { return asOneNumber(d).toUpper(); });
                out.output("bigint-lower", 1, asOneNumber);
            },
            "a=1", "D7F7703AB86589954D0A51D34D2C19F"},
        {"sign-cdata-wrapped", 140, slot, anyStage,
            {"The right signature stands inside CDATA markers.", "签名带上了 CDATA 标记。"},
            {"Compare the text inside the markers.", "比较时去掉 CDATA 标记。"},
            [](const Setting&, Variants& out) {
                out.output(
                    {}, 1, [](const QByteArray& d) { return "<![CDATA[" + upperHex(d) + "]]>"; });
            },
            "a=1", "<![CDATA[D7F7703AB86589954D00A51D34D2C19F]]>"},
        {"sign-surrounding-whitespace", 141, slot, anyStage,
            {"The right signature has a blank or newline around it.", "签名首尾有空白或换行。"},
            {"Trim the signature.", "去掉签名首尾空白。"},
            [](const Setting&, Variants& out) {
                out.output("lf", 1, [](const QByteArray& d) { return upperHex(d) + '\n'; });
                out.output("crlf", 1, [](const QByteArray& d) { return upperHex(d) + "\r\n"; });
                out.output("sp", 1, [](const QByteArray& d) { return upperHex(d) + ' '; });
                out.output("head-sp", 1, [](const QByteArray& d) { return ' ' + upperHex(d); });
            },
            "a=1", "D7F7703AB86589954D00A51D34D2C19F\n"},
    };
    all.insert(all.end(), outputs.begin(), outputs.end());
    return all;
}

} // namespace paydesk
