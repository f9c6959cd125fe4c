#include "core/sandbox/billtext.h"

#include "core/sandbox/noticewriter.h"

#include <algorithm>
#include <vector>
#include <zlib.h>

namespace paydesk {

namespace {

    constexpr const char* byteOrderMark = "\xEF\xBB\xBF";

    /// One row: a payment, a refund, or a payment that was reversed.
    struct BillRow {
        enum class Kind { Payment, Refund, Reversal };

        Kind kind = Kind::Payment;
        const SandboxOrder* order = nullptr;
        const SandboxRefund* refund = nullptr;
        QDateTime time;

        bool givesBack() const { return kind != Kind::Payment; }
        qint64 fee() const { return refund ? refund->fee : order->fee(); }
    };

    struct BillContext {
        const SandboxIdentity& identity;
        QDateTime now;
    };

    using CellWriter = QByteArray (*)(const BillRow&, const BillContext&);
    struct BillColumn {
        const char* heading = nullptr;
        CellWriter cell = nullptr;
        bool refundsOnly = false; ///< left out of a bill of payments
        bool refundBill = false; ///< only in a bill of refunds
    };

    QByteArray refundState(const BillRow& row, const BillContext& context)
    {
        if (!row.givesBack())
            return {};
        return row.refund ? refundStatusName(row.refund->stateAt(context.now)) : "SUCCESS";
    }

    QByteArray refundedAt(const BillRow& row, const BillContext& context)
    {
        if (!row.refund)
            return beijingText(row.time);
        return row.refund->stateAt(context.now) == SandboxRefund::State::Success
            ? beijingText(row.refund->finishedAt)
            : QByteArray();
    }

    QByteArray refundNumber(const BillRow& row, QByteArray SandboxRefund::* member)
    {
        return row.refund ? row.refund->*member : QByteArray("0");
    }

    constexpr BillColumn columns[] = {
        {"交易时间", [](const BillRow& row, const BillContext&) { return beijingText(row.time); }},
        {"公众账号ID",
            [](const BillRow&, const BillContext& context) { return context.identity.appid; }},
        {"商户号",
            [](const BillRow&, const BillContext& context) { return context.identity.mchId; }},
        {"特约商户号", [](const BillRow&, const BillContext&) { return QByteArray("0"); }},
        {"设备号", [](const BillRow& row, const BillContext&) { return row.order->deviceInfo; }},
        {"微信订单号",
            [](const BillRow& row, const BillContext&) { return row.order->transactionId; }},
        {"商户订单号",
            [](const BillRow& row, const BillContext&) { return row.order->outTradeNo; }},
        {"用户标识", [](const BillRow& row, const BillContext&) { return row.order->payer; }},
        {"交易类型", [](const BillRow& row, const BillContext&) { return row.order->tradeType; }},
        {"交易状态",
            [](const BillRow& row, const BillContext&) {
                return QByteArray(row.kind == BillRow::Kind::Payment ? "SUCCESS"
                        : row.kind == BillRow::Kind::Refund          ? "REFUND"
                                                                     : "REVOKED");
            }},
        {"付款银行", [](const BillRow&, const BillContext&) { return QByteArray("OTHERS"); }},
        {"货币种类", [](const BillRow& row, const BillContext&) { return row.order->feeType; }},
        {"应结订单金额",
            [](const BillRow& row, const BillContext&) {
                return yuanText(row.givesBack() ? 0 : row.order->fee());
            }},
        {"代金券金额", [](const BillRow&, const BillContext&) { return QByteArray("0.00"); }},
        {"退款申请时间",
            [](const BillRow& row, const BillContext&) { return beijingText(row.time); }, true,
            true},
        {"退款成功时间", refundedAt, true, true},
        {"微信退款单号",
            [](const BillRow& row, const BillContext&) {
                return refundNumber(row, &SandboxRefund::refundId);
            },
            true},
        {"商户退款单号",
            [](const BillRow& row, const BillContext&) {
                return refundNumber(row, &SandboxRefund::outRefundNo);
            },
            true},
        {"退款金额",
            [](const BillRow& row, const BillContext&) {
                return yuanText(row.givesBack() ? row.fee() : 0);
            },
            true},
        {"充值券退款金额", [](const BillRow&, const BillContext&) { return QByteArray("0.00"); },
            true},
        {"退款类型",
            [](const BillRow& row, const BillContext&) {
                return QByteArray(row.givesBack() ? "ORIGINAL" : "");
            },
            true},
        {"退款状态", refundState, true},
        {"商品名称", [](const BillRow& row, const BillContext&) { return row.order->body; }},
        {"商户数据包", [](const BillRow& row, const BillContext&) { return row.order->attach; }},
        {"手续费", [](const BillRow&, const BillContext&) { return QByteArray("0.00000"); }},
        {"费率", [](const BillRow&, const BillContext&) { return QByteArray("0.00%"); }},
        {"订单金额",
            [](const BillRow& row, const BillContext&) {
                return yuanText(row.givesBack() ? 0 : row.order->fee());
            }},
        {"申请退款金额",
            [](const BillRow& row, const BillContext&) {
                return yuanText(row.givesBack() ? row.fee() : 0);
            },
            true},
        {"费率备注", [](const BillRow&, const BillContext&) { return QByteArray(); }},
    };

    bool isIn(const BillColumn& column, const QByteArray& type)
    {
        if (type == "SUCCESS")
            return !column.refundsOnly;
        return !column.refundBill || type != "ALL";
    }

    /// There is no quoting: what would end a cell or a row becomes a blank.
    QByteArray cleanCell(QByteArray text)
    {
        for (const char special : {',', '\r', '\n', '`'})
            text.replace(special, ' ');
        return text;
    }

    void appendRow(QByteArray& text, const QList<QByteArray>& cells)
    {
        for (const QByteArray& cell : cells)
            text.append('`').append(cleanCell(cell)).append(',');
        text.chop(1);
        text.append("\r\n");
    }

    std::vector<BillRow> rowsOf(
        const BooksDay& day, const QByteArray& type, const SandboxBooks& books)
    {
        std::vector<BillRow> rows;
        if (type == "ALL" || type == "SUCCESS") {
            for (const SandboxOrder* order : day.paid)
                rows.push_back({BillRow::Kind::Payment, order, nullptr, order->paidAt});
        }
        if (type != "SUCCESS") {
            for (const SandboxRefund* refund : day.refunds) {
                if (type != "RECHARGE_REFUND" || refund->account == availableBalance)
                    rows.push_back({BillRow::Kind::Refund, books.byOutTradeNo(refund->outTradeNo),
                        refund, refund->acceptedAt});
            }
        }
        if (type == "ALL" || type == "REFUND") {
            for (const SandboxOrder* order : day.revoked)
                rows.push_back({BillRow::Kind::Reversal, order, nullptr, order->revokedAt});
        }
        std::stable_sort(rows.begin(), rows.end(),
            [](const BillRow& a, const BillRow& b) { return a.time < b.time; });
        return rows;
    }

    constexpr const char* totalsHeading = "总交易单数,应结订单总金额,退款总金额,"
                                          "充值券退款总金额,手续费总金额,订单总金额,"
                                          "申请退款总金额\r\n";

    void appendTotals(QByteArray& text, const std::vector<BillRow>& rows)
    {
        qint64 in = 0;
        qint64 back = 0;
        for (const BillRow& row : rows)
            (row.givesBack() ? back : in) += row.fee();
        text.append(totalsHeading);
        appendRow(text,
            {QByteArray::number(qint64(rows.size())) + ".0", yuanText(in), yuanText(back), "0.00",
                "0.00", yuanText(in), yuanText(back)});
    }

    constexpr const char* flowHeading =
        "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,"
        "收支金额（元）,账户结余（元）,资金变更提交申请人,备注,业务凭证号\r\n";
    constexpr const char* flowTotalsHeading =
        "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n";

    void appendFlow(QByteArray& text, const BillRow& row, qint64 balance)
    {
        const QByteArray number = row.refund ? row.refund->refundId : row.order->transactionId;
        const QByteArray voucher = row.refund ? row.refund->outRefundNo : row.order->outTradeNo;
        const char* const business = row.givesBack() ? "退款" : "交易";
        appendRow(text,
            {beijingText(row.time), number, (row.givesBack() ? "2" : "1") + number.last(27),
                business, business, row.givesBack() ? "支出" : "收入", yuanText(row.fee()),
                yuanText(balance), "system", {}, voucher});
    }

} // namespace

QByteArray yuanText(qint64 fen)
{
    const QByteArray digits = QByteArray::number(qAbs(fen)).rightJustified(3, '0');
    return (fen < 0 ? "-" : "") + digits.chopped(2) + '.' + digits.last(2);
}

QByteArray billText(const BooksDay& day, const QByteArray& type, const SandboxBooks& books,
    const SandboxIdentity& identity, const QDateTime& now)
{
    const std::vector<BillRow> rows = rowsOf(day, type, books);
    if (rows.empty())
        return {};
    const BillContext context{identity, now};
    QByteArray text(byteOrderMark);
    for (const BillColumn& column : columns) {
        if (isIn(column, type))
            text.append(column.heading).append(',');
    }
    text.chop(1);
    text.append("\r\n");
    QList<QByteArray> cells;
    for (const BillRow& row : rows) {
        cells.clear();
        for (const BillColumn& column : columns) {
            if (isIn(column, type))
                cells.append(column.cell(row, context));
        }
        appendRow(text, cells);
    }
    appendTotals(text, rows);
    return text;
}

QByteArray fundFlowText(const BooksDay& day, qint64 opening, const SandboxBooks& books)
{
    std::vector<BillRow> rows = rowsOf(day, "ALL", books);
    // The money of a refund that is closed never left.
    std::erase_if(rows, [](const BillRow& row) {
        return row.refund && row.refund->ending == SandboxRefund::State::Closed;
    });
    QByteArray text = QByteArray(byteOrderMark) + flowHeading;
    qint64 count[] = {0, 0};
    qint64 sum[] = {0, 0};
    for (const BillRow& row : rows) {
        const int side = row.givesBack() ? 1 : 0;
        ++count[side];
        sum[side] += row.fee();
        appendFlow(text, row, opening + sum[0] - sum[1]);
    }
    text.append(flowTotalsHeading);
    appendRow(text,
        {QByteArray::number(count[0] + count[1]) + ".0", QByteArray::number(count[0]) + ".0",
            yuanText(sum[0]), QByteArray::number(count[1]) + ".0", yuanText(sum[1])});
    return text;
}

QByteArray gzipped(const QByteArray& text)
{
    constexpr int withGzipHead = 16;
    constexpr int memory = 8;
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + withGzipHead, memory,
            Z_DEFAULT_STRATEGY)
        != Z_OK)
        return {};
    QByteArray packed(qsizetype(deflateBound(&stream, uLong(text.size()))), Qt::Uninitialized);
    // zlib reads it only.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.constData()));
    stream.avail_in = uInt(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    packed.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

} // namespace paydesk
