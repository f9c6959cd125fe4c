#pragma once

#include "ui/reference/errorname.h"

#include <QPushButton>

namespace paydesk {

/// Leads from an error to what explains it; hidden while there is none.
class LookupButton final : public QPushButton {
    Q_OBJECT

public:
    explicit LookupButton(QWidget* parent = nullptr);

    void setError(const std::optional<ErrorName>& error);
    const std::optional<ErrorName>& error() const { return m_error; }

signals:
    void referenceRequested(const paydesk::ErrorName& error);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslateUi();

    std::optional<ErrorName> m_error;
};

} // namespace paydesk
