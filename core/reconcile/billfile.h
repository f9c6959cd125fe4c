#pragma once

#include "core/gateway/billreader.h"

#include <QString>

#include <atomic>
#include <functional>

namespace paydesk {

/// Reads a bill file through `reader`, unpacking it when it is gzip (told by its bytes, not by its
/// name). FileUnreadable; BillRejected with the line when it is no whole bill, or too large;
/// Cancelled soon after `stop` is set; the taker's failure.
Result<BillSummary> readBillFile(const QString& path, BillReader& reader,
    const std::atomic_bool& stop, const std::function<void(qint64 read, qint64 size)>& progress);

} // namespace paydesk
