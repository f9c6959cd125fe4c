#pragma once

#include "core/base/result.h"
#include "core/sign/parameters.h"

#include <QByteArrayView>
#include <QList>

namespace paydesk {

/// How a value is written where it comes from: text in quotes, or something that is no text to the
/// program that reads it.
enum class ValueKind { Text, Number, Flag, Null, Undefined, Object, Array };

/// A JSON value: strings decoded, numbers with the digits they have, true and false by name, null
/// as the empty value, objects and arrays as their text.
struct JsonValue {
    ValueKind kind = ValueKind::Text;
    QByteArray text;
};

struct JsonMember {
    QByteArray name;
    JsonValue value;
};

/// The members of one strict JSON object (RFC 8259) in their order, duplicates included.
/// JsonRejected otherwise. The text must be valid UTF-8.
Result<QList<JsonMember>> readJsonMembers(QByteArrayView text);
/// The elements of one strict JSON array, likewise.
Result<QList<JsonValue>> readJsonElements(QByteArrayView text);
/// The members of an object as fields.
Result<Parameters> readJsonObject(QByteArrayView text);

} // namespace paydesk
