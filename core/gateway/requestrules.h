#pragma once

#include "core/base/result.h"
#include "core/protocol/endpoint.h"
#include "core/sign/parameters.h"

#include <QByteArrayView>
#include <QList>

namespace paydesk {

/// The documented row of this name, `$n` and `$m` standing for any index; null when there is none.
const DocumentedField* documentedField(std::span<const DocumentedField> rows, QByteArrayView name);

/// What is wrong with a value that is not empty: FieldTooLong (bytes: never too long, whichever
/// way the documents count), FieldMalformed for bytes that are no plain UTF-8 or a form that is
/// not the field's.
Result<void> checkValue(const DocumentedField& field, const QByteArray& value);
/// The same for a field that the documents do not know: plain text, within reason.
Result<void> checkUnknownField(const Parameter& field);

/// The rules of a request's business fields that are broken, in the order of the table, then of the
/// request: what is missing, and what is ill-formed. What the client itself adds (appid, mch_id,
/// nonce_str, sign_type, sign) is not asked for. FieldMissing, FieldTooLong, FieldMalformed,
/// AmountMalformed.
QList<Failure> brokenRules(const Endpoint& endpoint, const Parameters& business);

} // namespace paydesk
