#include "ui/settings/secretinput.h"

#include "ui/settings/fieldrule.h"
#include "ui/settings/storedsecret.h"
#include "ui/widgets/fieldbox.h"
#include "ui/widgets/secretedit.h"

#include <QVBoxLayout>

namespace paydesk {

SecretInput::SecretInput(const char* objectName, Check check, QWidget* parent)
    : QWidget(parent)
    , m_edit(new SecretEdit(this))
    , m_box(new FieldBox(m_edit, this))
    , m_check(std::move(check))
{
    m_edit->setObjectName(QString::fromLatin1(objectName));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_box);
    connect(m_edit, &SecretEdit::textEdited, this, [this] {
        judge();
        emit edited();
    });
}

void SecretInput::setTexts(const QString& label, const QString& hint)
{
    m_box->setLabel(label);
    if (m_view)
        m_view->setName(label);
    m_hint = hint;
    m_edit->setPlaceholderText(m_stored ? tr("•••••••• saved; type to replace it") : QString());
    judge();
}

void SecretInput::setStored(bool stored)
{
    m_stored = stored;
}

void SecretInput::setStoredView(StoredSecret* stored)
{
    m_view = stored;
    layout()->addWidget(stored);
}

void SecretInput::conceal()
{
    if (m_view)
        m_view->conceal();
}

void SecretInput::setRemark(std::function<QString(const Secret&)> remark)
{
    m_remark = std::move(remark);
}

bool SecretInput::isFilled() const
{
    return !m_edit->text().isEmpty();
}

Secret SecretInput::typed() const
{
    return Secret(m_edit->text().toUtf8());
}

void SecretInput::judge()
{
    const Secret secret = typed();
    const Result<void> right = secret.isEmpty() ? Result<void>() : m_check(secret);
    m_box->setError(right ? QString() : ruleOf(right.error()));
    const QString remark = right && !secret.isEmpty() && m_remark ? m_remark(secret) : QString();
    m_box->setHint(remark.isEmpty() ? m_hint : remark);
}

bool SecretInput::check(bool required)
{
    judge();
    if (required && !isFilled() && !m_stored)
        m_box->setError(tr("Without it nothing can be signed or verified."));
    return !m_box->hasError();
}

void SecretInput::wipe()
{
    [[maybe_unused]] const Secret wiped = m_edit->take();
}

} // namespace paydesk
