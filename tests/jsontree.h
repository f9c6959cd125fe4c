#pragma once

#include <QByteArray>

namespace paydesk::judge {

struct JsonStyle {
    bool spaced = false; ///< ", " and ": " instead of "," and ":"
    bool sorted = false; ///< members by name, at every depth
    bool ascii = false; ///< \uxxxx for what is not ASCII
};

/// The same JSON text printed in another style: literals stay as they are written. The text itself
/// when it is no JSON.
QByteArray jsonPrinted(const QByteArray& text, const JsonStyle& style);

} // namespace paydesk::judge
