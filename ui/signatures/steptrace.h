#pragma once

#include "ui/signatures/doctorrun.h"

#include <QAbstractTableModel>
#include <QTableView>

namespace paydesk {

/// One of the six steps of a signature, on both sides.
struct TraceStep {
    enum class State {
        Right,
        Mistake, ///< made in this step
        Follows, ///< differs because of a step above
        Unknown, ///< nobody has seen this side's
    };

    QString title;
    QString yours;
    QString right;
    State state = State::Right;

    friend bool operator==(const TraceStep&, const TraceStep&) = default;
};

/// The six steps in the language of the moment. Without an explanation only the right side is known
/// before the last step.
QList<TraceStep> traceSteps(const Examination& examination);

/// The steps as a table: sign and title, yours, right, what is wrong in words.
class StepTraceModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Title, Yours, Right, Words, ColumnCount };
    enum Role { StateRole = Qt::UserRole + 1 };

    using QAbstractTableModel::QAbstractTableModel;

    void setSteps(const QList<TraceStep>& steps);
    const QList<TraceStep>& steps() const { return m_steps; }
    /// "Mistakes in steps 1 and 4"; empty when there are none.
    QString summary() const;
    /// One line a step, for a report.
    QString report() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    static QString words(TraceStep::State state);
    static QString text(const TraceStep& step, int column);

    QList<TraceStep> m_steps;
};

/// Shows a StepTraceModel.
class StepTrace final : public QTableView {
    Q_OBJECT

public:
    explicit StepTrace(QWidget* parent = nullptr);

    StepTraceModel* trace() const { return m_model; }
    QSize minimumSizeHint() const override { return {200, 60}; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitTitles();

    StepTraceModel* m_model;
};

} // namespace paydesk
