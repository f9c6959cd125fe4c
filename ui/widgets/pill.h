#pragma once

#include "ui/style/tokens.h"

#include <QLabel>

namespace paydesk {

/// A badge: a word on a tinted ground, as high as its font needs in every language.
class Pill final : public QLabel {
    Q_OBJECT

public:
    explicit Pill(QWidget* parent = nullptr);

    /// Empty text hides it.
    void show(const QString& text, Tone tone);
    Tone tone() const { return m_tone; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone = Tone::Neutral;
};

} // namespace paydesk
