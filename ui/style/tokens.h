#pragma once

#include <QColor>
#include <QPalette>

namespace paydesk {

/// The colours of the product, one set a theme. Every pair of text and ground used in it has a WCAG
/// contrast of at least 4.5, control borders at least 3 (tests/tst_style.cpp).
struct Tokens {
    bool dark = false;
    QColor win, side, surf, surf2; ///< window, side bar, cards, alternate rows
    QColor line, ctl; ///< separators, borders of controls
    QColor text, text2; ///< text, secondary text
    QColor acc, accbg, accfg; ///< accent, its tint, text on the accent
    QColor bad, badbg, badmark;
    QColor warn, warnbg;
    QColor info, infobg;
    QColor ok, okbg, okmark;
    QColor sel, inv, invbg; ///< selected rows; pills of invisible characters
};

/// One colour of either theme, such as &Tokens::bad.
using Token = QColor Tokens::*;

/// What a badge, a notice or a status item says before it is read.
enum class Tone { Neutral, Ok, Warn, Bad, Info };

const Tokens& lightTokens();
const Tokens& darkTokens();

/// The set a palette was made from: widgets call tokensOf(palette()) when they paint and need
/// nothing handed in.
const Tokens& tokensOf(const QPalette& palette);

QPalette paletteOf(const Tokens& tokens);

/// The colour of words and signs of a tone.
Token toneToken(Tone tone);
QColor toneText(const Tokens& tokens, Tone tone);
QColor toneGround(const Tokens& tokens, Tone tone);
/// The border of a box filled with toneGround().
QColor toneEdge(const Tokens& tokens, Tone tone);

/// WCAG contrast ratio, 1 to 21.
double contrast(const QColor& a, const QColor& b);

/// `share` of b mixed into a, 0 to 1.
QColor mixed(const QColor& a, const QColor& b, double share);

} // namespace paydesk
