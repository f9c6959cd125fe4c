#pragma once

#include "core/forward/replayer.h"
#include "ui/orders/orderwords.h"

#include <QAbstractTableModel>
#include <QDate>

namespace paydesk {

/// The attempts of a replay with what came of each, the newest last.
class AttemptModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Sent, Took, Status, Outcome, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    /// `today` is the day by which times are shown.
    void append(const ReplayAttempt& attempt, const QDate& today);
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        int number = 0;
        QDateTime sentAt;
        std::chrono::microseconds took{};
        int status = 0;
        QByteArray outcome;
    };
    QString shown(const Row& row, int column) const;

    QList<Row> m_rows;
    QDate m_today;
};

/// What the receiver made of it, in a sentence.
ToneWords attemptWords(const QByteArray& outcome);

} // namespace paydesk
