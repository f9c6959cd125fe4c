#pragma once

#include "core/doctor/mistake.h"
#include "core/sign/signer.h"
#include "core/sign/textinput.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace paydesk {

/// One thing that is wrong with a text, found without recomputing anything.
struct CheckFinding {
    enum class Severity {
        Error, ///< the payment or the signature fails by it
        Warning, ///< it fails in some places, or breaks the rules without being noticed
    };

    QByteArray id; ///< stable, such as "package-prefix-missing"
    QByteArray field; ///< the name it is about; empty: the whole text
    Severity severity = Severity::Error;
    Bilingual what;
    qsizetype position = -1; ///< the byte of the text at which it stands; -1: nowhere in particular

    friend bool operator==(const CheckFinding& a, const CheckFinding& b)
    {
        return a.id == b.id && a.field == b.field && a.position == b.position;
    }
};

/// The rules of wx.requestPayment and its look-alikes (protocol-v2.md §5), for what is handed to
/// the call: presence and type of the five fields, their spelling, the timeStamp's form, the
/// package's prefix, the signType (equal to the order's where that is known), the paySign's shape,
/// names of other front ends. In the order in which WeChat would stumble.
QList<CheckFinding> checkPaymentCall(
    const ReadInput& call, std::optional<SignType> orderType = std::nullopt);

/// Bytes that were sent or received, as they were on the wire.
struct TransportedBody {
    QByteArrayView body;
    QByteArrayView contentType; ///< the header's value; empty: not known
};

/// What the way from the hashed to the sent bytes does to a message (protocol-v2.md §2.1): charset,
/// byte order mark, markup that is not escaped, or escaped twice, CDATA inside values, blanks
/// around values, JSON's escapes. In the order of their positions.
QList<CheckFinding> checkTransport(const TransportedBody& sent);

} // namespace paydesk
