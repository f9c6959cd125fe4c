#pragma once

#include "core/base/redact.h"
#include "core/gateway/billreceiver.h"
#include "core/gateway/call.h"
#include "core/gateway/transmission.h"

#include <functional>
#include <memory>

namespace paydesk {

/// What a call sends and how its answer is understood.
struct CallPlan {
    using Reading = std::function<Result<Parameters>(const WireAnswer&)>;

    WireRequest request;
    QByteArray outTradeNo;
    Parameters fields{}; ///< of the request, without its signature
    SignatureTrace trace{};
    Reading reading{};
    std::function<QByteArray(const QByteArray& body)> hideInAnswer{}; ///< may be empty
    std::optional<Failure> refused{}; ///< nothing is sent, this comes back
    QByteArray spareUrl{}; ///< asked once when nothing answers at the first address; may be empty
    std::shared_ptr<BillReceiver> receiver{}; ///< of a file's body; null for other answers
};

/// A Call over one Transmission: reads the answer and records the exchange, redacted.
class WireCall final : public Call {
    Q_OBJECT

public:
    /// `redactor` and `clock` outlive the call; starts at once.
    WireCall(CallPlan plan, const Redactor& redactor, const QSslConfiguration& tls, Clock& clock,
        QObject* parent);

    void abort() override;
    /// For the owner's destructor, behind which no event will come: Cancelled from inside this
    /// call.
    void abortNow();

private:
    void prepare();
    void settle(const WireAnswer& answer);
    bool takeSpare(const WireAnswer& answer);
    Exchange recorded(const WireAnswer& answer, const Result<Parameters>& fields) const;

    CallPlan m_plan;
    const Redactor& m_redactor;
    QSslConfiguration m_tls;
    Clock& m_clock;
    std::unique_ptr<Transmission> m_transmission;
    QList<Header> m_sent;
    bool m_settled = false;
};

/// The calls that are still under way below `owner`, cancelled: for the destructor of whoever makes
/// calls.
void abortCallsOf(QObject& owner);

} // namespace paydesk
