#pragma once

#include "core/orders/store.h"

#include <QTemporaryDir>

namespace paydesk {

inline const QByteArray sampleMerchant = "sandbox";
inline const QDateTime sampleNoon(QDate(2026, 1, 1), QTime(4, 0), Qt::UTC); // 12:00 in Beijing

inline Order sampleOrder(const QByteArray& outTradeNo, const QDateTime& createdAt = sampleNoon)
{
    Order order;
    order.profile = sampleMerchant;
    order.outTradeNo = outTradeNo;
    order.totalFee = Fen{1280};
    order.body = "拿铁 × 2";
    order.tradeType = "JSAPI";
    order.signType = SignType::HmacSha256;
    order.createdAt = createdAt;
    order.request = {{"body", "拿铁 × 2"}, {"total_fee", "1280"}};
    return order;
}

inline StateReport sampleReport(
    const QByteArray& outTradeNo, TradeState state, const QByteArray& transactionId = {})
{
    StateReport report;
    report.profile = sampleMerchant;
    report.outTradeNo = outTradeNo;
    report.state = state;
    report.transactionId = transactionId;
    return report;
}

inline StateReport samplePayment(const QByteArray& outTradeNo, const QByteArray& transactionId)
{
    StateReport report = sampleReport(outTradeNo, TradeState::Success, transactionId);
    report.openid = "oSample";
    report.bankType = "CMC";
    report.paidAt = sampleNoon.addSecs(60);
    return report;
}

inline Refund sampleRefund(
    const QByteArray& outTradeNo, const QByteArray& outRefundNo, Fen fee = Fen{100})
{
    Refund refund;
    refund.profile = sampleMerchant;
    refund.outTradeNo = outTradeNo;
    refund.outRefundNo = outRefundNo;
    refund.fee = fee;
    refund.reason = "商品已售完";
    refund.createdAt = sampleNoon.addSecs(120);
    refund.nextQueryAt = sampleNoon.addSecs(125);
    refund.request = {{"out_refund_no", outRefundNo}, {"refund_desc", refund.reason}};
    return refund;
}

inline StateReport confirmed(StateReport report)
{
    report.confirmed = true;
    return report;
}

/// A history in a folder of its own, with the questions that tests ask of it in one word.
class StoreFixture {
public:
    StoreFixture()
        : store(reopened())
    {
    }

    QString folder() const { return m_folder.filePath(QStringLiteral("data")); }
    QString file() const { return m_folder.filePath(QStringLiteral("data/paydesk.db")); }

    /// Another store on the same folder, as another process would open it.
    std::unique_ptr<OrderStore> reopened() const
    {
        auto opened = OrderStore::open(folder());
        return opened ? std::move(*opened) : nullptr;
    }

    static Result<void> addTo(OrderStore& store, const Order& order)
    {
        return store.writeNow<void>([&](OrderWriter& writer) { return writer.add(order); });
    }
    Result<void> add(const Order& order) const { return addTo(*store, order); }

    static Result<Applied> reportTo(OrderStore& store, const StateReport& report)
    {
        return store.writeNow<Applied>([&](OrderWriter& writer) { return writer.report(report); });
    }
    Result<Applied> report(const StateReport& report) const { return reportTo(*store, report); }

    static Result<std::optional<Order>> findIn(OrderStore& store, const QByteArray& outTradeNo)
    {
        return store.readNow<std::optional<Order>>(
            [&](const OrderReader& reader) { return reader.find(sampleMerchant, outTradeNo); });
    }
    Order order(const QByteArray& outTradeNo) const
    {
        return findIn(*store, outTradeNo).value_or(std::nullopt).value_or(Order());
    }

    QList<Refund> refunds(const QByteArray& outTradeNo) const
    {
        return store
            ->readNow<QList<Refund>>([&](const OrderReader& reader) {
                return reader.refunds(sampleMerchant, outTradeNo);
            })
            .value_or(QList<Refund>());
    }

    OrderPage page(const OrderQuery& query, const OrderCursor& after = {}) const
    {
        return store
            ->readNow<OrderPage>(
                [&](const OrderReader& reader) { return reader.page(query, after); })
            .value_or(OrderPage());
    }

    DayFigures figures(const QDateTime& dayStart) const
    {
        return store
            ->readNow<DayFigures>(
                [&](const OrderReader& reader) { return reader.figures(sampleMerchant, dayStart); })
            .value_or(DayFigures());
    }

private:
    QTemporaryDir m_folder;

public:
    std::unique_ptr<OrderStore> store; // after the folder: it closes before that goes
};

} // namespace paydesk
