#pragma once

#include <QSortFilterProxyModel>

namespace paydesk {

class ExchangeModel;
struct ExchangeRow;

/// The exchanges that are asked for: by direction, by trouble, by a part of path, order number,
/// method or result.
class ExchangeFilter final : public QSortFilterProxyModel {
    Q_OBJECT

public:
    enum Which { All, Sent, Received, Troubled, WhichCount };

    explicit ExchangeFilter(ExchangeModel& model, QObject* parent = nullptr);

    void setWhich(Which which);
    void setText(const QString& text);
    bool isFiltering() const { return m_which != All || !m_text.isEmpty(); }
    /// How many of the exchanges that are there belong to it, whatever is filtered now.
    int count(Which which) const;
    const ExchangeRow& row(const QModelIndex& index) const;
    /// Invalid when it is not among those shown.
    QModelIndex indexOf(qint64 id) const;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& parent) const override;

private:
    static bool belongs(const ExchangeRow& row, Which which);
    bool holdsText(const ExchangeRow& row) const;

    ExchangeModel& m_model;
    Which m_which = All;
    QString m_text;
};

} // namespace paydesk
