#pragma once

#include "core/workbench.h"

#include <QObject>

#include <memory>

namespace paydesk {

/// Asks the gateway whether a key is the merchant's: queries an order that does not exist. Nothing
/// is placed, paid or changed. An answer that verifies under the key proves it; a refusal of the
/// signature disproves it. The exchange goes into the history like any other.
class KeyCheck final : public QObject {
    Q_OBJECT

public:
    enum class Verdict {
        Right,
        Wrong, ///< the gateway refused the signature
        OtherKey, ///< the gateway's own signature was made with another key
        Unknown, ///< no answer that says anything about it
    };

    explicit KeyCheck(Workbench& bench, QObject* parent = nullptr);

    /// With the key in use of the counter, or with another. The workbench must have a counter.
    void start(const Secret& key);
    bool isRunning() const { return m_call != nullptr; }
    /// What start() will send, and where to, for people.
    QString announcement() const;

signals:
    /// `failure` says why nothing was learnt; there is one for Unknown only.
    void finished(
        paydesk::KeyCheck::Verdict verdict, const std::optional<paydesk::Failure>& failure);

private:
    void answered(const QByteArray& profile, const Answer& answer);

    Workbench& m_bench;
    std::unique_ptr<GatewayClient> m_client;
    QPointer<Call> m_call;
};

} // namespace paydesk
