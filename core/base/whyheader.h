#pragma once

#include <QByteArray>

namespace paydesk {

/// The header field in which the sandbox tells the true reason of a refusal or of a planted fault.
inline constexpr const char* whyHeaderName = "X-Paydesk-Why";

/// Such a field, as "id percent-encoded%20sentence" on the wire.
struct WhyHeader {
    QByteArray id; ///< "digest-lowercase", "planted-delay"; may be empty
    QByteArray sentence; ///< UTF-8; empty when there is none or it is not UTF-8

    bool isPlanted() const { return id.startsWith("planted-"); }

    friend bool operator==(const WhyHeader&, const WhyHeader&) = default;
};
WhyHeader readWhyHeader(const QByteArray& value);

} // namespace paydesk
