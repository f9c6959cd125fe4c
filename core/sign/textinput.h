#pragma once

#include "core/base/result.h"
#include "core/sign/parameters.h"

#include <QByteArrayView>

namespace paydesk {

/// What a pasted text was recognised as.
enum class InputKind { Xml, Json, Query, Curl, RequestPayment };

/// Fields out of whatever people have at hand, order and duplicates kept, values as their bytes.
struct ReadInput {
    InputKind kind = InputKind::Query;
    Parameters fields;

    friend bool operator==(const ReadInput&, const ReadInput&) = default;
};

/// Recognises WeChat XML, a flat JSON object (numbers keep their digits, null is the empty value,
/// nested values keep their JSON text), a query or sign string ("a=1&b=2", a trailing "&key=…" is
/// dropped and never kept), a curl command line (its -d/--data/--data-raw/--data-binary body, read
/// as one of the others) and a wx.requestPayment({…}) call or object with JavaScript notation
/// (unquoted names, single quotes, functions passed over). XmlRejected, JsonRejected or
/// InputUnreadable otherwise.
Result<ReadInput> readInput(QByteArrayView text);

} // namespace paydesk
