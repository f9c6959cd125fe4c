#include "core/protocol/errortables.h"

namespace paydesk {

namespace {

    constexpr Bilingual compareIds{
        "Compare it with the platform's, letter by letter.", "与平台上的逐字核对。"};
    constexpr Bilingual fillIn{"Fill in what the endpoint requires.", "补齐接口要求的字段。"};
    constexpr Bilingual askDoctor{
        "Ask the doctor on the signatures page.", "到“签名”页请医生诊断。"};
    constexpr Bilingual wrongSignature{
        "The signature does not fit the fields and the key.", "签名与字段和密钥对不上。"};
    constexpr Bilingual tryLater{"Try again later.", "稍后重试。"};

    constexpr ReturnMessage returnMessages[] = {
        {"签名错误", nullptr, wrongSignature, askDoctor},
        {"SIGN ERROR", "20001", wrongSignature, askDoctor},
        {"appid不存在", nullptr, {"WeChat does not know this appid.", "微信不认识这个 appid。"},
            compareIds},
        {"商户号mch_id或sub_mch_id不存在", nullptr,
            {"WeChat does not know this mch_id or sub_mch_id.", "微信不认识这个商户号或子商户号。"},
            compareIds},
        {"商户号mch_id与appid不匹配", nullptr,
            {"The appid and the mch_id are not bound to each other.", "appid 和商户号没有绑定。"},
            {"Bind them on the merchant platform.", "在商户平台上绑定两者。"}},
        {"JSAPI支付必须传openid", nullptr,
            {"A JSAPI order needs the payer's openid.", "JSAPI 下单必须有付款人的 openid。"},
            {"Log the payer in first.", "先让付款人登录取 openid。"}},
        {"缺少参数", nullptr, {"A required field is missing.", "缺少必填字段。"}, fillIn},
        {"missing parameter", "20001", {"A required field is missing.", "缺少必填字段。"}, fillIn},
        {"invalid total_fee", nullptr,
            {"total_fee is not a positive whole number of fen, or too large.",
                "total_fee 不是正整数（分），或过大。"},
            {"Write whole fen: 1.00 yuan is 100.", "用整数分：1.00 元写成 100。"}},
        {"invalid spbill_create_ip", nullptr,
            {"spbill_create_ip is not an address.", "spbill_create_ip 不是合法地址。"},
            {"Send an IPv4 or IPv6 address.", "填 IPv4 或 IPv6 地址。"}},
        {"不识别的参数auth_code", nullptr,
            {"auth_code belongs to micropay, not here.", "auth_code 属于付款码支付，不属于这里。"},
            {"Leave it out, or call micropay.", "去掉它，或改用付款码支付接口。"}},
        {"商户号该产品权限未开通", nullptr,
            {"The merchant may not use this way of paying.", "商户没有开通这种支付产品。"},
            {"Enable the product on the merchant platform.", "在商户平台的产品中心开通。"}},
        {"参数格式校验错误", nullptr, {"A field is ill-formed.", "某个字段格式不对。"},
            {"Compare the fields with the field table.", "对照字段表修改。"}},
        {"XML格式错误", nullptr, {"The body is not well-formed XML.", "请求体不是合法的 XML。"},
            {"Correct the XML; put values into CDATA.", "修正 XML，取值放进 CDATA。"}},
        {"证书验证失败", nullptr,
            {"The client certificate is missing or another merchant's.",
                "没有带客户端证书，或证书属于别的商户。"},
            {"Add apiclient_cert.p12 to the merchant's profile.",
                "在商户资料里导入 apiclient_cert.p12。"}},
        {"invalid bill_type", "20001", {"There is no bill of this type.", "没有这种账单类型。"},
            {"Take ALL, SUCCESS, REFUND or RECHARGE_REFUND.",
                "用 ALL、SUCCESS、REFUND 或 RECHARGE_REFUND。"}},
        {"data format error", "20001", {"bill_date is not a day.", "bill_date 不是日期。"},
            {"Write it as yyyyMMdd.", "写成 yyyyMMdd。"}},
        {"No Bill Exist", "20002",
            {"Nothing was sold that day, or it has not come yet.", "当天没有交易，或日期还没到。"},
            {"Check the date.", "核对日期。"}, Reaction::Nothing},
        {"Bill Creating", "20002", {"The bill is not ready yet.", "账单还没有生成。"},
            {"Try again after 10:00 Beijing time.", "北京时间 10 点以后再试。"},
            Reaction::SendAgain},
        {"CompressGZip Error", "20003",
            {"WeChat could not compress the bill.", "微信压缩账单失败。"}, tryLater,
            Reaction::SendAgain},
        {"UnCompressGZip Error", "20003",
            {"WeChat could not unpack the bill.", "微信解压账单失败。"}, tryLater,
            Reaction::SendAgain},
        {"系统错误", "20003", {"WeChat had a problem of its own.", "微信系统出错。"}, tryLater,
            Reaction::SendAgain},
        {"SYSTEMERROR", "20003", {"WeChat had a problem of its own.", "微信系统出错。"}, tryLater,
            Reaction::SendAgain},
        {"当前商户号账单API权限已经关闭", "20007",
            {"Bills by API are switched off for this merchant.", "商户的账单 API 权限已关闭。"},
            {"Switch them on, on the merchant platform.", "在商户平台上打开。"}},
    };

} // namespace

const std::span<const ReturnMessage> errortables::messages = returnMessages;

} // namespace paydesk
