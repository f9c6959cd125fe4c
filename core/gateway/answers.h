#pragma once

#include "core/base/secret.h"
#include "core/gateway/transmission.h"
#include "core/protocol/endpoints.h"
#include "core/sign/signer.h"

namespace paydesk {

/// What a signed XML answer is measured against.
struct Expectation {
    const Endpoint& endpoint;
    const Parameters& request;
    const Secret& apiKey;
    SignType type;
    QString host;
};

/// The fields of an answer that may be believed: well-formed, signed with the merchant's key if it
/// says SUCCESS, of the merchant, of the request, complete. GatewayRefused and BusinessRefused are
/// the gateway's own no; AnswerNotXml, XmlRejected (of kind Protocol), AnswerUnsigned,
/// AnswerSignatureWrong, AnswerForeign, AnswerIncomplete mean it cannot be used. The Content-Type
/// is not looked at (protocol-v2.md §2).
Result<Parameters> readXmlAnswer(const WireAnswer& answer, const Expectation& expected);

/// The fields of an answer that nobody signs (report, getsignkey): well-formed, SUCCESS, complete.
Result<Parameters> readUnsignedAnswer(
    const WireAnswer& answer, const Endpoint& endpoint, const QString& host);

/// The XML that comes instead of a file. Nobody signs it, so it is only ever a failure.
Result<Parameters> readFileRefusal(
    const WireAnswer& answer, const Endpoint& endpoint, const QString& host);

/// jscode2session's JSON (protocol-v2.md §9): the field openid. LoginRefused, AnswerNotJson,
/// AnswerIncomplete otherwise.
Result<Parameters> readSessionAnswer(const WireAnswer& answer, const QString& host);
/// The same answer as it may be recorded: without session_key, however it is written.
QByteArray withoutSessionKey(const QByteArray& body);

/// What a receiver of notifications answered: its return_code and return_msg, unsigned.
Result<Parameters> readReceipt(const WireAnswer& answer, const QString& host);

/// A sandbox control's JSON: its members as fields. PaymentRefused unless errMsg ends in ":ok".
Result<Parameters> readControlAnswer(const WireAnswer& answer, const QString& host);

/// The sentence in X-Paydesk-Why: UTF-8, empty when there is none or it is not one.
QByteArray whyOf(const WireAnswer& answer);

} // namespace paydesk
