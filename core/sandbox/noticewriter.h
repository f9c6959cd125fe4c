#pragma once

#include "core/sandbox/spoil.h"

namespace paydesk {

/// The notification of a paid order (protocol-v2.md §6), signed as its order was, or as a fault
/// wants it.
QByteArray paymentNotice(
    const SandboxOrder& order, const SandboxIdentity& identity, const MaybeFault& fault);

/// The notification of a refund that is no longer PROCESSING (protocol-v2.md §7): its inner
/// document under AES-256-ECB with the lower-case MD5 of the API key.
QByteArray refundNotice(const SandboxRefund& refund, const SandboxOrder& order,
    const SandboxIdentity& identity, const MaybeFault& fault);

/// 2026-01-01 12:00:00, Beijing: as refunds and bills write times.
QByteArray beijingText(const QDateTime& time);

} // namespace paydesk
