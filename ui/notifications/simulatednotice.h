#pragma once

#include "core/workbench.h"

#include <QObject>

namespace paydesk {

/// Sends the notification that WeChat would send if the latest unpaid order were paid now, rightly
/// signed, to our own listener and nowhere else. For trying out; nobody has paid.
class SimulatedNotice final : public QObject {
    Q_OBJECT

public:
    explicit SimulatedNotice(Workbench& bench, QObject* parent = nullptr);

    /// Looks for the order; ends with found(), nothingUnpaid() or failed().
    void find();
    /// Sends for the order found; ends with sent() or failed(). Needs a listener.
    void send(const Order& order);

signals:
    void found(const paydesk::Order& order);
    void nothingUnpaid();
    void sent();
    void failed(const paydesk::Failure& failure);

private:
    Workbench& m_bench;
};

} // namespace paydesk
