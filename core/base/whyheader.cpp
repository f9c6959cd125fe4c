#include "core/base/whyheader.h"

#include <QString>

namespace paydesk {

WhyHeader readWhyHeader(const QByteArray& value)
{
    const qsizetype blank = value.indexOf(' ');
    if (blank < 0)
        return {value, {}};
    const QByteArray sentence = QByteArray::fromPercentEncoding(value.sliced(blank + 1));
    const bool readable = QString::fromUtf8(sentence).toUtf8() == sentence;
    return {value.first(blank), readable ? sentence : QByteArray()};
}

} // namespace paydesk
