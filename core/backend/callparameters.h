#pragma once

#include "core/http/message.h"

namespace paydesk {

/// What a mini program's wx.request passes along: the query, else the body as a form or a JSON
/// object, whatever its Content-Type says. Decoded bytes; empty when it is not there. A name that
/// is there twice counts as not there: nobody knows which is meant.
QByteArray callParameter(const HttpRequest& request, QByteArrayView name);

} // namespace paydesk
