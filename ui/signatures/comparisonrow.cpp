#include "ui/signatures/comparisonrow.h"

#include <algorithm>

namespace paydesk {

namespace {

    ComparisonRow texts(ComparisonRow::Kind kind, const QByteArray& yours, const QByteArray& right)
    {
        ComparisonRow row;
        row.kind = kind;
        row.compared.yours = yours;
        row.compared.right = right;
        row.compared.yourLength = yours.size();
        row.compared.rightLength = right.size();
        if (yours == right)
            return row;
        row.compared.finding = Finding::ValueDiffers;
        const Differences found = differingCharacters(yours, right);
        row.compared.yourMarks = found.inFirst;
        row.compared.rightMarks = found.inSecond;
        return row;
    }

    /// "MD5 (GBK)": the bytes' charset is worth a word only when it is not the usual one.
    QByteArray digestWords(const QByteArray& algorithm, const QByteArray& charset)
    {
        return charset.isEmpty() ? algorithm : algorithm + " (" + charset + ')';
    }

    QList<Parameter> sorted(const Parameters& fields)
    {
        QList<Parameter> list(fields.begin(), fields.end());
        std::stable_sort(list.begin(), list.end(), [](const Parameter& a, const Parameter& b) {
            return QByteArrayView(a.name).compare(b.name) < 0;
        });
        return list;
    }

    /// A piece begins the string or stands behind an ampersand; where the joining itself is wrong,
    /// anywhere.
    qsizetype placeOf(const QByteArray& piece, const QByteArray& string)
    {
        if (string.startsWith(piece))
            return 0;
        const qsizetype joined = string.indexOf('&' + piece);
        return joined >= 0 ? joined + 1 : string.indexOf(piece);
    }

} // namespace

QList<ComparisonRow> fieldRows(const QList<ComparedField>& fields)
{
    QList<ComparisonRow> rows;
    rows.reserve(fields.size() + 2);
    for (const ComparedField& field : fields)
        rows.append({field, ComparisonRow::Kind::Field});
    return rows;
}

ComparisonRow keyRow(const WrongSignature& wrong, const SignatureTrace& right, bool keyIsCause)
{
    ComparisonRow row;
    row.kind = ComparisonRow::Kind::Key;
    ComparedField& key = row.compared;
    key.name = "key";
    key.right = "key=" + right.maskedKey;
    key.yourLength = wrong.keyLength;
    key.rightLength = right.keyLength;
    if (wrong.keyLength == 0 && wrong.maskedKey.isEmpty()) {
        key.finding = Finding::Missing;
        key.rightMarks = {{0, key.right->size()}};
        return row;
    }
    key.yours = "key=" + wrong.maskedKey;
    const qsizetype inside =
        right.maskedKey.isEmpty() ? -1 : wrong.maskedKey.indexOf(right.maskedKey);
    const qsizetype around = wrong.maskedKey.size() - right.maskedKey.size();
    // The masks agree: only the bytes around them tell, or the doctor, who knows the rest.
    if (inside >= 0 && wrong.keyLength - right.keyLength == around) {
        if (around == 0) {
            if (keyIsCause)
                key.finding = Finding::KeyDiffers;
            return row;
        }
        key.finding = Finding::KeySurrounded;
        if (inside > 0)
            key.yourMarks.append({4, inside});
        const qsizetype behind = 4 + inside + right.maskedKey.size();
        if (behind < key.yours->size())
            key.yourMarks.append({behind, key.yours->size() - behind});
        return row;
    }
    key.finding = Finding::KeyDiffers;
    key.yourMarks = {{4, key.yours->size() - 4}};
    return row;
}

QList<ComparisonRow> endRows(
    const WrongSignature& wrong, const SignatureTrace& right, bool piecesDiffer, bool formatIsCause)
{
    using Kind = ComparisonRow::Kind;
    QList<ComparisonRow> rows;
    if (!piecesDiffer && wrong.string != right.shownString())
        rows.append(texts(Kind::String, wrong.string, right.shownString()));
    const QByteArray algorithm = signTypeName(right.type);
    const bool plain = wrong.charset.isEmpty() || wrong.charset == "UTF-8";
    if (wrong.algorithm != algorithm || !plain)
        rows.append(
            texts(Kind::Digest, digestWords(wrong.algorithm, plain ? QByteArray() : wrong.charset),
                digestWords(algorithm, plain ? QByteArray() : QByteArray("UTF-8"))));
    if (formatIsCause)
        rows.append(texts(Kind::Signature, wrong.signature, right.signature));
    return rows;
}

QList<ComparisonRow> messageRows(const Parameters& a, const Parameters& b)
{
    // Every field of B stands on the right, as if all of them were signed.
    SignatureTrace right;
    for (const Parameter& field : sorted(b)) {
        right.order.append(right.fields.size());
        right.fields.append({field, TracedField::Fate::Signed, {}});
    }
    QList<ComparisonRow> rows = fieldRows(compareFields(a, right, ComparedAs::SignString));
    for (ComparisonRow& row : rows)
        row.compared.misplaced = false;
    return rows;
}

QByteArray sortedString(const Parameters& fields)
{
    QByteArray text;
    for (const Parameter& field : sorted(fields))
        text += (text.isEmpty() ? "" : "&") + field.name + '=' + field.value;
    return text;
}

QList<Span> marksIn(const QByteArray& string, const QList<ComparisonRow>& rows, bool yours)
{
    QList<Span> marks;
    for (const ComparisonRow& row : rows) {
        const std::optional<QByteArray>& piece = yours ? row.compared.yours : row.compared.right;
        const QList<Span>& own = yours ? row.compared.yourMarks : row.compared.rightMarks;
        if (row.kind == ComparisonRow::Kind::String)
            return own;
        if (!piece || own.isEmpty() || row.kind > ComparisonRow::Kind::Key)
            continue;
        const qsizetype at = placeOf(*piece, string);
        for (const Span& mark : own) {
            if (at >= 0)
                marks.append({at + mark.start, mark.length});
        }
    }
    std::sort(
        marks.begin(), marks.end(), [](const Span& a, const Span& b) { return a.start < b.start; });
    return marks;
}

} // namespace paydesk
