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

/// Recognises
/// - WeChat XML; text around a document is passed over when it stands before it (a log line),
/// otherwise it is refused;
/// - a flat JSON object: numbers keep their digits, null is the empty value, nested values keep
/// their JSON text;
/// - a string to sign ("a=1&b=2", values as they are), or a query (percent-decoded: a URL, or a
/// text beginning with "?"); a
///   trailing "&key=…" is dropped and never kept;
/// - a curl command line: the body of its data options, read as one of the others (pairs
/// percent-decoded), or else the
///   query of its URL;
/// - a wx.requestPayment({…}) call or object with JavaScript notation (unquoted names, single
/// quotes, functions passed
///   over); a JSON object that has a paySign counts as one too.
/// XmlRejected, JsonRejected or InputUnreadable otherwise.
Result<ReadInput> readInput(QByteArrayView text);

} // namespace paydesk
