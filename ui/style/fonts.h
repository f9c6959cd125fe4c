#pragma once

#include <QFont>

class QApplication;
class QWidget;

namespace paydesk {

/// The places text can have. Sizes and weights only: families come from applyFonts() and follow a
/// change of language.
enum class FontRole {
    Body,
    Small, ///< hints, times
    Label, ///< above an editor
    Heading, ///< of a card
    Title, ///< of a page
    Figure, ///< an amount or a count to be read from afar
    Technical, ///< ids, fields, messages: fixed pitch, no ligatures
    TechnicalSmall,
};

/// Sets the application's font for a language ("zh_CN" or "en"), with the weights of buttons, tabs
/// and headers.
void applyFonts(QApplication& application, const QString& language);

QFont fontOf(FontRole role);

void setFontRole(QWidget* widget, FontRole role);

} // namespace paydesk
