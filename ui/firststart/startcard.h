#pragma once

#include <QPushButton>

namespace paydesk {

/// One way to begin: a whole card that is a button, with a glyph, what it does, and what that
/// means. Enter and Space press it, the arrows lead to the next one.
class StartCard final : public QPushButton {
    Q_OBJECT

public:
    StartCard(const char* glyphName, bool recommended, QWidget* parent = nullptr);

    /// `verb` stands at the right, as on a button.
    void setTexts(const QString& title, const QString& meaning, const QString& verb);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    int verbWidth() const;
    QRect textRoom(int width) const;
    void paintVerb(QPainter* painter) const;

    QString m_glyph;
    bool m_recommended;
    QString m_title;
    QString m_meaning;
    QString m_verb;
};

} // namespace paydesk
