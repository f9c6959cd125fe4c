#include "core/protocol/errortables.h"

namespace paydesk {

namespace {

    constexpr ErrorCode orderErrors[] = {
        {"INVALID_REQUEST", {{{"unifiedorder", "201 商户订单号重复"}}},
            {"The same out_trade_no was sent before with other parameters.",
                "同一个商户订单号之前用别的参数下过单。"},
            {"Send the identical parameters, or take a new out_trade_no.",
                "参数保持完全一致，或换一个商户订单号。"}},
        {"OUT_TRADE_NO_USED",
            {{{"unifiedorder", "商户订单号重复"}, {"micropay", "商户订单号重复"}}},
            {"Another transaction has this out_trade_no.", "商户订单号已被另一笔交易使用。"},
            {"Take a new out_trade_no.", "换一个商户订单号。"}, Reaction::NewNumber},
        {"NOTENOUGH", {{{"unifiedorder", "余额不足"}, {"micropay", "余额不足"}}},
            {"The payer's balance is too low.", "付款人余额不足。"},
            {"Let the payer choose another means of payment.", "请付款人换一种支付方式。"},
            Reaction::NewNumber},
        {"ORDERPAID", {{{"unifiedorder", "该订单已支付"}, {"micropay", "订单已支付"}}},
            {"The order is paid already.", "订单已经支付。"},
            {"Query it, and treat it as paid once the query says so.",
                "先查单，确认后按已支付处理。"},
            Reaction::Query},
        {"ORDERPAID", {{{"closeorder", "订单已支付"}}},
            {"The order is paid and cannot be closed.", "订单已支付，不能关闭。"},
            {"Query it; refund it if it is not wanted.", "查单确认；不需要时请退款。"},
            Reaction::Query},
        {"ORDERCLOSED", {{{"unifiedorder", "订单已关闭"}, {"micropay", "订单已关闭"}}},
            {"The order was closed, or expired.", "订单已关闭或已过期。"},
            {"Place a new order with a new out_trade_no.", "换新的商户订单号重新下单。"},
            Reaction::NewNumber},
        {"ORDERCLOSED", {{{"closeorder", "订单已关闭"}}},
            {"The order was closed before.", "订单之前已经关闭。"},
            {"Nothing to do.", "无需处理。"}, Reaction::Nothing},
        {"ORDERNOTEXIST", {{{"orderquery", "此交易订单号不存在"}}},
            {"The merchant has no such order; it may never have been placed.",
                "商户名下没有这个订单，可能从未下单成功。"},
            {"Check the number.", "核对订单号。"}},
        {"ORDERNOTEXIST", {{{"closeorder", "订单不存在"}}},
            {"There is no such order, so there is nothing to close.", "没有这个订单，无需关闭。"},
            {"Check the number.", "核对订单号。"}, Reaction::Nothing},
        {"TRADE_STATE_ERROR", {{{"closeorder", "订单状态错误"}}},
            {"The order's state does not allow closing.", "订单当前状态不允许关闭。"},
            {"Query the order.", "先查单。"}, Reaction::Query},
        {"SYSTEMERROR", {{{"unifiedorder", "系统错误"}}},
            {"The gateway timed out; whether the order was placed is unknown.",
                "网关超时，不知道是否下单成功。"},
            {"Send the identical parameters again.", "用完全相同的参数重试。"},
            Reaction::SendAgain},
        {"PARAM_ERROR", {{{"unifiedorder", "appid和openid不匹配"}}},
            {"The openid belongs to another appid.", "openid 属于另一个 appid。"},
            {"Log in again under the appid of the order.", "用下单的 appid 重新登录取 openid。"}},
        {"PARAM_ERROR", {{{"unifiedorder", "无效的openid"}}},
            {"The openid is ill-formed.", "openid 格式不对。"},
            {"Take it from jscode2session as it is.", "原样使用 jscode2session 返回的 openid。"}},
    };

} // namespace

const std::span<const ErrorCode> errortables::orders = orderErrors;

} // namespace paydesk
