#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/sign/parameters.h"

namespace paydesk {

/// The digest of API v2 (protocol-v2.md §3.3).
enum class SignType { Md5, HmacSha256 };

/// "MD5" or "HMAC-SHA256".
QByteArray signTypeName(SignType type);
/// Exactly these two spellings; InputUnreadable/FieldMalformed otherwise.
Result<SignType> signTypeFromName(QByteArrayView name);

/// A piece of a string, in bytes.
struct Span {
    qsizetype start = 0;
    qsizetype length = 0;

    friend bool operator==(const Span&, const Span&) = default;
};

/// What became of one field: signed and where it lies in the string ("name=value", without the &),
/// or left out and why.
struct TracedField {
    enum class Fate { Signed, SkippedEmpty, SkippedSign };

    Parameter field;
    Fate fate = Fate::Signed;
    Span inBase; ///< empty unless signed

    friend bool operator==(const TracedField&, const TracedField&) = default;
};

/// A signature with every step that led to it (protocol-v2.md §3.1). Holds the key masked only, so
/// it may be shown and stored.
struct SignatureTrace {
    SignType type = SignType::Md5;
    QByteArray signField; ///< "sign", or "paySign": the name that was left out
    QList<TracedField> fields; ///< in the order received
    QList<qsizetype> order; ///< indices into fields, sorted by name in byte order; signed ones only
    QByteArray base; ///< joined "a=1&b=2", without the key
    QByteArray maskedKey;
    qsizetype keyLength = 0; ///< bytes
    QByteArray digest; ///< lower-case hex
    QByteArray signature; ///< upper-case hex

    /// base + "&key=" + masked key, for people.
    QByteArray shownString() const;

    friend bool operator==(const SignatureTrace&, const SignatureTrace&) = default;
};

/// The signature of the fields under the key: `sign`/`signField` and empty values left out, sorted
/// by name in byte order, joined, "&key=" appended, digested, upper-cased. Duplicates are signed in
/// order of appearance. The key never leaves the secure buffers.
QByteArray signatureOf(
    const Parameters& fields, const Secret& key, SignType type, QByteArrayView signField = "sign");
/// The same with every step kept.
SignatureTrace traceSignature(
    const Parameters& fields, const Secret& key, SignType type, QByteArrayView signField = "sign");

/// Full length and constant time (CRYPTO_memcmp), exact case.
bool sameSignature(QByteArrayView a, QByteArrayView b);

/// Whether the message carries exactly the right `sign`. An empty key or a missing sign is never
/// right.
bool verifies(const Parameters& message, const Secret& key, SignType type);

/// Appends nonce-independent `sign` (and `sign_type` when it is not MD5) to a request; the request
/// comes back signed.
Parameters signedRequest(Parameters request, const Secret& key, SignType type);

/// 32 random letters and digits from the system's generator.
QByteArray newNonce();

/// The five fields the mini program signs, appId included, without paySign (protocol-v2.md §5.1).
Parameters payFields(
    const QByteArray& appId, const QByteArray& prepayId, SignType type, const Clock& clock);

/// What wx.requestPayment is called with, and how its paySign came about.
struct PayRequest {
    Parameters call; ///< timeStamp, nonceStr, package, signType, paySign
    SignatureTrace trace; ///< over appId and the first four

    friend bool operator==(const PayRequest&, const PayRequest&) = default;
};

/// The second signature (protocol-v2.md §5.1).
PayRequest payRequest(const QByteArray& appId, const QByteArray& prepayId, SignType type,
    const Secret& key, const Clock& clock);

} // namespace paydesk
