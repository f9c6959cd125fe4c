#pragma once

#include <QListView>

#include <functional>

class QStandardItem;
class QStandardItemModel;

namespace paydesk {

/// The list of pages at the left; collapsed it shows icons only.
class Navigation final : public QListView {
    Q_OBJECT

public:
    explicit Navigation(QWidget* parent = nullptr);

    void addEntry(const QString& id, const QString& glyphName);
    void setTitle(const QString& id, const QString& title);
    /// Selects nothing if there is no such entry.
    void setCurrent(const QString& id);
    void setCollapsed(bool collapsed);
    bool isCollapsed() const { return m_collapsed; }
    /// As high as its entries.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void chosen(const QString& id);

private:
    QStandardItem* entry(const QString& id) const;
    void chooseCurrent(const QModelIndex& index);

    QStandardItemModel* m_model;
    bool m_collapsed = false;
};

} // namespace paydesk
