#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace paydesk {

/// Names at the left, values at the right, line by line.
class FactList final : public QWidget {
    Q_OBJECT

public:
    explicit FactList(QWidget* parent = nullptr);

    void clear();
    /// `technical`: an id, a path, an address. The value is plain text and gives way in the middle.
    void add(const QString& name, const QString& value, bool technical = false);
    /// The value as a widget, which is taken over.
    void add(const QString& name, QWidget* value);

private:
    QLabel* newName(const QString& name);

    QGridLayout* m_grid;
};

} // namespace paydesk
