#include "ui/orders/orderfilter.h"

#include "ui/style/glyph.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flowlayout.h"

#include <QButtonGroup>
#include <QEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    constexpr int typingMs = 250;

} // namespace

OrderFilter::OrderFilter(QWidget* parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_kinds(new QButtonGroup(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_search->setObjectName(QStringLiteral("ordersSearch"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(glyph("search", &Tokens::text2), QLineEdit::LeadingPosition);
    column->addWidget(m_search);
    auto* chips = new FlowLayout;
    constexpr const char* names[KindCount] = {"ordersFilterAll", "ordersFilterUnpaid",
        "ordersFilterPaid", "ordersFilterRefunded", "ordersFilterTrouble"};
    for (int i = 0; i < KindCount; ++i) {
        m_chips[i] = new Chip(this);
        m_chips[i]->setObjectName(QString::fromLatin1(names[i]));
        m_kinds->addButton(m_chips[i], i);
        chips->addWidget(m_chips[i]);
    }
    m_chips[All]->setChecked(true);
    column->addLayout(chips);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingMs);
    connect(&m_typing, &QTimer::timeout, this, &OrderFilter::changed);
    connect(m_search, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_kinds, &QButtonGroup::idClicked, this, &OrderFilter::changed);
    retranslateUi();
}

void OrderFilter::narrow(OrderQuery* question) const
{
    question->search = m_search->text().trimmed().toUtf8();
    switch (m_kinds->checkedId()) {
    case Unpaid:
        question->states = {TradeState::NotPay, TradeState::UserPaying};
        break;
    case Paid:
        question->states = {TradeState::Success};
        break;
    case Refunded:
        question->states = {TradeState::Refund};
        break;
    case Trouble:
        question->troubleOnly = true;
        break;
    default:
        break;
    }
}

bool OrderFilter::isSet() const
{
    return m_kinds->checkedId() != All || !m_search->text().trimmed().isEmpty();
}

QString OrderFilter::words() const
{
    QStringList words;
    if (m_kinds->checkedId() != All)
        words << m_kinds->checkedButton()->text();
    if (const QString text = m_search->text().trimmed(); !text.isEmpty())
        words << text.left(64);
    return words.join(tr(", ", "between two filters"));
}

void OrderFilter::clear()
{
    reset({});
}

void OrderFilter::search(const QByteArray& text)
{
    reset(QString::fromUtf8(text));
}

void OrderFilter::setTroubleCount(qint64 count)
{
    m_trouble = count;
    m_chips[Trouble]->setText(count == 0 ? tr("Trouble") : tr("Trouble %1").arg(count));
}

void OrderFilter::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void OrderFilter::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void OrderFilter::reset(const QString& text)
{
    m_search->setText(text);
    m_chips[All]->setChecked(true);
    m_typing.stop();
    emit changed();
}

void OrderFilter::retranslateUi()
{
    m_search->setPlaceholderText(tr("Order no., WeChat id, openid, amount, goods"));
    m_search->setAccessibleName(tr("Search orders"));
    m_chips[All]->setText(tr("All"));
    m_chips[Unpaid]->setText(tr("Unpaid"));
    m_chips[Paid]->setText(tr("Paid"));
    m_chips[Refunded]->setText(tr("Refund"));
    setTroubleCount(m_trouble);
}

} // namespace paydesk
