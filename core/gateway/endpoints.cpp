#include "core/gateway/endpoints.h"

namespace paydesk {

namespace {

    constexpr RequiredField unifiedOrderFields[] = {
        {"trade_type"},
        {"prepay_id"},
        {"code_url", "trade_type", "NATIVE"},
        {"mweb_url", "trade_type", "MWEB"},
    };
    constexpr const char* unifiedOrderEchoes[] = {"trade_type"};

    constexpr RequiredField orderQueryFields[] = {
        {"out_trade_no"},
        {"trade_state"},
        {"transaction_id", "trade_state", "SUCCESS"},
        {"total_fee", "trade_state", "SUCCESS"},
        {"time_end", "trade_state", "SUCCESS"},
    };
    constexpr const char* orderQueryEchoes[] = {"out_trade_no"};

} // namespace

namespace endpoints {
    const Endpoint unifiedOrder{"/pay/unifiedorder", unifiedOrderFields, unifiedOrderEchoes};
    const Endpoint orderQuery{"/pay/orderquery", orderQueryFields, orderQueryEchoes};
    const Endpoint closeOrder{"/pay/closeorder", {}, {}};
} // namespace endpoints

} // namespace paydesk
