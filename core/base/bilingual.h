#pragma once

#include <QMetaType>
#include <QString>

namespace paydesk {

/// A sentence in both languages, beside the fact it tells: for tables whose rows are one entry in
/// one file.
struct Bilingual {
    const char* en = "";
    const char* zh = "";

    /// In the language that the application's translators speak.
    QString text() const;

    /// Of the same place in a table.
    friend bool operator==(const Bilingual&, const Bilingual&) = default;
};

} // namespace paydesk

Q_DECLARE_METATYPE(paydesk::Bilingual)
