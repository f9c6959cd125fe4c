#pragma once

#include <QByteArray>
#include <QString>

namespace paydesk {

/// What a body looks like, told from its first bytes; it need not be well formed.
enum class BodyKind { Empty, Xml, Json, Form, Text, Binary };

BodyKind bodyKind(const QByteArray& body);

/// The body set out for reading: one element or member a line, indented. What it cannot set out
/// stays as it is; nothing is ever left out, decoded or reordered.
QString formatted(const QByteArray& body);

/// The text with every character that cannot be seen spelled between the marks ‹ and ›: ‹LF›,
/// ‹ZWSP›, ‹RLO›, ‹U+0007›. Line ends are spelled and kept if `spellLineEnds`, else only kept (a
/// lone CR is always spelled). Lines longer than 4000 characters are broken for display.
QString visible(const QString& text, bool spellLineEnds);

/// The name of a character that cannot be seen, empty for every other one.
QString invisibleName(char32_t character);

} // namespace paydesk
