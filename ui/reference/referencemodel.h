#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <optional>

namespace paydesk {

struct ReferenceRow;
enum class Reaction;

/// The reference as a table, in the order of the documents.
class ReferenceModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Code, Meaning, Places, Next, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    static const ReferenceRow& row(int number);
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

/// The rows that hold every word that was typed, in whatever language it was typed: in the code,
/// the documented text, meaning, remedy, or the endpoint's name and path.
class ReferenceFilter final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit ReferenceFilter(ReferenceModel& model, QObject* parent = nullptr);

    void setText(const QString& text);
    /// nullopt: whatever may follow.
    void setReaction(std::optional<Reaction> reaction);
    const ReferenceRow& row(const QModelIndex& index) const;
    /// Where the reference's row stands; invalid when it is not among those shown.
    QModelIndex indexOf(int number) const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& parent) const override;

private:
    ReferenceModel& m_model;
    QStringList m_words;
    std::optional<Reaction> m_reaction;
};

} // namespace paydesk
