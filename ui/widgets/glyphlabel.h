#pragma once

#include "ui/style/tokens.h"

#include <QWidget>

namespace paydesk {

/// A glyph that stands beside text which says the same: decoration, silent for assistive
/// technology.
class GlyphLabel final : public QWidget {
    Q_OBJECT

public:
    explicit GlyphLabel(int side, QWidget* parent = nullptr);

    void show(const QString& name, Token color = &Tokens::text2);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    Token m_color = &Tokens::text2;
};

/// A glyph that belongs to a tone: check-circle, alert-triangle, x-circle, info.
QString toneGlyph(Tone tone);

} // namespace paydesk
