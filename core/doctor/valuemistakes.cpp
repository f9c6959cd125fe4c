#include "core/doctor/catalogue.h"
#include "core/doctor/characters.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace paydesk {

namespace {

    using Label = QByteArray;

    bool isAmount(const DraftField& field)
    {
        const QByteArrayView name(field.name);
        return (name.contains("fee") || name.contains("amount")) && allDigits(field.value)
            && field.value.size() <= 12;
    }

    /// The order's own amount is the one people get wrong.
    int tierOfAmount(const DraftField& field)
    {
        return field.name == "total_fee" || field.name == "refund_fee"
                || field.name == "total_amount" || field.name == "amount"
            ? 1
            : 2;
    }

    template <typename Use>
    void eachNamed(const Setting& setting, std::initializer_list<const char*> names, Use use)
    {
        eachSignedField(setting, [&](std::size_t i, const DraftField& field) {
            if (std::any_of(names.begin(), names.end(),
                    [&](const char* name) { return field.name == name; }))
                use(i, field);
        });
    }

    Variants::ValueMap constant(const QByteArray& value)
    {
        return [value](const QByteArray&) { return value; };
    }

    /// One variant for each identifier that stands elsewhere in the profile.
    void swapIdentifiers(const Setting& setting, Variants& out,
        std::initializer_list<const char*> fields, std::initializer_list<const char*> sources)
    {
        eachNamed(setting, fields, [&](std::size_t i, const DraftField& field) {
            for (const char* source : sources) {
                const QByteArray other = setting.identifier(source);
                if (!other.isEmpty() && other != field.value)
                    out.value(i, setting.fields, field.name + '|' + source, 1, constant(other));
            }
        });
    }

    QByteArray inYuan(const QByteArray& fen, bool twoDecimals)
    {
        const QByteArray padded = fen.rightJustified(3, '0');
        QByteArray yuan = padded.chopped(2) + '.' + padded.last(2);
        while (!twoDecimals && (yuan.endsWith('0') || yuan.endsWith('.'))) {
            const bool point = yuan.endsWith('.');
            yuan.chop(1);
            if (point)
                break;
        }
        return yuan;
    }

    void amountUnit(const Setting& setting, Variants& out)
    {
        eachSignedField(setting, [&](std::size_t i, const DraftField& field) {
            if (!isAmount(field))
                return;
            const int tier = tierOfAmount(field);
            out.value(i, setting.fields, field.name + "|yuan2", tier,
                [](const QByteArray& fen) { return inYuan(fen, true); });
            out.value(i, setting.fields, field.name + "|yuan", tier,
                [](const QByteArray& fen) { return inYuan(fen, false); });
            out.value(i, setting.fields, field.name + "|fen", tier,
                [](const QByteArray& fen) { return fen + "00"; });
        });
    }

    void amountFloat(const Setting& setting, Variants& out)
    {
        eachSignedField(setting, [&](std::size_t i, const DraftField& field) {
            if (!isAmount(field))
                return;
            const qint64 fen = field.value.toLongLong();
            const int tier = tierOfAmount(field);
            const double back = double(fen) / 100.0 * 100;
            if (back != double(fen)) // NOLINT(clang-diagnostic-float-equal): this is the artifact
                out.value(i, setting.fields, field.name + "|repr", tier,
                    constant(QByteArray::number(back, 'g', QLocale::FloatingPointShortest)));
            out.value(i, setting.fields, field.name + "|trunc", tier,
                constant(QByteArray::number(qint64(back))));
            if (qint64(double(fen + 1) / 100.0 * 100) == fen)
                out.value(i, setting.fields, field.name + "|inverse", tier,
                    constant(QByteArray::number(fen + 1)));
        });
    }

    void decimalFee(const Setting& setting, Variants& out)
    {
        eachSignedField(setting, [&](std::size_t i, const DraftField& field) {
            if (!isAmount(field))
                return;
            for (const char* tail : {".0", ".00"})
                out.value(i, setting.fields, field.name + '|' + tail, tierOfAmount(field),
                    [tail](const QByteArray& value) { return value + tail; });
        });
    }

    void otherNonce(const Setting& setting, Variants& out)
    {
        eachNamed(setting, {"nonceStr", "nonce_str"}, [&](std::size_t i, const DraftField& field) {
            const QList<QByteArray>& nonces = setting.question.order.otherNonces;
            for (qsizetype n = 0; n < nonces.size(); ++n) {
                if (nonces.at(n) != field.value)
                    out.value(i, setting.fields, QByteArray::number(n), 1, constant(nonces.at(n)));
            }
        });
    }

    void signTypeSpelling(const Setting& setting, Variants& out)
    {
        eachNamed(setting, {"sign_type", "signType"}, [&](std::size_t i, const DraftField& field) {
            for (const char* spelling : {"md5", "Md5", "hmac-sha256", "Hmac-SHA256", "HMAC_SHA256",
                     "hmac_sha256", "HMACSHA256", "HmacSHA256", "HMAC-SHA-256", "HMAC", "SHA256",
                     "SHA1", "RSA", "RSA2", "MD5", "HMAC-SHA256"}) {
                if (field.value != spelling)
                    out.value(i, setting.fields, spelling, 1, constant(spelling));
            }
        });
    }

    QByteArray collapsed(const QByteArray& text, bool unicode)
    {
        QByteArray result;
        bool pending = false;
        const QByteArray mapped = mappedCharacters(text, [&](char32_t c, QByteArrayView sequence) {
            const bool ascii = c == ' ' || (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F);
            const bool wide = c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A)
                || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
            if (ascii || (unicode && wide))
                return QByteArray(1, '\n');
            return sequence.toByteArray();
        });
        for (const char c : mapped) {
            if (c == '\n') {
                pending = !result.isEmpty();
                continue;
            }
            if (std::exchange(pending, false))
                result += ' ';
            result += c;
        }
        return result;
    }

    void collapse(const Setting&, Variants& out)
    {
        out.values({}, 1, [](const QByteArray& value) { return collapsed(value, false); });
        out.values("unicode", 1, [](const QByteArray& value) { return collapsed(value, true); });
    }

    QByteArray withoutEmoji(const QByteArray& text, const QByteArray& instead)
    {
        if (isAscii(text))
            return text;
        return mappedBeyondAscii(text, [&](char32_t c, QByteArrayView sequence) {
            return c > 0xFFFF ? instead : sequence.toByteArray();
        });
    }

    void emojiReplaced(const Setting&, Variants& out)
    {
        for (const char* instead : {"?", "??", "????", "\xEF\xBF\xBD", "\xEF\xBF\xBD\xEF\xBF\xBD"})
            out.values(instead, 1,
                [instead](const QByteArray& value) { return withoutEmoji(value, instead); });
    }

    void leadingZeros(const Setting& setting, Variants& out)
    {
        eachSignedField(setting, [&](std::size_t i, const DraftField& field) {
            if (field.value.size() < 2 || !field.value.startsWith('0') || !allDigits(field.value))
                return;
            QByteArray number = field.value;
            while (number.size() > 1 && number.startsWith('0'))
                number.remove(0, 1);
            out.value(i, setting.fields, field.name, 1, constant(number));
        });
    }

    /// As JavaScript prints the number: its shortest digits, padded with zeros below 1e21.
    QByteArray asJavaScriptNumber(const QByteArray& digits)
    {
        const double number = digits.toDouble();
        const QByteArray shortest = QByteArray::number(number, 'e', QLocale::FloatingPointShortest);
        const qsizetype mark = shortest.indexOf('e');
        const int exponent = shortest.sliced(mark + 1).toInt();
        QByteArray mantissa = shortest.first(mark);
        if (exponent >= 21)
            return mantissa + "e+" + QByteArray::number(exponent);
        mantissa.replace(".", "");
        return mantissa.leftJustified(exponent + 1, '0');
    }

    void numberPrecision(const Setting& setting, Variants& out)
    {
        eachSignedField(setting, [&](std::size_t i, const DraftField& field) {
            if (field.value.size() >= 17 && field.value.size() <= 32 && allDigits(field.value))
                out.value(i, setting.fields, field.name, 1, asJavaScriptNumber);
        });
    }

    void ipForm(const Setting& setting, Variants& out)
    {
        eachNamed(setting, {"spbill_create_ip", "client_ip"},
            [&](std::size_t i, const DraftField& field) {
                const auto add = [&](const char* label, const QByteArray& value) {
                    if (value != field.value)
                        out.value(i, setting.fields, field.name + '|' + label, 1, constant(value));
                };
                if (field.value.startsWith("::ffff:"))
                    add("unmap", field.value.sliced(7));
                else
                    add("mapped", "::ffff:" + field.value);
                for (const char* other : {"127.0.0.1", "::1", "0.0.0.0"})
                    add(other, other);
            });
    }

    void urlVariant(const Setting& setting, Variants& out)
    {
        eachNamed(setting, {"notify_url"}, [&](std::size_t i, const DraftField& field) {
            const QByteArray& url = field.value;
            const qsizetype host = url.indexOf("://") + 3;
            if (host < 3)
                return;
            const auto add = [&](const char* label, const QByteArray& value) {
                if (value != url)
                    out.value(i, setting.fields, label, 1, constant(value));
            };
            const bool secure = url.startsWith("https://");
            add("scheme", (secure ? "http" : "https") + url.sliced(host - 3));
            add("slash", url.endsWith('/') ? url.chopped(1) : url + '/');
            const qsizetype slash = url.indexOf('/', host);
            const QByteArray authority = slash < 0 ? url : url.first(slash);
            const qsizetype colon = authority.indexOf(':', host);
            if (colon > 0)
                add("no-port", authority.first(colon) + url.sliced(authority.size()));
            const qsizetype query = url.indexOf('?');
            if (query > 0)
                add("no-query", url.first(query));
            add("no-path", authority);
        });
    }

    void extraWhitespace(const Setting& setting, Variants& out)
    {
        struct Blank {
            const char* label;
            const char* before;
            const char* behind;
        };
        eachSignedField(setting, [&](std::size_t i, const DraftField& field) {
            for (const auto& [label, before, behind] : {Blank{"tail-sp", "", " "},
                     Blank{"tail-lf", "", "\n"}, Blank{"tail-crlf", "", "\r\n"},
                     Blank{"tail-tab", "", "\t"}, Blank{"head-sp", " ", ""}})
                out.value(i, setting.fields, field.name + '|' + label, 2,
                    [before, behind](const QByteArray& value) { return before + value + behind; });
        });
    }

    /// No field may be longer; trying every length of a longer one would take minutes.
    constexpr qsizetype longestCut = 6000;

    void truncated(const Setting& setting, Variants& out)
    {
        eachNamed(setting, {"body", "attach", "detail", "goods_tag", "notify_url"},
            [&](std::size_t i, const DraftField& field) {
                const qsizetype length = characterCount(field.value);
                if (length > longestCut)
                    return;
                for (qsizetype n = 1; n < length; ++n)
                    out.value(i, setting.fields, field.name + '|' + QByteArray::number(n), 3,
                        [n](const QByteArray& value) { return firstCharacters(value, n); });
            });
    }

} // namespace

std::vector<Mistake> valueMistakes()
{
    constexpr Slot slot = Slot::Value;
    return {
        {"amount-unit-mismatch", 20, slot, messages,
            {"The amount is in yuan in one place and in fen in the other.",
                "金额一处用元、一处用分。"},
            {"Use fen everywhere and convert once, at the edge.",
                "全程使用“分”，只在入口处换算一次。"},
            amountUnit, "total_fee=100", "total_fee=1.00&key=KEY"},
        {"amount-float-artifact", 37, slot, requestOnly,
            {"Binary floating point crept into the amount.", "金额经过浮点数运算，值变了。"},
            {"Compute amounts as whole numbers or decimals and round; never with a raw double.",
                "金额用整数或十进制类型计算并四舍五入，不要直接用浮点数。"},
            amountFloat, "total_fee=1990", "total_fee=1989.9999999999998&key=KEY"},
        {"mch-id-swapped", 39, slot, requestOnly,
            {"The number of another merchant was signed.", "签名里用了另一个商户号。"},
            {"Put each merchant number in its own field and sign what you send.",
                "区分 mch_id 与 sub_mch_id，签名与发送一致。"},
            [](const Setting& setting, Variants& out) {
                swapIdentifiers(setting, out, {"mch_id", "mchid", "sub_mch_id"},
                    {"mch_id", "sub_mch_id", "sp_mch_id", "other_mch_id"});
            }},
        {"nonce-from-other-step", 41, slot, ownSignatures,
            {"The nonce in the string is that of another step.", "签名里的随机串是另一步的。"},
            {"Send exactly the nonce that was signed.", "发送的随机串必须就是签名用的那个。"},
            otherNonce},
        {"sign-type-spelling", 54, slot, ownSignatures,
            {"The sign type is spelt differently in the string.", "签名串里的签名类型写法不对。"},
            {"Spell it MD5 or HMAC-SHA256, in the string as in the request.",
                "签名类型只写 MD5 或 HMAC-SHA256，签名串与请求保持一致。"},
            signTypeSpelling, "sign_type=MD5", "sign_type=md5&key=KEY"},
        {"total-fee-decimal", 55, slot, messages,
            {"The amount carries decimals in the string.", "签名串里的金额带小数。"},
            {"Make the amount a whole number of fen before signing and sending.",
                "金额先转成整数（单位：分）再签名和发送。"},
            decimalFee, "total_fee=1", "total_fee=1.0&key=KEY"},
        {"emoji-removed", 65, slot, messages,
            {"Emoji were dropped before signing.", "签名前表情符号被删掉了。"},
            {"Filter emoji first, then sign and send the same text; use utf8mb4 in the database.",
                "先过滤表情，再用同一文本签名和发送；数据库用 utf8mb4。"},
            [](const Setting&, Variants& out) {
                out.values({}, 1, [](const QByteArray& value) { return withoutEmoji(value, {}); });
            },
            "body=a\xF0\x9F\x8D\x9C", "body=a&key=KEY"},
        {"ip-form-mismatch", 87, slot, requestOnly,
            {"The client's IP is written differently.", "客户端 IP 的写法不同。"},
            {"Determine the IP once and use that text for signing and sending.",
                "客户端 IP 只取一次，签名和发送用同一文本。"},
            ipForm, "client_ip=::ffff:1.2.3.4", "client_ip=1.2.3.4&key=KEY"},
        {"values-trimmed", 91, slot, messages,
            {"Values are trimmed in the string but sent untrimmed.",
                "签名时去掉了首尾空白，发送时没有。"},
            {"Trim before both steps, or in neither.", "要么都去空白，要么都不去。"},
            [](const Setting&, Variants& out) { out.values({}, 1, stripped); }, "body=a ",
            "body=a&key=KEY"},
        {"appid-swapped", 92, slot, requestOnly,
            {"The appid of another account was signed.", "签名里用了另一个账号的 appid。"},
            {"Use one appid per order: the one the openid belongs to.",
                "下单所用 appid 必须与 openid 所属一致。"},
            [](const Setting& setting, Variants& out) {
                swapIdentifiers(setting, out, {"appid", "wxappid", "mch_appid", "sub_appid"},
                    {"appid", "sub_appid", "sp_appid", "mp_appid", "app_appid"});
            }},
        {"emoji-replaced", 105, slot, messages,
            {"Emoji turned into question marks.", "表情符号变成了问号或替代字符。"},
            {"Use full UTF-8 (utf8mb4) on the whole path.", "全链路使用完整 UTF-8（utf8mb4）。"},
            emojiReplaced, "body=a\xF0\x9F\x8D\x9C", "body=a?&key=KEY"},
        {"leading-zeros-lost", 125, slot, messages,
            {"A number lost its leading zeros.", "编号的前导零丢失了。"},
            {"Treat identifiers as text, not as numbers.", "编号类字段按文本保存，不要当数字。"},
            leadingZeros, "out_trade_no=007", "out_trade_no=7&key=KEY"},
        {"number-precision-lost", 127, slot, messages,
            {"A long number went through a floating-point type.", "长编号经过浮点数，末几位变了。"},
            {"Keep order and transaction numbers as text.", "订单号、交易号始终按字符串处理。"},
            numberPrecision, "out_trade_no=896942142832862138",
            "out_trade_no=896942142832862100&key=KEY"},
        {"url-variant", 150, slot, requestOnly,
            {"notify_url differs slightly.", "notify_url 有细微差别。"},
            {"Sign the very URL text that is sent.", "签名用的 notify_url 要与发送的逐字一致。"},
            urlVariant, "notify_url=https://a.cn/n", "notify_url=http://a.cn/n&key=KEY"},
        {"value-extra-whitespace", 151, slot, anyStage,
            {"A value has a stray blank in the string.", "签名串里某个值多了空白。"},
            {"Trim values before they enter the parameter set.", "参数入集前去掉首尾空白。"},
            extraWhitespace, "body=a", "body=a\n&key=KEY"},
        {"value-truncated", 152, slot, messages,
            {"A long value was cut before signing.", "较长的值在签名前被截断了。"},
            {"Cut first, then sign and send the same text.", "先截断再签名，发送同一文本。"},
            truncated, "body=abc", "body=ab&key=KEY"},
        {"values-whitespace-collapsed", 155, slot, messages,
            {"White space inside values was normalised.", "值里的空白被规范化了。"},
            {"Switch off text normalisation in the XML parser.",
                "关闭 XML 解析器的空白规范化（normalize）。"},
            collapse, "body= a  b", "body=a b&key=KEY"},
    };
}

} // namespace paydesk
