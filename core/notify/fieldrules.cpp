#include "core/notify/fieldrules.h"

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    constexpr qsizetype longestNumber = 32; // out_trade_no and transaction_id, bytes
    constexpr qsizetype longestName = 64; // the XML gate's limit; keeps the search below linear

    // Without transaction_id, time_end, bank_type and openid a message reports no payment, whatever
    // else it says.
    constexpr std::array<const char*, 11> required{"result_code", "appid", "mch_id", "nonce_str",
        "openid", "trade_type", "bank_type", "total_fee", "transaction_id", "out_trade_no",
        "time_end"};

    // Fields of requests, of answers to queries and of everything about refunds.
    constexpr std::array<const char*, 8> ofOtherKinds{"trade_state", "trade_state_desc",
        "prepay_id", "code_url", "notify_url", "spbill_create_ip", "out_refund_no", "refund_id"};

    constexpr std::array<const char*, 27> notificationFields{"return_code", "return_msg", "appid",
        "mch_id", "sub_appid", "sub_mch_id", "device_info", "nonce_str", "sign", "sign_type",
        "result_code", "err_code", "err_code_des", "openid", "is_subscribe", "trade_type",
        "bank_type", "total_fee", "settlement_total_fee", "fee_type", "cash_fee", "cash_fee_type",
        "coupon_fee", "transaction_id", "out_trade_no", "attach", "time_end"};

    bool namesNotificationField(QByteArrayView name)
    {
        return name.startsWith("coupon_")
            || std::any_of(notificationFields.begin(), notificationFields.end(),
                [name](const char* field) { return name == QByteArrayView(field); });
    }

    bool holdsAnotherField(QByteArrayView value)
    {
        for (qsizetype amp = value.indexOf('&'); amp >= 0; amp = value.indexOf('&', amp + 1)) {
            const QByteArrayView rest =
                value.sliced(amp + 1, std::min(longestName, value.size() - amp - 1));
            const qsizetype equals = rest.indexOf('=');
            if (equals >= 0 && namesNotificationField(rest.first(equals)))
                return true;
        }
        return false;
    }

} // namespace

std::optional<QByteArray> fieldAgainstNotification(const Parameters& fields)
{
    for (const char* name : ofOtherKinds) {
        if (fields.contains(name))
            return name;
    }
    for (const char* name : required) {
        if (fields.value(name).isEmpty())
            return name;
    }
    for (const char* name : {"transaction_id", "out_trade_no"}) {
        if (fields.value(name).size() > longestNumber)
            return name;
    }
    return {};
}

std::optional<QByteArray> ambiguousField(const Parameters& fields)
{
    const auto field = std::find_if(fields.begin(), fields.end(),
        [](const Parameter& each) { return holdsAnotherField(each.value); });
    return field == fields.end() ? std::optional<QByteArray>() : field->name;
}

} // namespace paydesk
