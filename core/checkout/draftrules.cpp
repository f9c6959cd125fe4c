#include "core/checkout/draft.h"
#include "core/gateway/requestrules.h"
#include "core/protocol/endpoints.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    /// Fields that have a place of their own in the draft, or that the client adds.
    constexpr std::array<const char*, 14> ownFields{"appid", "mch_id", "nonce_str", "sign",
        "sign_type", "out_trade_no", "body", "total_fee", "trade_type", "openid", "sub_openid",
        "notify_url", "spbill_create_ip", "auth_code"};

    constexpr const char* notFurther =
        QT_TRANSLATE_NOOP("Reason", "not a further field: Paydesk fills it in");

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

        /// The documents' rules of the field; false when one is broken.
        bool value(const char* field, const QByteArray& value)
        {
            return keep(
                checkValue(*documentedField(endpoints::unifiedOrder.request, field), value));
        }
        bool keep(const Result<void>& checked)
        {
            if (!checked)
                m_broken.append(checked.error());
            return checked.has_value();
        }

        /// The same for a field that must not be empty.
        bool required(const char* field, const QByteArray& text)
        {
            if (!text.isEmpty())
                return value(field, text);
            missing(field);
            return false;
        }

        QList<Failure> broken() const { return m_broken; }

    private:
        QList<Failure> m_broken;
    };

    void checkAmount(RuleBook& rules, Fen amount)
    {
        if (amount.value < 1 || amount.value > largestFen)
            rules.add(failure(FailureId::AmountOutOfRange,
                {{QStringLiteral("text"), QString::fromLatin1(yuan(amount))}}));
    }

    void checkPayer(RuleBook& rules, const OrderDraft& draft, const Profile& profile)
    {
        if (!draft.subOpenid.isEmpty() && profile.sub.appid.isEmpty())
            rules.malformed("sub_openid",
                QT_TRANSLATE_NOOP(
                    "Reason", "only for a service provider with the sub merchant's sub_appid"));
        else if (!draft.subOpenid.isEmpty() && !draft.openid.isEmpty())
            rules.malformed(
                "sub_openid", QT_TRANSLATE_NOOP("Reason", "either openid or sub_openid, not both"));
        else if (!draft.subOpenid.isEmpty())
            rules.keep(
                checkValue(*documentedField(endpoints::unifiedOrder.partnerRequest, "sub_openid"),
                    draft.subOpenid));
        else if (draft.tradeType != "JSAPI" || !draft.openid.isEmpty())
            rules.value("openid", draft.openid);
        else if (draft.code.isEmpty())
            rules.missing("openid");
    }

    void checkTradeType(RuleBook& rules, const OrderDraft& draft)
    {
        const auto choices =
            documentedField(endpoints::unifiedOrder.request, "trade_type")->choices;
        if (draft.tradeType.isEmpty())
            rules.missing("trade_type");
        else if (std::none_of(choices.begin(), choices.end(),
                     [&draft](const char* type) { return draft.tradeType == type; }))
            rules.malformed("trade_type",
                QT_TRANSLATE_NOOP("Reason", "JSAPI (mini programs, too), NATIVE, APP or MWEB"));
    }

    void checkNotifyUrl(RuleBook& rules, const QByteArray& value, const Profile& profile)
    {
        if (!rules.required("notify_url", value))
            return;
        const QUrl url = QUrl::fromEncoded(value, QUrl::StrictMode);
        const bool encrypted = url.scheme() == u"https";
        if (url.hasQuery() || url.hasFragment())
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

    bool isOwnField(const QByteArray& name)
    {
        return std::any_of(
            ownFields.begin(), ownFields.end(), [&name](const char* own) { return name == own; });
    }

    void checkFurtherField(RuleBook& rules, const Parameter& field)
    {
        if (isOwnField(field.name))
            rules.malformed(field.name, notFurther);
        else if (const DocumentedField* known =
                     documentedField(endpoints::unifiedOrder.request, field.name))
            rules.keep(field.value.isEmpty() ? Result<void>() : checkValue(*known, field.value));
        else
            rules.keep(checkUnknownField(field)); // no closed field list (protocol-v2.md §1)
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

    /// What is charged by the payer's code (protocol-v2.md §4.6).
    QList<Failure> brokenTillRules(const OrderDraft& draft)
    {
        RuleBook rules;
        Parameters request = businessFields(draft);
        checkAmount(rules, draft.totalFee);
        request.set("total_fee", "1"); // told already
        if (!draft.authCode.isEmpty())
            request.append("auth_code", draft.authCode);
        for (const Parameter& field : draft.more) {
            if (isOwnField(field.name))
                rules.malformed(field.name, notFurther);
        }
        const QList<Failure> broken = brokenRules(endpoints::micropay, request);
        for (const Failure& failure : broken)
            rules.add(failure);
        return rules.broken();
    }

} // namespace

QList<Failure> brokenRules(const OrderDraft& draft, const Profile& profile)
{
    if (draft.tradeType == "MICROPAY")
        return brokenTillRules(draft);
    RuleBook rules;
    rules.required("out_trade_no", draft.outTradeNo);
    rules.required("body", draft.body);
    checkAmount(rules, draft.totalFee);
    checkTradeType(rules, draft);
    checkPayer(rules, draft, profile);
    checkNotifyUrl(rules, draft.notifyUrl, profile);
    rules.required("spbill_create_ip", draft.spbillCreateIp);
    checkFurtherFields(rules, draft);
    return rules.broken();
}

} // namespace paydesk
