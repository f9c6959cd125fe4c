#include "core/sandbox/tools.h"

#include <QCryptographicHash>

namespace paydesk {

namespace {

    constexpr qsizetype shortLength = 7;

} // namespace

Parameters shortUrlAnswer(const Caller& caller)
{
    const QByteArray hash =
        QCryptographicHash::hash(caller.fields.value("long_url"), QCryptographicHash::Sha256)
            .toBase64(QByteArray::Base64UrlEncoding);
    return {{"short_url", "weixin://wxpay/s/" + hash.first(shortLength)}};
}

Parameters reportAnswer()
{
    return {{"return_code", "SUCCESS"}, {"return_msg", ""}, {"result_code", "SUCCESS"}};
}

Parameters signKeyAnswer(const SandboxIdentity& identity)
{
    const QByteArray key =
        QCryptographicHash::hash("sandbox_signkey of " + identity.mchId, QCryptographicHash::Md5);
    return {{"return_code", "SUCCESS"}, {"return_msg", "ok"}, {"mch_id", identity.mchId},
        {"sandbox_signkey", key.toHex()}};
}

} // namespace paydesk
