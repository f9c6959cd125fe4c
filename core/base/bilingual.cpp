#include "core/base/bilingual.h"

#include <QCoreApplication>

namespace paydesk {

QString Bilingual::text() const
{
    // The one text that is translated for its own sake: it tells which language is spoken.
    //: Write "zh" here in a Chinese translation.
    const QString language = QCoreApplication::translate("Doctor", "en", "language");
    return QString::fromUtf8(language == QStringLiteral("zh") ? zh : en);
}

} // namespace paydesk
