#include "ui/backstage/faultform.h"

#include "core/protocol/endpoints.h"
#include "core/protocol/errorcode.h"
#include "ui/backstage/faultwords.h"
#include "ui/style/buttons.h"
#include "ui/widgets/fieldbox.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QJsonObject>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

namespace paydesk {

namespace {

    constexpr int mostTimes = 999;
    constexpr double longestSeconds = 24 * 3600;

    QStringList errCodesAt(const QByteArray& scope)
    {
        QStringList codes;
        for (const std::span<const ErrorCode> table : allErrorCodes()) {
            for (const ErrorCode& code : table) {
                const QString word = QString::fromLatin1(code.code);
                if (code.textAt(scope) && !codes.contains(word))
                    codes.append(word);
            }
        }
        codes.sort();
        return codes;
    }

    /// Where this fault of the menu can strike, the likeliest first.
    QByteArrayList scopesOf(const FaultCard& card)
    {
        if (card.only)
            return {card.only};
        QByteArrayList scopes;
        if ((card.place & FaultCard::Notifications) != 0)
            scopes.append(notificationScope);
        if ((card.place & FaultCard::Answers) == 0)
            return scopes;
        // An err_code is one of an interface's, and some have none.
        if (card.kind != FaultKind::ErrCode)
            scopes.append(everyInterface);
        for (const Endpoint* endpoint : allEndpoints()) {
            const bool has =
                card.kind != FaultKind::ErrCode || !errCodesAt(endpoint->name).isEmpty();
            if (has && !scopes.contains(endpoint->name))
                scopes.append(endpoint->name);
        }
        return scopes;
    }

    /// Adds an item or renames the one that is there.
    void setItem(QComboBox* box, int at, const QString& text, const QVariant& value)
    {
        if (at == box->count())
            box->addItem(text, value);
        else
            box->setItemText(at, text);
    }

} // namespace

FaultForm::FaultForm(QWidget* parent)
    : QWidget(parent)
    , m_kind(new QComboBox(this))
    , m_kindBox(new FieldBox(m_kind, this))
    , m_scope(new QComboBox(this))
    , m_scopeBox(new FieldBox(m_scope, this))
    , m_errCode(new QComboBox(this))
    , m_errCodeBox(new FieldBox(m_errCode, this))
    , m_times(new QSpinBox(this))
    , m_timesBox(new FieldBox(m_times, this))
    , m_seconds(new QDoubleSpinBox(this))
    , m_secondsBox(new FieldBox(m_seconds, this))
    , m_plant(primaryButton("plus", this))
{
    build();
    retranslateUi();
    kindChanged();
    connect(m_kind, &QComboBox::currentIndexChanged, this, &FaultForm::kindChanged);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &FaultForm::scopeChanged);
    connect(m_plant, &QPushButton::clicked, this, &FaultForm::plant);
}

void FaultForm::build()
{
    m_kind->setObjectName(QStringLiteral("faultKind"));
    m_scope->setObjectName(QStringLiteral("faultScope"));
    m_errCode->setObjectName(QStringLiteral("faultErrCode"));
    m_times->setObjectName(QStringLiteral("faultTimes"));
    m_seconds->setObjectName(QStringLiteral("faultSeconds"));
    m_plant->setObjectName(QStringLiteral("faultPlant"));
    m_times->setRange(0, mostTimes);
    m_times->setValue(1);
    m_seconds->setDecimals(1);
    m_seconds->setRange(0.1, longestSeconds);
    m_plant->setAutoDefault(false);
    // Whatever the fault is, the others keep their places.
    for (QWidget* box : {m_errCodeBox, m_secondsBox}) {
        QSizePolicy policy = box->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        box->setSizePolicy(policy);
    }
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->addWidget(m_kindBox, 0, 0, 1, 2, Qt::AlignTop);
    grid->addWidget(m_scopeBox, 0, 2, 1, 2, Qt::AlignTop);
    grid->addWidget(m_timesBox, 1, 0, Qt::AlignTop);
    grid->addWidget(m_secondsBox, 1, 1, Qt::AlignTop);
    grid->addWidget(m_errCodeBox, 1, 1, 1, 2, Qt::AlignTop); // such a fault is over at once
    grid->addWidget(m_plant, 1, 3, Qt::AlignRight | Qt::AlignBottom);
    for (int column = 0; column < 4; ++column)
        grid->setColumnStretch(column, 1);
}

FaultKind FaultForm::kind() const
{
    return faultMenu().at(std::size_t(m_kind->currentIndex())).kind;
}

QByteArray FaultForm::scope() const
{
    return m_scope->currentData().toByteArray();
}

void FaultForm::kindChanged()
{
    const FaultCard& card = faultCard(kind());
    const QByteArray before = scope();
    {
        const QSignalBlocker quiet(m_scope);
        m_scope->clear();
        for (const QByteArray& scope : scopesOf(card))
            m_scope->addItem(faultScopeName(scope), scope);
        m_scope->setCurrentIndex(std::max(0, m_scope->findData(before)));
    }
    m_secondsBox->setVisible(card.wait.count() > 0);
    m_seconds->setValue(double(card.wait.count()) / 1000);
    m_errCodeBox->setVisible(card.kind == FaultKind::ErrCode);
    m_kindBox->setHint(faultSentence(card.kind));
    scopeChanged();
}

void FaultForm::scopeChanged()
{
    m_errCode->clear();
    m_errCode->addItems(errCodesAt(scope()));
}

void FaultForm::plant()
{
    const FaultCard& card = faultCard(kind());
    QJsonObject fault{{QStringLiteral("fault"), QString::fromLatin1(card.id)},
        {QStringLiteral("scope"), QString::fromUtf8(scope())},
        {QStringLiteral("times"), m_times->value()}};
    if (card.wait.count() > 0)
        fault.insert(QStringLiteral("seconds"), m_seconds->value());
    if (card.kind == FaultKind::ErrCode)
        fault.insert(QStringLiteral("err_code"), m_errCode->currentText());
    emit plantRequested(fault);
}

void FaultForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void FaultForm::retranslateUi()
{
    m_kindBox->setLabel(tr("What goes wrong"));
    m_scopeBox->setLabel(tr("Where"));
    m_errCodeBox->setLabel(QStringLiteral("err_code"));
    m_timesBox->setLabel(tr("How often"));
    m_timesBox->setHint(tr("0: until it is cleared"));
    m_secondsBox->setLabel(tr("How long"));
    m_seconds->setSuffix(tr(" s"));
    m_plant->setText(tr("Plant"));
    const QSignalBlocker quiet(m_kind);
    int at = 0;
    for (const FaultCard& card : faultMenu())
        setItem(m_kind, at++, faultName(card.kind), int(card.kind));
    for (at = 0; at < m_scope->count(); ++at)
        m_scope->setItemText(at, faultScopeName(m_scope->itemData(at).toByteArray()));
    m_kindBox->setHint(faultSentence(kind()));
}

} // namespace paydesk
