#include "ui/orders/refunddialog.h"

#include "core/base/wording.h"
#include "ui/orders/orderwords.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/fieldbox.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace paydesk {

RefundDialog::RefundDialog(RefundQuestion question, const QByteArray& outRefundNo, QWidget* parent)
    : QDialog(parent)
    , m_question(std::move(question))
    , m_summary(new QLabel(this))
    , m_totals(new QLabel(this))
    , m_amount(new QLineEdit(this))
    , m_amountBox(new FieldBox(m_amount, this))
    , m_reason(new QLineEdit(this))
    , m_reasonBox(new FieldBox(m_reason, this))
    , m_certificate(new HintLabel(this))
    , m_sure(new QCheckBox(this))
    , m_send(primaryButton("reset", this))
    , m_cancel(secondaryButton("x", this))
{
    setObjectName(QStringLiteral("refundDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(420);
    m_draft.outTradeNo = m_question.order.outTradeNo;
    m_draft.outRefundNo = outRefundNo;
    m_draft.notifyUrl = m_question.notifyUrl;
    m_amount->setObjectName(QStringLiteral("refundAmount"));
    m_reason->setObjectName(QStringLiteral("refundReason"));
    m_certificate->setObjectName(QStringLiteral("refundCertificate"));
    m_sure->setObjectName(QStringLiteral("refundSure"));
    m_send->setObjectName(QStringLiteral("refundSend"));
    m_totals->setObjectName(QStringLiteral("refundTotals"));
    for (QLabel* label : {m_summary, m_totals}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_amount->setText(QString::fromLatin1(yuan(left())));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(12);
    for (QWidget* row : {static_cast<QWidget*>(m_summary), static_cast<QWidget*>(m_totals),
             static_cast<QWidget*>(m_amountBox), static_cast<QWidget*>(m_reasonBox),
             static_cast<QWidget*>(m_certificate), static_cast<QWidget*>(m_sure)})
        column->addWidget(row);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_send);
    column->addLayout(buttons);
    m_sure->setVisible(m_question.real);
    if (m_question.real)
        setButtonKind(m_send, ButtonKind::Danger);
    m_send->setDefault(true);
    connect(m_amount, &QLineEdit::textChanged, this, &RefundDialog::check);
    connect(m_reason, &QLineEdit::textChanged, this, &RefundDialog::check);
    connect(m_sure, &QCheckBox::toggled, this, &RefundDialog::check);
    connect(m_send, &QPushButton::clicked, this, &RefundDialog::accept);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    retranslateUi();
    m_amount->selectAll();
    m_amount->setFocus();
}

Fen RefundDialog::left() const
{
    const RefundTotals totals = totalsOf(m_question.refunds);
    return {std::max<qint64>(m_question.order.totalFee.value - totals.committed.value, 0)};
}

/// Says at each editor what is wrong with it, before anything can be sent.
void RefundDialog::check()
{
    m_draft.reason = m_reason->text().trimmed().toUtf8();
    Result<Fen> amount = fenFromYuan(m_amount->text().toUtf8());
    if (amount && *amount > left())
        amount = fail(FailureId::RefundTooLarge,
            {{QStringLiteral("amount"), QString::fromLatin1(yuan(*amount))},
                {QStringLiteral("left"), QString::fromLatin1(yuan(left()))}});
    m_amountBox->setError(amount ? QString() : wordingOf(amount.error()).what);
    m_draft.fee = amount.value_or(Fen{1});
    const QList<Failure> broken = brokenRules(m_draft, m_question.order);
    m_reasonBox->setError(broken.isEmpty() ? QString() : wordingOf(broken.first()).sentence());
    m_send->setEnabled(amount && broken.isEmpty() && !m_question.obstacle
        && (!m_question.real || m_sure->isChecked()));
    m_send->setText(amount ? tr("Refund %1").arg(amountText(*amount)) : tr("Refund"));
}

void RefundDialog::accept()
{
    check();
    if (!m_send->isEnabled())
        return;
    emit wanted(m_draft);
    QDialog::accept();
}

QString RefundDialog::certificateWords(Tone* tone) const
{
    *tone = m_question.obstacle ? Tone::Bad : Tone::Neutral;
    if (m_question.obstacle)
        return wordingOf(*m_question.obstacle).sentence();
    if (!m_question.overHttps)
        return tr("The local sandbox takes refunds over HTTP without a certificate.");
    if (!m_question.certificateEnds.isValid())
        return tr("The sandbox merchant's own client certificate is shown.");
    const QString end = m_question.certificateEnds.toLocalTime().date().toString(Qt::ISODate);
    if (!m_question.certificateEndsSoon)
        return tr("The client certificate is fit; it ends on %1.").arg(end);
    *tone = Tone::Warn;
    return tr("The client certificate ends soon, on %1: get a new one from the merchant platform.")
        .arg(end);
}

void RefundDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void RefundDialog::retranslateUi()
{
    setWindowTitle(m_question.real ? tr("Refund – REAL merchant") : tr("Refund"));
    m_summary->setText(tr("Order %1, paid %2")
            .arg(oneLine(m_question.order.outTradeNo), amountText(m_question.order.totalFee)));
    const RefundTotals totals = totalsOf(m_question.refunds);
    m_totals->setText(tr("Returned so far %1, on the way %2, left %3")
            .arg(amountText(totals.refunded),
                amountText({totals.committed.value - totals.refunded.value}), amountText(left())));
    m_amountBox->setLabel(tr("Amount (yuan)"));
    m_amountBox->setHint(tr("A part or all of what is left."));
    m_reasonBox->setLabel(tr("Reason (optional)"));
    m_reasonBox->setHint(tr("The customer sees it, except for partial refunds of at most 1 yuan."));
    Tone tone = Tone::Neutral;
    m_certificate->setText(certificateWords(&tone));
    m_certificate->setTone(tone);
    m_sure->setText(tr("Yes, return real money of %1").arg(m_question.merchant));
    m_cancel->setText(tr("Cancel"));
    check();
}

} // namespace paydesk
