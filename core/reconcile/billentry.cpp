#include "core/reconcile/billentry.h"

#include "core/base/clock.h"

#include <algorithm>

namespace paydesk {

namespace {

    constexpr const char* incomeWord = "收入";
    constexpr const char* expenseWord = "支出";

    /// The first of these names that the bill has: what newer bills call otherwise comes last.
    int columnOf(const QList<QByteArray>& names, std::initializer_list<const char*> wanted)
    {
        for (const char* name : wanted) {
            const qsizetype place = names.indexOf(QByteArray(name));
            if (place >= 0)
                return int(place);
        }
        return -1;
    }

    /// Which column adds up to which total.
    struct TotalName {
        const char* column;
        const char* total;
    };
    constexpr TotalName totalNames[] = {
        {"应结订单金额", "应结订单总金额"},
        {"退款金额", "退款总金额"},
        {"充值券退款金额", "充值券退款总金额"},
        {"订单金额", "订单总金额"},
        {"申请退款金额", "申请退款总金额"},
        {"总金额", "总交易额"},
        {"退款金额", "总退款金额"},
    };

    bool onlyDigits(QByteArrayView text)
    {
        return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    }

    /// Yuan with any number of decimals, of which only two may be other than zero; nothing when it
    /// is not that. A cell that says nothing says zero.
    std::optional<qint64> fenOf(QByteArrayView text)
    {
        constexpr qsizetype longestWhole = 12;
        const bool negative = text.startsWith('-');
        if (negative)
            text = text.sliced(1);
        const qsizetype point = text.indexOf('.');
        const QByteArrayView whole = point < 0 ? text : text.first(point);
        QByteArrayView rest = point < 0 ? QByteArrayView() : text.sliced(point + 1);
        if (text.isEmpty())
            return negative ? std::nullopt : std::optional<qint64>(0);
        if (whole.isEmpty() || whole.size() > longestWhole || !onlyDigits(whole)
            || !onlyDigits(rest) || (point >= 0 && rest.isEmpty()))
            return std::nullopt;
        while (rest.size() > 2 && rest.endsWith('0'))
            rest.chop(1);
        if (rest.size() > 2)
            return std::nullopt;
        qint64 value = 0;
        for (const char digit : whole)
            value = value * 10 + (digit - '0');
        value = value * 100 + (rest.isEmpty() ? 0 : (rest[0] - '0') * 10)
            + (rest.size() < 2 ? 0 : rest[1] - '0');
        return negative ? -value : value;
    }

    /// "45", or as WeChat prints it, "45.0".
    std::optional<qint64> countOf(QByteArrayView text)
    {
        const std::optional<qint64> hundredths = text.isEmpty() ? std::nullopt : fenOf(text);
        return hundredths && *hundredths % 100 == 0 ? std::optional(*hundredths / 100)
                                                    : std::nullopt;
    }

    int twoDigits(QByteArrayView text, qsizetype at)
    {
        return (text[at] - '0') * 10 + (text[at + 1] - '0');
    }

    /// Exactly yyyy-MM-dd HH:mm:ss of Beijing; a million of them, so without QDateTime's formats.
    QDateTime beijingTime(QByteArrayView text)
    {
        constexpr QByteArrayView shape("0000-00-00 00:00:00");
        if (text.size() != shape.size())
            return {};
        for (qsizetype i = 0; i < shape.size(); ++i) {
            const bool digit = text[i] >= '0' && text[i] <= '9';
            if (shape[i] == '0' ? !digit : text[i] != shape[i])
                return {};
        }
        const QDate date(
            twoDigits(text, 0) * 100 + twoDigits(text, 2), twoDigits(text, 5), twoDigits(text, 8));
        const QTime time(twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17));
        if (!date.isValid() || !time.isValid())
            return {};
        return QDateTime(date, time, Qt::UTC).addSecs(-secondsEastInBeijing);
    }

} // namespace

QByteArray billKindName(BillKind kind)
{
    switch (kind) {
    case BillKind::All:
        return "ALL";
    case BillKind::Success:
        return "SUCCESS";
    case BillKind::Refund:
        return "REFUND";
    case BillKind::FundFlow:
        return "FUNDFLOW";
    }
    return {};
}

tl::unexpected<Failure> billRejected(qint64 line, const QByteArray& column, const char* reason)
{
    return fail(FailureId::BillRejected,
        {{QStringLiteral("line"), line}, {QStringLiteral("column"), QString::fromUtf8(column)},
            {QStringLiteral("reason"), QString::fromUtf8(reason)}});
}

tl::unexpected<Failure> BillColumns::refused(qint64 line, int column, const char* rule) const
{
    return fail(FailureId::BillRejected,
        {{QStringLiteral("line"), line},
            {QStringLiteral("column"),
                column < 0 ? QString() : QString::fromUtf8(m_names.at(column))},
            {QStringLiteral("rule"), QString::fromUtf8(rule)}});
}

Result<BillColumns> BillColumns::of(const QList<QByteArray>& names)
{
    BillColumns columns;
    columns.m_names = names;
    columns.m_time = columnOf(names, {"交易时间", "记账时间"});
    columns.m_merchant = columnOf(names, {"商户号"});
    columns.m_subMerchant = columnOf(names, {"特约商户号", "子商户号"});
    columns.m_transaction = columnOf(names, {"微信订单号"});
    columns.m_number = columnOf(names, {"商户订单号"});
    columns.m_state = columnOf(names, {"交易状态"});
    columns.m_currency = columnOf(names, {"货币种类"});
    columns.m_amount = columnOf(names, {"订单金额", "应结订单金额", "总金额", "收支金额（元）"});
    columns.m_refund = columnOf(names, {"申请退款金额", "退款金额"});
    columns.m_refundState = columnOf(names, {"退款状态"});
    columns.m_direction = columnOf(names, {"收支类型"});
    const bool flow = names.contains(QByteArray("记账时间"));
    columns.m_kind = flow                            ? BillKind::FundFlow
        : names.contains(QByteArray("退款申请时间")) ? BillKind::Refund
        : columns.m_refund < 0                       ? BillKind::Success
                                                     : BillKind::All;
    struct Needed {
        int column;
        const char* name;
        bool inFlow;
        bool inBill;
    };
    for (const Needed& needed : {Needed{columns.m_number, "商户订单号", false, true},
             Needed{columns.m_state, "交易状态", false, true},
             Needed{columns.m_amount, flow ? "收支金额（元）" : "订单金额", true, true},
             Needed{columns.m_direction, "收支类型", true, false}}) {
        if ((flow ? needed.inFlow : needed.inBill) && needed.column < 0)
            return billRejected(
                1, needed.name, QT_TRANSLATE_NOOP("Reason", "The bill has no such column."));
    }
    columns.findSums(names);
    return columns;
}

void BillColumns::findSums(const QList<QByteArray>& names)
{
    for (const TotalName& name : totalNames) {
        const int column = columnOf(names, {name.column});
        if (column >= 0)
            m_sums.push_back({column, name.total, 0, 0});
    }
}

QByteArrayView BillColumns::cell(const BillReader::Row& cells, int column) const
{
    return column < 0 ? QByteArrayView() : cells[std::size_t(column)].trimmed();
}

Result<qint64> BillColumns::fen(const BillReader::Row& cells, int column, qint64 line) const
{
    const std::optional<qint64> value = fenOf(cell(cells, column));
    if (!value)
        return refused(line, column,
            QT_TRANSLATE_NOOP("Reason", "an amount in yuan with at most two decimals"));
    if (*value < 0)
        return refused(line, column, QT_TRANSLATE_NOOP("Reason", "an amount that is not negative"));
    return *value;
}

Result<QDateTime> BillColumns::time(const BillReader::Row& cells, qint64 line) const
{
    QDateTime time = beijingTime(cell(cells, m_time));
    if (!time.isValid())
        return refused(
            line, m_time, QT_TRANSLATE_NOOP("Reason", "a time such as 2026-01-31 08:00:00"));
    return time;
}

Result<BillEntry::Kind> BillColumns::entryKind(const BillReader::Row& cells, qint64 line) const
{
    const QByteArrayView state = cell(cells, m_state);
    if (state == "SUCCESS")
        return BillEntry::Kind::Payment;
    if (state == "REFUND")
        return BillEntry::Kind::Refund;
    if (state == "REVOKED")
        return BillEntry::Kind::Reversal;
    return refused(line, m_state, QT_TRANSLATE_NOOP("Reason", "SUCCESS, REFUND or REVOKED"));
}

Result<void> BillColumns::addUp(const BillReader::Row& cells, qint64 line, bool payment)
{
    ++m_rows;
    for (Sum& sum : m_sums) {
        const Result<qint64> value = fen(cells, sum.column, line);
        if (!value)
            return fail(value.error());
        sum.all += *value;
        sum.payments += payment ? *value : 0;
    }
    return {};
}

Result<BillEntry> BillColumns::entry(
    const BillReader::Row& cells, qint64 line, const BillOwner& owner)
{
    const Result<BillEntry::Kind> kind = entryKind(cells, line);
    if (!kind)
        return fail(kind.error());
    const bool payment = *kind == BillEntry::Kind::Payment;
    if (const Result<void> added = addUp(cells, line, payment); !added)
        return fail(added.error());
    const Result<QDateTime> at = time(cells, line);
    const Result<qint64> amount = fen(cells, payment || m_refund < 0 ? m_amount : m_refund, line);
    if (!at || !amount)
        return fail(at ? amount.error() : at.error());
    BillEntry entry{*kind, cell(cells, m_number), cell(cells, m_transaction), Fen{*amount},
        cell(cells, m_currency), true, *at, false};
    if (entry.outTradeNo.isEmpty())
        return refused(line, m_number, QT_TRANSLATE_NOOP("Reason", "an order number"));
    if (m_merchant >= 0 && cell(cells, m_merchant) != owner.mchId)
        return billRejected(line, m_names.at(m_merchant),
            QT_TRANSLATE_NOOP("Reason", "The bill is another merchant's than the one in use."));
    const QByteArrayView refundState = cell(cells, m_refundState);
    entry.inForce = *kind != BillEntry::Kind::Refund || refundState.isEmpty()
        || refundState == "SUCCESS" || refundState == "PROCESSING";
    entry.otherMerchant = !owner.subMchId.isEmpty() && m_subMerchant >= 0
        && cell(cells, m_subMerchant) != owner.subMchId;
    return entry;
}

Result<void> BillColumns::movement(const BillReader::Row& cells, qint64 line)
{
    ++m_rows;
    const QByteArrayView direction = cell(cells, m_direction);
    const bool in = direction == incomeWord;
    if (!in && direction != expenseWord)
        return refused(line, m_direction, QT_TRANSLATE_NOOP("Reason", "收入 or 支出"));
    if (const Result<QDateTime> at = time(cells, line); !at)
        return fail(at.error());
    const Result<qint64> amount = fen(cells, m_amount, line);
    if (!amount)
        return fail(amount.error());
    CountedSum& side = in ? m_in : m_out;
    ++side.count;
    side.sum.value += *amount;
    return {};
}

Result<void> BillColumns::check(const BillSummary& summary) const
{
    const auto differs = [](const QByteArray& name) {
        return billRejected(0, name,
            QT_TRANSLATE_NOOP(
                "Reason", "Its rows add up to something else: some were lost or changed."));
    };
    const auto count = [&](const char* name, qint64 rows) {
        return !summary.totals.contains(name) || countOf(summary.totals.value(name)) == rows;
    };
    const auto sum = [&](const QByteArray& name, qint64 a, qint64 b) {
        const std::optional<qint64> said = fenOf(summary.totals.value(name));
        return !summary.totals.contains(name) || said == a || said == b;
    };
    struct Counted {
        const char* name;
        qint64 rows;
    };
    for (const Counted& wanted : {Counted{"总交易单数", m_rows}, Counted{"资金流水总笔数", m_rows},
             Counted{"收入笔数", m_in.count}, Counted{"支出笔数", m_out.count}}) {
        if (!count(wanted.name, wanted.rows))
            return differs(wanted.name);
    }
    // Whether the totals count an order's amount again in its refund's row, WeChat does not say.
    for (const Sum& column : m_sums) {
        if (!sum(column.total, column.all, column.payments))
            return differs(column.total);
    }
    if (!sum("收入金额", m_in.sum.value, m_in.sum.value))
        return differs("收入金额");
    if (!sum("支出金额", m_out.sum.value, m_out.sum.value))
        return differs("支出金额");
    return {};
}

} // namespace paydesk
