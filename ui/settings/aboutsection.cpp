#include "ui/settings/aboutsection.h"

#include "core/orders/store.h"
#include "ui/settings/factlist.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/glyphlabel.h"
#include "ui/widgets/labels.h"

#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QPushButton>
#include <QSslSocket>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

namespace paydesk {

AboutSection::AboutSection(QString folder, QWidget* parent)
    : QWidget(parent)
    , m_folder(std::move(folder))
    , m_top(new Card(this))
    , m_purpose(new HintLabel(this))
    , m_privacy(new HintLabel(this))
    , m_data(new Card(this))
    , m_path(new CopyField(this))
    , m_meaning(new HintLabel(this))
    , m_open(secondaryButton("external", this))
    , m_parts(new Card(this))
    , m_versions(new FactList(this))
{
    buildTop();
    m_open->setObjectName(QStringLiteral("settingsOpenFolder"));
    m_path->setObjectName(QStringLiteral("settingsDataFolder"));
    m_path->setValue(QDir::toNativeSeparators(m_folder));
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_path, 1);
    row->addWidget(m_open);
    m_data->body()->addLayout(row);
    m_data->body()->addWidget(m_meaning);
    m_parts->body()->addWidget(m_versions);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_top);
    column->addWidget(m_data);
    column->addWidget(m_parts);
    column->addStretch(1);
    connect(m_open, &QPushButton::clicked, this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder)); });
    retranslateUi();
}

void AboutSection::buildTop()
{
    auto* logo = new GlyphLabel(40, this);
    logo->show(QStringLiteral("logo"), &Tokens::acc);
    auto* name = new QLabel(QStringLiteral("Paydesk ") + QStringLiteral(PAYDESK_VERSION), this);
    name->setObjectName(QStringLiteral("aboutVersion"));
    setFontRole(name, FontRole::Title);
    setFontRole(m_purpose, FontRole::Body);
    setFontRole(m_privacy, FontRole::Body);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(name);
    texts->addWidget(m_purpose);
    texts->addWidget(m_privacy);
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(logo, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    m_top->body()->addLayout(row);
}

void AboutSection::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void AboutSection::retranslateUi()
{
    m_purpose->setText(
        tr("A merchant's console for WeChat Pay: place, sign, pay, be notified, query. "
           "Licence: Apache-2.0."));
    m_privacy->setText(tr("No telemetry, no account, no update check: it talks to the gateway of "
                          "the merchant in use and to nobody else."));
    m_data->setHeading(tr("Data folder"));
    m_path->setName(tr("Data folder"));
    m_open->setText(tr("Open folder"));
    m_meaning->setText(tr("Merchants, vault, history and settings. Copy it whole, with Paydesk "
                          "closed, and you have a backup."));
    m_parts->setHeading(tr("Made with"));
    const auto part = [](const QString& version, const QString& licence) {
        return tr("%1, licence %2").arg(version, licence);
    };
    m_versions->clear();
    m_versions->add(
        QStringLiteral("Qt"), part(QString::fromLatin1(qVersion()), QStringLiteral("LGPL-3.0")));
    m_versions->add(QStringLiteral("OpenSSL"),
        part(QSslSocket::sslLibraryVersionString(), QStringLiteral("Apache-2.0")));
    m_versions->add(QStringLiteral("SQLite"),
        part(QString::fromLatin1(OrderStore::engineVersion()), tr("none needed (public domain)")));
    m_versions->add(QStringLiteral("llhttp"), QStringLiteral("MIT"));
    m_versions->add(QStringLiteral("QR Code generator"), QStringLiteral("MIT"));
    m_versions->add(QStringLiteral("tl::expected"), QStringLiteral("CC0-1.0"));
}

} // namespace paydesk
