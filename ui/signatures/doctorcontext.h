#pragma once

#include "core/doctor/question.h"
#include "core/orders/store.h"

namespace paydesk {

class Workbench;

/// The other secrets and identifiers of the merchant in use and of its neighbours, as far as they
/// are at hand. A locked vault leaves them out.
void addMerchantFacts(Workbench& bench, OtherSecrets& secrets, Parameters& identifiers);

/// The out_trade_no in a text of any kind, as far as it can be seen without reading it; empty:
/// none.
QByteArray orderNumberIn(QByteArrayView text);

/// What the history knows of an order, from its own record and from all its messages: for the
/// reading thread.
Result<OrderFacts> readOrderFacts(
    const OrderReader& reader, const QByteArray& profile, const QByteArray& outTradeNo);

} // namespace paydesk
