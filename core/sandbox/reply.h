#pragma once

#include "core/http/message.h"
#include "core/sandbox/why.h"
#include "core/sign/parameters.h"

#include <QJsonObject>

#include <tl/expected.hpp>

namespace paydesk {

/// One answer of the sandbox on its way out, with what its record says about it.
struct Reply {
    HttpAnswer http;
    QByteArray outcome; ///< "ok", an err_code, a cause id
    QByteArray outTradeNo; ///< where it could be read
    Why why;
};

/// A request to the pay interfaces that is refused: at the level of return_code (unsigned) or of
/// result_code (signed).
struct Refusal {
    QByteArray errCode; ///< empty: return_code FAIL
    QByteArray text; ///< return_msg or err_code_des, as documented
    Why why;
};

template <typename T> using Accepted = tl::expected<T, Refusal>;

/// return_code FAIL.
tl::unexpected<Refusal> notUnderstood(QByteArray returnMsg, Why why);
/// result_code FAIL.
tl::unexpected<Refusal> refused(QByteArray errCode, QByteArray text, Why why);

/// WeChat's answers: HTTP 200 and text/plain, whatever they say.
Reply plainReply(QByteArray body, QByteArray outcome, Why why = {});
/// Controls answer in JSON.
Reply jsonReply(const QJsonObject& body, QByteArray outcome = "ok", int status = 200);
/// `{"errMsg":"requestPayment:fail <text>","errCode":…,"errDesc":"<text>","why":…}` (protocol-v2.md
/// §5.3).
Reply phoneRefusal(int errCode, const QByteArray& text, const Why& why);

} // namespace paydesk
