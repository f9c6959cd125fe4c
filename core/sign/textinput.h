#pragma once

#include "core/base/result.h"
#include "core/sign/jsoninput.h"
#include "core/sign/parameters.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace paydesk {

/// What a pasted text was recognised as.
enum class InputKind { Xml, Json, Query, Curl, RequestPayment };

/// Fields out of whatever people have at hand, order and duplicates kept, values as their bytes.
struct ReadInput {
    InputKind kind = InputKind::Query;
    Parameters fields;
    /// How each field's value is written, where the notation tells texts from other values (JSON,
    /// JavaScript); empty where all are texts.
    QList<ValueKind> kinds;
    QByteArray callee; ///< the function that is called with the object; empty: none is named

    /// How the field at this index is written.
    ValueKind kindAt(qsizetype index) const
    {
        return index < kinds.size() ? kinds.at(index) : ValueKind::Text;
    }

    friend bool operator==(const ReadInput&, const ReadInput&) = default;
};

/// Recognises
/// - WeChat XML, a JSON object, or a string to sign; in a log line what stands around it is passed
/// over, but a text that begins with a document must end with it;
/// - a flat JSON object: numbers keep their digits, null is the empty value, nested values keep
/// their JSON text;
/// - a string to sign ("a=1&b=2", values as they are), or a query (percent-decoded: a URL, or a
/// text beginning with "?"); a
///   trailing "&key=…" is dropped and never kept;
/// - a curl command line: the body of its data options, read as one of the others (pairs
/// percent-decoded), or else the
///   query of its URL;
/// - a call of wx.requestPayment, wx.chooseWXPay or getBrandWCPayRequest, or an object in
/// JavaScript's notation (unquoted names, single quotes, functions passed over); a JSON object that
/// has a paySign counts as one too.
/// XmlRejected, JsonRejected or InputUnreadable otherwise.
Result<ReadInput> readInput(QByteArrayView text);

} // namespace paydesk
