#include "ui/reconcile/differencewords.h"

#include "ui/orders/orderwords.h"

#include <QCoreApplication>

namespace paydesk {

namespace {

    class BillWords {
        Q_DECLARE_TR_FUNCTIONS(paydesk::BillWords)
    };

} // namespace

QString entryWords(BillEntry::Kind kind)
{
    switch (kind) {
    case BillEntry::Kind::Payment:
        return BillWords::tr("Payment");
    case BillEntry::Kind::Refund:
        return BillWords::tr("Refund");
    case BillEntry::Kind::Reversal:
        return BillWords::tr("Reversal");
    }
    return {};
}

QString differenceWords(DifferenceReason reason)
{
    switch (reason) {
    case DifferenceReason::OnlyOurs:
        return BillWords::tr("Not in the bill");
    case DifferenceReason::OnlyTheirs:
        return BillWords::tr("Not in the history");
    case DifferenceReason::Amount:
        return BillWords::tr("Another amount");
    case DifferenceReason::Currency:
        return BillWords::tr("Another currency");
    case DifferenceReason::State:
        return BillWords::tr("Another state");
    case DifferenceReason::Transaction:
        return BillWords::tr("Another payment");
    case DifferenceReason::Repeated:
        return BillWords::tr("Paid a second time");
    }
    return {};
}

QString differenceAdvice(DifferenceReason reason)
{
    switch (reason) {
    case DifferenceReason::OnlyOurs:
        return BillWords::tr("Paid on this day as the history says, but not in the bill. Query "
                             "the order; the bill may be of another merchant or kind.");
    case DifferenceReason::OnlyTheirs:
        return BillWords::tr("The bill has this order, the history does not: it was placed "
                             "elsewhere. Import it on the start page.");
    case DifferenceReason::Amount:
        return BillWords::tr("Bill and history name different amounts. Query the order before "
                             "anything is delivered or given back.");
    case DifferenceReason::Currency:
        return BillWords::tr("Bill and history name different currencies. Query the order before "
                             "anything is delivered or given back.");
    case DifferenceReason::State:
        return BillWords::tr("The history does not know what the bill says of this order: a "
                             "notification was probably lost. Query the order.");
    case DifferenceReason::Transaction:
        return BillWords::tr("The bill names another payment than the history. Query the order; "
                             "it may have been paid twice.");
    case DifferenceReason::Repeated:
        return BillWords::tr("The bill has a second payment of this order. Query the order; one "
                             "of the two may have to be given back.");
    }
    return {};
}

QString moneyText(Fen amount, const QByteArray& currency)
{
    if (currency.isEmpty() || currency == "CNY")
        return amountText(amount);
    return QString::fromLatin1(yuan(amount)) + u' ' + oneLine(currency.left(16));
}

} // namespace paydesk
