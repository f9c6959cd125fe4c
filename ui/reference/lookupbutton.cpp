#include "ui/reference/lookupbutton.h"

#include "ui/style/buttons.h"
#include "ui/style/glyph.h"

#include <QEvent>

namespace paydesk {

namespace {

    constexpr qsizetype longestCode = 20;

} // namespace

LookupButton::LookupButton(QWidget* parent)
    : QPushButton(parent)
{
    setIcon(glyph("book"));
    setAutoDefault(true);
    setButtonKind(this, ButtonKind::Secondary);
    connect(this, &QPushButton::clicked, this, [this] {
        if (m_error)
            emit referenceRequested(*m_error);
    });
    setError(std::nullopt);
}

void LookupButton::setError(const std::optional<ErrorName>& error)
{
    m_error = error;
    setVisible(error.has_value());
    retranslateUi();
}

void LookupButton::changeEvent(QEvent* event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void LookupButton::retranslateUi()
{
    if (!m_error)
        return;
    QString code = QString::fromUtf8(m_error->code);
    if (code.size() > longestCode)
        code = code.first(longestCode) + QChar(0x2026);
    setText(tr("What is %1?").arg(code));
    setToolTip(tr("Look it up in the error codes (F1)"));
}

} // namespace paydesk
