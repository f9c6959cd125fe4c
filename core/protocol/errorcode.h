#pragma once

#include "core/base/bilingual.h"

#include <QByteArrayView>

#include <array>
#include <span>

namespace paydesk {

/// What may follow a refusal without making it worse.
enum class Reaction {
    Correct, ///< the same request is refused again: something of it, or of the account, is wrong
    SendAgain, ///< with identical parameters, after a while
    Query, ///< the outcome is unknown, or known to the gateway already: a query tells
    NewNumber, ///< this attempt is over: the next one takes a new number
    Nothing, ///< as good as done
};

/// Where a code is documented, and with which err_code_des.
struct ErrorAt {
    const char* endpoint = nullptr; ///< Endpoint::name
    const char* text = nullptr;
};

/// An err_code (of jscode2session: an errcode) with one meaning (protocol-v2.md §4, §9). A code
/// that means different things at different endpoints has a row for each meaning.
struct ErrorCode {
    const char* code = nullptr;
    std::array<ErrorAt, 9> at{}; ///< the rest nameless
    Bilingual meaning{};
    Bilingual remedy{};
    Reaction reaction = Reaction::Correct;

    /// The documented text at this endpoint; null when the row is not about it.
    const char* textAt(QByteArrayView endpoint) const;
};

/// A return_msg that comes with return_code FAIL, where no code does (protocol-v2.md §4.1.3,
/// §4.7.3).
struct ReturnMessage {
    const char* text = nullptr; ///< as it is sent; compared without case
    const char* errorCode = nullptr; ///< downloadbill's number beside it; may be null
    Bilingual meaning{};
    Bilingual remedy{};
    Reaction reaction = Reaction::Correct;
};

/// Every documented code and message, for whoever lists them.
std::span<const std::span<const ErrorCode>> allErrorCodes();
std::span<const ReturnMessage> allReturnMessages();

/// The code's row for this endpoint; without one, any row of the code; null for an unknown code.
const ErrorCode* errorCode(QByteArrayView code, QByteArrayView endpoint);
/// The message that `text` is, or begins with; null for one that is not known.
const ReturnMessage* returnMessage(QByteArrayView text);

} // namespace paydesk
