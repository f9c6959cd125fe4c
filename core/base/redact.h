#pragma once

#include "core/base/exchange.h"
#include "core/base/secret.h"

#include <vector>

namespace paydesk {

/// What stands where a secret stood.
inline constexpr const char* redactedMark = "***";

/// Takes secrets out of what is recorded: by value (as given, percent-encoded, base64, hex, however
/// they got there) and by name (secret, session_key, key, … in query strings, JSON and XML). Used
/// at recording time, not at display time. Made and filled on one thread, then only read.
class Redactor {
public:
    /// Values shorter than 6 bytes are ignored: taking "key" out of every text would hide nothing
    /// and spoil everything.
    void add(const Secret& secret);

    QByteArray clean(QByteArrayView text) const;
    /// By value alone, for a text in which a masked key may stand under its name.
    QByteArray withoutValues(QByteArray text) const;
    /// Every part of the exchange that can carry text.
    Exchange clean(Exchange exchange) const;

private:
    std::vector<Secret> m_forms;
};

/// A field whose value is never recorded or shown, whatever message it stands in.
bool isSecretName(QByteArrayView name);

} // namespace paydesk
