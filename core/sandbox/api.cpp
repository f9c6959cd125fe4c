#include "core/sandbox/api.h"

#include "core/protocol/endpoints.h"
#include "core/protocol/errorcode.h"
#include "core/sandbox/fieldrules.h"
#include "core/sandbox/tools.h"
#include "core/sandbox/wire.h"

#include <optional>
#include <utility>

namespace paydesk {

namespace {

    constexpr qsizetype longestNumber = 32; // an out_trade_no

    /// return_code FAIL in the recorded bytes.
    Parameters notUnderstoodFields(const QByteArray& returnMsg)
    {
        return {{"return_code", "FAIL"}, {"return_msg", returnMsg}};
    }

    /// The refusal a fault makes in place of the work; none: the work is done.
    std::optional<tl::unexpected<Refusal>> plantedRefusal(
        const Endpoint& endpoint, const MaybeFault& fault)
    {
        if (!fault || (fault->kind != FaultKind::SystemError && fault->kind != FaultKind::ErrCode))
            return std::nullopt;
        const QByteArray code =
            fault->kind == FaultKind::ErrCode ? fault->errCode : QByteArray("SYSTEMERROR");
        return refusedAs(code.constData(), endpoint, plantedWhy(*fault));
    }

    /// downloadbill refuses by text, and a number beside it where one is documented.
    Parameters billRefusal(const Refusal& refusal)
    {
        Parameters fields = notUnderstoodFields(refusal.text);
        const ReturnMessage* const known = returnMessage(refusal.text);
        if (known && known->errorCode)
            fields.append("error_code", known->errorCode);
        return fields;
    }

} // namespace

PayApi::PayApi(const SandboxIdentity& identity, SandboxBooks& books, DeliveryDesk& desk,
    Clock& clock, std::chrono::milliseconds refundTime)
    : m_identity(identity)
    , m_books(books)
    , m_orders(books, clock)
    , m_refunds(books, desk, clock, refundTime)
    , m_scans(identity, books, clock)
    , m_bills(identity, books, clock)
{
    m_work["unifiedorder"] = [this](const Caller& caller) { return m_orders.unifiedOrder(caller); };
    m_work["orderquery"] = [this](const Caller& caller) { return m_orders.orderQuery(caller); };
    m_work["closeorder"] = [this](const Caller& caller) { return m_orders.closeOrder(caller); };
    m_work["refund"] = [this](const Caller& caller) { return m_refunds.refund(caller); };
    m_work["refundquery"] = [this](const Caller& caller) { return m_refunds.refundQuery(caller); };
    m_work["micropay"] = [this](const Caller& caller) { return m_scans.micropay(caller); };
    m_work["reverse"] = [this](const Caller& caller) { return m_scans.reverse(caller); };
    m_work["authcodetoopenid"] = [this](const Caller& caller) {
        return m_scans.authCodeToOpenid(caller);
    };
    m_work["shorturl"] = [](const Caller& caller) { return shortUrlAnswer(caller); };
    m_work["report"] = [](const Caller&) { return reportAnswer(); };
    m_work["getsignkey"] = [this](const Caller&) { return signKeyAnswer(m_identity); };
    m_files["downloadbill"] = [this](const Caller& caller) { return m_bills.downloadBill(caller); };
    m_files["downloadfundflow"] = [this](const Caller& caller) {
        return m_bills.downloadFundFlow(caller);
    };
}

bool PayApi::serves(const QByteArray& path) const
{
    const Endpoint* const endpoint = endpointAt(path);
    return endpoint && (m_work.contains(endpoint->name) || m_files.contains(endpoint->name));
}

QByteArray PayApi::orderNamedIn(const HttpRequest& request) const
{
    const auto fields = readWire(request.body);
    if (!fields)
        return {};
    const QByteArray own = fields->value("out_trade_no");
    if (!own.isEmpty())
        return own.size() <= longestNumber ? own : QByteArray();
    if (const auto* const order = m_books.byTransactionId(fields->value("transaction_id")))
        return order->outTradeNo;
    const auto* refund = m_books.byOutRefundNo(fields->value("out_refund_no"));
    if (!refund)
        refund = m_books.byRefundId(fields->value("refund_id"));
    return refund ? refund->outTradeNo : QByteArray();
}

Reply PayApi::answer(const HttpRequest& request, const MaybeFault& fault)
{
    const Endpoint& endpoint = *endpointAt(request.path);
    m_scans.ripen();
    auto caller = admit(request, endpoint, m_identity);
    if (!caller)
        return plainReply(writeWire(notUnderstoodFields(caller.error().text)),
            caller.error().why.id, caller.error().why);
    caller->fault = fault;
    auto answer = done(endpoint, *caller);
    Reply reply;
    if (answer) {
        reply = plainReply({}, "ok");
        reply.http = *std::move(answer);
    } else {
        const Refusal& refusal = answer.error();
        reply = plainReply(refusalBody(endpoint, refusal, *caller),
            refusal.errCode.isEmpty() ? refusal.why.id : refusal.errCode, refusal.why);
    }
    reply.outTradeNo = caller->fields.value("out_trade_no");
    return reply;
}

Accepted<void> PayApi::check(const Endpoint& endpoint, const Caller& caller) const
{
    if (auto planted = plantedRefusal(endpoint, caller.fault))
        return *std::move(planted);
    if (endpoint.signing == SignRule::HmacSha256Only && caller.type != SignType::HmacSha256)
        return refusedAs("PARAM_ERROR", endpoint, whyOf(RefusalCause::HmacOnly));
    return checkFields(endpoint, caller.fields);
}

Accepted<HttpAnswer> PayApi::done(const Endpoint& endpoint, const Caller& caller)
{
    if (auto checked = check(endpoint, caller); !checked)
        return tl::unexpected(std::move(checked.error()));
    if (const auto file = m_files.find(endpoint.name); file != m_files.end())
        return file->second(caller);
    const auto fields = m_work.at(endpoint.name)(caller);
    if (!fields)
        return tl::unexpected(fields.error());
    return answerOf(endpoint, *fields, caller);
}

HttpAnswer PayApi::answerOf(
    const Endpoint& endpoint, const Parameters& fields, const Caller& caller) const
{
    const bool isSigned = endpoint.answerForm == AnswerForm::SignedXml;
    return {200, "text/plain", isSigned ? signedAnswer(fields, caller) : writeWire(fields), {}};
}

QByteArray PayApi::refusalBody(
    const Endpoint& endpoint, const Refusal& refusal, const Caller& caller) const
{
    if (&endpoint == &endpoints::downloadBill)
        return writeWire(billRefusal(refusal));
    if (refusal.errCode.isEmpty())
        return writeWire(notUnderstoodFields(refusal.text));
    Parameters fields{
        {"result_code", "FAIL"}, {"err_code", refusal.errCode}, {"err_code_des", refusal.text}};
    if (&endpoint == &endpoints::reverse)
        fields.append("recall", refusal.errCode == "SYSTEMERROR" ? "Y" : "N");
    if (endpoint.answerForm == AnswerForm::SignedXml)
        return signedAnswer(fields, caller);
    Parameters all{{"return_code", "SUCCESS"}, {"return_msg", "OK"}};
    for (const Parameter& field : std::as_const(fields))
        all.append(field.name, field.value);
    return writeWire(all);
}

/// The common fields, the endpoint's own, and the signature in the request's algorithm (which the
/// answer does not name).
QByteArray PayApi::signedAnswer(const Parameters& own, const Caller& caller) const
{
    Parameters answer{{"return_code", "SUCCESS"}, {"return_msg", "OK"}, {"appid", m_identity.appid},
        {"mch_id", m_identity.mchId}, {"nonce_str", newNonce()}};
    if (!own.contains("result_code"))
        answer.append("result_code", "SUCCESS");
    for (const Parameter& field : own)
        answer.append(field.name, field.value);
    return signedWire(std::move(answer), m_identity, caller.type, caller.fault);
}

} // namespace paydesk
