#pragma once

#include "core/base/bilingual.h"
#include "core/base/result.h"
#include "core/gateway/call.h"

#include <QByteArray>

#include <chrono>

namespace paydesk {

/// How long WeChat waits for a receiver's answer (protocol-v2.md §6).
inline constexpr std::chrono::seconds receiverTime{5};

/// Whether notifications may be passed on to this address: http or https, a host, no user, no
/// fragment, and not the listener they came in by. FieldMalformed otherwise.
Result<void> checkForwardUrl(const QByteArray& url, const QByteArray& listenerUrl);

/// What WeChat would make of a backend's answer: "ok", "answered-late" (SUCCESS, but after
/// receiverTime), "answered-fail", "answer-unreadable", "http-status-<n>", or failureName() of what
/// kept an answer from coming.
QByteArray forwardOutcome(const Answer& answer);

/// One sentence for people; an outcome that is a failure's name has none of its own here.
Bilingual forwardSentence(const QByteArray& outcome);

} // namespace paydesk
