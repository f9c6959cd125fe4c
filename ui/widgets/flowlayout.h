#pragma once

#include <QLayout>

namespace paydesk {

/// Items in lines, as words in a paragraph: chips and buttons that need more than one line in
/// English.
class FlowLayout final : public QLayout {
public:
    explicit FlowLayout(QWidget* parent = nullptr, int gap = 8);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    /// Walks the lines; `place` gets each item and its rectangle. Returns the height.
    template <typename Place> int walk(const QRect& rect, Place place) const;

    QList<QLayoutItem*> m_items;
};

} // namespace paydesk
