// What the orders page does about refunds.

#include "core/protocol/endpoints.h"
#include "ui/orders/orderdetail.h"
#include "ui/orders/orderspage.h"
#include "ui/orders/orderwords.h"
#include "ui/orders/refunddialog.h"
#include "ui/orders/refundmodel.h"
#include "ui/widgets/noticebar.h"

namespace paydesk {

void OrdersPage::askRefund()
{
    const Dossier& dossier = m_detail->dossier();
    const std::optional<Order>& order = dossier.order;
    if (!order || m_busy)
        return;
    Counter* counter = counterOrNotice();
    if (!counter)
        return;
    const Profile& profile = counter->profile();
    RefundQuestion question;
    question.order = *order;
    question.refunds = dossier.refunds;
    question.merchant =
        QStringLiteral("%1 (%2)").arg(oneLine(profile.title), oneLine(profile.mchId));
    question.real = !profile.isSandbox();
    question.obstacle = counter->gateway().obstacleTo(endpoints::refund);
    question.overHttps = profile.endpoints.api.startsWith("https:");
    if (question.overHttps) {
        question.certificateEnds = profile.certificate.validTo;
        question.certificateEndsSoon =
            healthOf(profile.certificate, profile.mchId, m_bench.clock().now())
            == CertificateHealth::EndsSoon;
    }
    // A real merchant's refund notifications go where the merchant platform says.
    if (profile.isSandbox())
        question.notifyUrl = counter->desk().url();
    auto* dialog = new RefundDialog(std::move(question), newOutRefundNo(m_bench.clock()), this);
    connect(
        dialog, &RefundDialog::wanted, this, [this, name = profile.name](const RefundDraft& draft) {
            // Another merchant may have been chosen behind the dialog.
            if (m_bench.profile().name == name)
                refund(draft);
        });
    dialog->open();
}

void OrdersPage::refund(const RefundDraft& draft)
{
    Counter* counter = m_busy ? nullptr : counterOrNotice();
    if (!counter)
        return;
    setBusy(true);
    RefundOrder* journey = counter->refundOrder();
    connect(journey, &RefundOrder::finished, this, [this](const Result<RefundedOrder>& refunded) {
        setBusy(false);
        say([this, refunded] {
            if (!refunded)
                return m_notice->show(refunded.error());
            m_notice->show(
                {tr("WeChat has taken the refund of %1.").arg(amountText(refunded->refund.fee)),
                    tr("It counts as returned when a refund query has confirmed it."), {}},
                Tone::Ok);
        });
    });
    // A merchant that is changed meanwhile takes its calls along.
    connect(journey, &QObject::destroyed, this, [this] { setBusy(false); });
    journey->start(draft);
}

void OrdersPage::queryRefunds()
{
    Counter* counter = m_current.isEmpty() || m_busy ? nullptr : counterOrNotice();
    if (!counter)
        return;
    setBusy(true);
    QueryRefunds* query = counter->queryRefunds();
    connect(query, &QueryRefunds::finished, this, [this](const Result<RefundsOutcome>& outcome) {
        setBusy(false);
        say([this, outcome] {
            if (!outcome)
                return m_notice->show(outcome.error());
            const RefundTotals totals = totalsOf(outcome->refunds);
            m_notice->show(
                {tr("%1 of the order %2 came back.")
                        .arg(amountText(totals.refunded), oneLine(outcome->order.outTradeNo)),
                    {}, {}},
                Tone::Ok);
        });
    });
    connect(query, &QObject::destroyed, this, [this] { setBusy(false); });
    query->start(m_current);
}

} // namespace paydesk
