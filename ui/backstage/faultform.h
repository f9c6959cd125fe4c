#pragma once

#include "core/sandbox/faults.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QJsonObject;
class QPushButton;
class QSpinBox;

namespace paydesk {

class FieldBox;

/// What is to go wrong: which fault of the menu, where, how often, how long. It only offers what
/// the menu allows.
class FaultForm final : public QWidget {
    Q_OBJECT

public:
    explicit FaultForm(QWidget* parent = nullptr);

signals:
    /// As Backstage::plant() takes it.
    void plantRequested(const QJsonObject& fault);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    FaultKind kind() const;
    QByteArray scope() const;
    void kindChanged();
    void scopeChanged();
    void plant();
    void retranslateUi();

    QComboBox* m_kind;
    FieldBox* m_kindBox;
    QComboBox* m_scope;
    FieldBox* m_scopeBox;
    QComboBox* m_errCode;
    FieldBox* m_errCodeBox;
    QSpinBox* m_times;
    FieldBox* m_timesBox;
    QDoubleSpinBox* m_seconds;
    FieldBox* m_secondsBox;
    QPushButton* m_plant;
};

} // namespace paydesk
