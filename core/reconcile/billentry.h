#pragma once

#include "core/base/money.h"
#include "core/gateway/billreader.h"

#include <QDateTime>

namespace paydesk {

/// Which file it is, told by its header line (protocol-v2.md §8).
enum class BillKind { All, Success, Refund, FundFlow };
/// "ALL", "SUCCESS", "REFUND", "FUNDFLOW".
QByteArray billKindName(BillKind kind);

/// What one row of a bill says of an order; valid as long as the row is.
struct BillEntry {
    enum class Kind { Payment, Refund, Reversal };

    Kind kind = Kind::Payment;
    QByteArrayView outTradeNo;
    QByteArrayView transactionId; ///< empty when the bill does not say
    Fen amount; ///< of the order; in a refund and a reversal what goes back
    QByteArrayView currency;
    bool inForce = true; ///< false: a refund that WeChat did not carry out
    QDateTime at; ///< UTC
    bool otherMerchant = false; ///< of another sub merchant of the same service provider
};

/// How many, and how much.
struct CountedSum {
    qint64 count = 0;
    Fen sum{};

    friend bool operator==(const CountedSum&, const CountedSum&) = default;
};

/// Whose rows are wanted.
struct BillOwner {
    QByteArray mchId;
    QByteArray subMchId; ///< empty: a merchant of its own

    friend bool operator==(const BillOwner&, const BillOwner&) = default;
};

/// Understands the rows of a bill by the names of its columns, old sets and new, and adds up what
/// the totals at its end must say. Amounts are read as they stand, without floating point.
class BillColumns {
public:
    /// BillRejected when a column without which nothing can be compared is missing.
    static Result<BillColumns> of(const QList<QByteArray>& names);

    BillKind kind() const { return m_kind; }
    /// One row of a bill of trades. BillRejected with line and column when a cell is not what its
    /// column holds, or when the row is another merchant's.
    Result<BillEntry> entry(const BillReader::Row& cells, qint64 line, const BillOwner& owner);
    /// One row of a fund flow: only its sums are taken.
    Result<void> movement(const BillReader::Row& cells, qint64 line);
    /// BillRejected when the totals do not fit the rows that were read: some were lost.
    Result<void> check(const BillSummary& summary) const;
    /// Of a fund flow.
    const CountedSum& received() const { return m_in; }
    const CountedSum& spent() const { return m_out; }

private:
    struct Sum {
        int column = -1;
        QByteArray total; // its name at the end
        qint64 all = 0;
        qint64 payments = 0;
    };

    void findSums(const QList<QByteArray>& names);
    QByteArrayView cell(const BillReader::Row& cells, int column) const;
    Result<qint64> fen(const BillReader::Row& cells, int column, qint64 line) const;
    Result<QDateTime> time(const BillReader::Row& cells, qint64 line) const;
    Result<BillEntry::Kind> entryKind(const BillReader::Row& cells, qint64 line) const;
    Result<void> addUp(const BillReader::Row& cells, qint64 line, bool payment);
    tl::unexpected<Failure> refused(qint64 line, int column, const char* rule) const;

    QList<QByteArray> m_names;
    BillKind m_kind = BillKind::All;
    int m_time = -1;
    int m_merchant = -1;
    int m_subMerchant = -1;
    int m_transaction = -1;
    int m_number = -1;
    int m_state = -1;
    int m_currency = -1;
    int m_amount = -1;
    int m_refund = -1;
    int m_refundState = -1;
    int m_direction = -1; // of a fund flow
    std::vector<Sum> m_sums;
    qint64 m_rows = 0;
    CountedSum m_in;
    CountedSum m_out;
};

/// BillRejected. `reason` is a source text of the context "Reason".
tl::unexpected<Failure> billRejected(qint64 line, const QByteArray& column, const char* reason);

} // namespace paydesk
