#include "core/doctor/checkup.h"
#include "core/doctor/shapes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace paydesk {

namespace {

    using Severity = CheckFinding::Severity;

    constexpr QByteArrayView prepayPrefix("prepay_id=");
    constexpr std::array<QByteArrayView, 5> callNames{
        "timeStamp", "nonceStr", "package", "signType", "paySign"};
    constexpr qsizetype longestNonce = 32;

    /// Names that belong to another front end, or to nobody.
    struct ForeignName {
        QByteArrayView name;
        const char* id = "";
        Bilingual what;
    };
    constexpr Bilingual appField{
        "This is a field of the APP SDK; wx.requestPayment takes timeStamp, nonceStr, package, "
        "signType and paySign.",
        "这是 APP SDK 的字段；wx.requestPayment 需要 timeStamp、nonceStr、package、signType 和 "
        "paySign。"};
    constexpr Bilingual orderField{
        "This is a field of the order request or of a Native QR code, not of the payment call.",
        "这是下单请求或 Native 二维码的字段，不属于支付调用。"};
    constexpr ForeignName foreignNames[] = {
        {"partnerid", "paysign-app-fields", appField},
        {"prepayid", "paysign-app-fields", appField},
        {"noncestr", "paysign-app-fields", appField},
        {"mch_id", "order-field-in-call", orderField},
        {"product_id", "order-field-in-call", orderField},
        {"total_fee", "order-field-in-call", orderField},
        {"trade_type", "order-field-in-call", orderField},
    };

    /// "time_stamp", "TimeStamp" and "timestamp" mean timeStamp.
    QByteArray plainName(QByteArrayView name)
    {
        return name.toByteArray().toLower().replace('_', "");
    }

    class PaymentCheck {
    public:
        PaymentCheck(const ReadInput& call, std::optional<SignType> orderType)
            : m_call(call)
            , m_fields(call.fields)
            , m_orderType(orderType)
        {
        }

        QList<CheckFinding> run();

    private:
        void checkPresence(QByteArrayView name);
        void checkKind(QByteArrayView name, ValueKind kind);
        void checkTimeStamp(QByteArrayView value);
        void checkNonce(const QByteArray& value);
        void checkPackage(QByteArrayView value);
        void checkSignType(QByteArrayView value);
        void checkPaySign(const QByteArray& value);
        void checkAppId();
        void checkOtherNames();
        void checkOtherName(const QByteArray& name);
        bool isCall(QByteArrayView function) const { return m_call.callee == function; }
        /// wx.chooseWXPay is called with `timestamp`, although `timeStamp` is signed.
        QByteArray spelling(QByteArrayView name) const;
        QByteArray misspelt(QByteArrayView name) const;
        QByteArray valueOf(QByteArrayView name) const { return m_fields.value(spelling(name)); }
        void find(const char* id, QByteArrayView field, const Bilingual& what,
            Severity severity = Severity::Error);

        const ReadInput& m_call;
        const Parameters& m_fields;
        std::optional<SignType> m_orderType;
        QList<CheckFinding> m_found;
    };

    QList<CheckFinding> PaymentCheck::run()
    {
        for (const QByteArrayView name : callNames)
            checkPresence(name);
        if (const QByteArray value = valueOf("timeStamp"); !value.isEmpty())
            checkTimeStamp(value);
        checkNonce(valueOf("nonceStr"));
        if (const QByteArray value = valueOf("package"); !value.isEmpty())
            checkPackage(value);
        checkSignType(valueOf("signType"));
        if (const QByteArray value = valueOf("paySign"); !value.isEmpty())
            checkPaySign(value);
        checkAppId();
        checkOtherNames();
        return std::move(m_found);
    }

    void PaymentCheck::find(
        const char* id, QByteArrayView field, const Bilingual& what, Severity severity)
    {
        m_found.append({id, field.toByteArray(), severity, what, -1});
    }

    QByteArray PaymentCheck::spelling(QByteArrayView name) const
    {
        return name == "timeStamp" && isCall("chooseWXPay") ? "timestamp" : name.toByteArray();
    }

    /// The name by which the field was meant; empty if there is none.
    QByteArray PaymentCheck::misspelt(QByteArrayView name) const
    {
        const auto meant = [name](const Parameter& field) {
            return plainName(field.name) == plainName(name)
                || (name == "paySign" && field.name == "sign");
        };
        const auto found = std::find_if(m_fields.begin(), m_fields.end(), meant);
        return found == m_fields.end() ? QByteArray() : found->name;
    }

    void PaymentCheck::checkPresence(QByteArrayView name)
    {
        const QByteArray right = spelling(name);
        for (qsizetype i = 0; i < m_fields.size(); ++i) {
            if (m_fields.at(i).name == right)
                return checkKind(right, m_call.kindAt(i));
        }
        const QByteArray other = misspelt(name);
        if (other == "timestamp")
            return find("paysign-timestamp-case", other,
                {"The call wants timeStamp with a capital S; only wx.chooseWXPay is called with "
                 "timestamp.",
                    "此处应为 timeStamp（大写 S），只有 wx.chooseWXPay 的调用参数是 timestamp。"});
        if (!other.isEmpty())
            return find("paysign-names-case", other,
                {"The name is misspelt: the call takes timeStamp, nonceStr, package, signType and "
                 "paySign.",
                    "字段名拼写不对：应为 timeStamp、nonceStr、package、signType、paySign。"});
        if (name == "signType")
            return find("signtype-missing", name,
                {"signType is missing; WeChat then assumes MD5. Pass it and sign it.",
                    "缺少 signType，微信会按 MD5 处理；请传入并参与签名。"},
                Severity::Warning);
        find("field-missing", name,
            {"The field is missing; the call fails with “parameter error”.",
                "缺少该字段，调用会报“parameter error”。"});
    }

    void PaymentCheck::checkKind(QByteArrayView name, ValueKind kind)
    {
        switch (kind) {
        case ValueKind::Text:
            if (m_fields.value(name).isEmpty())
                find("value-empty", name, {"The value is empty.", "该值为空。"});
            return;
        case ValueKind::Null:
        case ValueKind::Undefined:
            return find("value-undefined", name,
                {"The value is null or undefined: it was lost on the way from the server.",
                    "该值为 null 或 undefined：从服务器到前端的途中丢失了。"});
        default:
            break;
        }
        if (name == "timeStamp" || name == "timestamp")
            return find("timestamp-type", name,
                {"The time stamp is a number here; it must be text (iOS reports $key0$).",
                    "时间戳在这里是数字，必须是字符串（iOS 会报 $key0$）。"});
        find("value-not-text", name, {"The value must be text.", "该值必须是字符串。"});
    }

    void PaymentCheck::checkTimeStamp(QByteArrayView value)
    {
        const std::optional<qint64> seconds = secondsIn(value);
        if (seconds && value.size() == 10)
            return;
        if (seconds)
            return find("timestamp-milliseconds", spelling("timeStamp"),
                {"These are milliseconds; WeChat takes seconds, ten digits.",
                    "这是毫秒，微信要求秒（10 位数字）。"});
        find("timestamp-malformed", spelling("timeStamp"),
            {"A time stamp is the seconds since 1970, ten digits.",
                "时间戳应为 1970 年以来的秒数，共 10 位数字。"});
    }

    void PaymentCheck::checkNonce(const QByteArray& value)
    {
        if (value.size() > longestNonce)
            find("nonce-too-long", "nonceStr",
                {"nonceStr may have 32 characters at most.", "nonceStr 最多 32 个字符。"});
    }

    void PaymentCheck::checkPackage(QByteArrayView value)
    {
        if (value.startsWith("Sign=WXPay"))
            return find("paysign-app-fields", "package", appField);
        if (!value.startsWith(prepayPrefix)) {
            const bool typo = plainName(value).contains("prepay");
            return typo ? find("paysign-package-prefix-typo", "package",
                              {"The prefix is misspelt; it is prepay_id= to the letter.",
                                  "前缀拼写不对，必须一字不差地写成 prepay_id=。"})
                        : find("paysign-package-without-prefix", "package",
                              {"The prefix prepay_id= is missing.", "缺少前缀 prepay_id=。"});
        }
        const QByteArrayView id = value.sliced(prepayPrefix.size());
        if (id.isEmpty() || id == "undefined" || id == "null" || id == "None" || id == "nil")
            return find("paysign-prepay-undefined", "package",
                {"There is no prepay_id behind the prefix: the order step has failed, or its "
                 "answer "
                 "was not read.",
                    "前缀后面没有 prepay_id：下单失败，或没有读到应答。"});
        const auto usual = [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                || c == '_' || c == '-';
        };
        if (!std::all_of(id.begin(), id.end(), usual))
            find("prepay-id-odd", "package",
                {"The prepay_id holds characters that none has (blanks, quotes, a second prefix?).",
                    "prepay_id 含有不该有的字符（空白、引号，或重复的前缀）。"});
    }

    void PaymentCheck::checkSignType(QByteArrayView value)
    {
        const Result<SignType> type = signTypeFromName(value);
        if (value == "RSA")
            return find("signtype-rsa", "signType",
                {"RSA belongs to API v3; an order placed with v2 is signed with MD5 or "
                 "HMAC-SHA256.",
                    "RSA 属于 APIv3；V2 下的单用 MD5 或 HMAC-SHA256 签名。"});
        if (!type && !value.isEmpty())
            return find("sign-type-spelling", "signType",
                {"signType is MD5 or HMAC-SHA256, spelt exactly so.",
                    "signType 只能是 MD5 或 HMAC-SHA256，拼写必须完全一致。"});
        if (m_orderType && type.value_or(SignType::Md5) != *m_orderType)
            find("sign-type-order-mismatch", "signType",
                {"signType differs from the order's sign_type; WeChat refuses that.",
                    "signType 与下单时的 sign_type 不同，微信会拒绝。"});
    }

    void PaymentCheck::checkPaySign(const QByteArray& value)
    {
        const SignatureShape shape = shapeOf(value);
        if (shape == SignatureShape::Rsa)
            return find("rsa-signature-received", "paySign",
                {"This is a signature of API v3 (RSA, Base64 of 344 characters); orders of v2 need "
                 "MD5 or HMAC-SHA256.",
                    "这是 APIv3 签名（RSA，344 个字符的 Base64）；V2 的单需要 MD5 或 "
                    "HMAC-SHA256。"});
        if (shape == SignatureShape::Unknown)
            return find("paysign-shape", "paySign",
                {"A paySign is 32 hexadecimal digits (MD5) or 64 (HMAC-SHA256).",
                    "paySign 应为 32 位（MD5）或 64 位（HMAC-SHA256）十六进制。"});
        const SignType named = signTypeFromName(valueOf("signType")).value_or(SignType::Md5);
        if ((shape == SignatureShape::HmacSha256) != (named == SignType::HmacSha256))
            find("paysign-length", "paySign",
                {"The length does not fit signType: MD5 has 32 digits, HMAC-SHA256 has 64.",
                    "长度与 signType 不符：MD5 为 32 位，HMAC-SHA256 为 64 位。"});
        if (value != value.toUpper())
            find("digest-lowercase", "paySign",
                {"The digits must be in upper case.", "十六进制字母必须大写。"});
    }

    void PaymentCheck::checkAppId()
    {
        if (isCall("getBrandWCPayRequest") && !m_fields.contains("appId")
            && !m_fields.contains("appid"))
            find("appid-missing", "appId",
                {"This call takes appId as well.", "此调用还需要传入 appId。"});
        if (isCall("requestPayment") && m_fields.contains("appId"))
            find("appid-passed", "appId",
                {"appId is signed, but not passed: WeChat takes the running mini program's own.",
                    "appId 参与签名但不传入：微信使用当前小程序自己的 appId。"},
                Severity::Warning);
        if (m_fields.contains("appid"))
            find("paysign-appid-case", "appid",
                {"The name that is signed is appId, with a capital I.",
                    "参与签名的字段名是 appId（大写 I）。"},
                isCall("getBrandWCPayRequest") ? Severity::Error : Severity::Warning);
    }

    void PaymentCheck::checkOtherNames()
    {
        for (const QByteArray& name : m_fields.duplicates())
            find("name-twice", name,
                {"The name occurs twice; only one of the values is used.",
                    "该字段出现两次，只有一个值会生效。"});
        for (const Parameter& field : m_fields)
            checkOtherName(field.name);
    }

    void PaymentCheck::checkOtherName(const QByteArray& name)
    {
        const auto foreign = std::find_if(std::begin(foreignNames), std::end(foreignNames),
            [&](const ForeignName& known) { return known.name == name; });
        if (foreign != std::end(foreignNames))
            return find(foreign->id, name, foreign->what);
        const auto meansIt = [&](QByteArrayView known) { return misspelt(known) == name; };
        const bool known = name == "appId" || name == "appid"
            || std::any_of(callNames.begin(), callNames.end(), meansIt)
            || std::any_of(callNames.begin(), callNames.end(),
                [&](QByteArrayView right) { return spelling(right) == name; });
        if (!known)
            find("name-unknown", name,
                {"The payment call does not know this name; it must not be signed either.",
                    "支付调用没有这个字段，它也不应参与签名。"},
                Severity::Warning);
    }

} // namespace

QList<CheckFinding> checkPaymentCall(const ReadInput& call, std::optional<SignType> orderType)
{
    return PaymentCheck(call, orderType).run();
}

} // namespace paydesk
