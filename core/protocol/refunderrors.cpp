#include "core/protocol/errortables.h"

namespace paydesk {

namespace {

    constexpr ErrorCode refundErrors[] = {
        {"SYSTEMERROR", {{{"refund", "接口返回错误"}}},
            {"The gateway timed out; whether the refund was accepted is unknown.",
                "网关超时，不知道退款是否已受理。"},
            {"Query the refund; send it again only with the same out_refund_no.",
                "先查询退款；要重试必须用同一个商户退款单号。"},
            Reaction::Query},
        {"BIZERR_NEED_RETRY", {{{"refund", "退款业务流程错误，需要商户触发重试来解决"}}},
            {"Several refunds of the order ran at once.", "同一订单有多笔退款同时进行。"},
            {"Send it again with the same out_refund_no.", "用同一个商户退款单号重试。"},
            Reaction::SendAgain},
        {"TRADE_OVERDUE", {{{"refund", "订单已经超过退款期限"}}},
            {"The payment is more than a year old.", "支付已超过一年。"},
            {"Return the money by other means.", "用其他方式退款。"}},
        {"ERROR", {{{"refund", "订单已全额退款"}}},
            {"A rule that the text names forbids the refund.", "业务规则不允许退款，见错误描述。"},
            {"Read the text; query the refunds of the order.", "看错误描述，并查询该订单的退款。"},
            Reaction::Query},
        {"USER_ACCOUNT_ABNORMAL", {{{"refund", "退款请求失败"}}},
            {"The user's account is closed.", "用户账户已注销或异常。"},
            {"Return the money by other means.", "用其他方式退款。"}},
        {"INVALID_REQ_TOO_MUCH", {{{"refund", "无效请求过多"}}},
            {"Too many refused requests in a row.", "错误请求过于频繁。"},
            {"Wait a minute, and find out why they were refused.", "等一分钟，并查明为何被拒。"},
            Reaction::SendAgain},
        {"NOTENOUGH", {{{"refund", "余额不足"}}},
            {"The merchant's balance for refunds is too low.", "商户可用于退款的余额不足。"},
            {"Top up, or choose another refund_account; then send the same out_refund_no again.",
                "充值或更换 refund_account，再用同一退款单号重试。"}},
        {"ORDERNOTEXIST", {{{"refund", "订单不存在"}}},
            {"There is no such order, or it was never paid.", "没有这个订单，或它从未支付。"},
            {"Check the number; query the order.", "核对订单号并查单。"}},
        {"REFUND_FEE_MISMATCH", {{{"refund", "订单金额或退款金额与之前请求不一致，请核实后再试"}}},
            {"The out_refund_no was used with other amounts, or total_fee is not the order's.",
                "该退款单号之前用过别的金额，或 total_fee 与订单不符。"},
            {"Send the amounts of the first request; query the refund.",
                "用第一次请求的金额，并查询这笔退款。"}},
        {"REFUND_FEE_INVALID", {{{"refund", "累计退款金额大于支付金额"}}},
            {"The refunds together would exceed what was paid.", "累计退款会超过支付金额。"},
            {"Refund at most what is left.", "退款金额不要超过剩余可退金额。"}},
        {"TRADE_STATE_ERROR", {{{"refund", "订单状态错误"}}},
            {"The order's state does not allow a refund.", "订单当前状态不允许退款。"},
            {"Query the order.", "先查单。"}, Reaction::Query},
        {"FREQUENCY_LIMITED", {{{"refund", "频率限制"}}},
            {"Too many refunds of old orders.", "老订单退款过于频繁。"},
            {"Send it again more slowly, with the same out_refund_no.",
                "放慢速度，用同一退款单号重试。"},
            Reaction::SendAgain},
        {"INVALID_REQUEST", {{{"refund", "请求参数符合参数格式，但不符合业务规则"}}},
            {"The fields are well-formed, but a business rule forbids it.",
                "格式正确，但不符合业务规则。"},
            {"Read the text.", "看错误描述。"}},
        {"REFUNDNOTEXIST", {{{"refundquery", "退款订单查询失败"}}},
            {"There is no refund by this number, or the order was never refunded.",
                "没有这个退款单，或订单从未退款。"},
            {"Check the number. A refund that got no answer may be sent again with the same "
             "out_refund_no.",
                "核对编号。未收到应答的退款可用同一退款单号再发。"}},
    };

} // namespace

const std::span<const ErrorCode> errortables::refunds = refundErrors;

} // namespace paydesk
