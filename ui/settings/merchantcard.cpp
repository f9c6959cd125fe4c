#include "ui/settings/merchantcard.h"

#include "ui/settings/factlist.h"
#include "ui/style/buttons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/pill.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    CopyField* publishedField(const QString& name, const Secret& secret, QWidget* parent)
    {
        auto* field = new CopyField(parent);
        field->setName(name);
        // The sandbox's credentials are in the README, the same everywhere: no secret.
        field->setValue(secret.reveal([](QByteArrayView key) { return QString::fromLatin1(key); }));
        return field;
    }

} // namespace

MerchantCard::MerchantCard(const MerchantSummary& merchant, QWidget* parent)
    : Card(parent)
    , m_merchant(merchant)
{
    setObjectName(QStringLiteral("merchant-") + QString::fromUtf8(merchant.profile.name));
    showHeading();
    showFacts();
    showButtons();
}

void MerchantCard::showHeading()
{
    const Profile& profile = m_merchant.profile;
    setHeading(profile.isSandbox() ? tr("Sandbox merchant") : QString::fromUtf8(profile.title));
    auto* kind = new Pill(this);
    if (profile.isSandbox())
        kind->show(tr("Sandbox: no real money"), Tone::Warn);
    else
        kind->show(tr("Real merchant"), Tone::Bad);
    addHeadingWidget(kind);
    if (!m_merchant.inUse)
        return;
    auto* use = new Pill(this);
    use->show(tr("In use"), Tone::Ok);
    addHeadingWidget(use);
}

void MerchantCard::showFacts()
{
    const Profile& profile = m_merchant.profile;
    auto* facts = new FactList(this);
    body()->addWidget(facts);
    if (!profile.isSandbox())
        facts->add(tr("Name"), QString::fromUtf8(profile.name), true);
    facts->add(QStringLiteral("mch_id"), QString::fromUtf8(profile.mchId), true);
    facts->add(QStringLiteral("appid"), QString::fromUtf8(profile.appid), true);
    if (profile.isSandbox())
        showPublished(facts);
    else
        showSecrets(facts);
}

void MerchantCard::showPublished(FactList* facts)
{
    const Credentials credentials = sandboxCredentials();
    facts->add(tr("API key"), publishedField(QStringLiteral("api_key"), credentials.apiKey, this));
    facts->add(QStringLiteral("AppSecret"),
        publishedField(QStringLiteral("app_secret"), credentials.appSecret, this));
    auto* hint = new HintLabel(this);
    hint->setText(tr("Both are published with Paydesk and the same everywhere: they are no "
                     "secrets and need no vault."));
    body()->addWidget(hint);
}

void MerchantCard::showSecrets(FactList* facts) const
{
    const Profile& profile = m_merchant.profile;
    const auto shown = [](bool there) {
        return there ? tr("saved in the vault, not shown") : tr("not entered");
    };
    facts->add(tr("API key"), shown(m_merchant.hasApiKey));
    facts->add(QStringLiteral("AppSecret"), shown(m_merchant.hasAppSecret));
    facts->add(tr("Certificate"),
        profile.certificateName.isEmpty() ? tr("not imported")
                                          : QString::fromUtf8(profile.certificateName));
    facts->add(QStringLiteral("notify_url"),
        profile.notifyUrl.isEmpty() ? tr("the local listener's")
                                    : QString::fromUtf8(profile.notifyUrl),
        !profile.notifyUrl.isEmpty());
    if (profile.endpoints != Endpoints())
        facts->add(tr("Gateway"), QString::fromUtf8(profile.endpoints.api), true);
    facts->add(
        QStringLiteral("sign_type"), QString::fromUtf8(signTypeName(profile.signType)), true);
}

void MerchantCard::showButtons()
{
    const QString name = QString::fromUtf8(m_merchant.profile.name);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    const auto add = [&](QPushButton* button, const char* verb, const QString& text, auto signal) {
        button->setObjectName(QString::fromLatin1(verb) + u'-' + name);
        button->setText(text);
        // Several cards have the same words on their buttons.
        button->setAccessibleDescription(accessibleName());
        connect(button, &QPushButton::clicked, this, signal);
        row->addWidget(button);
    };
    if (!m_merchant.inUse)
        add(secondaryButton("check", this), "merchantUse", tr("Use this merchant"),
            &MerchantCard::useRequested);
    if (!m_merchant.profile.isSandbox()) {
        add(secondaryButton("edit", this), "merchantEdit", tr("Edit"),
            &MerchantCard::editRequested);
        add(secondaryButton("trash", this), "merchantRemove", tr("Remove"),
            &MerchantCard::removeRequested);
    }
    row->addStretch(1);
    if (row->count() > 1)
        body()->addLayout(row);
    else
        delete row;
}

} // namespace paydesk
