#include "core/doctor/mistake.h"

#include <QCoreApplication>

namespace paydesk {

QString Bilingual::text() const
{
    // The one text that is translated for its own sake: it tells which language is spoken.
    //: Write "zh" here in a Chinese translation.
    const QString language = QCoreApplication::translate("Doctor", "en", "language");
    return QString::fromUtf8(language == QStringLiteral("zh") ? zh : en);
}

SigningStep stepOf(Slot slot)
{
    switch (slot) {
    case Slot::Context:
    case Slot::Value:
    case Slot::Escape:
    case Slot::Name:
    case Slot::Set:
        return SigningStep::Select;
    case Slot::Sort:
        return SigningStep::Sort;
    case Slot::Join:
        return SigningStep::Join;
    case Slot::Key:
    case Slot::Attach:
    case Slot::String:
        return SigningStep::AppendKey;
    case Slot::Charset:
    case Slot::Hash:
        return SigningStep::Digest;
    case Slot::Output:
        return SigningStep::Format;
    }
    return SigningStep::Select;
}

} // namespace paydesk
