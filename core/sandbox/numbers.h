#pragma once

#include "core/sandbox/books.h"

#include <QByteArray>
#include <QByteArrayView>

namespace paydesk {

/// So many random letters out of the alphabet.
QByteArray randomText(int length, QByteArrayView alphabet);

/// 28 digits as WeChat's: 42000, five more, the day, ten more. New to the books.
QByteArray newTransactionId(const SandboxBooks& books, const QDateTime& now);
/// 29 digits as WeChat's: 50, eight more, the day, eleven more. New to the books.
QByteArray newRefundId(const SandboxBooks& books, const QDateTime& now);

} // namespace paydesk
