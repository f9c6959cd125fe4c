#include "core/sign/comparison.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    // Cells of the table that finds the common subsequence: about half a millisecond a field.
    constexpr qsizetype mostCells = 250'000;

    bool continuesCharacter(char byte)
    {
        return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
    }

    /// Where each character begins, and the end.
    QList<qsizetype> characterStarts(QByteArrayView text)
    {
        QList<qsizetype> starts;
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (i == 0 || !continuesCharacter(text[i]))
                starts.append(i);
        }
        starts.append(text.size());
        return starts;
    }

    /// A text as its characters.
    struct Characters {
        explicit Characters(QByteArrayView text)
            : bytes(text)
            , starts(characterStarts(text))
        {
        }

        qsizetype size() const { return starts.size() - 1; }
        QByteArrayView at(qsizetype i) const
        {
            return bytes.sliced(starts.at(i), starts.at(i + 1) - starts.at(i));
        }

        QByteArrayView bytes;
        QList<qsizetype> starts;
    };

    /// Adds one character to the marks, joined to the last when it follows it.
    void mark(QList<Span>& marks, const Characters& text, qsizetype character)
    {
        const qsizetype start = text.starts.at(character);
        const qsizetype length = text.starts.at(character + 1) - start;
        if (!marks.isEmpty() && marks.last().start + marks.last().length == start)
            marks.last().length += length;
        else
            marks.append({start, length});
    }

    /// The part of both texts between their common beginning and their common end.
    struct Middle {
        qsizetype start = 0;
        qsizetype firstEnd = 0;
        qsizetype secondEnd = 0;
    };

    Middle middleOf(const Characters& a, const Characters& b)
    {
        Middle middle{0, a.size(), b.size()};
        while (
            middle.start < std::min(a.size(), b.size()) && a.at(middle.start) == b.at(middle.start))
            ++middle.start;
        while (middle.firstEnd > middle.start && middle.secondEnd > middle.start
            && a.at(middle.firstEnd - 1) == b.at(middle.secondEnd - 1)) {
            --middle.firstEnd;
            --middle.secondEnd;
        }
        return middle;
    }

    /// How long the longest common subsequence of what lies behind each pair of places is.
    class CommonTable {
    public:
        CommonTable(const Characters& a, const Characters& b, const Middle& middle)
            : m_columns(middle.secondEnd - middle.start + 1)
            , m_cells((middle.firstEnd - middle.start + 1) * m_columns, 0)
        {
            for (qsizetype i = middle.firstEnd - middle.start; i-- > 0;) {
                for (qsizetype j = m_columns - 1; j-- > 0;) {
                    const bool same = a.at(middle.start + i) == b.at(middle.start + j);
                    m_cells[(i * m_columns) + j] =
                        same ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
                }
            }
        }

        int at(qsizetype i, qsizetype j) const { return m_cells.at((i * m_columns) + j); }

    private:
        qsizetype m_columns;
        QList<int> m_cells;
    };

    void markUncommon(
        const Characters& a, const Characters& b, const Middle& middle, Differences& found)
    {
        const CommonTable common(a, b, middle);
        qsizetype i = middle.start;
        qsizetype j = middle.start;
        while (i < middle.firstEnd || j < middle.secondEnd) {
            if (i < middle.firstEnd && j < middle.secondEnd && a.at(i) == b.at(j)) {
                ++i;
                ++j;
            } else if (j == middle.secondEnd
                || (i < middle.firstEnd
                    && common.at(i + 1 - middle.start, j - middle.start)
                        >= common.at(i - middle.start, j + 1 - middle.start))) {
                mark(found.inFirst, a, i++);
            } else {
                mark(found.inSecond, b, j++);
            }
        }
    }

    QByteArray pieceOf(const Parameter& field)
    {
        return field.name + '=' + field.value;
    }

    Span whole(const QByteArray& piece)
    {
        return {0, piece.size()};
    }

    QList<Span> shifted(QList<Span> marks, qsizetype by)
    {
        for (Span& span : marks)
            span.start += by;
        return marks;
    }

    bool isSignName(const QByteArray& name, const SignatureTrace& right)
    {
        return name == "sign" || name == right.signField;
    }

    /// A field that stands on the left only.
    ComparedField leftOnly(
        const Parameter& field, qsizetype place, const SignatureTrace& right, ComparedAs as)
    {
        ComparedField row;
        row.name = field.name;
        row.yours = pieceOf(field);
        row.place = place;
        row.yourLength = field.value.size();
        const bool sign = isSignName(field.name, right);
        if (as == ComparedAs::Message && (sign || field.value.isEmpty())) {
            row.finding = Finding::LeftOut;
            return row;
        }
        row.finding = sign          ? Finding::SignSigned
            : field.value.isEmpty() ? Finding::EmptySigned
                                    : Finding::Extra;
        row.yourMarks = {whole(*row.yours)};
        return row;
    }

    ComparedField rightOnly(const Parameter& field, const SignatureTrace& right, ComparedAs as)
    {
        ComparedField row;
        row.name = field.name;
        row.right = pieceOf(field);
        row.rightLength = field.value.size();
        const bool supplied =
            as == ComparedAs::Message && right.signField == "paySign" && field.name == "appId";
        row.finding = supplied ? Finding::Supplied : Finding::Missing;
        if (!supplied)
            row.rightMarks = {whole(*row.right)};
        return row;
    }

    ComparedField onBothSides(const Parameter& yours, qsizetype place, const Parameter& right)
    {
        ComparedField row;
        row.name = right.name;
        row.yours = pieceOf(yours);
        row.right = pieceOf(right);
        row.place = place;
        row.yourLength = yours.value.size();
        row.rightLength = right.value.size();
        if (yours.value == right.value)
            return row;
        row.finding = Finding::ValueDiffers;
        const Differences found = differingCharacters(yours.value, right.value);
        row.yourMarks = shifted(found.inFirst, right.name.size() + 1);
        row.rightMarks = shifted(found.inSecond, right.name.size() + 1);
        return row;
    }

    /// Which fields stand in the way of byte order: those outside the longest ascending run of
    /// rows, by their place on the left.
    void markMisplaced(QList<ComparedField>& rows)
    {
        QList<qsizetype> byPlace;
        for (qsizetype i = 0; i < rows.size(); ++i) {
            if (rows.at(i).place > 0)
                byPlace.append(i);
        }
        std::sort(byPlace.begin(), byPlace.end(),
            [&rows](qsizetype a, qsizetype b) { return rows.at(a).place < rows.at(b).place; });

        // Patience sorting: tails[k] ends the best run of length k + 1.
        QList<qsizetype> tails;
        QHash<qsizetype, qsizetype> before;
        for (const qsizetype row : std::as_const(byPlace)) {
            const auto tail = std::lower_bound(tails.begin(), tails.end(), row);
            before.insert(row, tail == tails.begin() ? -1 : *std::prev(tail));
            if (tail == tails.end())
                tails.append(row);
            else
                *tail = row;
        }
        for (const qsizetype row : std::as_const(byPlace))
            rows[row].misplaced = true;
        for (qsizetype row = tails.isEmpty() ? -1 : tails.last(); row >= 0; row = before.value(row))
            rows[row].misplaced = false;
    }

    bool isBlank(char byte)
    {
        return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
    }

    QByteArray maskedKeyPiece(QByteArrayView key)
    {
        return "key=" + maskedText(key);
    }

    ComparedField comparedKeys(QByteArrayView yours, QByteArrayView right)
    {
        ComparedField row;
        row.name = "key";
        row.yourLength = yours.size();
        row.rightLength = right.size();
        row.right = maskedKeyPiece(right);
        qsizetype lead = 0;
        while (lead < yours.size() && isBlank(yours[lead]))
            ++lead;
        qsizetype end = yours.size();
        while (end > lead && isBlank(yours[end - 1]))
            --end;
        const QByteArrayView core = yours.sliced(lead, end - lead);
        const bool same = core.size() == right.size() && sameSignature(core, right);
        const QByteArray mask = maskedText(core);
        row.yours =
            "key=" + yours.first(lead).toByteArray() + mask + yours.sliced(end).toByteArray();
        if (!same) {
            row.finding = Finding::KeyDiffers;
            row.yourMarks = {{4, row.yours->size() - 4}};
            return row;
        }
        if (lead > 0)
            row.yourMarks.append({4, lead});
        if (end < yours.size())
            row.yourMarks.append({4 + lead + mask.size(), yours.size() - end});
        row.finding = row.yourMarks.isEmpty() ? Finding::Same : Finding::KeySurrounded;
        return row;
    }

} // namespace

bool ComparedField::differs() const
{
    switch (finding) {
    case Finding::Same:
    case Finding::LeftOut:
    case Finding::Supplied:
    case Finding::NotGiven:
        return misplaced;
    case Finding::ValueDiffers:
    case Finding::Missing:
    case Finding::Extra:
    case Finding::EmptySigned:
    case Finding::SignSigned:
    case Finding::KeyDiffers:
    case Finding::KeySurrounded:
        return true;
    }
    return true;
}

QList<ComparedField> compareFields(
    const Parameters& yours, const SignatureTrace& right, ComparedAs as)
{
    QHash<QByteArray, QList<qsizetype>> waiting; // places on the left, by name
    for (qsizetype i = 0; i < yours.size(); ++i)
        waiting[yours.at(i).name].append(i);

    QList<ComparedField> rows;
    rows.reserve(yours.size() + right.order.size());
    for (const qsizetype index : right.order) {
        const Parameter& field = right.fields.at(index).field;
        const auto found = waiting.find(field.name);
        if (found == waiting.end() || found->isEmpty()) {
            rows.append(rightOnly(field, right, as));
            continue;
        }
        const qsizetype place = found->takeFirst();
        rows.append(onBothSides(yours.at(place), place + 1, field));
    }
    for (const QList<qsizetype>& places : std::as_const(waiting)) {
        for (const qsizetype place : places)
            rows.append(leftOnly(yours.at(place), place + 1, right, as));
    }
    // Stable: rows of one name keep the right side's order, with what is too much behind them.
    std::stable_sort(rows.begin(), rows.end(), [](const ComparedField& a, const ComparedField& b) {
        return QByteArrayView(a.name).compare(b.name) < 0;
    });
    if (as == ComparedAs::SignString)
        markMisplaced(rows);
    return rows;
}

ComparedField compareKeys(const Secret* yours, const Secret& right)
{
    return right.reveal([yours](QByteArrayView key) {
        if (yours)
            return yours->reveal([key](QByteArrayView mine) { return comparedKeys(mine, key); });
        ComparedField row;
        row.name = "key";
        row.right = maskedKeyPiece(key);
        row.rightLength = key.size();
        row.finding = Finding::NotGiven;
        return row;
    });
}

std::optional<Secret> keyIn(QByteArrayView signString)
{
    const qsizetype found = signString.lastIndexOf("&key=");
    if (found < 0 || signString.sliced(found + 1).contains('&'))
        return {};
    return Secret(signString.sliced(found + 5).toByteArray());
}

Differences differingCharacters(QByteArrayView first, QByteArrayView second)
{
    const Characters a(first);
    const Characters b(second);
    const Middle middle = middleOf(a, b);
    const qsizetype cells = (middle.firstEnd - middle.start) * (middle.secondEnd - middle.start);
    Differences found;
    if (cells <= mostCells) {
        markUncommon(a, b, middle, found);
        return found;
    }
    for (qsizetype i = middle.start; i < middle.firstEnd; ++i)
        mark(found.inFirst, a, i);
    for (qsizetype j = middle.start; j < middle.secondEnd; ++j)
        mark(found.inSecond, b, j);
    return found;
}

} // namespace paydesk
