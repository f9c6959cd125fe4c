#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace paydesk {

class ElidedLabel;

/// The first line of a page: its title, one line about its state, its buttons at the right.
class PageHeader final : public QWidget {
    Q_OBJECT

public:
    explicit PageHeader(QWidget* parent = nullptr);

    void setTitle(const QString& text);
    QString title() const;
    /// May come from outside; shown as plain text.
    void setState(const QString& text);
    /// Secondary first, the primary button last.
    void addButton(QWidget* button);

private:
    QLabel* m_title;
    ElidedLabel* m_state;
    QHBoxLayout* m_row;
};

} // namespace paydesk
