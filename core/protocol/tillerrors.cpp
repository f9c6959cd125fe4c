#include "core/protocol/errortables.h"

namespace paydesk {

namespace {

    constexpr ErrorCode tillErrors[] = {
        {"SYSTEMERROR", {{{"micropay", "接口返回错误"}}},
            {"Whether the payer was charged is unknown.", "不知道是否已扣款。"},
            {"Query at once, then every 5 to 10 s; reverse if it stays unknown.",
                "立即查单，之后每 5 到 10 秒一次；仍不明确就撤销。"},
            Reaction::Query},
        {"BANKERROR", {{{"micropay", "银行系统异常"}}},
            {"The bank had a problem; whether the payer was charged is unknown.",
                "银行系统异常，不知道是否已扣款。"},
            {"Query, then reverse if it stays unknown.", "查单；仍不明确就撤销。"},
            Reaction::Query},
        {"USERPAYING", {{{"micropay", "需要用户输入支付密码"}}},
            {"The payer is entering the password.", "付款人正在输入密码。"},
            {"Query every 5 to 10 s for 30 to 45 s, then reverse.",
                "每 5 到 10 秒查单，30 到 45 秒后撤销。"},
            Reaction::Query},
        {"AUTHCODEEXPIRE",
            {{{"micropay", "101 付款码已过期，请退出重试"}, {"authcodetoopenid", "授权码过期"}}},
            {"The payment code is older than about a minute.", "付款码已过期（约一分钟）。"},
            {"Scan a fresh code.", "请付款人刷新付款码再扫。"}, Reaction::NewNumber},
        {"AUTH_CODE_ERROR", {{{"micropay", "授权码参数错误"}, {"authcodetoopenid", "授权码错误"}}},
            {"The payment code is ill-formed.", "付款码格式不对。"}, {"Scan again.", "重新扫码。"},
            Reaction::NewNumber},
        {"AUTH_CODE_INVALID",
            {{{"micropay", "请扫描微信支付授权码(以10/11/12/13/14/15为前缀的18位数字)"},
                {"authcodetoopenid", "授权码检验错误"}}},
            {"This is not a WeChat payment code.", "这不是微信付款码。"},
            {"Scan the code of WeChat's wallet: 18 digits from 10 to 15.",
                "扫微信钱包的付款码：18 位数字，以 10 到 15 开头。"},
            Reaction::NewNumber},
        {"NOTSUPORTCARD", {{{"micropay", "不支持卡类型"}}},
            {"The card's type is not allowed.", "不支持这种卡。"},
            {"Let the payer take another card.", "请付款人换一张卡。"}, Reaction::NewNumber},
        {"ORDERREVERSED", {{{"micropay", "订单已撤销"}}},
            {"The order was reversed.", "订单已撤销。"},
            {"Take a new out_trade_no.", "换一个商户订单号。"}, Reaction::NewNumber},
        {"BUYER_MISMATCH", {{{"micropay", "支付帐号错误"}}},
            {"The out_trade_no was begun with another payer.", "同一订单号之前是另一位付款人。"},
            {"Take a new out_trade_no.", "换一个商户订单号。"}, Reaction::NewNumber},
        {"INVALID_REQUEST", {{{"micropay", "无效请求"}}},
            {"The out_trade_no came with other parameters, or the code was used before.",
                "订单号的参数变了，或付款码已经用过。"},
            {"Take a new out_trade_no and a fresh code.", "换新的订单号和付款码。"},
            Reaction::NewNumber},
        {"TRADE_ERROR", {{{"micropay", "用户没有输入支付密码"}}},
            {"The payer gave up or was refused.", "付款人取消或支付被拒。"},
            {"Try anew with a new out_trade_no.", "换新的订单号重试。"}, Reaction::NewNumber},
        {"SYSTEMERROR", {{{"reverse", "接口返回错误"}}},
            {"Whether the order was reversed is unknown.", "不知道是否已撤销。"},
            {"Reverse again.", "再次调用撤销。"}, Reaction::SendAgain},
        {"REVERSE_EXPIRE", {{{"reverse", "订单无法撤销"}}},
            {"The payment is more than seven days old.", "支付已超过七天。"},
            {"Refund it instead.", "改用退款。"}},
        {"INVALID_REQUEST", {{{"reverse", "无效请求"}}},
            {"The order is another merchant's, or its state conflicts.",
                "订单属于别的商户，或状态冲突。"},
            {"Query the order.", "先查单。"}, Reaction::Query},
        {"TRADE_ERROR", {{{"reverse", "订单错误"}}},
            {"The order's state does not allow reversing.", "订单当前状态不允许撤销。"},
            {"Query the order.", "先查单。"}, Reaction::Query},
    };

} // namespace

const std::span<const ErrorCode> errortables::tills = tillErrors;

} // namespace paydesk
