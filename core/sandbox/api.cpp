#include "core/sandbox/api.h"

#include "core/protocol/endpoints.h"
#include "core/protocol/errorcode.h"
#include "core/sandbox/wire.h"

#include <optional>
#include <utility>

namespace paydesk {

namespace {

    /// The refusal a fault makes in place of the work; none: the work is done.
    std::optional<tl::unexpected<Refusal>> plantedRefusal(
        const MaybeFault& fault, const char* endpoint)
    {
        if (!fault || (fault->kind != FaultKind::SystemError && fault->kind != FaultKind::ErrCode))
            return std::nullopt;
        const QByteArray code =
            fault->kind == FaultKind::ErrCode ? fault->errCode : QByteArray("SYSTEMERROR");
        const ErrorCode* const row = errorCode(code, endpoint);
        const char* const text = row ? row->textAt(endpoint) : nullptr;
        return refused(code, text ? text : code, plantedWhy(*fault));
    }

} // namespace

QByteArray notUnderstoodBody(const QByteArray& returnMsg)
{
    return writeWire({{"return_code", "FAIL"}, {"return_msg", returnMsg}});
}

PayApi::PayApi(const SandboxIdentity& identity, SandboxBooks& books, Clock& clock)
    : m_identity(identity)
    , m_orders(books, clock)
{
    m_work["unifiedorder"] = [this](const Caller& caller) { return m_orders.unifiedOrder(caller); };
    m_work["orderquery"] = [this](const Caller& caller) { return m_orders.orderQuery(caller); };
    m_work["closeorder"] = [this](const Caller& caller) { return m_orders.closeOrder(caller); };
}

bool PayApi::serves(const QByteArray& path) const
{
    const Endpoint* const endpoint = endpointAt(path);
    return endpoint && m_work.contains(endpoint->name);
}

Reply PayApi::answer(const HttpRequest& request, const MaybeFault& fault)
{
    const Endpoint& endpoint = *endpointAt(request.path);
    const auto caller = admit(request, m_identity);
    if (!caller)
        return plainReply(
            notUnderstoodBody(caller.error().text), caller.error().why.id, caller.error().why);
    const auto planted = plantedRefusal(fault, endpoint.name);
    const auto answer =
        planted ? Accepted<Parameters>(*planted) : m_work.at(endpoint.name)(*caller);
    Reply reply = answer
        ? plainReply(signedAnswer(*answer, caller->type, fault), "ok")
        : plainReply(refusalBody(answer.error(), caller->type, fault),
              answer.error().errCode.isEmpty() ? answer.error().why.id : answer.error().errCode,
              answer.error().why);
    reply.outTradeNo = caller->fields.value("out_trade_no");
    return reply;
}

QByteArray PayApi::refusalBody(const Refusal& refusal, SignType type, const MaybeFault& fault) const
{
    if (refusal.errCode.isEmpty())
        return notUnderstoodBody(refusal.text);
    return signedAnswer(
        {{"result_code", "FAIL"}, {"err_code", refusal.errCode}, {"err_code_des", refusal.text}},
        type, fault);
}

/// The common fields, the endpoint's own, and the signature in the request's algorithm (which the
/// answer does not name).
QByteArray PayApi::signedAnswer(const Parameters& own, SignType type, const MaybeFault& fault) const
{
    Parameters answer{{"return_code", "SUCCESS"}, {"return_msg", "OK"}, {"appid", m_identity.appid},
        {"mch_id", m_identity.mchId}, {"nonce_str", newNonce()}};
    if (!own.contains("result_code"))
        answer.append("result_code", "SUCCESS");
    for (const Parameter& field : own)
        answer.append(field.name, field.value);
    return signedWire(std::move(answer), m_identity, type, fault);
}

} // namespace paydesk
