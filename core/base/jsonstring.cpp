#include "core/base/jsonstring.h"

namespace paydesk {

void appendJsonString(QByteArray& json, QByteArrayView utf8)
{
    json += '"';
    qsizetype copied = 0; // most text needs no escape and is taken in one piece
    for (qsizetype at = 0; at < utf8.size(); ++at) {
        const char letter = utf8.at(at);
        const bool control = quint8(letter) < quint8(' ');
        if (!control && letter != '"' && letter != '\\')
            continue;
        json += utf8.sliced(copied, at - copied);
        copied = at + 1;
        if (control)
            json += "\\u00" + QByteArray(1, letter).toHex();
        else
            json.append('\\').append(letter);
    }
    json += utf8.sliced(copied);
    json += '"';
}

} // namespace paydesk
