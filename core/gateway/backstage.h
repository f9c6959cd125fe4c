#pragma once

#include "core/gateway/controlcall.h"

#include <QJsonObject>
#include <QList>
#include <QObject>

#include <chrono>

namespace paydesk {

/// A fault that waits in the sandbox for what it will strike.
struct PlantedFault {
    qint64 id = 0;
    QByteArray fault; ///< its name in the menu: "drop"
    QByteArray scope; ///< an interface, "interfaces" or "notifications"
    int times = 0; ///< how often it will still strike; 0: always
    double seconds = 0; ///< where it takes time
    QByteArray errCode;

    friend bool operator==(const PlantedFault&, const PlantedFault&) = default;
};

/// A fault that struck a message.
struct FaultStrike {
    QByteArray fault;
    QByteArray scope; ///< the interface it struck, or "notifications"
    QByteArray outTradeNo; ///< empty: the message named no order
    QDateTime at; ///< UTC; no two strikes of a sandbox share it

    friend bool operator==(const FaultStrike&, const FaultStrike&) = default;
};

struct FaultBook {
    QList<PlantedFault> inForce;
    QList<FaultStrike> struck; ///< the latest, oldest first

    friend bool operator==(const FaultBook&, const FaultBook&) = default;
};
/// What an answer about faults says; whatever cannot be read is left out.
FaultBook faultBookIn(const Parameters& answer);

/// What only a pretended WeChat has, asked for over its control endpoints (cli.md, "Sandbox over
/// HTTP"): its planted faults and its own time. The same way for the embedded sandbox and for one
/// that runs elsewhere.
class Backstage : public QObject {
    Q_OBJECT

public:
    /// `base`: the sandbox's URL without a trailing slash.
    Backstage(QByteArray base, Clock& clock, QObject* parent = nullptr);
    /// Aborts what is under way.
    ~Backstage() override;

    /// Whom to trust where the sandbox is reached over https; for the calls made from now on.
    void setTls(const QSslConfiguration& tls) { m_line.tls = tls; }

    /// The answer, here and below, is a faultBookIn().
    Call* faults();
    /// `{"fault":"delay","scope":"notifications","times":1,"seconds":5,"err_code":…}`
    Call* plant(const QJsonObject& fault);
    Call* clear(qint64 id);
    Call* clearAll();

    /// Answer fields, here and below: `now` (ISO 8601) and `ahead_seconds`.
    Call* time();
    /// Comes back when everything that fell due on the way was done.
    Call* moveTime(std::chrono::seconds forward);

private:
    Call* tellFaults(const QJsonObject& order);

    ControlLine m_line;
};

} // namespace paydesk
