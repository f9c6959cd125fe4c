#pragma once

#include <QString>

namespace paydesk {

/// A sentence in both languages, beside the fact it tells: for tables whose rows are one entry in
/// one file.
struct Bilingual {
    const char* en = "";
    const char* zh = "";

    /// In the language that the application's translators speak.
    QString text() const;
};

} // namespace paydesk
