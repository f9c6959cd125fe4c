#pragma once

#include "core/sign/signer.h"
#include "ui/style/tokens.h"

#include <QList>
#include <QRect>
#include <QString>

class QFont;
class QPainter;
class QPalette;

namespace paydesk {

/// A run of characters that look alike.
struct PieceRun {
    enum class Look {
        Plain,
        Marked, ///< differs from the other side
        Invisible, ///< a character's name, drawn as a pill
        InvisibleMarked,
        Aside, ///< our own words, not part of the string
    };

    QString text; ///< what is shown: the characters, or a character's name
    Look look = Look::Plain;
    QString character{}; ///< what a name stands for

    friend bool operator==(const PieceRun&, const PieceRun&) = default;
};

/// "name=value" cut into runs: marks given in bytes, invisible characters and the blanks at either
/// end of the value named. Of a long piece only the part around the first mark is kept.
QList<PieceRun> runsOf(const QByteArray& piece, const QList<Span>& marks);

/// Leaves the characters as they are, named or not.
void dropNames(QList<PieceRun>& runs);

/// The runs as one line of text, invisible characters as <LF>: for reports and assistive
/// technology.
QString spokenRuns(const QList<PieceRun>& runs);

/// Which colours the two sides mark their differences with.
enum class PieceSide { Yours, Right };

/// One line; gives way at its end, or at its beginning when the first mark would not be seen.
void paintRuns(QPainter* painter, const QRect& room, QList<PieceRun> runs, const QFont& font,
    const QPalette& palette, PieceSide side);

} // namespace paydesk
