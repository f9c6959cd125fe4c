#pragma once

#include <QPushButton>

namespace paydesk {

/// A filter that is on or off, drawn as a capsule. Chips of one question belong in a QButtonGroup.
class Chip final : public QPushButton {
    Q_OBJECT

public:
    explicit Chip(QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace paydesk
