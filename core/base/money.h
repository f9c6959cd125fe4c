#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>

namespace paydesk {

/// An amount in fen (1/100 yuan), always whole.
struct Fen {
    qint64 value = 0;

    friend auto operator<=>(const Fen&, const Fen&) = default;
};

/// The largest amount that fits the field's grammar, in fen.
inline constexpr qint64 largestFen = 9'999'999'999;

/// Reads an amount field of a message: exactly [1-9][0-9]{0,9} in ASCII, nothing else
/// (security/threats: number tricks).
Result<Fen> fenFromField(QByteArrayView text);
/// Reads what a person typed in yuan: digits, at most two decimals after a full stop, blanks around
/// allowed. No floating point on the way. Zero and below are out of range.
Result<Fen> fenFromYuan(QByteArrayView text);
/// "12.80"; negative amounts carry a minus sign.
QByteArray yuan(Fen amount);

} // namespace paydesk
