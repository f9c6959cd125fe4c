#pragma once

#include "ui/style/tokens.h"

#include <QMap>
#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace paydesk {

/// The lower edge: what runs, each item a button that leads to its page.
class StatusLine final : public QWidget {
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    /// Makes the item when it is first named; `side` (left or right) counts only then. An empty
    /// text hides it.
    void setItem(const QString& item, const QString& glyphName, const QString& text, Tone tone,
        Qt::Alignment side);

signals:
    void activated(const QString& item);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QToolButton* button(const QString& item, Qt::Alignment side);

    QHBoxLayout* m_left;
    QHBoxLayout* m_right;
    QMap<QString, QToolButton*> m_items;
};

} // namespace paydesk
