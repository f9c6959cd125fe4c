#pragma once

#include "core/reconcile/difference.h"

#include <QString>

namespace paydesk {

/// A row of a bill in one word: "Payment", "Refund", "Reversal".
QString entryWords(BillEntry::Kind kind);
/// Where bill and history part: "Another amount".
QString differenceWords(DifferenceReason reason);
/// What is probably behind it, and what to do, in plain language.
QString differenceAdvice(DifferenceReason reason);
/// "¥12.80"; another currency is named: "12.80 HKD".
QString moneyText(Fen amount, const QByteArray& currency);

} // namespace paydesk
