#include "ui/signatures/encodings.h"

#include <QStringEncoder>
#include <QStringList>

namespace paydesk {

namespace {

    constexpr qsizetype longestValue = 512;

    QString encodedLine(QLatin1String name, const QByteArray& bytes, const QString& count)
    {
        return QStringLiteral("%1 %2  %3")
            .arg(name, -8)
            .arg(count.arg(bytes.size()), 6)
            .arg(QString::fromLatin1(bytes.left(longestValue).toHex(' ')));
    }

} // namespace

QString encodingsText(QByteArrayView utf8, const QString& cannot, const QString& count)
{
    const QString text = QString::fromUtf8(utf8);
    QStringList lines{encodedLine(QLatin1String("UTF-8"), utf8.toByteArray(), count)};
    for (const char* name : {"GBK", "ISO-8859-1"}) {
        QStringEncoder encoder(name);
        if (!encoder.isValid())
            continue;
        const QByteArray bytes = encoder(text);
        const QLatin1String title(qstrcmp(name, "GBK") == 0 ? name : "Latin-1");
        lines << (encoder.hasError() ? QStringLiteral("%1 %2").arg(title, -8).arg(cannot)
                                     : encodedLine(title, bytes, count));
    }
    return lines.join(u'\n');
}

} // namespace paydesk
