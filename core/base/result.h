#pragma once

#include "core/base/failure.h"

#include <tl/expected.hpp>

#include <utility>

namespace paydesk {

/// The one way a function of the core says that it could not do what it was asked. A value carried
/// in a Result inside a signal must have ==.
template <typename T> using Result = tl::expected<T, Failure>;

/// `return fail(FailureId::FieldMissing, {{"field", "openid"}});`
inline tl::unexpected<Failure> fail(FailureId id, QVariantMap details = {})
{
    return tl::unexpected<Failure>(failure(id, std::move(details)));
}

inline tl::unexpected<Failure> fail(Failure why)
{
    return tl::unexpected<Failure>(std::move(why));
}

} // namespace paydesk
