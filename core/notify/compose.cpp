#include "core/notify/compose.h"

#include <QRandomGenerator>

namespace paydesk {

namespace {

    /// 28 digits that begin as WeChat's do.
    QByteArray inventedTransactionId(const Clock& clock)
    {
        QByteArray id = "42000" + beijingStamp(clock.now());
        while (id.size() < 28)
            id += char('0' + QRandomGenerator::global()->bounded(10));
        return id;
    }

} // namespace

Parameters paymentNotice(
    const Order& order, const Profile& profile, const Secret& key, const Clock& clock)
{
    const bool paid = !order.transactionId.isEmpty();
    const QByteArray fee = QByteArray::number(order.totalFee.value);
    const QDateTime paidAt = paid && order.paidAt.isValid() ? order.paidAt : clock.now();
    Parameters notice{
        {"return_code", "SUCCESS"},
        {"appid", profile.appid},
        {"mch_id", profile.mchId},
        {"nonce_str", newNonce()},
        {"result_code", "SUCCESS"},
        {"openid",
            order.openid.isEmpty() ? QByteArray("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o") : order.openid},
        {"is_subscribe", "N"},
        {"trade_type", order.tradeType.isEmpty() ? QByteArray("JSAPI") : order.tradeType},
        {"bank_type", order.bankType.isEmpty() ? QByteArray("OTHERS") : order.bankType},
        {"total_fee", fee},
        {"fee_type", order.feeType},
        {"cash_fee", fee},
        {"transaction_id", paid ? order.transactionId : inventedTransactionId(clock)},
        {"out_trade_no", order.outTradeNo},
        {"time_end", beijingStamp(paidAt)},
    };
    if (!order.attach.isEmpty())
        notice.append("attach", order.attach);
    return signedRequest(notice, key, order.signType.value_or(SignType::Md5));
}

} // namespace paydesk
