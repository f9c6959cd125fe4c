#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/sign/parameters.h"

namespace paydesk {

/// The text in a refund notification's req_info: base64 of AES-256-ECB under the lower-case MD5 hex
/// of the API key (protocol-v2.md §7). FieldMalformed when it is too long or no base64 of whole
/// blocks, SealForeign when another key made it: the padding is not PKCS #7's, or it is (one wrong
/// key in 256 finds it so by chance) and what it pads is not UTF-8. UTF-8 that is no XML comes back
/// as it is: whoever wrote it has the key. An empty key opens nothing.
Result<QByteArray> openReqInfo(const QByteArray& reqInfo, const Secret& apiKey);

/// The text encrypted so that openReqInfo() opens it; an empty key seals nothing, and what comes
/// back is empty.
QByteArray sealReqInfo(QByteArrayView text, const Secret& apiKey);

/// Largest req_info that is looked at, in bytes; the documents know 1024.
inline constexpr qsizetype largestReqInfo = 16 * 1024;

} // namespace paydesk
