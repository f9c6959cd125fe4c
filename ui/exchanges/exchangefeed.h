#pragma once

#include "core/orders/order.h"
#include "core/workbench.h"

#include <QTimer>

namespace paydesk {

class ExchangeModel;
struct ExchangeRow;

/// Keeps a list of exchanges true to the history of the merchant in use: the newest ones at first,
/// then what is recorded, by this process or another; older ones when they are asked for. Nothing
/// is added while it is paused.
class ExchangeFeed final : public QObject {
    Q_OBJECT

public:
    /// Of `which`, direction and path count.
    ExchangeFeed(
        Workbench& bench, ExchangeModel& model, ExchangeQuery which, QObject* parent = nullptr);

    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }
    /// How many were recorded while it is paused.
    int waiting() const { return m_waiting; }
    bool hasOlder() const { return m_hasOlder; }
    void loadOlder();

signals:
    /// The list begins anew; rows follow.
    void restarted();
    /// An answer is in the list, even if it brought nothing.
    void loaded();
    void waitingChanged();
    void failed(const paydesk::Failure& failure);

private:
    void restart();
    void recorded(const QByteArray& profile, const Exchange& exchange);
    void readNewer();
    void take(const QList<ExchangeRow>& rows);
    ExchangeQuery question() const;

    Workbench& m_bench;
    ExchangeModel& m_model;
    const ExchangeQuery m_which;
    QTimer m_batch;
    QByteArray m_profile;
    quint64 m_round = 0; ///< an answer to a question of an earlier round is not wanted any more
    int m_waiting = 0;
    bool m_paused = false;
    bool m_hasOlder = false;
    bool m_reading = false;
    bool m_readAgain = false;
    bool m_readingOlder = false;
};

} // namespace paydesk
