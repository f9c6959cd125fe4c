#include "core/gateway/backstage.h"

#include "core/gateway/controlcall.h"
#include "core/gateway/wirecall.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

namespace paydesk {

namespace {

    constexpr const char* faultsPath = "/sandbox/faults";
    constexpr const char* timePath = "/sandbox/time";

    QByteArray textIn(const QJsonObject& object, const char* name)
    {
        return object.value(QLatin1StringView(name)).toString().toUtf8();
    }

    PlantedFault faultIn(const QJsonObject& told)
    {
        return {told.value(u"id").toInteger(), textIn(told, "fault"), textIn(told, "scope"),
            told.value(u"times").toInt(), told.value(u"seconds").toDouble(),
            textIn(told, "err_code")};
    }

    FaultStrike strikeIn(const QJsonObject& told)
    {
        const QString at = told.value(u"at").toString();
        return {textIn(told, "fault"), textIn(told, "scope"), textIn(told, "out_trade_no"),
            QDateTime::fromString(at, Qt::ISODateWithMs).toUTC()};
    }

    QJsonArray listIn(const Parameters& answer, const char* name)
    {
        return QJsonDocument::fromJson(answer.value(name)).array();
    }

} // namespace

FaultBook faultBookIn(const Parameters& answer)
{
    FaultBook book;
    for (const QJsonValue each : listIn(answer, "faults")) {
        const PlantedFault fault = faultIn(each.toObject());
        if (fault.id > 0 && !fault.fault.isEmpty())
            book.inForce.append(fault);
    }
    for (const QJsonValue each : listIn(answer, "struck")) {
        const FaultStrike strike = strikeIn(each.toObject());
        if (strike.at.isValid() && !strike.fault.isEmpty())
            book.struck.append(strike);
    }
    return book;
}

Backstage::Backstage(QByteArray base, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_line{std::move(base), clock}
{
}

Backstage::~Backstage()
{
    abortCallsOf(*this);
}

Call* Backstage::faults()
{
    return controlCall(m_line, faultsPath, nullptr, this);
}

Call* Backstage::plant(const QJsonObject& fault)
{
    return tellFaults(fault);
}

Call* Backstage::clear(qint64 id)
{
    return tellFaults({{QStringLiteral("clear"), id}});
}

Call* Backstage::clearAll()
{
    return tellFaults({{QStringLiteral("clear"), true}});
}

Call* Backstage::time()
{
    return controlCall(m_line, timePath, nullptr, this);
}

Call* Backstage::moveTime(std::chrono::seconds forward)
{
    const QJsonObject order{{QStringLiteral("forward"), qint64(forward.count())}};
    return controlCall(m_line, timePath, &order, this);
}

Call* Backstage::tellFaults(const QJsonObject& order)
{
    return controlCall(m_line, faultsPath, &order, this);
}

} // namespace paydesk
