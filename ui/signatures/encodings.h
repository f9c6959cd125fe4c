#pragma once

#include <QByteArrayView>
#include <QString>

namespace paydesk {

/// UTF-8 text as the bytes of UTF-8, GBK and Latin-1, one line an encoding: name, number of bytes
/// (`count` holds %1), hexadecimal. `cannot` stands where an encoding lacks a character; an
/// encoding that this system does not know has no line.
QString encodingsText(QByteArrayView utf8, const QString& cannot, const QString& count);

} // namespace paydesk
