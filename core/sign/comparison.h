#pragma once

#include "core/sign/signer.h"

#include <QByteArrayView>

#include <optional>

namespace paydesk {

/// What the left side of a comparison was: a string that was signed, or a message whose fields were
/// not yet picked and sorted.
enum class ComparedAs { SignString, Message };

/// What comparing one field has shown. Facts of the two sides, no guesses at causes.
enum class Finding {
    Same,
    LeftOut, ///< a message's empty value or its signature: rightly not signed
    Supplied, ///< signed although the call does not carry it: appId of wx.requestPayment
    NotGiven, ///< the left side ends before its key
    ValueDiffers,
    Missing,
    Extra,
    EmptySigned, ///< an empty value in a string that was signed
    SignSigned, ///< the signature itself in a string that was signed
    KeyDiffers,
    KeySurrounded, ///< the right key with blanks or line ends around it
};

/// One row: what stands on either side, "name=value", and where the two differ.
struct ComparedField {
    QByteArray name;
    std::optional<QByteArray> yours; ///< none: a gap
    std::optional<QByteArray> right;
    QList<Span> yourMarks; ///< differing characters of `yours`, whole UTF-8 characters, ascending
    QList<Span> rightMarks;
    Finding finding = Finding::Same;
    qsizetype place = 0; ///< in the left string, from 1; 0: absent
    bool misplaced = false; ///< not where byte order puts it
    qsizetype yourLength = 0; ///< bytes of the value; for the key the real length
    qsizetype rightLength = 0;

    bool differs() const;
    friend bool operator==(const ComparedField&, const ComparedField&) = default;
};

/// Aligns the fields by name, in the order of signing: a missing field leaves a gap and moves
/// nothing. `right` is what should have been signed. The same name twice is matched in order of
/// appearance.
QList<ComparedField> compareFields(
    const Parameters& yours, const SignatureTrace& right, ComparedAs as);

/// The last row: both keys masked, with the blanks and line ends around yours as they stand.
ComparedField compareKeys(const Secret* yours, const Secret& right);

/// The key at the end of a pasted string to sign ("…&key=…"), whatever surrounds it; none when the
/// text has no such end.
std::optional<Secret> keyIn(QByteArrayView signString);

/// Marks the differing characters of two texts.
struct Differences {
    QList<Span> inFirst;
    QList<Span> inSecond;

    friend bool operator==(const Differences&, const Differences&) = default;
};
/// The longest common subsequence decides where that is affordable; of longer texts everything
/// between the common beginning and the common end counts as different.
Differences differingCharacters(QByteArrayView first, QByteArrayView second);

} // namespace paydesk
