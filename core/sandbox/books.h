#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/sandbox/order.h"
#include "core/sandbox/refund.h"

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QString>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace paydesk {

class BooksFile;

/// The one merchant the pretend WeChat knows. The secrets are the published test credentials.
struct SandboxMerchant {
    QByteArray appid;
    QByteArray mchId;
    QByteArray apiKey;
    QByteArray appSecret;
};

/// An appid that exists and is bound to nobody: the one way to see 商户号mch_id与appid不匹配 here.
inline constexpr const char* unboundAppid = "wx00000000unbound0";

/// The same merchant as the room uses it.
struct SandboxIdentity {
    explicit SandboxIdentity(const SandboxMerchant& merchant);

    QByteArray appid;
    QByteArray mchId;
    Secret apiKey;
    Secret appSecret;
    QByteArray authority; ///< who issues its client certificates, PEM; empty: no TLS is spoken
};

/// A code of wx.login. Times UTC.
struct LoginCode {
    QByteArray code;
    QByteArray appid;
    QByteArray openid;
    QDateTime issuedAt;
    bool used = false;

    friend bool operator==(const LoginCode&, const LoginCode&) = default;
};

/// The code a payer shows at a till, and what they will do. Times UTC.
struct AuthCode {
    enum class Manner { Pay, Password, Cancel, NoFunds, CardRefused };

    QByteArray code;
    QByteArray openid;
    Manner manner = Manner::Pay;
    QDateTime issuedAt;
    std::chrono::milliseconds typing{0}; ///< how long the password takes
    QByteArray usedBy; ///< the out_trade_no that charged it; empty: none

    friend bool operator==(const AuthCode&, const AuthCode&) = default;
};

/// A day's date in Beijing.
QDate beijingDay(const QDateTime& time);

inline constexpr const char* unsettledFunds = "REFUND_SOURCE_UNSETTLED_FUNDS";
inline constexpr const char* availableBalance = "REFUND_SOURCE_RECHARGE_FUNDS";

/// What came in and went out on one day in Beijing, in order. Reversed payments count as refunds of
/// the reversal's day.
struct BooksDay {
    std::vector<const SandboxOrder*> paid;
    std::vector<const SandboxRefund*> refunds; ///< accepted that day
    std::vector<const SandboxOrder*> revoked; ///< paid ones only
    qint64 income = 0; ///< fen
    qint64 fromUnsettled = 0; ///< fen, given back out of the day's own income
    qint64 fromBalance = 0; ///< fen, given back out of earlier days' income

    qint64 unsettled() const { return income - fromUnsettled; }
};

/// The orders, refunds and codes of the pretend WeChat: in memory, and in a file of their own that
/// a restart finds again. What changed is written by commit(), many changes at once; the room
/// answers only after it. No sockets.
class SandboxBooks {
public:
    /// `changed` is called when there is something to commit.
    explicit SandboxBooks(std::function<void()> changed);
    SandboxBooks(const SandboxBooks&) = delete;
    SandboxBooks& operator=(const SandboxBooks&) = delete;
    /// Commits.
    ~SandboxBooks();

    /// Reads `folder`/sandbox.db, or begins it. Damaged books are set aside
    /// (sandbox.db.damaged-<time>) with a warning. Storage… failures leave the books in memory
    /// only.
    Result<void> open(const QString& folder, const QDateTime& now);

    const SandboxOrder* byOutTradeNo(const QByteArray& outTradeNo) const;
    const SandboxOrder* byTransactionId(const QByteArray& transactionId) const;
    const SandboxOrder* byPrepayId(const QByteArray& prepayId) const;
    const SandboxOrder* byCodeUrl(const QByteArray& codeUrl) const;
    /// Oldest first.
    const std::vector<const SandboxOrder*>& orders() const { return m_inOrder; }
    /// Adds or replaces. Earlier prepay_ids of the order still lead to it.
    void put(SandboxOrder order);

    const SandboxRefund* byOutRefundNo(const QByteArray& outRefundNo) const;
    const SandboxRefund* byRefundId(const QByteArray& refundId) const;
    /// Of one order, oldest first.
    const std::vector<const SandboxRefund*>& refundsOf(const QByteArray& outTradeNo) const;
    const std::unordered_map<QByteArray, SandboxRefund>& refunds() const { return m_refunds; }
    void put(SandboxRefund refund);

    /// Null: nothing happened that day.
    const BooksDay* day(const QDate& beijing) const;
    /// The available balance in fen: what was paid on earlier days (T+1) and not given back since.
    qint64 balanceAt(const QDate& beijing) const;
    /// All there was at the beginning of that day, in fen.
    qint64 fundsBefore(const QDate& beijing) const;
    /// The MICROPAY orders whose payer is typing, soonest first.
    const std::set<std::pair<QDateTime, QByteArray>>& typing() const { return m_typing; }

    const LoginCode* code(const QByteArray& code) const;
    void put(const LoginCode& code);
    const AuthCode* authCode(const QByteArray& code) const;
    void put(const AuthCode& code);

    /// How far the sandbox's time is ahead.
    std::chrono::milliseconds ahead() const { return m_ahead; }
    void setAhead(std::chrono::milliseconds ahead);

    bool isDirty() const { return !m_dirty.isEmpty(); }
    /// Writes what changed; on failure it stays to be written next time.
    Result<void> commit();

private:
    using Entry = std::pair<int, QByteArray>; // BooksRow's kind and id

    void load(const QDateTime& now);
    void loadCode(const QByteArray& id, const QByteArray& data, const QDateTime& now);
    void take(SandboxOrder order);
    void take(SandboxRefund refund);
    void bookPayment(const SandboxOrder& order);
    void bookReversal(const SandboxOrder& order);
    void bookRefund(const SandboxRefund& refund);
    void touch(int kind, const QByteArray& id);
    QByteArray packedEntry(const Entry& entry) const;

    std::function<void()> m_changed;
    std::unique_ptr<BooksFile> m_file;
    std::unordered_map<QByteArray, SandboxOrder> m_orders; // by out_trade_no; addresses stay
    std::vector<const SandboxOrder*> m_inOrder;
    QHash<QByteArray, const SandboxOrder*> m_byTransactionId;
    QHash<QByteArray, const SandboxOrder*> m_byPrepayId;
    QHash<QByteArray, const SandboxOrder*> m_byCodeUrl;
    std::unordered_map<QByteArray, SandboxRefund> m_refunds; // by out_refund_no; addresses stay
    QHash<QByteArray, const SandboxRefund*> m_byRefundId;
    QHash<QByteArray, std::vector<const SandboxRefund*>> m_refundsOf; // by out_trade_no
    std::map<QDate, BooksDay> m_days;
    std::set<std::pair<QDateTime, QByteArray>> m_typing;
    QHash<QByteArray, LoginCode> m_codes;
    QHash<QByteArray, AuthCode> m_authCodes;
    std::chrono::milliseconds m_ahead{0};
    QSet<Entry> m_dirty;
};

} // namespace paydesk
