#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <span>

namespace paydesk {

/// A field that the answer must carry, always or only when another field of the answer has a
/// certain value.
struct RequiredField {
    const char* name = nullptr;
    const char* whenField = nullptr;
    const char* whenValue = nullptr;
};

/// What the client knows of one signed XML endpoint (protocol-v2.md §4); everything else about it
/// is the caller's fields.
struct Endpoint {
    const char* path;
    std::span<const RequiredField>
        required; ///< of a SUCCESS/SUCCESS answer, beyond those every answer has
    std::span<const char* const> echoed; ///< must say what the request said
};

namespace endpoints {
    extern const Endpoint unifiedOrder;
    extern const Endpoint orderQuery;
    extern const Endpoint closeOrder;
} // namespace endpoints

} // namespace paydesk
