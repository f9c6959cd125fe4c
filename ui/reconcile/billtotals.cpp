#include "ui/reconcile/billtotals.h"

#include "ui/orders/orderwords.h"
#include "ui/style/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    constexpr const char* figureNames[] = {
        "reconcileBillFigure", "reconcileHistoryFigure", "reconcileAgreeFigure"};

    QString countText(qint64 count)
    {
        return QLocale::c().toString(count);
    }

} // namespace

BillTotals::BillTotals(QWidget* parent)
    : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        Figure& place = m_figures[i];
        place.card = new Card(this);
        place.name = new QLabel(place.card);
        place.figure = new QLabel(place.card);
        place.below = new HintLabel(place.card);
        place.card->body()->setContentsMargins(16, 8, 16, 8);
        place.card->body()->setSpacing(0);
        for (QLabel* label : {place.name, place.figure}) {
            label->setTextFormat(Qt::PlainText);
            place.card->body()->addWidget(label);
        }
        place.name->setForegroundRole(QPalette::PlaceholderText);
        place.figure->setObjectName(QString::fromLatin1(figureNames[i]));
        place.figure->setTextInteractionFlags(Qt::TextSelectableByMouse);
        setFontRole(place.figure, FontRole::Figure);
        place.card->body()->addWidget(place.below);
        place.card->body()->addStretch(1);
        row->addWidget(place.card, 1);
    }
}

void BillTotals::setReport(const MatchReport& report)
{
    m_report = report;
    retranslateUi();
}

void BillTotals::fill(
    const Figure& place, const QString& name, const QString& figure, const QString& below)
{
    place.name->setText(name);
    place.figure->setText(figure);
    place.below->setText(below);
    place.card->setAccessibleName(name + u' ' + figure + u' ' + below);
}

void BillTotals::showTrades()
{
    const MatchSide& bill = m_report.bill;
    QString below = tr("Payments: %1; refunds: %2, %3")
                        .arg(countText(bill.payments.count), countText(bill.refunds.count),
                            amountText(bill.refunds.sum));
    if (bill.reversals.count > 0)
        below += tr("; reversals: %1, %2")
                     .arg(countText(bill.reversals.count), amountText(bill.reversals.sum));
    if (m_report.otherMerchants > 0)
        below +=
            tr("; of other sub merchants, passed over: %1").arg(countText(m_report.otherMerchants));
    fill(m_figures[0], tr("Bill"), amountText(bill.payments.sum), below);

    // A bill of refunds does not name the payments of its days.
    const bool refunds = m_report.kind == BillKind::Refund;
    fill(m_figures[1], tr("History"),
        refunds ? QString(QChar(0x2014)) : amountText(m_report.history.sum),
        refunds ? tr("A bill of refunds is compared refund by refund")
                : tr("Paid on these days: %1").arg(countText(m_report.history.count)));

    qint64 differing = 0;
    for (const qint64 rows : m_report.found)
        differing += rows;
    fill(m_figures[2], tr("Payments that agree"), countText(m_report.agreeing),
        differing == 0 ? tr("Nothing differs")
                       : tr("To be looked at: %1").arg(countText(differing)));
    m_figures[2].below->setTone(differing == 0 ? Tone::Ok : Tone::Bad);
}

void BillTotals::showFlow()
{
    const auto said = [](const CountedSum& sum) {
        return tr("Movements: %1").arg(countText(sum.count));
    };
    fill(m_figures[0], tr("Came in"), amountText(m_report.received.sum), said(m_report.received));
    fill(m_figures[1], tr("Went out"), amountText(m_report.spent.sum), said(m_report.spent));
    fill(m_figures[2], tr("Movements in all"), countText(m_report.summary.rows), {});
}

void BillTotals::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void BillTotals::retranslateUi()
{
    if (m_report.kind == BillKind::FundFlow)
        showFlow();
    else
        showTrades();
}

} // namespace paydesk
