#pragma once

#include "core/base/exchange.h"
#include "core/base/failure.h"

#include <QByteArray>

#include <optional>

namespace paydesk {

/// An error by the name under which the reference explains it, the endpoint that gave it and the
/// words beside it: a code means different things at different endpoints, PARAM_ERROR even at one.
struct ErrorName {
    QByteArray code; ///< an err_code, an errcode, a return_msg or Paydesk's own word
    QByteArray endpoint{}; ///< Endpoint::name; may be empty
    QByteArray text{}; ///< err_code_des; may be empty

    friend bool operator==(const ErrorName&, const ErrorName&) = default;
};

/// Only errors that the reference explains have a name: nullopt for an exchange that went well.
std::optional<ErrorName> errorNameOf(const Exchange& exchange);
/// Of an event or an order, which keep a word; `endpoint` may be empty.
std::optional<ErrorName> errorNameOf(const QByteArray& word, const QByteArray& endpoint);
std::optional<ErrorName> errorNameOf(const Failure& failure, const QByteArray& endpoint = {});

/// A page that may have an error in sight: F1 on it asks here which one to explain.
class ErrorInSight {
public:
    ErrorInSight() = default;
    virtual ~ErrorInSight() = default;
    Q_DISABLE_COPY_MOVE(ErrorInSight)

    virtual std::optional<ErrorName> errorInSight() const = 0;
};

} // namespace paydesk
