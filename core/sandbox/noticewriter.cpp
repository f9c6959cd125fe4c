#include "core/sandbox/noticewriter.h"

#include "core/base/clock.h"
#include "core/sandbox/wire.h"

#include <QCryptographicHash>

#include <openssl/evp.h>

#include <memory>

namespace paydesk {

namespace {

    /// AES-256-ECB with PKCS#7 padding, base64.
    QByteArray hidden(const QByteArray& text, const Secret& apiKey)
    {
        const QByteArray key = apiKey.reveal([](QByteArrayView bytes) {
            return QCryptographicHash::hash(bytes, QCryptographicHash::Md5).toHex();
        });
        const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
            EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
        const auto bytes = [](const QByteArray& array) {
            return reinterpret_cast<const unsigned char*>(array.constData());
        };
        QByteArray cipher(text.size() + EVP_MAX_BLOCK_LENGTH, Qt::Uninitialized);
        auto* const out = reinterpret_cast<unsigned char*>(cipher.data());
        int head = 0;
        int tail = 0;
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_ecb(), nullptr, bytes(key), nullptr);
        EVP_EncryptUpdate(context.get(), out, &head, bytes(text), int(text.size()));
        EVP_EncryptFinal_ex(context.get(), out + head, &tail);
        return cipher.first(head + tail).toBase64();
    }

    Parameters innerFields(const SandboxRefund& refund, const SandboxOrder& order)
    {
        const QByteArray fee = QByteArray::number(refund.fee);
        Parameters inner{{"out_refund_no", refund.outRefundNo}, {"out_trade_no", order.outTradeNo},
            {"refund_account", refund.account}, {"refund_fee", fee}, {"refund_id", refund.refundId},
            {"refund_recv_accout", moneyReceiver}, {"refund_request_source", "API"},
            {"refund_status", refundStatusName(refund.ending)}, {"settlement_refund_fee", fee},
            {"settlement_total_fee", order.totalFee}};
        if (refund.ending == SandboxRefund::State::Success)
            inner.append("success_time", beijingText(refund.finishedAt));
        inner.append("total_fee", order.totalFee);
        inner.append("transaction_id", order.transactionId);
        return inner;
    }

} // namespace

QByteArray beijingText(const QDateTime& time)
{
    return inBeijing(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toLatin1();
}

QByteArray paymentNotice(
    const SandboxOrder& order, const SandboxIdentity& identity, const MaybeFault& fault)
{
    Parameters notice{{"return_code", "SUCCESS"}, {"return_msg", "OK"}, {"appid", identity.appid},
        {"mch_id", identity.mchId}, {"nonce_str", newNonce()}, {"result_code", "SUCCESS"}};
    for (const Parameter& field : paidFields(order))
        notice.append(field.name, field.value);
    if (order.signType != SignType::Md5)
        notice.append("sign_type", signTypeName(order.signType));
    return signedWire(std::move(notice), identity, order.signType, fault);
}

QByteArray refundNotice(const SandboxRefund& refund, const SandboxOrder& order,
    const SandboxIdentity& identity, const MaybeFault& fault)
{
    const auto struck = [&fault](FaultKind kind) { return fault && fault->kind == kind; };
    Parameters inner = innerFields(refund, order);
    if (struck(FaultKind::WrongAmount))
        inner.set("refund_fee", QByteArray::number(refund.fee + 1));
    const QByteArray text = writeWire(inner, QLatin1StringView("root"));
    QByteArray info =
        struck(FaultKind::WrongKey) ? hidden(text, otherKey()) : hidden(text, identity.apiKey);
    if (struck(FaultKind::Tamper))
        info[info.size() / 2] = info.at(info.size() / 2) == 'A' ? 'B' : 'A';
    const QByteArray mchId =
        struck(FaultKind::OtherMerchant) ? QByteArray(otherMchId) : identity.mchId;
    Parameters notice{{"return_code", "SUCCESS"}, {"appid", identity.appid}, {"mch_id", mchId},
        {"nonce_str", newNonce()}};
    if (!struck(FaultKind::Unsigned))
        notice.append("req_info", info);
    return writeWire(notice);
}

} // namespace paydesk
