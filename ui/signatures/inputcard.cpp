#include "ui/signatures/inputcard.h"

#include "ui/signatures/pastebox.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/secretedit.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <utility>

namespace paydesk {

namespace {

    constexpr qsizetype usualKeyLength = 32;
    constexpr qsizetype pastedAtOnce = 8; // nobody types so many characters between two changes

    QLabel* nameLabel(QWidget* parent)
    {
        auto* label = new QLabel(parent);
        label->setTextFormat(Qt::PlainText);
        setFontRole(label, FontRole::Label);
        return label;
    }

} // namespace

InputCard::InputCard(QWidget* parent)
    : Card(parent)
{
    body()->setContentsMargins(10, 5, 10, 5);
    body()->setSpacing(8);
    body()->addWidget(buildLine());
    m_body = new QWidget(this);
    auto* row = new QHBoxLayout(m_body);
    row->setContentsMargins({});
    row->setSpacing(16);
    row->addWidget(buildBox(), 1);
    row->addWidget(buildOptions(), 1);
    body()->addWidget(m_body, 1);
    askAppId(false);
    join();
    retranslateUi();
    fold(false);
}

QWidget* InputCard::buildLine()
{
    auto* line = new QWidget(this);
    m_kind = new Pill(line);
    m_kind->setObjectName(QStringLiteral("signaturesKind"));
    m_summary = new ElidedLabel(line);
    m_summary->setObjectName(QStringLiteral("signaturesSummary"));
    m_summary->setSecondary(true);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // gives way first
    m_open = secondaryButton("edit", line);
    m_open->setObjectName(QStringLiteral("signaturesOpenInput"));
    m_open->setCheckable(true);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_kind);
    row->addWidget(m_summary, 1);
    row->addWidget(m_open);
    return line;
}

void InputCard::addButton(QWidget* button)
{
    m_open->parentWidget()->layout()->addWidget(button);
}

QWidget* InputCard::buildBox()
{
    auto* box = new QWidget(this);
    m_pasteName = nameLabel(box);
    m_paste = new PasteBox(box);
    m_paste->setObjectName(QStringLiteral("signaturesPaste"));
    m_pasteName->setBuddy(m_paste);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(m_pasteName);
    column->addWidget(m_paste, 1);
    return box;
}

QWidget* InputCard::buildOptions()
{
    auto* box = new QWidget(this);
    m_keyName = nameLabel(box);
    m_keyState = new HintLabel(box);
    m_keyState->setObjectName(QStringLiteral("signaturesKeyState"));
    m_keyField = new SecretEdit(box);
    m_keyField->setObjectName(QStringLiteral("signaturesKey"));
    m_useKey = secondaryButton("", box);
    m_useKey->setObjectName(QStringLiteral("signaturesUseKey"));
    m_dropKey = secondaryButton("", box);
    m_dropKey->setObjectName(QStringLiteral("signaturesDropKey"));
    m_givenName = nameLabel(box);
    m_given = new QLineEdit(box);
    m_given->setObjectName(QStringLiteral("signaturesGiven"));
    m_type = new QComboBox(box);
    m_type->setObjectName(QStringLiteral("signaturesType"));
    m_type->addItem(QString());
    for (const SignType type : {SignType::Md5, SignType::HmacSha256})
        m_type->addItem(QString::fromLatin1(signTypeName(type)), int(type));
    m_appIdName = nameLabel(box);
    m_appId = new QLineEdit(box);
    m_appId->setObjectName(QStringLiteral("signaturesAppId"));
    for (QLineEdit* line : {m_given, m_appId})
        setFontRole(line, FontRole::Technical);
    auto* keyRow = new QHBoxLayout;
    keyRow->setSpacing(8);
    keyRow->addWidget(m_keyField, 1);
    keyRow->addWidget(m_useKey);
    keyRow->addWidget(m_dropKey);
    auto* givenRow = new QHBoxLayout;
    givenRow->setSpacing(8);
    givenRow->addWidget(m_given, 1);
    givenRow->addWidget(m_type);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_keyName, 0, 0);
    grid->addLayout(keyRow, 0, 1);
    grid->addWidget(m_keyState, 1, 1);
    grid->addWidget(m_givenName, 2, 0);
    grid->addLayout(givenRow, 2, 1);
    grid->addWidget(m_appIdName, 3, 0);
    grid->addWidget(m_appId, 3, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(4, 1);
    m_keyName->setBuddy(m_keyField);
    m_givenName->setBuddy(m_given);
    m_appIdName->setBuddy(m_appId);
    return box;
}

void InputCard::join()
{
    connect(m_open, &QPushButton::toggled, this, [this](bool open) {
        fold(!open);
        if (open) {
            m_paste->setFocus();
            m_paste->selectAll();
        }
    });
    connect(m_paste, &PasteBox::typed, this, &InputCard::edited);
    connect(m_paste, &PasteBox::pasted, this, [this] {
        emit replaced();
        emit settled();
    });
    connect(m_paste, &PasteBox::keyFound, this, [this](Secret& key) { setOwnKey(std::move(key)); });
    connect(m_given, &QLineEdit::textChanged, this, &InputCard::edited);
    connect(m_appId, &QLineEdit::textChanged, this, &InputCard::edited);
    connect(m_type, &QComboBox::activated, this, &InputCard::settled);
    connect(m_keyField, &QLineEdit::textEdited, this, &InputCard::keyTyped);
    connect(m_keyField, &QLineEdit::returnPressed, this, &InputCard::takeKey);
    connect(m_useKey, &QPushButton::clicked, this, &InputCard::takeKey);
    connect(m_dropKey, &QPushButton::clicked, this, [this] {
        setOwnKey(Secret());
        emit settled();
    });
}

void InputCard::setText(const QByteArray& text)
{
    m_given->clear();
    m_paste->setBytes(text);
}

QByteArray InputCard::text() const
{
    return m_paste->bytes();
}

QByteArray InputCard::given() const
{
    return m_given->text().trimmed().toUtf8();
}

QByteArray InputCard::appId() const
{
    return m_appId->isHidden() ? QByteArray() : m_appId->text().trimmed().toUtf8();
}

std::optional<SignType> InputCard::type() const
{
    const QVariant type = m_type->currentData();
    return type.isValid() ? std::optional<SignType>(SignType(type.toInt())) : std::nullopt;
}

/// A key that was pasted, or has the length of a key, needs no button.
void InputCard::keyTyped(const QString& text)
{
    const qsizetype before = std::exchange(m_typedBefore, text.size());
    if (text.size() - before >= pastedAtOnce || text.size() == usualKeyLength)
        takeKey();
}

void InputCard::takeKey()
{
    m_typedBefore = 0;
    Secret typed = m_keyField->take();
    if (typed.isEmpty())
        return;
    setOwnKey(std::move(typed));
    emit settled();
}

void InputCard::setOwnKey(Secret key)
{
    m_ownKey = std::move(key);
    showKey();
}

void InputCard::setMerchantKey(const QByteArray& masked, qsizetype length)
{
    m_merchantKey = masked;
    m_merchantKeyLength = length;
    showKey();
}

void InputCard::showKey()
{
    m_dropKey->setVisible(!m_ownKey.isEmpty());
    if (!m_ownKey.isEmpty())
        m_keyState->setText(tr("Your key %1, %2 bytes; not stored, goes nowhere.")
                .arg(QString::fromUtf8(m_ownKey.masked()))
                .arg(m_ownKey.size()));
    else if (!m_merchantKey.isEmpty())
        m_keyState->setText(tr("The merchant's key %1, %2 bytes.")
                .arg(QString::fromUtf8(m_merchantKey))
                .arg(m_merchantKeyLength));
    else
        m_keyState->setText(tr("No key at hand: enter one. It is not stored and goes nowhere."));
}

void InputCard::showKind(const QString& kind, Tone tone)
{
    m_kind->show(kind, tone);
}

void InputCard::showSummary(const QString& summary)
{
    m_summary->setFullText(summary);
}

void InputCard::askAppId(bool ask)
{
    m_appIdName->setVisible(ask);
    m_appId->setVisible(ask);
}

void InputCard::fold(bool away)
{
    const bool was = isFolded();
    m_body->setVisible(!away);
    m_open->setChecked(!away);
    setSizePolicy(QSizePolicy::Preferred, away ? QSizePolicy::Fixed : QSizePolicy::Preferred);
    if (was != away)
        emit folded(away);
}

bool InputCard::isFolded() const
{
    return m_body->isHidden();
}

void InputCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void InputCard::retranslateUi()
{
    m_open->setText(tr("Paste message…"));
    m_pasteName->setText(tr("Your string or message"));
    m_paste->setPlaceholderText(tr(
        "Message, sign string, cURL, log line or wx.requestPayment parameters; the key may stand "
        "on a line of its own below"));
    m_keyName->setText(tr("Key"));
    m_keyField->setPlaceholderText(tr("Your own API key"));
    m_useKey->setText(tr("Use"));
    m_dropKey->setText(tr("Forget"));
    m_givenName->setText(tr("Signature"));
    m_given->setPlaceholderText(tr("Only if not in the message"));
    m_type->setAccessibleName(tr("Sign type"));
    m_type->setItemText(0, tr("Automatic"));
    m_appIdName->setText(tr("AppID"));
    m_appId->setPlaceholderText(tr("Signed by the mini program, but not part of the call"));
    showKey();
}

} // namespace paydesk
