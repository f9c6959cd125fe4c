#include "core/reconcile/billentry.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

using namespace paydesk;

namespace {

/// One reading of a bill: its rows understood as far as they can be.
struct Reading {
    BillReader reader{[this](const BillReader::Row& cells) { return take(cells); }};
    std::optional<BillColumns> columns;
    qint64 entries = 0;
    Result<BillSummary> summary = BillSummary{};
    bool failed = false;

    Result<void> take(const BillReader::Row& cells)
    {
        if (cells.size() != std::size_t(reader.columns().size()))
            std::abort();
        if (!columns) {
            auto known = BillColumns::of(reader.columns());
            if (!known)
                return fail(known.error());
            columns = std::move(*known);
        }
        if (columns->kind() == BillKind::FundFlow)
            return columns->movement(cells, reader.lineNumber());
        const auto entry = columns->entry(cells, reader.lineNumber(), {"1900000109", {}});
        if (!entry)
            return fail(entry.error());
        if (entry->amount.value < 0)
            std::abort();
        ++entries;
        return {};
    }

    void feed(QByteArrayView text)
    {
        if (failed)
            return;
        const Result<void> fed = reader.feed(text);
        failed = !fed;
        if (!fed)
            summary = fail(fed.error());
    }

    void finish()
    {
        if (!failed)
            summary = reader.finish();
    }
};

} // namespace

/// How the bytes of a bill are cut never changes what is read in it, every row has a cell for each
/// column, and no amount is negative.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    Reading whole;
    whole.feed(bytes);
    whole.finish();
    Reading pieces;
    for (qsizetype i = 0; i < bytes.size();) {
        const qsizetype length = std::min<qsizetype>(1 + data[i] % 23, bytes.size() - i);
        pieces.feed(bytes.sliced(i, length));
        i += length;
    }
    pieces.finish();
    if (whole.summary != pieces.summary || whole.entries != pieces.entries)
        std::abort();
    return 0;
}
