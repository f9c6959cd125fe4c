#include "core/sandbox/levers.h"

#include "core/base/clock.h"
#include "core/base/wording.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace paydesk {

namespace {

    /// Farther than a refund's year, nearer than what a date can hold.
    constexpr double longestWay = 10.0 * 366 * 24 * 3600;

    class SandboxLevers {
        Q_DECLARE_TR_FUNCTIONS(SandboxLevers)
    };

    tl::unexpected<Failure> misused(const QString& reason)
    {
        return fail(FailureId::UsageWrong, {{QStringLiteral("reason"), reason}});
    }

    Result<QJsonObject> objectIn(const QByteArray& body)
    {
        const QJsonDocument document = QJsonDocument::fromJson(body);
        if (!document.isObject())
            return misused(SandboxLevers::tr("The body is not a JSON object."));
        return document.object();
    }

    QByteArray leverText(const QJsonObject& object, const char* name)
    {
        return object.value(QString::fromLatin1(name)).toString().toUtf8();
    }

    QJsonObject shownFault(const Fault& fault)
    {
        QJsonObject shown{{QStringLiteral("id"), fault.id},
            {QStringLiteral("fault"), QString::fromLatin1(faultCard(fault.kind).id)},
            {QStringLiteral("scope"), QString::fromUtf8(fault.scope)},
            {QStringLiteral("times"), fault.times}};
        if (fault.wait.count() > 0)
            shown.insert(QStringLiteral("seconds"), double(fault.wait.count()) / 1000);
        if (!fault.errCode.isEmpty())
            shown.insert(QStringLiteral("err_code"), QString::fromUtf8(fault.errCode));
        return shown;
    }

    QJsonObject shownStrike(const Strike& strike)
    {
        return {{QStringLiteral("fault"), QString::fromLatin1(faultCard(strike.kind).id)},
            {QStringLiteral("scope"), QString::fromUtf8(strike.scope)},
            {QStringLiteral("out_trade_no"), QString::fromUtf8(strike.outTradeNo)},
            {QStringLiteral("at"), strike.at.toString(Qt::ISODateWithMs)}};
    }

    QString isoText(const QDateTime& time)
    {
        return inBeijing(time).toString(Qt::ISODateWithMs);
    }

} // namespace

Levers::Levers(FaultBoard& faults, SandboxClock& clock)
    : m_faults(faults)
    , m_clock(clock)
{
}

Reply Levers::refusal(const char* what, const Failure& failure)
{
    const QString reason = wordingOf(failure).what;
    return jsonReply(
        {{QStringLiteral("errMsg"), QString::fromLatin1(what) + QStringLiteral(":fail ") + reason}},
        "bad-request", 400);
}

Result<void> Levers::plant(const QJsonObject& told)
{
    const FaultCard* const card = faultCard(leverText(told, "fault"));
    if (!card)
        return misused(SandboxLevers::tr("There is no fault named %1.")
                .arg(told.value(QStringLiteral("fault")).toString()));
    Fault fault;
    fault.kind = card->kind;
    fault.scope = leverText(told, "scope");
    fault.times = told.value(QStringLiteral("times")).toInt(1);
    fault.wait =
        std::chrono::milliseconds(qint64(told.value(QStringLiteral("seconds")).toDouble() * 1000));
    fault.errCode = leverText(told, "err_code");
    const auto planted = m_faults.plant(std::move(fault));
    return planted ? Result<void>() : fail(planted.error());
}

Result<void> Levers::obey(const QJsonObject& told)
{
    if (told.contains(QStringLiteral("clear"))) {
        const QJsonValue which = told.value(QStringLiteral("clear"));
        if (which.isBool() && which.toBool())
            m_faults.clear();
        else if (!m_faults.clear(which.toInteger()))
            return misused(SandboxLevers::tr("No planted fault has this id."));
        return {};
    }
    if (!told.contains(QStringLiteral("faults")))
        return plant(told);
    m_faults.clear();
    const QJsonArray all = told.value(QStringLiteral("faults")).toArray();
    for (const QJsonValue each : all) {
        if (auto planted = plant(each.toObject()); !planted)
            return planted;
    }
    return {};
}

Result<void> Levers::plantAll(const QByteArray& body)
{
    const auto told = objectIn(body);
    return told ? obey(*told) : fail(told.error());
}

Reply Levers::faults(const QByteArray& method, const QByteArray& body)
{
    if (method == "POST") {
        if (const Result<void> planted = plantAll(body); !planted)
            return refusal("faults", planted.error());
    }
    QJsonArray inForce;
    for (const Fault& fault : m_faults.faults())
        inForce.append(shownFault(fault));
    QJsonArray struck;
    for (const Strike& strike : m_faults.strikes())
        struck.append(shownStrike(strike));
    return jsonReply({{QStringLiteral("errMsg"), QStringLiteral("faults:ok")},
        {QStringLiteral("faults"), inForce}, {QStringLiteral("struck"), struck}});
}

Result<QDateTime> Levers::destination(const QByteArray& body) const
{
    const auto told = objectIn(body);
    if (!told)
        return fail(told.error());
    const QDateTime now = m_clock.now();
    const double forward = told->value(QStringLiteral("forward")).toDouble(-1);
    const QDateTime to =
        QDateTime::fromString(told->value(QStringLiteral("to")).toString(), Qt::ISODateWithMs);
    const double way = to.isValid() ? double(now.msecsTo(to)) / 1000 : forward;
    if (way < 0 || way > longestWay)
        return misused(SandboxLevers::tr("Time moves forward only: tell forward, in seconds, or "
                                         "to, a later moment in ISO 8601."));
    return now.addMSecs(qint64(way * 1000));
}

Reply Levers::time() const
{
    return jsonReply({{QStringLiteral("errMsg"), QStringLiteral("time:ok")},
        {QStringLiteral("now"), isoText(m_clock.now())},
        {QStringLiteral("ahead_seconds"), double(m_clock.ahead().count()) / 1000}});
}

} // namespace paydesk
