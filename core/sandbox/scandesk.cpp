#include "core/sandbox/scandesk.h"

#include "core/protocol/endpoints.h"
#include "core/sandbox/fieldrules.h"
#include "core/sandbox/logins.h"
#include "core/sandbox/numbers.h"
#include "core/sandbox/placingrules.h"

#include <QJsonDocument>

#include <algorithm>

namespace paydesk {

namespace {

    using namespace std::chrono_literals;
    using Manner = AuthCode::Manner;

    constexpr qsizetype codeLength = 18;
    constexpr std::chrono::milliseconds codeLife = 1min;
    constexpr int reversalDays = 7;

    struct MannerRow {
        const char* name;
        const char* errCode; ///< what the till hears; null: the payment goes on
        Manner manner;
        RefusalCause cause;
    };
    constexpr MannerRow manners[] = {
        {"pay", nullptr, Manner::Pay, {}},
        {"password", "USERPAYING", Manner::Password, RefusalCause::PayerTypes},
        {"cancel", "TRADE_ERROR", Manner::Cancel, RefusalCause::PayerCancelled},
        {"no-funds", "NOTENOUGH", Manner::NoFunds, RefusalCause::PayerWithoutFunds},
        {"card-refused", "NOTSUPORTCARD", Manner::CardRefused, RefusalCause::PayersCardRefused},
    };

    const MannerRow& rowOf(Manner manner)
    {
        return *std::find_if(std::begin(manners), std::end(manners),
            [manner](const MannerRow& row) { return row.manner == manner; });
    }

    tl::unexpected<Refusal> scanRefused(const char* code, RefusalCause cause)
    {
        return refusedAs(code, endpoints::micropay, whyOf(cause));
    }

    tl::unexpected<Refusal> reverseRefused(const char* code, RefusalCause cause)
    {
        return refusedAs(code, endpoints::reverse, whyOf(cause));
    }

    bool isPaymentCode(const QByteArray& code)
    {
        return code.at(0) == '1' && code.at(1) >= '0' && code.at(1) <= '5';
    }

} // namespace

ScanDesk::ScanDesk(const SandboxIdentity& identity, SandboxBooks& books, Clock& clock)
    : m_identity(identity)
    , m_books(books)
    , m_clock(clock)
{
}

Reply ScanDesk::showCode(const QByteArray& body)
{
    const QJsonObject asked = QJsonDocument::fromJson(body).object();
    const QString action = asked.value(QStringLiteral("action")).toString(QStringLiteral("pay"));
    const auto* row = std::find_if(std::begin(manners), std::end(manners),
        [&action](const MannerRow& each) { return action == QLatin1StringView(each.name); });
    if (row == std::end(manners))
        return jsonReply({{QStringLiteral("errMsg"),
                             QStringLiteral("authcode:fail action should be pay, password, cancel, "
                                            "no-funds or card-refused")}},
            "bad-request", 400);
    const QByteArray user =
        asked.value(QStringLiteral("user")).toString(QString::fromLatin1(testCustomer)).toUtf8();
    AuthCode code;
    code.code = "13" + randomText(int(codeLength) - 2, "0123456789");
    code.openid = openidOf(m_identity.appid, user);
    code.manner = row->manner;
    code.issuedAt = m_clock.now();
    code.typing = std::chrono::milliseconds(
        qint64(asked.value(QStringLiteral("seconds")).toDouble(10) * 1000));
    m_books.put(code);
    return jsonReply({{QStringLiteral("errMsg"), QStringLiteral("authcode:ok")},
        {QStringLiteral("auth_code"), QString::fromLatin1(code.code)},
        {QStringLiteral("openid"), QString::fromLatin1(code.openid)}});
}

void ScanDesk::ripen()
{
    while (!m_books.typing().empty() && m_books.typing().begin()->first <= m_clock.now()) {
        const auto [when, outTradeNo] = *m_books.typing().begin();
        m_books.put(paid(*m_books.byOutTradeNo(outTradeNo), when));
    }
}

Accepted<AuthCode> ScanDesk::codeFor(const Caller& caller, const Endpoint& endpoint) const
{
    const QByteArray text = caller.fields.value("auth_code");
    const bool digits =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || text.size() != codeLength)
        return refusedAs("AUTH_CODE_ERROR", endpoint, whyOf(RefusalCause::AuthCodeMalformed));
    if (!isPaymentCode(text))
        return refusedAs("AUTH_CODE_INVALID", endpoint, whyOf(RefusalCause::AuthCodeForeign));
    const AuthCode* const known = m_books.authCode(text);
    if (!known) {
        AuthCode code;
        code.code = text;
        code.openid = openidOf(m_identity.appid, testCustomer);
        code.issuedAt = m_clock.now();
        return code;
    }
    const bool ours =
        !known->usedBy.isEmpty() && known->usedBy == caller.fields.value("out_trade_no");
    if (!ours && known->issuedAt.addMSecs(codeLife.count()) <= m_clock.now())
        return refusedAs("AUTHCODEEXPIRE", endpoint, whyOf(RefusalCause::AuthCodeExpired));
    if (!ours && !known->usedBy.isEmpty())
        return refused("INVALID_REQUEST", "101 每个二维码仅限使用一次，请刷新再试",
            whyOf(RefusalCause::AuthCodeUsed));
    return *known;
}

Accepted<Parameters> ScanDesk::micropay(const Caller& caller)
{
    if (auto fee = checkLargestFee(caller.fields); !fee)
        return tl::unexpected(std::move(fee.error()));
    auto code = codeFor(caller, endpoints::micropay);
    SandboxOrder asked = orderFrom(caller.fields);
    asked.tradeType = "MICROPAY";
    asked.signType = caller.type;
    if (const SandboxOrder* const before = m_books.byOutTradeNo(asked.outTradeNo)) {
        if (auto same = checkBefore(*before, asked, code.value_or(AuthCode())); !same)
            return tl::unexpected(std::move(same.error()));
    }
    if (!code)
        return tl::unexpected(std::move(code.error()));
    asked.createdAt = m_clock.now();
    asked.expiresAt = asked.timeExpire.isEmpty()
        ? asked.createdAt.addMSecs(std::chrono::milliseconds(unpaidOrderLife).count())
        : fromBeijingStamp(asked.timeExpire);
    if (asked.expiresAt <= asked.createdAt)
        return refusedAs(
            "PARAM_ERROR", endpoints::micropay, whyOf(RefusalCause::TimeExpireTooEarly));
    return charge(std::move(asked), *std::move(code), caller);
}

/// An out_trade_no that was charged before is never charged again: what follows tells its state.
Accepted<void> ScanDesk::checkBefore(
    const SandboxOrder& before, const SandboxOrder& asked, const AuthCode& code) const
{
    if (!before.isMicropay())
        return scanRefused("OUT_TRADE_NO_USED", RefusalCause::NumberUsed);
    if (before.revokedAt.isValid())
        return scanRefused("ORDERREVERSED", RefusalCause::OrderReversed);
    if (before.isPaid())
        return scanRefused("ORDERPAID", RefusalCause::OrderPaid);
    if (const QByteArray field = changedField(before, asked); !field.isEmpty())
        return refusedAs(
            "INVALID_REQUEST", endpoints::micropay, whyOf(RefusalCause::OrderChanged, field));
    if (!code.openid.isEmpty() && code.openid != before.payer)
        return scanRefused("BUYER_MISMATCH", RefusalCause::PayerMismatch);
    if (before.payingUntil.isValid())
        return scanRefused("USERPAYING", RefusalCause::PayerTypes);
    if (before.expiresAt <= m_clock.now())
        return scanRefused("ORDERCLOSED", RefusalCause::OrderExpired);
    return scanRefused("TRADE_ERROR", RefusalCause::PayerCancelled);
}

Accepted<Parameters> ScanDesk::charge(SandboxOrder order, AuthCode code, const Caller& caller)
{
    code.usedBy = order.outTradeNo;
    order.authCode = code.code;
    order.payer = code.openid;
    const MaybeFault& fault = caller.fault;
    const bool faultTypes = fault && fault->kind == FaultKind::UserPaying;
    const bool bankFails = fault && fault->kind == FaultKind::BankError;
    const Manner manner = faultTypes ? Manner::Password : code.manner;
    const std::chrono::milliseconds typing = faultTypes ? fault->wait : code.typing;
    if (bankFails || (manner != Manner::Pay && manner != Manner::Password))
        order.payError = true;
    else if (manner == Manner::Password)
        order.payingUntil = order.createdAt.addMSecs(typing.count());
    else
        order = paid(order, order.createdAt);
    m_books.put(code);
    m_books.put(order);
    if (bankFails)
        return refusedAs("BANKERROR", endpoints::micropay, plantedWhy(*fault));
    if (const MannerRow& row = rowOf(manner); row.errCode)
        return scanRefused(row.errCode, row.cause);
    return paidFields(order);
}

SandboxOrder ScanDesk::paid(SandboxOrder order, const QDateTime& when) const
{
    order.transactionId = newTransactionId(m_books, when);
    order.paidAt = when;
    order.payingUntil = QDateTime();
    return order;
}

Accepted<Parameters> ScanDesk::reverse(const Caller& caller)
{
    const QByteArray transactionId = caller.fields.value("transaction_id");
    const QByteArray outTradeNo = caller.fields.value("out_trade_no");
    const SandboxOrder* const order = transactionId.isEmpty()
        ? m_books.byOutTradeNo(outTradeNo)
        : m_books.byTransactionId(transactionId);
    if (order)
        return reversed(*order);
    if (!transactionId.isEmpty())
        return reverseRefused("INVALID_TRANSACTIONID", RefusalCause::OrderUnknown);
    // A payment that never arrived: should it still come, it is refused.
    SandboxOrder never;
    never.outTradeNo = outTradeNo;
    never.tradeType = "MICROPAY";
    never.totalFee = "0";
    never.feeType = "CNY";
    never.createdAt = m_clock.now();
    never.expiresAt = never.createdAt;
    return reversed(std::move(never));
}

Accepted<Parameters> ScanDesk::reversed(SandboxOrder order)
{
    if (!order.isMicropay())
        return reverseRefused("INVALID_REQUEST", RefusalCause::NotScanned);
    if (order.refundedAt.isValid())
        return reverseRefused("TRADE_ERROR", RefusalCause::RefundedBefore);
    if (order.createdAt.addDays(reversalDays) < m_clock.now())
        return reverseRefused("REVERSE_EXPIRE", RefusalCause::ReversalOverdue);
    if (!order.revokedAt.isValid()) {
        order.revokedAt = m_clock.now();
        order.payingUntil = QDateTime();
        m_books.put(std::move(order));
    }
    return Parameters{{"recall", "N"}};
}

Accepted<Parameters> ScanDesk::authCodeToOpenid(const Caller& caller) const
{
    const auto code = codeFor(caller, endpoints::authCodeToOpenid);
    if (!code)
        return tl::unexpected(code.error());
    return Parameters{{"openid", code->openid}};
}

} // namespace paydesk
