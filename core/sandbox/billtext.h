#pragma once

#include "core/sandbox/books.h"

namespace paydesk {

/// The bill of a day as WeChat writes it (protocol-v2.md §8): BOM, CRLF, a heading, back-ticked
/// cells, yuan, and the totals. Empty: there is nothing of this type.
QByteArray billText(const BooksDay& day, const QByteArray& type, const SandboxBooks& books,
    const SandboxIdentity& identity, const QDateTime& now);

/// The movements of the day's money; `opening` is what there was at midnight, in fen.
QByteArray fundFlowText(const BooksDay& day, qint64 opening, const SandboxBooks& books);

/// 88 is 0.88.
QByteArray yuanText(qint64 fen);

QByteArray gzipped(const QByteArray& text);

} // namespace paydesk
