#include "ui/signatures/comparisonwords.h"

namespace paydesk {

using Sides = ComparisonModel::Sides;

QString ComparisonWords::finding(const ComparisonRow& row, Sides sides)
{
    const ComparedField& field = row.compared;
    if (sides == Sides::TwoMessages)
        return ofMessages(field);
    switch (row.kind) {
    case ComparisonRow::Kind::Field:
        return ofField(field);
    case ComparisonRow::Kind::Key:
        return ofKey(field);
    case ComparisonRow::Kind::String:
        return tr("joined in another way");
    case ComparisonRow::Kind::Digest:
        return tr("another digest");
    case ComparisonRow::Kind::Signature:
        return field.differs() ? tr("written in another way") : tr("same");
    }
    return {};
}

QString ComparisonWords::ofField(const ComparedField& field)
{
    switch (field.finding) {
    case Finding::Same:
        return tr("same");
    case Finding::LeftOut:
        return tr("not signed, as it should be");
    case Finding::Supplied:
        return tr("signed, though not in the call");
    case Finding::NotGiven:
        return tr("not compared");
    case Finding::ValueDiffers:
        return field.yourLength == field.rightLength
            ? tr("value differs")
            : tr("value differs: %1 bytes, not %2").arg(field.yourLength).arg(field.rightLength);
    case Finding::Missing:
        return tr("missing in yours");
    case Finding::Extra:
        return tr("does not belong here");
    case Finding::EmptySigned:
        return tr("empty value was signed");
    case Finding::SignSigned:
        return tr("the signature was signed");
    case Finding::KeyDiffers:
    case Finding::KeySurrounded:
        return ofKey(field);
    }
    return {};
}

QString ComparisonWords::ofKey(const ComparedField& key)
{
    switch (key.finding) {
    case Finding::KeyDiffers:
        return tr("another key: %1 bytes, right %2").arg(key.yourLength).arg(key.rightLength);
    case Finding::KeySurrounded:
        return tr("%1 bytes, not %2: extra %3")
            .arg(key.yourLength)
            .arg(key.rightLength)
            .arg(bytesAround(key));
    case Finding::Missing:
        return tr("the key was not appended");
    case Finding::NotGiven:
        return tr("not compared");
    default:
        return tr("same, %1 bytes").arg(key.rightLength);
    }
}

QString ComparisonWords::ofMessages(const ComparedField& field)
{
    switch (field.finding) {
    case Finding::Missing:
        return tr("only in B");
    case Finding::Extra:
    case Finding::EmptySigned:
    case Finding::SignSigned:
        return tr("only in A");
    case Finding::Same:
        return tr("same");
    default:
        return field.yourLength == field.rightLength
            ? tr("value differs")
            : tr("value differs: A %1 bytes, B %2").arg(field.yourLength).arg(field.rightLength);
    }
}

QString ComparisonWords::bytesAround(const ComparedField& key)
{
    const QByteArray whole = key.yours.value_or(QByteArray());
    QByteArray bytes;
    for (const Span& mark : key.yourMarks)
        bytes += whole.mid(mark.start, mark.length);
    QStringList words;
    for (const char byte : bytes.left(8))
        words << QStringLiteral("0x") + QString::fromLatin1(QByteArray(1, byte).toHex().toUpper());
    return words.join(u' ');
}

QString ComparisonWords::gap(const ComparisonRow& row, bool left, Sides sides)
{
    const ComparedField& field = row.compared;
    if (sides == Sides::TwoMessages)
        return tr("(none)");
    if (left)
        return field.finding == Finding::Supplied ? tr("(not part of the call)")
            : field.finding == Finding::NotGiven  ? tr("(not pasted)")
                                                  : tr("(missing)");
    if (field.finding == Finding::EmptySigned
        || (field.finding == Finding::LeftOut && field.yourLength == 0))
        return tr("(empty, not signed)");
    if (field.finding == Finding::SignSigned || field.finding == Finding::LeftOut)
        return tr("(the signature, not signed)");
    return tr("(none)");
}

QString ComparisonWords::header(int column, Sides sides)
{
    switch (column) {
    case ComparisonModel::Number:
        return tr("#");
    case ComparisonModel::Name:
        return tr("Field");
    case ComparisonModel::Yours:
        return sides == Sides::TwoMessages          ? tr("Message A")
            : sides == Sides::ReconstructedAndRight ? tr("Your string (reconstructed)")
                                                    : tr("Your string");
    case ComparisonModel::Right:
        return sides == Sides::TwoMessages ? tr("Message B") : tr("Right string");
    default:
        return tr("Verdict");
    }
}

} // namespace paydesk
