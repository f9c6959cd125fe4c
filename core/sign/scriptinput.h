#pragma once

#include "core/base/result.h"
#include "core/sign/jsoninput.h"

#include <QByteArrayView>

namespace paydesk {

/// Whether more text may follow the object.
enum class AfterObject { Ignored, Refused };

/// The members of the object in JavaScript notation with which the text begins, as it is handed to
/// wx.requestPayment: names with or without quotes, any quotes, comments, a comma at the end.
/// Functions are passed over, inner objects keep their text, undefined and null are empty. What
/// follows the object is not looked at. InputUnreadable when a value is an expression or the object
/// does not end. The text must be valid UTF-8.
Result<QList<JsonMember>> readScriptObject(QByteArrayView text, AfterObject after);

} // namespace paydesk
