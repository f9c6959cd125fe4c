#pragma once

#include "core/gateway/client.h"

#include <QObject>
#include <QPointer>

#include <chrono>

class QSaveFile;

namespace paydesk {

/// Which file of which day, in the words of the protocol (§4.7, §4.8); checked by start().
struct BillWish {
    QByteArray date; ///< yyyyMMdd, a Beijing day
    QByteArray type = "ALL"; ///< of a bill of trades
    QByteArray account{}; ///< "Basic", "Operation" or "Fees": the fund flow; empty: the bill
    bool packed = false; ///< whether it is sent as gzip; the file holds the text all the same
    std::chrono::seconds ahead{0}; ///< how far a sandbox's time is ahead of the real one

    friend bool operator==(const BillWish&, const BillWish&) = default;
};

/// One bill or fund flow on its way into a file, which is there whole or not at all: until the
/// bill's totals have come, what is under the path stays as it was. Not shared between threads.
class BillDownload : public QObject {
    Q_OBJECT

public:
    BillDownload(GatewayClient& gateway, Clock& clock, QObject* parent = nullptr);
    /// Cancels, and leaves no file.
    ~BillDownload() override;

    /// Not while one is under way. A failure here means that nothing was sent and finished() will
    /// not come: FieldMalformed for a day that has no bill yet or no more (a sandbox has today's,
    /// WeChat makes it overnight), a type or an account nobody knows; CertificateAbsent or
    /// CertificateUnfit; FileUnwritable.
    Result<void> start(const BillWish& wish, const QString& path);
    /// At any moment; finished() brings Cancelled, also when the last byte has come meanwhile.
    void cancel();
    bool isRunning() const { return m_call; }

signals:
    /// Bytes on the wire; `expected` is 0 when the gateway does not say.
    void progressed(qint64 received, qint64 expected);
    /// The file stands under its path, or why it does not.
    void finished(const paydesk::Result<paydesk::BillSummary>& summary);

private:
    Result<BillSummary> kept(const Answer& answer, QSaveFile& file) const;

    GatewayClient& m_gateway;
    Clock& m_clock;
    QPointer<Call> m_call;
    bool m_cancelled = false;
};

} // namespace paydesk
