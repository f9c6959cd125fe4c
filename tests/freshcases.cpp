#include "tests/freshcases.h"

#include "tests/textforms.h"
#include "tests/wrongsignature.h"

#include <QList>

#include <algorithm>

namespace paydesk::judge {

namespace {

    const char* const alnum = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const char* const hexDigits = "0123456789abcdef";

} // namespace

QByteArray Dice::letters(int count, const char* alphabet)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += alphabet[roll(qint64(qstrlen(alphabet)))];
    return text;
}

QByteArray Dice::digits(int count)
{
    const QByteArray first = letters(1, "123456789");
    return first + letters(count - 1, "0123456789");
}

JudgedCase FreshCases::begun(const char* stage)
{
    JudgedCase judged;
    judged.stage = stage;
    judged.verdict = "correct";
    judged.signType = m_dice.chance(m_hmacPercent) ? "HMAC-SHA256" : "MD5";
    judged.key =
        m_dice.chance(40) ? m_dice.letters(32, hexDigits).toUpper() : m_dice.letters(32, alnum);
    const QByteArray otherMerchant = m_dice.digits(10);
    judged.profile = {{"appid", "wx" + m_dice.letters(16, hexDigits)},
        {"mch_id", m_dice.digits(10)}, {"app_secret", m_dice.letters(32, hexDigits)},
        {"apiv3_key", m_dice.letters(32, alnum)}, {"sandbox_key", m_dice.letters(32, hexDigits)},
        {"mp_appid", "wx" + m_dice.letters(16, hexDigits)}, {"other_mch_id", otherMerchant},
        {"cert_serial", m_dice.letters(40, "0123456789ABCDEF")}};
    judged.previousKeys = {m_dice.letters(32, alnum)};
    if (m_dice.chance(40))
        judged.previousKeys.append(m_dice.letters(32, alnum));
    judged.otherKeys.insert(otherMerchant, m_dice.letters(32, alnum));
    return judged;
}

JudgedCase FreshCases::finished(JudgedCase judged)
{
    const QByteArray label = judged.stage == "pay-sign" ? "signType" : "sign_type";
    if (judged.stage == "request-sign" && (judged.hmac() || m_dice.chance(40)))
        judged.params.append(label, judged.signType);
    if (judged.stage == "notify-verify" && m_dice.chance(50))
        judged.params.append(label, judged.signType);
    if (judged.stage != "notify-verify" && m_dice.chance(30))
        judged.params.append(
            judged.signField(), m_dice.letters(judged.hmac() ? 64 : 32, hexDigits).toUpper());
    if (m_dice.chance(60))
        shuffle(judged.params);
    judged.received = signatureWith(judged, {});
    return judged;
}

void FreshCases::shuffle(Parameters& params)
{
    QList<Parameter> fields(params.begin(), params.end());
    Parameters mixed;
    while (!fields.isEmpty()) {
        const Parameter field = fields.takeAt(m_dice.roll(fields.size()));
        mixed.append(field.name, field.value);
    }
    params = mixed;
}

QByteArray FreshCases::amount()
{
    return m_dice.chance(30) ? m_dice.pick<QByteArray>({"1", "115", "1990", "2990", "5790", "880"})
                             : m_dice.digits(2 + m_dice.roll(4));
}

QByteArray FreshCases::body()
{
    const QByteArray number = m_dice.digits(2);
    return m_dice.pick<QByteArray>({"山城书屋-文具 " + number, "春季 体检套餐 <" + number + "项>",
        "\"手冲\" 咖啡 & 点心 " + number, "🍰 生日蛋糕 " + number + "寸", "旧书 3+2 本's",
        "Café 下午茶 " + number, "停车费" + number + "小时", "Plain coffee 100% arabica " + number,
        "自行车出租" + number});
}

QByteArray FreshCases::attach()
{
    const QByteArray number = m_dice.digits(5);
    return m_dice.pick<QByteArray>({R"({"to":"/pages/done?id=)" + number + R"(","n":1})",
        R"({"order": )" + number + R"(, "note": "<谢谢> & 再来🎁"})", "桌号" + number + "|前台",
        "from=share&copy=" + number, "src%3D" + number + "%26ch%3Da+b",
        " 两端  有空白 " + number + " ", R"({"z":[1,2],"a":{"名":"甲&乙"},"id":)" + number + "}",
        number});
}

QByteArray FreshCases::detail()
{
    QByteArray goods;
    const int count = 1 + m_dice.roll(3);
    for (int i = 0; i < count; ++i) {
        goods += (i ? "," : "") + QByteArray(R"({"goods_id":"货号)") + m_dice.digits(4);
        goods +=
            R"(","goods_name":")" + m_dice.pick<QByteArray>({"铅笔", "信纸 A/B", "茶&具", "雨伞"});
        goods += R"(","quantity":)" + m_dice.digits(1);
        goods += R"(,"price":)" + m_dice.digits(4) + '}';
    }
    const QByteArray cost = m_dice.digits(5);
    return R"({"cost_price":)" + cost + R"(,"receipt_id":"wx)" + m_dice.digits(5)
        + R"(","goods_detail":[)" + goods + "]}";
}

JudgedCase FreshCases::order()
{
    JudgedCase judged = begun("request-sign");
    const bool native = m_dice.chance(30);
    judged.otherNonces = {m_dice.letters(32, alnum)};
    judged.params = {{"appid", judged.profile["appid"]}, {"mch_id", judged.profile["mch_id"]},
        {"nonce_str", m_dice.letters(32, alnum)}, {"body", body()},
        {"out_trade_no",
            m_dice.pick<QByteArray>({m_dice.digits(18), "00" + m_dice.digits(12),
                "Z" + m_dice.digits(12), "2026Qx" + m_dice.digits(10)})},
        {"total_fee", amount()},
        {"spbill_create_ip",
            m_dice.pick<QByteArray>({"10.1.2." + m_dice.digits(2),
                "::ffff:172.16.0." + m_dice.digits(2), "127.0.0.1"})},
        {"notify_url",
            m_dice.pick<QByteArray>({"https://pay.example.org/cb/", "http://example.net/wx/notify",
                "https://example.com:8443/n",
                "https://m.example.com/hook?shop=" + m_dice.digits(2) + "&v=2"})},
        {"trade_type", native ? "NATIVE" : "JSAPI"}};
    judged.params.append(native ? "product_id" : "openid",
        native ? m_dice.digits(8) : "o" + m_dice.letters(27, alnum));
    const QList<Parameter> optional{{"attach", attach()}, {"detail", detail()},
        {"device_info", "POS" + m_dice.digits(2)}, {"goods_tag", "双节&" + m_dice.digits(2)},
        {"time_start", "20260" + m_dice.digits(9)}, {"limit_pay", ""}};
    for (const Parameter& field : optional) {
        if (m_dice.chance(45))
            judged.params.append(field.name, field.value);
    }
    return finished(judged);
}

JudgedCase FreshCases::query()
{
    JudgedCase judged = begun("request-sign");
    judged.otherNonces = {m_dice.letters(32, alnum)};
    judged.params = {{"appid", judged.profile["appid"]}, {"mch_id", judged.profile["mch_id"]},
        {"out_trade_no", m_dice.pick<QByteArray>({m_dice.digits(19), "000" + m_dice.digits(9)})},
        {"transaction_id", ""}, {"nonce_str", m_dice.letters(16, alnum)}};
    return finished(judged);
}

JudgedCase FreshCases::refund()
{
    JudgedCase judged = begun("request-sign");
    judged.otherNonces = {m_dice.letters(32, alnum)};
    const QByteArray fee = amount();
    judged.params = {{"appid", judged.profile["appid"]}, {"mch_id", judged.profile["mch_id"]},
        {"nonce_str", m_dice.letters(32, alnum)}, {"transaction_id", "42000" + m_dice.digits(23)},
        {"out_refund_no", "RF" + m_dice.digits(14)}, {"total_fee", fee}, {"refund_fee", fee},
        {"refund_desc", m_dice.pick<QByteArray>({"重复 付款", "颜色 <红> & 尺码", "缺货", ""})},
        {"op_user_id", judged.profile["mch_id"]}, {"notify_url", "https://pay.example.org/refund"}};
    return finished(judged);
}

JudgedCase FreshCases::redpack()
{
    JudgedCase judged = begun("request-sign");
    judged.otherNonces = {m_dice.letters(32, alnum)};
    judged.params = {{"mch_billno", judged.profile["mch_id"] + m_dice.digits(18)},
        {"mch_id", judged.profile["mch_id"]}, {"wxappid", judged.profile["appid"]},
        {"send_name", m_dice.pick<QByteArray>({"山城书屋", "Tom's 茶馆", "街角 面包房"})},
        {"re_openid", "o" + m_dice.letters(27, alnum)}, {"total_amount", amount()},
        {"total_num", "1"}, {"wishing", "祝您秋安!"}, {"client_ip", "10.9.8." + m_dice.digits(2)},
        {"act_name", "秋日读书会"}, {"remark", "先到先得,送完为止"},
        {"nonce_str", m_dice.letters(32, alnum)}};
    return finished(judged);
}

JudgedCase FreshCases::pay()
{
    JudgedCase judged = begun("pay-sign");
    judged.orderSignType = judged.signType;
    judged.openid = "o" + m_dice.letters(27, alnum);
    judged.totalFee = amount();
    judged.otherNonces = {m_dice.letters(32, alnum), m_dice.letters(16, alnum)};
    const int length = judged.hmac() ? 64 : 32;
    judged.relatedSigns = {{"order_request", m_dice.letters(length, hexDigits).toUpper()},
        {"order_reply", m_dice.letters(length, hexDigits).toUpper()}};
    if (m_dice.chance(50)) {
        judged.profile.insert("sub_appid", "wx" + m_dice.letters(16, hexDigits));
        judged.profile.insert("sp_appid", "wx" + m_dice.letters(16, hexDigits));
    }
    const QByteArray prepayId = "wx" + m_dice.digits(14);
    judged.params = {{"appId", judged.profile["appid"]}, {"timeStamp", "17" + m_dice.digits(8)},
        {"nonceStr", m_dice.letters(m_dice.chance(50) ? 32 : 16, alnum)},
        {"package", "prepay_id=" + prepayId + m_dice.letters(16, hexDigits) + "0000"},
        {"signType", judged.signType}};
    return finished(judged);
}

JudgedCase FreshCases::notice()
{
    JudgedCase judged = begun("notify-verify");
    const QByteArray fee = amount();
    judged.params = {{"appid", judged.profile["appid"]},
        {"bank_type", m_dice.pick<QByteArray>({"OTHERS", "BOC_DEBIT", "PSBC_CREDIT"})},
        {"cash_fee", fee}, {"fee_type", "CNY"},
        {"is_subscribe", m_dice.pick<QByteArray>({"Y", "N"})}, {"mch_id", judged.profile["mch_id"]},
        {"nonce_str", m_dice.letters(32, alnum)}, {"openid", "o" + m_dice.letters(27, alnum)},
        {"out_trade_no", m_dice.pick<QByteArray>({m_dice.digits(18), "00" + m_dice.digits(12)})},
        {"result_code", "SUCCESS"}, {"return_code", "SUCCESS"},
        {"time_end", "20260" + m_dice.digits(9)}, {"total_fee", fee}, {"trade_type", "JSAPI"},
        {"transaction_id", "42000" + m_dice.digits(23)}};
    if (m_dice.chance(40))
        judged.params.append("attach", m_dice.chance(70) ? attach() : QByteArray());
    if (m_dice.chance(30)) {
        judged.params.append("sub_mch_id", m_dice.digits(10));
        judged.params.append("sub_appid", "wx" + m_dice.letters(16, hexDigits));
        judged.params.append("sub_is_subscribe", "N");
    }
    const int coupons = m_dice.chance(40) ? m_dice.pick<int>({1, 2, 11}) : 0;
    for (int i = 0; i < coupons; ++i) {
        const QByteArray number = QByteArray::number(i);
        judged.params.append("coupon_fee_" + number, QByteArray::number(3 + i));
        judged.params.append("coupon_id_" + number, "20000000" + m_dice.digits(11));
        if (coupons < 3)
            judged.params.append("coupon_type_" + number, "NO_CASH");
    }
    if (coupons) {
        judged.params.append("coupon_count", QByteArray::number(coupons));
        judged.params.append("coupon_fee", m_dice.digits(2));
    }
    return finished(judged);
}

JudgedCase FreshCases::garbledOrder(const char* charset)
{
    for (;;) {
        JudgedCase judged = order();
        bool garbled = false;
        const Parameters texts = judged.params;
        for (const Parameter& field : texts) {
            const bool plain = std::all_of(
                field.value.begin(), field.value.end(), [](char c) { return uchar(c) < 0x80; });
            const QByteArray misread = fromCharset(field.value, charset);
            // Half of a misreading is none: what does not decode as a whole is tried anew.
            if (!plain && inCharset(misread, charset, "?") != field.value) {
                garbled = false;
                break;
            }
            garbled = garbled || !plain;
            if (!plain)
                judged.params.set(field.name, misread);
        }
        if (!garbled)
            continue;
        judged.received = signatureWith(judged, {});
        return judged;
    }
}

JudgedCase FreshCases::anyOf(const char* stages)
{
    const char stage = stages[m_dice.roll(qint64(qstrlen(stages)))];
    if (stage == 'P')
        return pay();
    if (stage == 'V')
        return notice();
    switch (m_dice.roll(8)) {
    case 0:
        return query();
    case 1:
        return refund();
    case 2:
        return redpack();
    default:
        return order();
    }
}

} // namespace paydesk::judge
