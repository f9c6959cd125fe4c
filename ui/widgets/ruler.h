#pragma once

#include <QList>
#include <QWidget>

namespace paydesk {

/// A narrow strip beside a list that shows where in the whole of it the marked rows lie, whatever
/// is scrolled into view. A click asks to go to the nearest one. The list itself is what a keyboard
/// and a screen reader use.
class Ruler final : public QWidget {
    Q_OBJECT

public:
    explicit Ruler(QWidget* parent = nullptr);

    void setRows(int count, const QList<int>& marked);
    const QList<int>& marked() const { return m_marked; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void rowRequested(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    QRectF markOf(int row) const;

    int m_count = 0;
    QList<int> m_marked;
};

} // namespace paydesk
