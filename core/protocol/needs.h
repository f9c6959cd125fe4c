#pragma once

#include "core/protocol/documentedfield.h"

#include <algorithm>
#include <array>

/// The words in which this room's tables are written.
namespace paydesk::needs {

inline constexpr Need always{Need::Kind::Always};
inline constexpr Need optional{Need::Kind::Optional};
inline constexpr Need oneOf{Need::Kind::OneOf};
inline constexpr Need sometimes{Need::Kind::Sometimes};

constexpr Need when(const char* field, const char* value)
{
    return {Need::Kind::When, field, value};
}
constexpr Need without(const char* field)
{
    return {Need::Kind::When, field, ""};
}

template <std::size_t... Sizes>
constexpr auto joined(const std::array<DocumentedField, Sizes>&... parts)
{
    std::array<DocumentedField, (Sizes + ...)> all;
    auto* at = all.begin();
    ((at = std::copy(parts.begin(), parts.end(), at)), ...);
    return all;
}

} // namespace paydesk::needs
