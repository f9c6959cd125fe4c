#pragma once

#include "core/base/exchange.h"
#include "core/base/result.h"
#include "core/gateway/billreader.h"
#include "core/sign/signer.h"

#include <QObject>

#include <optional>

namespace paydesk {

/// What one request brought: the recorded exchange (redacted), the verified fields or the failure,
/// and how the request's own signature came about.
struct Answer {
    Exchange exchange;
    Result<Parameters> fields;
    SignatureTrace requestTrace{}; ///< empty for unsigned requests (jscode2session, sandbox
                                   ///< controls)
    std::optional<BillSummary> bill{}; ///< of a downloaded file

    friend bool operator==(const Answer&, const Answer&) = default;
};

/// One request under way. Emits finished() exactly once, never from inside the function that
/// started it, also when it was aborted (Cancelled) or its client is destroyed; then deletes
/// itself.
class Call : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void abort() = 0;

signals:
    void finished(const paydesk::Answer& answer);
    /// While a file comes; `expected` bytes is 0 when the gateway does not say how many.
    void progressed(qint64 received, qint64 expected);
};

} // namespace paydesk
