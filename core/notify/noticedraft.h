#pragma once

#include "core/base/result.h"
#include "core/sign/signer.h"

namespace paydesk {

/// How a notification that was taken apart is put together again.
enum class Resigning {
    Right, ///< with the merchant's key
    Unchanged, ///< sign as the fields have it: wrong as soon as one of them was changed; a refund's
               ///< req_info as it came, whatever was changed of what is inside
    StrangeKey, ///< with a key that nobody has
    Absent, ///< without a signature
};

/// A notification (protocol-v2.md §6, §7) that is taken apart, so that its fields can be changed.
struct NoticeDraft {
    Parameters fields; ///< the message's own; of one about a refund, what is inside req_info
    Parameters envelope{}; ///< of one about a refund: the message's own, req_info among them
    SignType type = SignType::Md5; ///< of a message that does not name it in sign_type

    /// Nobody signs such a message: req_info, which only the merchant's key opens, is what there is
    /// of a signature.
    bool isAboutRefund() const { return !envelope.isEmpty(); }

    friend bool operator==(const NoticeDraft&, const NoticeDraft&) = default;
};

/// XmlRejected when the message is none that the gate lets through; FieldMalformed or SealForeign
/// when its req_info cannot be opened with this key. Pure.
Result<NoticeDraft> takenApart(QByteArrayView body, const Secret& key);

/// The message that these fields make, every field in its place. Pure, but for the key that nobody
/// has.
QByteArray putTogether(const NoticeDraft& draft, Resigning resigning, const Secret& key);

} // namespace paydesk
