#pragma once

#include <QDialog>

class QGridLayout;

namespace paydesk {

/// The keys of a window and of its pages, read from the actions themselves.
class KeySheet final : public QDialog {
    Q_OBJECT

public:
    /// Actions that belong together; the title may be empty.
    struct Group {
        QString title;
        QList<QAction*> actions;
    };

    /// An action without a key or a text is left out, and so is a group without any.
    explicit KeySheet(const QList<Group>& groups, QWidget* parent = nullptr);

private:
    void addGroup(QGridLayout* grid, const Group& group);
};

} // namespace paydesk
