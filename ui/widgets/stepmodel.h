#pragma once

#include <QAbstractListModel>

namespace paydesk {

/// One thing that is done in its turn, or one point of a checklist. Texts may come from outside;
/// they are plain.
struct Step {
    enum class State { Waiting, Active, Done, Warned, Failed };

    QString title;
    QString subtitle;
    QString time; ///< shown at the right, such as "58 ms"; may be empty
    State state = State::Waiting;

    friend bool operator==(const Step&, const Step&) = default;
};

/// The steps of a journey, in order.
class StepModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { SubtitleRole = Qt::UserRole + 1, TimeRole, StateRole };

    using QAbstractListModel::QAbstractListModel;

    void setSteps(const QList<Step>& steps);
    const QList<Step>& steps() const { return m_steps; }
    void setStep(int row, const Step& step);
    void setState(int row, Step::State state, const QString& time = {});

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QString spoken(const Step& step) const;

    QList<Step> m_steps;
};

} // namespace paydesk
