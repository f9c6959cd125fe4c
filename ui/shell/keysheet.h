#pragma once

#include <QDialog>

namespace paydesk {

/// The keys of a window's actions, read from the actions themselves.
class KeySheet final : public QDialog {
    Q_OBJECT

public:
    explicit KeySheet(const QList<QAction*>& actions, QWidget* parent = nullptr);
};

} // namespace paydesk
