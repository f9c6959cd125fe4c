#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/sandbox/order.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QSet>
#include <QString>

#include <functional>
#include <memory>
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

/// The orders and login codes of the pretend WeChat: in memory, and in a file of their own that a
/// restart finds again. What changed is written by commit(), many changes at once; the room answers
/// only after it. No sockets.
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

    const LoginCode* code(const QByteArray& code) const;
    void put(const LoginCode& code);

    bool isDirty() const { return !m_dirtyOrders.isEmpty() || !m_dirtyCodes.isEmpty(); }
    /// Writes what changed; on failure it stays to be written next time.
    Result<void> commit();

private:
    Result<void> load(const QDateTime& now);
    void take(SandboxOrder order);
    void touch();

    std::function<void()> m_changed;
    std::unique_ptr<BooksFile> m_file;
    std::unordered_map<QByteArray, SandboxOrder> m_orders; // by out_trade_no; addresses stay
    std::vector<const SandboxOrder*> m_inOrder;
    QHash<QByteArray, const SandboxOrder*> m_byTransactionId;
    QHash<QByteArray, const SandboxOrder*> m_byPrepayId;
    QHash<QByteArray, const SandboxOrder*> m_byCodeUrl;
    QHash<QByteArray, LoginCode> m_codes;
    QSet<QByteArray> m_dirtyOrders;
    QSet<QByteArray> m_dirtyCodes;
};

} // namespace paydesk
