#pragma once

#include "core/base/result.h"
#include "core/sign/parameters.h"

#include <QByteArrayView>
#include <QList>

#include <functional>
#include <vector>

namespace paydesk {

/// What a bill says at its end, and how long it was.
struct BillSummary {
    QList<QByteArray> columns; ///< names in the order of the file, UTF-8
    qint64 rows = 0;
    Parameters totals; ///< by the names of the summary header; yuan, as written
    qint64 bytes = 0; ///< of the text

    friend bool operator==(const BillSummary&, const BillSummary&) = default;
};

/// Reads the text of a bill or fund flow as it comes (protocol-v2.md §8), in memory bounded by one
/// line. The columns are found by the header line, whatever they are; a bill that does not end with
/// its totals is damaged.
class BillReader {
public:
    /// The cells of one row, in the order of `columns`; valid during the call.
    using Row = std::vector<QByteArrayView>;
    using RowTaker = std::function<Result<void>(const Row& cells)>;

    /// Without a taker the rows are only counted.
    explicit BillReader(RowTaker rows = {});

    /// BillDamaged, or the taker's failure; nothing more is read after one.
    Result<void> feed(QByteArrayView text);
    /// After the last byte. BillDamaged when the totals are missing.
    Result<BillSummary> finish();
    const QList<QByteArray>& columns() const { return m_summary.columns; }
    /// The line that is read at the moment, from 1.
    qint64 lineNumber() const { return m_line; }

private:
    enum class Part { Header, Rows, Totals, End };

    Result<void> line(QByteArrayView text);
    Result<void> header(QByteArrayView text);
    Result<void> row(QByteArrayView text);
    Result<void> totals(QByteArrayView text);
    tl::unexpected<Failure> damaged(const char* reason) const;

    RowTaker m_rows;
    Part m_part = Part::Header;
    qint64 m_line = 0;
    QByteArray m_rest; // the beginning of a line whose end has not come
    QList<QByteArray> m_totalNames;
    Row m_cells;
    BillSummary m_summary;
};

} // namespace paydesk
