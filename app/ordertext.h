#pragma once

#include "app/command.h"
#include "app/output.h"
#include "core/checkout/draft.h"
#include "core/orders/order.h"

namespace paydesk {

class Counter;
class Invocation;

/// The one order number of a command, or what is wrong with the arguments.
Result<QByteArray> orderNumber(const Invocation& call);

/// The fields as one JSON object.
QByteArray fieldsJson(const Parameters& fields);

/// The order, with --json as one object with `more` of its own behind the order's members.
void printOrder(const Invocation& call, const Order& order, const JsonLine& more = {});

/// Charges the draft's auth_code and prints what became of it; steps go to stderr. Exit status 6
/// when nobody paid in time and the order was reversed, 4 when WeChat says that it failed.
ExitStatus scanAndPrint(Invocation& call, Counter& counter, const OrderDraft& draft);

} // namespace paydesk
