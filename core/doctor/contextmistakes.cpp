#include "core/doctor/catalogue.h"

namespace paydesk {

/// What no recomputing shows, because the digest may be right: the doctor compares with the order.
std::vector<Mistake> contextMistakes()
{
    const auto nothing = [](const Setting&, Variants&) {};
    return {
        {"sign-type-order-mismatch", 6, Slot::Context, paySignOnly,
            {"The order and the second signature use different sign types.",
                "统一下单与二次签名的签名类型不同。"},
            {"Use the same type for unifiedorder and paySign.",
                "统一下单与二次签名必须使用同一签名类型。"},
            nothing},
        {"paysign-reused-order-sign", 33, Slot::Context, paySignOnly,
            {"The sign of the order request or reply was passed as paySign.",
                "把统一下单的 sign 当成了 paySign。"},
            {"Compute a second signature over the five parameters.",
                "paySign 要重新计算，不能用统一下单的 sign。"},
            nothing},
    };
}

} // namespace paydesk
