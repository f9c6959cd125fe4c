#include "ui/signatures/pieces.h"

#include "ui/signatures/lookalikes.h"
#include "ui/style/fonts.h"
#include "ui/style/paint.h"
#include "ui/widgets/messagetext.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    constexpr qsizetype longestShown = 600; // bytes: more than the widest cell has room for
    constexpr qsizetype leadBeforeMark = 120;
    constexpr int pillPadding = 3;
    const QChar omission(0x2026);

    bool isMarked(const QList<Span>& marks, qsizetype at)
    {
        return std::any_of(marks.begin(), marks.end(),
            [at](const Span& mark) { return at >= mark.start && at < mark.start + mark.length; });
    }

    qsizetype characterLength(char first)
    {
        const auto byte = static_cast<unsigned char>(first);
        return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    }

    bool isInvisible(PieceRun::Look look)
    {
        return look == PieceRun::Look::Invisible || look == PieceRun::Look::InvisibleMarked;
    }

    /// What part of the bytes is shown, on character boundaries.
    Span shownPart(const QByteArray& piece, const QList<Span>& marks)
    {
        qsizetype start = 0;
        if (piece.size() > longestShown && !marks.isEmpty())
            start = std::max<qsizetype>(0, marks.first().start - leadBeforeMark);
        while (start > 0 && (static_cast<unsigned char>(piece.at(start)) & 0xC0U) == 0x80U)
            --start;
        return {start, std::min(longestShown, piece.size() - start)};
    }

    /// The name a character is drawn under; empty when it is drawn as it is.
    QString nameOf(const QString& character, bool atEnd, bool amidLatin)
    {
        const char32_t code = character.isEmpty() ? U'\0' : character.toUcs4().constFirst();
        if (code == U' ' && atEnd)
            return QStringLiteral("SP");
        return isLookAlike(code, amidLatin) ? lookAlikeName(code) : invisibleName(code);
    }

    void add(QList<PieceRun>& runs, const QString& text, PieceRun::Look look)
    {
        if (!runs.isEmpty() && runs.last().look == look)
            runs.last().text += text;
        else
            runs.append({text, look, {}});
    }

    /// Blanks at either end of the value are as invisible as line ends.
    bool isEdgeBlank(const QByteArray& piece, qsizetype at)
    {
        if (piece.at(at) != ' ')
            return false;
        const qsizetype value = piece.indexOf('=') + 1;
        const auto allBlank = [&piece](qsizetype from, qsizetype to) {
            return std::all_of(piece.begin() + from, piece.begin() + to, [](char byte) {
                return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
            });
        };
        return at >= value && (allBlank(value, at) || allBlank(at, piece.size()));
    }

    QFont nameFont(const QFont& base)
    {
        QFont small = base;
        small.setPointSizeF(base.pointSizeF() * 0.75);
        return small;
    }

    int widthOf(const PieceRun& run, const QFont& font)
    {
        if (isInvisible(run.look))
            return QFontMetrics(nameFont(font)).horizontalAdvance(run.text) + (2 * pillPadding) + 2;
        return QFontMetrics(font).horizontalAdvance(run.text);
    }

    /// Leaves out the beginning when the first mark would lie outside the room.
    void bringMarkIntoView(QList<PieceRun>& runs, const QFont& font, int room)
    {
        int before = 0;
        qsizetype first = 0;
        while (first < runs.size() && runs.at(first).look != PieceRun::Look::Marked
            && runs.at(first).look != PieceRun::Look::InvisibleMarked)
            before += widthOf(runs.at(first++), font);
        const int character = QFontMetrics(font).averageCharWidth();
        if (first == 0 || first == runs.size() || before + (6 * character) <= room)
            return;
        PieceRun& last = runs[first - 1];
        if (!isInvisible(last.look))
            last.text = last.text.right(std::max(4, room / character / 3));
        runs.remove(0, first - 1);
        runs.prepend({QString(omission), PieceRun::Look::Aside, {}});
    }

    void paintName(QPainter* painter, const QRect& box, const PieceRun& run, const QFont& font,
        const Tokens& t)
    {
        const int height = QFontMetrics(font).height() - 1;
        const QRect pill(box.x() + 1, box.center().y() - (height / 2), box.width() - 2, height);
        paintBox(painter, pill, 3, t.invbg, t.inv);
        painter->setFont(nameFont(font));
        painter->setPen(t.inv);
        painter->drawText(pill, Qt::AlignCenter | Qt::TextSingleLine, run.text);
    }

    void paintMark(QPainter* painter, const QRect& box, const Tokens& t, PieceSide side)
    {
        const QColor ground = side == PieceSide::Yours ? t.badmark : t.okmark;
        const QColor line = side == PieceSide::Yours ? t.bad : t.ok;
        painter->fillRect(box, ground);
        painter->fillRect(QRect(box.x(), box.bottom() - 1, box.width(), 2), line);
    }

} // namespace

QList<PieceRun> runsOf(const QByteArray& piece, const QList<Span>& marks)
{
    QList<PieceRun> runs;
    const bool amidLatin = isLatinText(piece);
    const Span part = shownPart(piece, marks);
    if (part.start > 0)
        runs.append({QString(omission), PieceRun::Look::Aside, {}});
    for (qsizetype at = part.start; at < part.start + part.length;) {
        const qsizetype length = std::min(characterLength(piece.at(at)), piece.size() - at);
        const QString character = QString::fromUtf8(piece.constData() + at, length);
        const QString name = nameOf(character, isEdgeBlank(piece, at), amidLatin);
        const bool marked = isMarked(marks, at);
        using Look = PieceRun::Look;
        if (name.isEmpty())
            add(runs, character, marked ? Look::Marked : Look::Plain);
        else
            runs.append({name, marked ? Look::InvisibleMarked : Look::Invisible, character});
        at += length;
    }
    if (part.start + part.length < piece.size())
        runs.append({QString(omission), PieceRun::Look::Aside, {}});
    return runs;
}

void dropNames(QList<PieceRun>& runs)
{
    for (PieceRun& run : runs) {
        if (!isInvisible(run.look))
            continue;
        run.text = run.character;
        run.look = run.look == PieceRun::Look::InvisibleMarked ? PieceRun::Look::Marked
                                                               : PieceRun::Look::Plain;
    }
}

QString spokenRuns(const QList<PieceRun>& runs)
{
    QString text;
    for (const PieceRun& run : runs)
        text += isInvisible(run.look) ? u'<' + run.text + u'>' : run.text;
    return text;
}

void paintRuns(QPainter* painter, const QRect& room, QList<PieceRun> runs, const QFont& font,
    const QPalette& palette, PieceSide side)
{
    const Tokens& t = tokensOf(palette);
    const QFontMetrics metrics(font);
    bringMarkIntoView(runs, font, room.width());
    const int height = metrics.height() + 2;
    int x = room.x();
    for (const PieceRun& run : std::as_const(runs)) {
        const int left = room.right() + 1 - x;
        if (left <= metrics.averageCharWidth())
            return;
        const int width = std::min(widthOf(run, font), left);
        const QRect box(x, room.center().y() - (height / 2) + 1, width, height);
        if (run.look == PieceRun::Look::Marked || run.look == PieceRun::Look::InvisibleMarked)
            paintMark(painter, box, t, side);
        if (isInvisible(run.look)) {
            paintName(painter, box, run, font, t);
        } else {
            painter->setFont(font);
            painter->setPen(run.look == PieceRun::Look::Aside ? t.text2 : t.text);
            painter->drawText(box, Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextDontClip,
                metrics.elidedText(run.text, Qt::ElideRight, left));
        }
        x += width;
    }
}

} // namespace paydesk
