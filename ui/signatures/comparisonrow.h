#pragma once

#include "core/doctor/doctor.h"
#include "core/sign/comparison.h"

namespace paydesk {

/// One row of the table: a field, or one of the things that come after the fields.
struct ComparisonRow {
    enum class Kind {
        Field,
        Key,
        String, ///< how the pieces were put together
        Digest, ///< over which bytes, by which algorithm
        Signature, ///< how the digest was written
    };

    ComparedField compared{};
    Kind kind = Kind::Field;

    bool differs() const { return compared.differs(); }
    friend bool operator==(const ComparisonRow&, const ComparisonRow&) = default;
};

QList<ComparisonRow> fieldRows(const QList<ComparedField>& fields);

/// The key as it was really appended, known by its mask only, against the right one.
ComparisonRow keyRow(const WrongSignature& wrong, const SignatureTrace& right, bool keyIsCause);

/// What follows the fields where it explains something: how the pieces were put together, the bytes
/// and the algorithm of the digest, how the digest was written.
QList<ComparisonRow> endRows(const WrongSignature& wrong, const SignatureTrace& right,
    bool piecesDiffer, bool formatIsCause);

/// Two messages aligned by name, in byte order; what is signed does not matter.
QList<ComparisonRow> messageRows(const Parameters& a, const Parameters& b);

/// The fields of a message as one string, in the order of messageRows().
QByteArray sortedString(const Parameters& fields);

/// Where the differing characters of one side lie in its whole string.
QList<Span> marksIn(const QByteArray& string, const QList<ComparisonRow>& rows, bool yours);

} // namespace paydesk
