#include "core/checkout/draft.h"
#include "core/sign/utf8.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    /// One of the further fields (protocol-v2.md §4.1): its longest value in bytes, and a rule for
    /// its form.
    struct FurtherField {
        const char* name = nullptr;
        qsizetype limit = 0;
        bool (*wellFormed)(const QByteArray& value) = nullptr;
        const char* rule = nullptr;
    };

    bool isStamp(const QByteArray& value)
    {
        return fromBeijingStamp(value).isValid();
    }

    bool isJson(const QByteArray& value)
    {
        return !QJsonDocument::fromJson(value).isNull();
    }

    template <const char* Word> bool isWord(const QByteArray& value)
    {
        return value == Word;
    }

    bool isYesOrNo(const QByteArray& value)
    {
        return value == "Y" || value == "N";
    }

    constexpr char yuanCurrency[] = "CNY";
    constexpr char noCredit[] = "no_credit";
    constexpr char yes[] = "Y";
    constexpr const char* stampRule = QT_TRANSLATE_NOOP("Reason", "yyyyMMddHHmmss in Beijing time");
    constexpr const char* jsonRule = QT_TRANSLATE_NOOP("Reason", "JSON text");

    constexpr FurtherField furtherFields[] = {
        {"attach", 127},
        {"detail", 6000, isJson, jsonRule},
        {"device_info", 32},
        {"fee_type", 16, isWord<yuanCurrency>, QT_TRANSLATE_NOOP("Reason", "only CNY")},
        {"time_start", 14, isStamp, stampRule},
        {"time_expire", 14, isStamp, stampRule},
        {"goods_tag", 32},
        {"product_id", 32},
        {"limit_pay", 32, isWord<noCredit>, QT_TRANSLATE_NOOP("Reason", "only no_credit")},
        {"receipt", 8, isWord<yes>, QT_TRANSLATE_NOOP("Reason", "only Y")},
        {"profit_sharing", 16, isYesOrNo, QT_TRANSLATE_NOOP("Reason", "Y or N")},
        {"scene_info", 256, isJson, jsonRule},
        {"version", 32},
    };

    /// Fields that have a place of their own in the draft, or that the client adds.
    constexpr std::array<const char*, 12> ownFields{"appid", "mch_id", "nonce_str", "sign",
        "sign_type", "out_trade_no", "body", "total_fee", "trade_type", "openid", "notify_url",
        "spbill_create_ip"};

    constexpr qsizetype bodyLimit = 127;
    constexpr qsizetype outTradeNoLimit = 32;
    constexpr qsizetype openidLimit = 128;
    constexpr qsizetype notifyUrlLimit = 256;
    constexpr qsizetype addressLimit = 64;

    /// Collects what is wrong; a field is named once, by the first rule it breaks.
    class RuleBook {
    public:
        void missing(const char* field)
        {
            m_broken.append(failure(
                FailureId::FieldMissing, {{QStringLiteral("field"), QString::fromLatin1(field)}}));
        }
        void malformed(const QByteArray& field, const char* rule)
        {
            m_broken.append(failure(FailureId::FieldMalformed,
                {{QStringLiteral("field"), QString::fromUtf8(field)},
                    {QStringLiteral("rule"), QString::fromLatin1(rule)}}));
        }
        void add(const Failure& broken) { m_broken.append(broken); }

        /// The rules of every text; false when one is broken.
        bool text(const QByteArray& field, const QByteArray& value, qsizetype limit)
        {
            if (value.size() > limit)
                add(failure(FailureId::FieldTooLong,
                    {{QStringLiteral("field"), QString::fromUtf8(field)},
                        {QStringLiteral("length"), value.size()},
                        {QStringLiteral("limit"), limit}}));
            else if (firstInvalidUtf8(value) >= 0)
                malformed(field, QT_TRANSLATE_NOOP("Reason", "UTF-8 text"));
            else if (std::any_of(value.begin(), value.end(),
                         [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; }))
                // XML folds line ends, and the signature would no longer fit.
                malformed(
                    field, QT_TRANSLATE_NOOP("Reason", "no line breaks or control characters"));
            else
                return true;
            return false;
        }

        /// The same for a field that must not be empty.
        bool required(const char* field, const QByteArray& value, qsizetype limit)
        {
            if (!value.isEmpty())
                return text(field, value, limit);
            missing(field);
            return false;
        }

        QList<Failure> broken() const { return m_broken; }

    private:
        QList<Failure> m_broken;
    };

    bool isOutTradeNo(const QByteArray& value)
    {
        return std::all_of(value.begin(), value.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
                || QByteArrayView("_-|*").contains(c);
        });
    }

    void checkAmount(RuleBook& rules, Fen amount)
    {
        if (amount.value < 1 || amount.value > largestFen)
            rules.add(failure(FailureId::AmountOutOfRange,
                {{QStringLiteral("text"), QString::fromLatin1(yuan(amount))}}));
    }

    void checkPayer(RuleBook& rules, const OrderDraft& draft)
    {
        if (draft.tradeType != "JSAPI" || !draft.openid.isEmpty())
            rules.text("openid", draft.openid, openidLimit);
        else if (draft.code.isEmpty())
            rules.missing("openid");
    }

    void checkTradeType(RuleBook& rules, const OrderDraft& draft)
    {
        static constexpr std::array<const char*, 4> types{"JSAPI", "NATIVE", "APP", "MWEB"};
        if (draft.tradeType.isEmpty())
            rules.missing("trade_type");
        else if (std::none_of(types.begin(), types.end(),
                     [&draft](const char* type) { return draft.tradeType == type; }))
            rules.malformed("trade_type",
                QT_TRANSLATE_NOOP("Reason", "JSAPI (mini programs, too), NATIVE, APP or MWEB"));
    }

    void checkNotifyUrl(RuleBook& rules, const QByteArray& value, const Profile& profile)
    {
        if (!rules.required("notify_url", value, notifyUrlLimit))
            return;
        const QUrl url = QUrl::fromEncoded(value, QUrl::StrictMode);
        const bool encrypted = url.scheme() == u"https";
        if (!url.isValid() || url.host().isEmpty() || (!encrypted && url.scheme() != u"http"))
            rules.malformed("notify_url",
                QT_TRANSLATE_NOOP("Reason", "an absolute http:// or https:// address"));
        else if (url.hasQuery() || url.hasFragment())
            rules.malformed(
                "notify_url", QT_TRANSLATE_NOOP("Reason", "no query string and no fragment"));
        else if (!url.userInfo().isEmpty())
            rules.malformed(
                "notify_url", QT_TRANSLATE_NOOP("Reason", "no user name and no password"));
        else if (!profile.isSandbox() && !encrypted)
            rules.malformed("notify_url", QT_TRANSLATE_NOOP("Reason", "https for real merchants"));
        else if (!profile.isSandbox()
            && (url.host() == u"localhost" || QHostAddress(url.host()).isLoopback()))
            rules.malformed(
                "notify_url", QT_TRANSLATE_NOOP("Reason", "an address that WeChat can reach"));
    }

    void checkAddress(RuleBook& rules, const QByteArray& value)
    {
        if (rules.required("spbill_create_ip", value, addressLimit)
            && QHostAddress(QString::fromLatin1(value)).isNull())
            rules.malformed(
                "spbill_create_ip", QT_TRANSLATE_NOOP("Reason", "an IPv4 or IPv6 address"));
    }

    bool isFieldName(const QByteArray& name)
    {
        if (name.isEmpty() || (name.front() >= '0' && name.front() <= '9'))
            return false;
        return std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
                || c == '_';
        });
    }

    void checkFurtherField(RuleBook& rules, const Parameter& field)
    {
        constexpr qsizetype longestOther =
            6000; // no closed field list: partner fields pass (protocol-v2.md §1)
        const auto* known = std::find_if(std::begin(furtherFields), std::end(furtherFields),
            [&field](const FurtherField& row) { return field.name == row.name; });
        const bool isKnown = known != std::end(furtherFields);
        if (std::any_of(ownFields.begin(), ownFields.end(),
                [&field](const char* own) { return field.name == own; }))
            rules.malformed(field.name,
                QT_TRANSLATE_NOOP("Reason", "not a further field: Paydesk fills it in"));
        else if (!isFieldName(field.name))
            rules.malformed(field.name,
                QT_TRANSLATE_NOOP("Reason", "a field name of letters, digits and underscores"));
        else if (!field.value.isEmpty()
            && rules.text(field.name, field.value, isKnown ? known->limit : longestOther) && isKnown
            && known->wellFormed && !known->wellFormed(field.value))
            rules.malformed(field.name, known->rule);
    }

    void checkFurtherFields(RuleBook& rules, const OrderDraft& draft)
    {
        if (draft.tradeType == "NATIVE" && draft.more.value("product_id").isEmpty())
            rules.missing("product_id");
        if (draft.tradeType == "MWEB" && draft.more.value("scene_info").isEmpty())
            rules.missing("scene_info");
        for (const Parameter& field : draft.more)
            checkFurtherField(rules, field);
        const QList<QByteArray> duplicates = draft.more.duplicates();
        for (const QByteArray& name : duplicates)
            rules.malformed(name, QT_TRANSLATE_NOOP("Reason", "only once"));
    }

} // namespace

QList<Failure> brokenRules(const OrderDraft& draft, const Profile& profile)
{
    RuleBook rules;
    if (rules.required("out_trade_no", draft.outTradeNo, outTradeNoLimit)
        && !isOutTradeNo(draft.outTradeNo))
        rules.malformed("out_trade_no", QT_TRANSLATE_NOOP("Reason", "only 0-9 A-Z a-z _ - | *"));
    rules.required("body", draft.body, bodyLimit);
    checkAmount(rules, draft.totalFee);
    checkTradeType(rules, draft);
    checkPayer(rules, draft);
    checkNotifyUrl(rules, draft.notifyUrl, profile);
    checkAddress(rules, draft.spbillCreateIp);
    checkFurtherFields(rules, draft);
    return rules.broken();
}

} // namespace paydesk
