#include "core/sandbox/placingrules.h"

#include "core/base/clock.h"
#include "core/base/money.h"
#include "core/sandbox/logins.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <cstring>

namespace paydesk {

namespace {

    /// The gateway's own limit: ten million yuan, in fen.
    constexpr qint64 largestPayment = 1'000'000'000;

    struct LengthLimit {
        const char* field;
        qsizetype characters;
    };

    constexpr LengthLimit lengthLimits[] = {{"nonce_str", 32}, {"device_info", 32}, {"body", 127},
        {"detail", 6000}, {"attach", 127}, {"out_trade_no", 32}, {"transaction_id", 32},
        {"spbill_create_ip", 64}, {"goods_tag", 32}, {"notify_url", 256}, {"product_id", 32},
        {"openid", 128}, {"scene_info", 256}};

    struct Choice {
        const char* field = nullptr;
        std::initializer_list<QByteArrayView> values;
    };

    const Choice choices[] = {{"trade_type", {"JSAPI", "NATIVE", "APP", "MWEB"}},
        {"fee_type", {"CNY"}}, {"limit_pay", {"no_credit"}}, {"receipt", {"Y", "N"}},
        {"profit_sharing", {"Y", "N"}}};

    tl::unexpected<Refusal> missing(const char* field)
    {
        return notUnderstood("缺少参数", whyOf(RefusalCause::FieldMissing, field));
    }

    tl::unexpected<Refusal> malformed(const char* field)
    {
        return notUnderstood("参数格式校验错误", whyOf(RefusalCause::FieldMalformed, field));
    }

    qsizetype charactersOf(const QByteArray& utf8)
    {
        return std::count_if(utf8.begin(), utf8.end(), [](char c) { return (c & 0xC0) != 0x80; });
    }

    Accepted<void> checkRequired(const Parameters& fields)
    {
        for (const char* name :
            {"body", "out_trade_no", "total_fee", "spbill_create_ip", "notify_url", "trade_type"}) {
            if (fields.value(name).isEmpty())
                return missing(name);
        }
        return {};
    }

    bool isTradeNumber(const QByteArray& text)
    {
        return std::all_of(text.begin(), text.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
                || std::strchr("_-|*", c) != nullptr;
        });
    }

    bool isAddress(const QByteArray& text)
    {
        if (text.contains(':'))
            return !text.contains('%')
                && QHostAddress(QString::fromLatin1(text)).protocol()
                == QAbstractSocket::IPv6Protocol;
        // QHostAddress takes "1" and "127.1" for addresses.
        return text.count('.') == 3
            && QHostAddress(QString::fromLatin1(text)).protocol() == QAbstractSocket::IPv4Protocol;
    }

    bool isNotifyUrl(const QByteArray& text)
    {
        const QUrl url(QString::fromUtf8(text), QUrl::StrictMode);
        const bool scheme = url.scheme() == u"http" || url.scheme() == u"https";
        return url.isValid() && scheme && !url.host().isEmpty() && !url.hasQuery()
            && !url.hasFragment();
    }

    Accepted<void> checkAmount(const QByteArray& text)
    {
        const auto amount = fenFromField(text);
        if (!amount)
            return notUnderstood("invalid total_fee", whyOf(RefusalCause::TotalFeeMalformed));
        if (amount->value > largestPayment)
            return notUnderstood("invalid total_fee", whyOf(RefusalCause::TotalFeeTooLarge));
        return {};
    }

    Accepted<void> checkChoices(const Parameters& fields)
    {
        for (const Choice& choice : choices) {
            const QByteArray value = fields.value(choice.field);
            if (!value.isEmpty()
                && std::find(choice.values.begin(), choice.values.end(), value)
                    == choice.values.end())
                return malformed(choice.field);
        }
        return {};
    }

    Accepted<void> checkFormats(const Parameters& fields)
    {
        if (fields.contains("auth_code"))
            return notUnderstood(
                "不识别的参数auth_code", whyOf(RefusalCause::FieldForeign, "auth_code"));
        if (auto numbers = checkNumbers(fields); !numbers)
            return numbers;
        if (auto amount = checkAmount(fields.value("total_fee")); !amount)
            return amount;
        if (!isAddress(fields.value("spbill_create_ip")))
            return notUnderstood("invalid spbill_create_ip",
                whyOf(RefusalCause::FieldMalformed, "spbill_create_ip"));
        for (const char* name : {"time_start", "time_expire"}) {
            const QByteArray stamp = fields.value(name);
            if (!stamp.isEmpty() && !fromBeijingStamp(stamp).isValid())
                return malformed(name);
        }
        if (!isNotifyUrl(fields.value("notify_url")))
            return notUnderstood("参数格式校验错误", whyOf(RefusalCause::NotifyUrlRejected));
        return checkChoices(fields);
    }

    Accepted<void> checkTradeType(const Parameters& fields)
    {
        const QByteArray type = fields.value("trade_type");
        if (type == "JSAPI" && fields.value("openid").isEmpty())
            return notUnderstood("JSAPI支付必须传openid", whyOf(RefusalCause::OpenidMissing));
        if (type == "NATIVE" && fields.value("product_id").isEmpty())
            return missing("product_id");
        if (type == "MWEB" && fields.value("scene_info").isEmpty())
            return missing("scene_info");
        return {};
    }

    Accepted<void> checkOpenid(const Parameters& fields)
    {
        const QByteArray openid = fields.value("openid");
        if (fields.value("trade_type") != "JSAPI")
            return {};
        if (!isOpenid(openid))
            return refused("PARAM_ERROR", "无效的openid", whyOf(RefusalCause::OpenidMalformed));
        if (!belongsTo(openid, fields.value("appid")))
            return refused(
                "PARAM_ERROR", "appid和openid不匹配", whyOf(RefusalCause::OpenidAppidMismatch));
        return {};
    }

} // namespace

Accepted<void> checkNumbers(const Parameters& fields)
{
    for (const LengthLimit& limit : lengthLimits) {
        if (charactersOf(fields.value(limit.field)) > limit.characters)
            return notUnderstood(limit.field + QByteArray("参数长度有误"),
                whyOf(RefusalCause::FieldTooLong, limit.field));
    }
    if (!isTradeNumber(fields.value("out_trade_no")))
        return malformed("out_trade_no");
    return {};
}

Accepted<void> checkPlacing(const Parameters& fields)
{
    for (const auto check : {checkRequired, checkFormats, checkTradeType, checkOpenid}) {
        if (auto done = check(fields); !done)
            return done;
    }
    return {};
}

} // namespace paydesk
