#include "core/sandbox/books.h"

#include "core/base/clock.h"
#include "core/sandbox/booksfile.h"
#include "core/sandbox/packing.h"

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    /// A used code is remembered for this long, so that its second use is told from an invented
    /// one.
    constexpr std::chrono::hours codesKept{24};

    Secret secretOf(QByteArray bytes)
    {
        bytes.detach();
        return Secret(std::move(bytes));
    }

    QByteArray packed(const LoginCode& code)
    {
        Packing packing;
        packing << code.appid << code.openid << code.issuedAt << code.used;
        return packing.bytes();
    }

    LoginCode unpackedCode(const QByteArray& code, const QByteArray& bytes)
    {
        Unpacking unpacking(bytes);
        LoginCode read;
        unpacking >> read.appid >> read.openid >> read.issuedAt >> read.used;
        read.code = code;
        return read;
    }

    QByteArray packed(const AuthCode& code)
    {
        Packing packing;
        packing << code.openid << quint8(code.manner) << code.issuedAt
                << qint64(code.typing.count()) << code.usedBy;
        return packing.bytes();
    }

    AuthCode unpackedAuthCode(const QByteArray& code, const QByteArray& bytes)
    {
        Unpacking unpacking(bytes);
        AuthCode read;
        quint8 manner = 0;
        qint64 typing = 0;
        unpacking >> read.openid >> manner >> read.issuedAt >> typing >> read.usedBy;
        read.code = code;
        read.manner = AuthCode::Manner(manner);
        read.typing = std::chrono::milliseconds(typing);
        return read;
    }

    template <typename Value, typename Map> const Value* found(const Map& map, const QByteArray& id)
    {
        const auto at = map.find(id);
        return at == map.end() ? nullptr : &at->second;
    }

    template <typename Map> const SandboxOrder* found(const Map& map, const QByteArray& id)
    {
        return id.isEmpty() ? nullptr : map.value(id, nullptr);
    }

} // namespace

QDate beijingDay(const QDateTime& time)
{
    return inBeijing(time).date();
}

SandboxIdentity::SandboxIdentity(const SandboxMerchant& merchant)
    : appid(merchant.appid)
    , mchId(merchant.mchId)
    , apiKey(secretOf(merchant.apiKey))
    , appSecret(secretOf(merchant.appSecret))
{
}

SandboxBooks::SandboxBooks(std::function<void()> changed)
    : m_changed(std::move(changed))
{
}

SandboxBooks::~SandboxBooks()
{
    m_changed = nullptr;
    (void)commit();
}

Result<void> SandboxBooks::open(const QString& folder, const QDateTime& now)
{
    if (folder.isEmpty())
        return {};
    auto file = BooksFile::open(folder, now);
    if (!file)
        return fail(std::move(file.error()));
    m_file = *std::move(file);
    load(now);
    return {};
}

void SandboxBooks::load(const QDateTime& now)
{
    std::vector<SandboxOrder> orders;
    std::vector<SandboxRefund> refunds;
    for (const BooksRow& row : m_file->takeRows()) {
        switch (row.kind) {
        case BooksRow::Kind::Order:
            if (auto order = unpackedOrder(row.data))
                orders.push_back(*std::move(order));
            break;
        case BooksRow::Kind::Refund:
            if (auto refund = unpackedRefund(row.data))
                refunds.push_back(*std::move(refund));
            break;
        case BooksRow::Kind::Clock:
            m_ahead = std::chrono::milliseconds(row.data.toLongLong());
            break;
        case BooksRow::Kind::Code:
            loadCode(row.id, row.data, now);
            break;
        case BooksRow::Kind::AuthCode:
            m_authCodes.insert(row.id, unpackedAuthCode(row.id, row.data));
            break;
        }
    }
    std::stable_sort(orders.begin(), orders.end(),
        [](const SandboxOrder& a, const SandboxOrder& b) { return a.createdAt < b.createdAt; });
    for (SandboxOrder& order : orders)
        take(std::move(order));
    std::stable_sort(refunds.begin(), refunds.end(),
        [](const SandboxRefund& a, const SandboxRefund& b) { return a.acceptedAt < b.acceptedAt; });
    for (SandboxRefund& refund : refunds)
        take(std::move(refund));
}

void SandboxBooks::loadCode(const QByteArray& id, const QByteArray& data, const QDateTime& now)
{
    const LoginCode code = unpackedCode(id, data);
    if (code.issuedAt.addMSecs(std::chrono::milliseconds(codesKept).count()) > now)
        m_codes.insert(code.code, code);
}

const SandboxOrder* SandboxBooks::byOutTradeNo(const QByteArray& outTradeNo) const
{
    return found<SandboxOrder>(m_orders, outTradeNo);
}

const SandboxOrder* SandboxBooks::byTransactionId(const QByteArray& transactionId) const
{
    return m_byTransactionId.value(transactionId, nullptr);
}

const SandboxOrder* SandboxBooks::byPrepayId(const QByteArray& prepayId) const
{
    return m_byPrepayId.value(prepayId, nullptr);
}

const SandboxOrder* SandboxBooks::byCodeUrl(const QByteArray& codeUrl) const
{
    return m_byCodeUrl.value(codeUrl, nullptr);
}

void SandboxBooks::take(SandboxOrder order)
{
    const SandboxOrder* const before = byOutTradeNo(order.outTradeNo);
    const bool wasPaid = before && before->isPaid();
    const bool wasRevoked = before && before->revokedAt.isValid();
    if (before)
        m_typing.erase({before->payingUntil, before->outTradeNo});
    const auto [place, fresh] = m_orders.insert_or_assign(order.outTradeNo, std::move(order));
    const SandboxOrder* const kept = &place->second;
    if (fresh)
        m_inOrder.push_back(kept);
    if (!kept->prepayId.isEmpty())
        m_byPrepayId.insert(kept->prepayId, kept);
    if (!kept->codeUrl.isEmpty())
        m_byCodeUrl.insert(kept->codeUrl, kept);
    if (kept->payingUntil.isValid() && !kept->isPaid())
        m_typing.insert({kept->payingUntil, kept->outTradeNo});
    if (kept->isPaid() && !wasPaid)
        bookPayment(*kept);
    if (kept->isPaid() && kept->revokedAt.isValid() && !wasRevoked)
        bookReversal(*kept);
}

void SandboxBooks::bookPayment(const SandboxOrder& order)
{
    m_byTransactionId.insert(order.transactionId, &order);
    BooksDay& day = m_days[beijingDay(order.paidAt)];
    day.paid.push_back(&order);
    day.income += order.fee();
}

void SandboxBooks::bookReversal(const SandboxOrder& order)
{
    const QDate date = beijingDay(order.revokedAt);
    BooksDay& day = m_days[date];
    day.revoked.push_back(&order);
    (date == beijingDay(order.paidAt) ? day.fromUnsettled : day.fromBalance) += order.fee();
}

void SandboxBooks::bookRefund(const SandboxRefund& refund)
{
    m_byRefundId.insert(refund.refundId, &refund);
    m_refundsOf[refund.outTradeNo].push_back(&refund);
    BooksDay& day = m_days[beijingDay(refund.acceptedAt)];
    day.refunds.push_back(&refund);
    if (refund.ending != SandboxRefund::State::Closed) // the money never leaves
        (refund.account == availableBalance ? day.fromBalance : day.fromUnsettled) += refund.fee;
}

void SandboxBooks::take(SandboxRefund refund)
{
    const auto [place, fresh] = m_refunds.insert_or_assign(refund.outRefundNo, std::move(refund));
    if (fresh)
        bookRefund(place->second);
}

void SandboxBooks::put(SandboxOrder order)
{
    const QByteArray id = order.outTradeNo;
    take(std::move(order));
    touch(int(BooksRow::Kind::Order), id);
}

const SandboxRefund* SandboxBooks::byOutRefundNo(const QByteArray& outRefundNo) const
{
    return found<SandboxRefund>(m_refunds, outRefundNo);
}

const SandboxRefund* SandboxBooks::byRefundId(const QByteArray& refundId) const
{
    return m_byRefundId.value(refundId, nullptr);
}

const std::vector<const SandboxRefund*>& SandboxBooks::refundsOf(const QByteArray& outTradeNo) const
{
    static const std::vector<const SandboxRefund*> none;
    const auto refunds = m_refundsOf.constFind(outTradeNo);
    return refunds == m_refundsOf.cend() ? none : *refunds;
}

void SandboxBooks::put(SandboxRefund refund)
{
    const QByteArray id = refund.outRefundNo;
    take(std::move(refund));
    touch(int(BooksRow::Kind::Refund), id);
}

const BooksDay* SandboxBooks::day(const QDate& beijing) const
{
    const auto day = m_days.find(beijing);
    return day == m_days.end() ? nullptr : &day->second;
}

qint64 SandboxBooks::fundsBefore(const QDate& beijing) const
{
    qint64 funds = 0;
    for (auto day = m_days.begin(); day != m_days.end() && day->first < beijing; ++day)
        funds += day->second.unsettled() - day->second.fromBalance;
    return funds;
}

qint64 SandboxBooks::balanceAt(const QDate& beijing) const
{
    qint64 balance = 0;
    for (const auto& [date, day] : m_days) {
        if (date < beijing)
            balance += day.unsettled();
        if (date <= beijing)
            balance -= day.fromBalance;
    }
    return balance;
}

const LoginCode* SandboxBooks::code(const QByteArray& code) const
{
    const auto found = m_codes.constFind(code);
    return found == m_codes.cend() ? nullptr : &*found;
}

void SandboxBooks::put(const LoginCode& code)
{
    m_codes.insert(code.code, code);
    touch(int(BooksRow::Kind::Code), code.code);
}

const AuthCode* SandboxBooks::authCode(const QByteArray& code) const
{
    const auto found = m_authCodes.constFind(code);
    return found == m_authCodes.cend() ? nullptr : &*found;
}

void SandboxBooks::put(const AuthCode& code)
{
    m_authCodes.insert(code.code, code);
    touch(int(BooksRow::Kind::AuthCode), code.code);
}

void SandboxBooks::setAhead(std::chrono::milliseconds ahead)
{
    m_ahead = ahead;
    touch(int(BooksRow::Kind::Clock), "ahead");
}

void SandboxBooks::touch(int kind, const QByteArray& id)
{
    if (m_changed)
        m_changed();
    m_dirty.insert({kind, id});
}

QByteArray SandboxBooks::packedEntry(const Entry& entry) const
{
    const QByteArray& id = entry.second;
    switch (BooksRow::Kind(entry.first)) {
    case BooksRow::Kind::Order:
        return packed(m_orders.at(id));
    case BooksRow::Kind::Refund:
        return packed(m_refunds.at(id));
    case BooksRow::Kind::Clock:
        return QByteArray::number(qint64(m_ahead.count()));
    case BooksRow::Kind::Code:
        return packed(m_codes.value(id));
    case BooksRow::Kind::AuthCode:
        return packed(m_authCodes.value(id));
    }
    return {};
}

Result<void> SandboxBooks::commit()
{
    if (m_file && isDirty()) {
        std::vector<BooksRow> rows;
        rows.reserve(std::size_t(m_dirty.size()));
        for (const Entry& entry : std::as_const(m_dirty))
            rows.push_back({BooksRow::Kind(entry.first), entry.second, packedEntry(entry)});
        if (auto written = m_file->write(rows); !written)
            return written;
    }
    m_dirty.clear();
    return {};
}

} // namespace paydesk
