#include "ui/widgets/stepmodel.h"

namespace paydesk {

void StepModel::setSteps(const QList<Step>& steps)
{
    if (steps.size() == m_steps.size()) {
        for (int row = 0; row < int(steps.size()); ++row)
            setStep(row, steps.at(row));
        return;
    }
    beginResetModel();
    m_steps = steps;
    endResetModel();
}

void StepModel::setStep(int row, const Step& step)
{
    if (row < 0 || row >= m_steps.size() || m_steps.at(row) == step)
        return;
    m_steps[row] = step;
    emit dataChanged(index(row), index(row));
}

void StepModel::setState(int row, Step::State state, const QString& time)
{
    if (row < 0 || row >= m_steps.size())
        return;
    Step step = m_steps.at(row);
    step.state = state;
    step.time = time;
    setStep(row, step);
}

int StepModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_steps.size());
}

QVariant StepModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Step& step = m_steps.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return step.title;
    case Qt::AccessibleTextRole:
        return spoken(step);
    case SubtitleRole:
        return step.subtitle;
    case TimeRole:
        return step.time;
    case StateRole:
        return int(step.state);
    default:
        return {};
    }
}

QString StepModel::spoken(const Step& step) const
{
    switch (step.state) {
    case Step::State::Waiting:
        return tr("%1, waiting").arg(step.title);
    case Step::State::Active:
        return tr("%1, under way").arg(step.title);
    case Step::State::Done:
        return tr("%1, done, %2").arg(step.title, step.time);
    case Step::State::Warned:
        return tr("%1, with a warning, %2").arg(step.title, step.time);
    case Step::State::Failed:
        return tr("%1, failed: %2").arg(step.title, step.subtitle);
    }
    return step.title;
}

} // namespace paydesk
