#include "core/gateway/billreader.h"

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype longestLine = qsizetype(64) * 1024;
    constexpr QByteArrayView utf8Mark("\xEF\xBB\xBF");
    /// The first column of every bill, and of every fund flow.
    constexpr const char* timeColumns[] = {"交易时间", "记账时间"};

    QByteArrayView withoutLineEnd(QByteArrayView line)
    {
        return line.endsWith('\r') ? line.chopped(1) : line;
    }

    /// A row is `first,`second,`third: what separates is the comma with the backtick.
    void split(QByteArrayView line, BillReader::Row& cells)
    {
        cells.clear();
        line = line.sliced(1);
        for (;;) {
            const qsizetype end = line.indexOf(QByteArrayView(",`"));
            if (end < 0)
                break;
            cells.push_back(line.first(end));
            line = line.sliced(end + 2);
        }
        cells.push_back(line);
    }

    QList<QByteArray> names(QByteArrayView line)
    {
        return line.toByteArray().split(',');
    }

} // namespace

BillReader::BillReader(RowTaker rows)
    : m_rows(std::move(rows))
{
}

tl::unexpected<Failure> BillReader::damaged(const char* reason) const
{
    return fail(FailureId::BillDamaged,
        {{QStringLiteral("reason"), QString::fromUtf8(reason)}, {QStringLiteral("line"), m_line}});
}

Result<void> BillReader::feed(QByteArrayView text)
{
    m_summary.bytes += text.size();
    for (;;) {
        const qsizetype end = text.indexOf('\n');
        if (end < 0)
            break;
        Result<void> taken;
        if (m_rest.isEmpty()) {
            taken = line(withoutLineEnd(text.first(end)));
        } else {
            m_rest.append(text.data(), end);
            taken = line(withoutLineEnd(m_rest));
            m_rest.clear();
        }
        if (!taken)
            return taken;
        text = text.sliced(end + 1);
    }
    m_rest.append(text.data(), text.size());
    if (m_rest.size() > longestLine)
        return damaged(QT_TRANSLATE_NOOP("Reason", "A line of it has no end."));
    return {};
}

Result<BillSummary> BillReader::finish()
{
    if (!m_rest.isEmpty()) {
        const QByteArray last = std::exchange(m_rest, {});
        if (const Result<void> taken = line(withoutLineEnd(last)); !taken)
            return fail(taken.error());
    }
    if (m_part == Part::End)
        return m_summary;
    m_line = 0;
    return damaged(QT_TRANSLATE_NOOP(
        "Reason", "Its last lines, the totals, are missing: it was cut short on the way."));
}

Result<void> BillReader::line(QByteArrayView text)
{
    ++m_line;
    if (text.trimmed().isEmpty())
        return {};
    switch (m_part) {
    case Part::Header:
        return header(text.startsWith(utf8Mark) ? text.sliced(utf8Mark.size()) : text);
    case Part::Rows:
        if (text.startsWith('`'))
            return row(text);
        m_totalNames = names(text);
        m_part = Part::Totals;
        return {};
    case Part::Totals:
        return totals(text);
    case Part::End:
        break;
    }
    return damaged(QT_TRANSLATE_NOOP("Reason", "There is more text behind the totals."));
}

Result<void> BillReader::header(QByteArrayView text)
{
    m_summary.columns = names(text);
    const bool known = std::any_of(std::begin(timeColumns), std::end(timeColumns),
        [this](const char* name) { return m_summary.columns.contains(QByteArray(name)); });
    if (!known)
        return damaged(QT_TRANSLATE_NOOP(
            "Reason", "It does not begin with the names of a bill's or a fund flow's columns."));
    m_part = Part::Rows;
    return {};
}

Result<void> BillReader::row(QByteArrayView text)
{
    split(text, m_cells);
    if (m_cells.size() != std::size_t(m_summary.columns.size()))
        return damaged(
            QT_TRANSLATE_NOOP("Reason", "The row has another number of cells than the header."));
    ++m_summary.rows;
    return m_rows ? m_rows(m_cells) : Result<void>();
}

Result<void> BillReader::totals(QByteArrayView text)
{
    if (text.startsWith('`'))
        split(text, m_cells);
    if (!text.startsWith('`') || m_cells.size() != std::size_t(m_totalNames.size()))
        return damaged(QT_TRANSLATE_NOOP("Reason", "The totals do not fit their names."));
    for (qsizetype i = 0; i < m_totalNames.size(); ++i)
        m_summary.totals.append(m_totalNames.at(i), m_cells[std::size_t(i)].toByteArray());
    m_part = Part::End;
    return {};
}

} // namespace paydesk
