#include "core/sandbox/books.h"

#include "core/sandbox/booksfile.h"

#include <QDataStream>
#include <QIODevice>

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
        QByteArray bytes;
        QDataStream stream(&bytes, QIODevice::WriteOnly);
        stream.setVersion(QDataStream::Qt_6_0);
        stream << code.appid << code.openid << code.issuedAt.toMSecsSinceEpoch() << code.used;
        return bytes;
    }

    LoginCode unpackedCode(const QByteArray& code, const QByteArray& bytes)
    {
        QDataStream stream(bytes);
        stream.setVersion(QDataStream::Qt_6_0);
        LoginCode read;
        qint64 issuedAt = 0;
        stream >> read.appid >> read.openid >> issuedAt >> read.used;
        read.code = code;
        read.issuedAt = QDateTime::fromMSecsSinceEpoch(issuedAt, Qt::UTC);
        return read;
    }

    template <typename Map> const SandboxOrder* found(const Map& map, const QByteArray& id)
    {
        return id.isEmpty() ? nullptr : map.value(id, nullptr);
    }

} // namespace

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
    return load(now);
}

Result<void> SandboxBooks::load(const QDateTime& now)
{
    std::vector<SandboxOrder> orders;
    for (const BooksRow& row : m_file->takeRows()) {
        if (row.kind == BooksRow::Kind::Order) {
            if (auto order = unpackedOrder(row.data))
                orders.push_back(*std::move(order));
        } else {
            const LoginCode code = unpackedCode(row.id, row.data);
            if (code.issuedAt.addMSecs(std::chrono::milliseconds(codesKept).count()) > now)
                m_codes.insert(code.code, code);
        }
    }
    std::stable_sort(orders.begin(), orders.end(),
        [](const SandboxOrder& a, const SandboxOrder& b) { return a.createdAt < b.createdAt; });
    for (SandboxOrder& order : orders)
        take(std::move(order));
    return {};
}

const SandboxOrder* SandboxBooks::byOutTradeNo(const QByteArray& outTradeNo) const
{
    const auto order = m_orders.find(outTradeNo);
    return order == m_orders.end() ? nullptr : &order->second;
}

const SandboxOrder* SandboxBooks::byTransactionId(const QByteArray& transactionId) const
{
    return found(m_byTransactionId, transactionId);
}

const SandboxOrder* SandboxBooks::byPrepayId(const QByteArray& prepayId) const
{
    return found(m_byPrepayId, prepayId);
}

const SandboxOrder* SandboxBooks::byCodeUrl(const QByteArray& codeUrl) const
{
    return found(m_byCodeUrl, codeUrl);
}

void SandboxBooks::take(SandboxOrder order)
{
    const auto [place, fresh] = m_orders.insert_or_assign(order.outTradeNo, std::move(order));
    const SandboxOrder* const kept = &place->second;
    if (fresh)
        m_inOrder.push_back(kept);
    m_byPrepayId.insert(kept->prepayId, kept);
    if (!kept->codeUrl.isEmpty())
        m_byCodeUrl.insert(kept->codeUrl, kept);
    if (!kept->transactionId.isEmpty())
        m_byTransactionId.insert(kept->transactionId, kept);
}

void SandboxBooks::put(SandboxOrder order)
{
    const QByteArray outTradeNo = order.outTradeNo;
    take(std::move(order));
    touch();
    m_dirtyOrders.insert(outTradeNo);
}

const LoginCode* SandboxBooks::code(const QByteArray& code) const
{
    const auto found = m_codes.constFind(code);
    return found == m_codes.cend() ? nullptr : &*found;
}

void SandboxBooks::put(const LoginCode& code)
{
    m_codes.insert(code.code, code);
    touch();
    m_dirtyCodes.insert(code.code);
}

void SandboxBooks::touch()
{
    if (m_changed)
        m_changed();
}

Result<void> SandboxBooks::commit()
{
    if (m_file && isDirty()) {
        std::vector<BooksRow> rows;
        rows.reserve(std::size_t(m_dirtyOrders.size() + m_dirtyCodes.size()));
        for (const QByteArray& id : std::as_const(m_dirtyOrders))
            rows.push_back({BooksRow::Kind::Order, id, packed(m_orders.at(id))});
        for (const QByteArray& id : std::as_const(m_dirtyCodes))
            rows.push_back({BooksRow::Kind::Code, id, packed(m_codes.value(id))});
        if (auto written = m_file->write(rows); !written)
            return written;
    }
    m_dirtyOrders.clear();
    m_dirtyCodes.clear();
    return {};
}

} // namespace paydesk
