#pragma once

#include "core/gateway/billreader.h"
#include "core/gateway/gunzip.h"
#include "core/gateway/transmission.h"

#include <QCryptographicHash>

#include <memory>

class QIODevice;

namespace paydesk {

struct Endpoint;

/// Takes the body of downloadbill or downloadfundflow as it comes and writes the unpacked text to a
/// device: told by its first bytes (protocol-v2.md §4.7.1), XML is the gateway's no, 1F 8B is gzip,
/// everything else is the bill.
class BillReceiver final : public AnswerSink {
public:
    /// `target` is open, and outlives this.
    BillReceiver(const Endpoint& endpoint, QIODevice& target);

    Result<void> take(QByteArrayView bytes) override;
    /// After the last byte: the bill's totals by their names, or why there is no bill.
    Result<Parameters> finish(const WireAnswer& answer, const QString& host);
    /// Of a bill that came whole.
    const std::optional<BillSummary>& summary() const { return m_summary; }

private:
    enum class Kind { Unknown, Refusal, Packed, Text };

    Result<void> pass(QByteArrayView bytes);
    Result<void> write(QByteArrayView text);
    Result<void> checkDigest(const WireAnswer& answer) const;
    Result<Parameters> readBill(const WireAnswer& answer);

    const Endpoint& m_endpoint;
    QIODevice& m_target;
    Kind m_kind = Kind::Unknown;
    QByteArray m_start; // of what is not known yet, or the whole refusal
    BillReader m_reader;
    Gunzip m_gunzip;
    QCryptographicHash m_received{QCryptographicHash::Sha1};
    QCryptographicHash m_written{QCryptographicHash::Sha1};
    qint64 m_size = 0; // of the text
    std::optional<BillSummary> m_summary;
};

} // namespace paydesk
