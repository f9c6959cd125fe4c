#pragma once

#include "ui/widgets/stepmodel.h"

#include <QListView>

namespace paydesk {

/// Shows a StepModel: as a journey (numbered circles joined by a line) or as a checklist (a sign
/// before each line).
class StepList final : public QListView {
    Q_OBJECT

public:
    enum class Look { Journey, Checklist };

    explicit StepList(Look look, QWidget* parent = nullptr);

    /// The list's own model.
    StepModel* steps() const { return m_model; }

    /// As high as its steps.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

private:
    StepModel* m_model;
    Look m_look;
};

} // namespace paydesk
