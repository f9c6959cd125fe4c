#include "ui/settings/merchantform.h"

#include "core/gateway/transmission.h"
#include "core/workbench.h"
#include "ui/settings/certificateinput.h"
#include "ui/settings/fieldrule.h"
#include "ui/settings/secretinput.h"
#include "ui/settings/storedsecret.h"
#include "ui/style/fonts.h"
#include "ui/style/glyph.h"
#include "ui/widgets/fieldbox.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    enum Place {
        Name,
        Title,
        Appid,
        MchId,
        NotifyUrl,
        ApiBase,
        SnsBase,
        Proxy,
        SubMchId,
        SubAppid
    };

    /// A merchant that keeps every rule, so that one foreign field in it is judged alone.
    Profile ruleKeeper()
    {
        Profile profile = sandboxProfile();
        profile.kind = Profile::Kind::Real;
        profile.name = "shop";
        profile.endpoints = Endpoints();
        return profile;
    }

    /// 32 lower-case hexadecimal digits can be an API key, but are more often an AppSecret.
    bool looksLikeAppSecret(const Secret& key)
    {
        return checkAppSecret(key).has_value();
    }

} // namespace

MerchantForm::MerchantForm(QWidget* parent)
    : QWidget(parent)
    , m_signType(new QComboBox(this))
    , m_signTypeBox(new FieldBox(m_signType, this))
    , m_backend(new QCheckBox(this))
    , m_apiKey(new SecretInput("merchantApiKey", checkApiKey, this))
    , m_appSecret(new SecretInput("merchantAppSecret", checkAppSecret, this))
    , m_certificate(new CertificateInput(this))
    , m_fold(new QToolButton(this))
    , m_advanced(new QWidget(this))
{
    addLine("merchantName", [](Profile& p) -> QByteArray& { return p.name; });
    addLine("merchantTitle", [](Profile& p) -> QByteArray& { return p.title; });
    addLine("merchantAppid", [](Profile& p) -> QByteArray& { return p.appid; });
    addLine("merchantMchId", [](Profile& p) -> QByteArray& { return p.mchId; });
    addLine("merchantNotifyUrl", [](Profile& p) -> QByteArray& { return p.notifyUrl; });
    addLine("merchantApiBase", [](Profile& p) -> QByteArray& { return p.endpoints.api; });
    addLine("merchantSnsBase", [](Profile& p) -> QByteArray& { return p.endpoints.sns; });
    addLine("merchantProxy", [](Profile& p) -> QByteArray& { return p.endpoints.proxy; });
    addLine("merchantSubMchId", [](Profile& p) -> QByteArray& { return p.sub.mchId; });
    addLine("merchantSubAppid", [](Profile& p) -> QByteArray& { return p.sub.appid; });
    m_backend->setObjectName(QStringLiteral("merchantBackend"));
    m_signType->setObjectName(QStringLiteral("merchantSignType"));
    m_signType->addItem(QStringLiteral("MD5"), int(SignType::Md5));
    m_signType->addItem(QStringLiteral("HMAC-SHA256"), int(SignType::HmacSha256));
    m_apiKey->setRemark([](const Secret& key) {
        return looksLikeAppSecret(key)
            ? tr("32 lower-case hex digits: this looks like an AppSecret. The API key is the one "
                 "you set yourself on the merchant platform.")
            : QString();
    });
    m_fold->setObjectName(QStringLiteral("merchantAdvanced"));
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_advanced->hide();
    connect(m_fold, &QToolButton::toggled, this, [this](bool open) {
        m_advanced->setVisible(open);
        m_fold->setIcon(glyph(open ? "chevron-down" : "chevron-right", &Tokens::text2));
    });
    build();
    setFocusProxy(m_lines.at(Title).edit);
    fill();
    retranslateUi();
}

void MerchantForm::addLine(const char* objectName, std::function<QByteArray&(Profile&)> place)
{
    auto* edit = new QLineEdit(this);
    edit->setObjectName(QString::fromLatin1(objectName));
    m_lines.append({edit, new FieldBox(edit, this), std::move(place)});
    const qsizetype index = m_lines.size() - 1;
    if (index != Title)
        setFontRole(edit, FontRole::Technical);
    connect(edit, &QLineEdit::textEdited, this, [this, index] { judge(m_lines.at(index)); });
}

QLabel* MerchantForm::addHeading(QVBoxLayout* column)
{
    auto* heading = new QLabel(this);
    heading->setTextFormat(Qt::PlainText);
    setFontRole(heading, FontRole::Heading);
    if (column->count() > 0)
        column->addSpacing(8);
    column->addWidget(heading);
    return heading;
}

void MerchantForm::build()
{
    const auto pair = [](QWidget* left, QWidget* right) {
        auto* row = new QHBoxLayout;
        row->setSpacing(16);
        row->addWidget(left, 1, Qt::AlignTop);
        row->addWidget(right, 1, Qt::AlignTop);
        return row;
    };
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 12, 0);
    column->setSpacing(12);
    m_merchantHeading = addHeading(column);
    column->addLayout(pair(m_lines.at(Title).box, m_lines.at(Name).box));
    column->addLayout(pair(m_lines.at(MchId).box, m_lines.at(Appid).box));
    m_secretsHeading = addHeading(column);
    column->addLayout(pair(m_apiKey, m_appSecret));
    m_certificateHeading = addHeading(column);
    column->addWidget(m_certificate);
    column->addWidget(m_fold, 0, Qt::AlignLeft);
    column->addWidget(m_advanced);
    column->addStretch(1);
    auto* advanced = new QVBoxLayout(m_advanced);
    advanced->setContentsMargins(0, 0, 0, 0);
    advanced->setSpacing(12);
    advanced->addLayout(pair(m_lines.at(NotifyUrl).box, m_signTypeBox));
    advanced->addLayout(pair(m_lines.at(ApiBase).box, m_lines.at(SnsBase).box));
    advanced->addLayout(pair(m_lines.at(SubMchId).box, m_lines.at(SubAppid).box));
    advanced->addLayout(pair(m_lines.at(Proxy).box, new QWidget(m_advanced)));
    advanced->addWidget(m_backend);
}

void MerchantForm::setMerchant(const Profile& profile, Workbench& bench, SecretClipboard& clipboard)
{
    const Vault& vault = bench.vault();
    m_profile = profile;
    m_exists = true;
    fill();
    m_lines.at(Name).edit->setReadOnly(true);
    const auto join = [&](SecretInput* input, SecretField field, const char* name) {
        const bool stored = vault.contains(profile.name, field);
        input->setStored(stored);
        if (stored)
            input->setStoredView(new StoredSecret(
                name, clipboard, bench.clock(),
                [&bench, profile = profile.name, field] {
                    return bench.vault().read(profile, field);
                },
                input));
    };
    join(m_apiKey, SecretField::ApiKey, "storedApiKey");
    join(m_appSecret, SecretField::AppSecret, "storedAppSecret");
    m_certificate->setStored(QString::fromUtf8(profile.certificateName));
    const bool unusual = !profile.notifyUrl.isEmpty() || profile.endpoints != Endpoints()
        || profile.signType != SignType::Md5 || profile.miniProgramBackend
        || !profile.sub.isEmpty();
    m_fold->setChecked(unusual);
    retranslateUi();
}

void MerchantForm::conceal()
{
    m_apiKey->conceal();
    m_appSecret->conceal();
}

void MerchantForm::fill()
{
    for (const Line& line : std::as_const(m_lines))
        line.edit->setText(QString::fromUtf8(line.place(m_profile)));
    m_signType->setCurrentIndex(m_signType->findData(int(m_profile.signType)));
    m_backend->setChecked(m_profile.miniProgramBackend);
}

Profile MerchantForm::profile() const
{
    Profile profile = m_profile;
    for (const Line& line : m_lines)
        line.place(profile) = line.edit->text().toUtf8();
    profile.signType = SignType(m_signType->currentData().toInt());
    profile.miniProgramBackend = m_backend->isChecked();
    profile.certificateName = m_certificate->name().toUtf8();
    if (m_certificate->isFilled())
        profile.certificate = m_certificate->facts();
    return profile;
}

void MerchantForm::judge(const Line& line) const
{
    Profile probe = ruleKeeper();
    // A sub_appid needs the sub_mch_id beside it.
    if (&line == &m_lines.at(SubAppid))
        probe.sub.mchId = m_lines.at(SubMchId).edit->text().toUtf8();
    line.place(probe) = line.edit->text().toUtf8();
    const Result<void> right = checkProfile(probe);
    line.box->setError(right ? QString() : ruleOf(right.error()));
}

bool MerchantForm::check()
{
    for (const Line& line : std::as_const(m_lines))
        judge(line);
    bool right = m_apiKey->check(true);
    right = m_appSecret->check(false) && right;
    right = m_certificate->check() && right;
    const auto wrong = [](const Line& line) { return line.box->hasError(); };
    const auto first = std::find_if(m_lines.cbegin(), m_lines.cend(), wrong);
    if (first == m_lines.cend())
        return right;
    if (first - m_lines.cbegin() >= NotifyUrl)
        m_fold->setChecked(true);
    first->edit->setFocus();
    return false;
}

bool MerchantForm::hasNewSecrets() const
{
    return m_apiKey->isFilled() || m_appSecret->isFilled() || m_certificate->isFilled();
}

Result<void> MerchantForm::writeSecrets(Vault& vault, const QByteArray& profile) const
{
    const auto write = [&](SecretField field, const SecretInput* input) {
        return input->isFilled() ? vault.write(profile, field, input->typed()) : Result<void>();
    };
    return write(SecretField::ApiKey, m_apiKey)
        .and_then([&] { return write(SecretField::AppSecret, m_appSecret); })
        .and_then([&] { return m_certificate->write(vault, profile); });
}

void MerchantForm::wipe()
{
    m_apiKey->wipe();
    m_appSecret->wipe();
    m_certificate->wipe();
}

void MerchantForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void MerchantForm::retranslateUi()
{
    m_merchantHeading->setText(tr("Merchant"));
    m_secretsHeading->setText(tr("Secrets"));
    m_certificateHeading->setText(tr("Certificate"));
    m_fold->setText(tr("Advanced"));
    m_fold->setIcon(glyph(m_fold->isChecked() ? "chevron-down" : "chevron-right", &Tokens::text2));
    m_signTypeBox->setLabel(tr("Signature type sign_type"));
    m_backend->setText(tr("Answer /pay and /onLogin of a mini program under development"));
    m_backend->setToolTip(tr("Whoever reaches the listener's address can then ask for payments of "
                             "orders in the history."));
    m_apiKey->setTexts(tr("API key"), tr("32 letters and digits, from the merchant platform."));
    m_appSecret->setTexts(
        QStringLiteral("AppSecret"), tr("32 digits and letters a to f, of the mini program."));
    retranslateLines();
}

void MerchantForm::retranslateLines()
{
    const auto put = [this](Place place, const QString& label, const QString& hint) {
        m_lines.at(place).box->setLabel(label);
        m_lines.at(place).box->setHint(hint);
    };
    put(Name, tr("Short name"),
        m_exists ? tr("Stays as it is: history and vault know the merchant by it.")
                 : tr("a-z, 0-9, _ and -; also for --profile on the command line."));
    put(Title, tr("Title"), tr("As you call it; shown at the top of the window."));
    put(Appid, QStringLiteral("appid"), tr("wx and 16 letters or digits."));
    put(MchId, tr("Merchant id mch_id"), tr("Digits, as on the merchant platform."));
    put(NotifyUrl, QStringLiteral("notify_url"), tr("Empty: the local listener's address."));
    put(ApiBase, tr("Payment gateway"), {});
    put(SnsBase, tr("Login gateway (jscode2session)"), {});
    const QByteArray system = systemProxyFor(Endpoints().api);
    put(Proxy, tr("Proxy"),
        system.isEmpty() ? tr("http://host:port. Empty: the system's, which has none now.")
                         : tr("http://host:port, or direct. Empty: the system's, now %1.")
                               .arg(QString::fromUtf8(system)));
    put(SubMchId, tr("Sub merchant sub_mch_id"), tr("For a service provider; empty otherwise."));
    put(SubAppid, QStringLiteral("sub_appid"), tr("The sub merchant's own appid, if it has one."));
    for (const Line& line : std::as_const(m_lines)) {
        if (line.box->hasError())
            judge(line);
    }
}

} // namespace paydesk
