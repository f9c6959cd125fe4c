#pragma once

#include <QWidget>

class QVBoxLayout;

namespace paydesk {

/// A phone drawn around a layout: the customer's screen.
class PhonePanel final : public QWidget {
    Q_OBJECT

public:
    explicit PhonePanel(QWidget* parent = nullptr);

    QVBoxLayout* screen() const { return m_screen; }

    QSize sizeHint() const override { return {248, 468}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_screen;
};

} // namespace paydesk
