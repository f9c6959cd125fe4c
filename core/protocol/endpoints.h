#pragma once

#include "core/protocol/endpoint.h"

#include <QByteArrayView>

#include <chrono>

namespace paydesk {

namespace endpoints {
    extern const Endpoint unifiedOrder;
    extern const Endpoint orderQuery;
    extern const Endpoint closeOrder;
    extern const Endpoint refund;
    extern const Endpoint refundQuery;
    extern const Endpoint downloadBill;
    extern const Endpoint downloadFundFlow;
    extern const Endpoint micropay;
    extern const Endpoint reverse;
    extern const Endpoint shortUrl;
    extern const Endpoint authCodeToOpenid;
    extern const Endpoint report;
    extern const Endpoint getSignKey; ///< of the retired sandbox
    extern const Endpoint getSignKeyOfMicropay; ///< of its successor
    extern const Endpoint session;
} // namespace endpoints

/// Every endpoint there is.
std::span<const Endpoint* const> allEndpoints();
/// The endpoint at this path, or by this name (of two, the first); null when there is none.
const Endpoint* endpointAt(QByteArrayView path);
const Endpoint* endpointNamed(QByteArrayView name);

/// The messages that WeChat posts to the merchant (protocol-v2.md §6, §7).
namespace notices {
    extern const std::span<const DocumentedField> payment;
    extern const std::span<const DocumentedField> refund;
    extern const std::span<const DocumentedField> refundInside; ///< what req_info holds
    /// How long WeChat waits before it sends a message again that was not answered SUCCESS.
    extern const std::span<const std::chrono::seconds> pauses;
} // namespace notices

} // namespace paydesk
