#pragma once

#include "ui/style/tokens.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace paydesk {

/// A rounded panel on the window: an optional heading line with things at its right, and a body.
class Card : public QFrame {
    Q_OBJECT

public:
    explicit Card(QWidget* parent = nullptr);

    /// Where the contents go.
    QVBoxLayout* body() const { return m_body; }
    void setHeading(const QString& text);
    /// Into the heading line, at the right.
    void addHeadingWidget(QWidget* widget);
    /// Fills the panel with the tone's ground; Neutral is the plain card.
    void setTone(Tone tone);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_body;
    QHBoxLayout* m_top;
    QLabel* m_heading;
    Tone m_tone = Tone::Neutral;
};

} // namespace paydesk
