#include "core/backend/miniprogrambackend.h"

#include "core/backend/callparameters.h"
#include "core/base/wording.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>

namespace paydesk {

namespace {

    constexpr const char* payPath = "/pay";
    constexpr const char* loginPath = "/onLogin";
    constexpr int mostVisits = 32; // each makes calls of its own

    QByteArray jsonOf(const Parameters& fields)
    {
        QJsonObject object;
        for (const Parameter& field : fields)
            object.insert(QString::fromUtf8(field.name), QString::fromUtf8(field.value));
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    }

    QByteArray errorBody(const QByteArray& error, const QString& message)
    {
        return jsonOf({{"error", error}, {"message", message.toUtf8()}});
    }

    /// Whose fault it was, in HTTP's words.
    int statusOf(const Failure& failure)
    {
        switch (failure.id) {
        case FailureId::FieldMissing:
        case FailureId::LoginRefused:
            return 400;
        case FailureId::OrderUnknown:
            return 404;
        case FailureId::OrderNotPayable:
        case FailureId::PayerForeign:
            return 409;
        default:
            return failure.kind == Failure::Kind::Storage ? 500 : 502;
        }
    }

    /// The customer's address for spbill_create_ip, which takes IPv4 here.
    QByteArray addressOf(const QByteArray& peer)
    {
        const QByteArray text = peer.first(std::max<qsizetype>(peer.lastIndexOf(':'), 0));
        const QHostAddress address(QString::fromLatin1(text));
        return address.protocol() == QAbstractSocket::IPv4Protocol ? text : "127.0.0.1";
    }

} // namespace

/// One request on its way to an answer.
struct MiniProgramBackend::Visit {
    HttpRequest request;
    Responder responder;
    std::chrono::microseconds begun{0};
    QByteArray orderCode;
};

MiniProgramBackend::MiniProgramBackend(GatewayClient& gateway, OrderStore& store, Clock& clock,
    std::function<QByteArray()> notifyUrl, QObject* parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_store(store)
    , m_clock(clock)
    , m_notifyUrl(std::move(notifyUrl))
    , m_open(gateway.profile().isSandbox() || gateway.profile().miniProgramBackend)
{
}

bool MiniProgramBackend::serves(QByteArrayView path)
{
    return path == payPath || path == loginPath;
}

void MiniProgramBackend::serve(const HttpRequest& request, const Responder& responder)
{
    const auto visit = std::make_shared<Visit>(
        Visit{request, responder, m_clock.steady(), callParameter(request, "ordercode")});
    ++m_underWay;
    if (!m_open)
        answer(visit, 403,
            errorBody("backend-off",
                tr("The mini program backend is off for this merchant. Switch it on in Settings, "
                   "or "
                   "with mini_program_backend in the merchant's file.")),
            "backend-off");
    else if (m_underWay > mostVisits)
        answer(visit, 503, errorBody("busy", tr("Too many requests at once. Try again.")), "busy");
    else if (request.method != "GET" && request.method != "POST")
        answer(visit, 405, errorBody("method", tr("Only GET and POST are served here.")), "method");
    else if (request.path == payPath)
        pay(visit);
    else
        logIn(visit);
}

void MiniProgramBackend::pay(const std::shared_ptr<Visit>& visit)
{
    const QByteArray code = callParameter(visit->request, "code");
    for (const auto& [name, value] : {std::pair("code", code), {"ordercode", visit->orderCode}}) {
        if (value.isEmpty())
            return refuse(visit, 400,
                failure(FailureId::FieldMissing,
                    {{QStringLiteral("field"), QString::fromLatin1(name)}}));
    }
    auto* order = new PayOrder(m_gateway, m_store, m_clock, this);
    connect(order, &PayOrder::finished, this, [this, visit](const Result<PayRequest>& pay) {
        if (pay)
            answer(visit, 200, jsonOf(pay->call), "ok");
        else
            refuse(visit, statusOf(pay.error()), pay.error());
    });
    order->start(visit->orderCode, code, m_notifyUrl(), addressOf(visit->request.peer));
}

void MiniProgramBackend::logIn(const std::shared_ptr<Visit>& visit)
{
    const QByteArray code = callParameter(visit->request, "code");
    if (code.isEmpty())
        return refuse(visit, 400,
            failure(FailureId::FieldMissing, {{QStringLiteral("field"), QStringLiteral("code")}}));
    connect(m_gateway.session(code), &Call::finished, this, [this, visit](const Answer& session) {
        if (session.fields)
            answer(visit, 200, jsonOf({{"openid", session.fields->value("openid")}}), "ok");
        else
            refuse(visit, statusOf(session.fields.error()), session.fields.error());
    });
}

void MiniProgramBackend::refuse(
    const std::shared_ptr<Visit>& visit, int status, const Failure& failure)
{
    answer(visit, status, errorBody(failureName(failure.id), wordingOf(failure).sentence()),
        failureName(failure.id));
}

void MiniProgramBackend::answer(const std::shared_ptr<Visit>& visit, int status,
    const QByteArray& body, const QByteArray& outcome)
{
    --m_underWay;
    const QList<Header> headers = status == 405 ? QList<Header>{{"Allow", "GET, POST"}}
                                                : QList<Header>{{"Cache-Control", "no-store"}};
    visit->responder.send({status, "application/json; charset=utf-8", body, headers});
    const HttpRequest& request = visit->request;
    Exchange exchange;
    exchange.direction = Exchange::Direction::Incoming;
    exchange.method = request.method;
    exchange.url = request.query.isEmpty() ? request.path : request.path + '?' + request.query;
    exchange.peer = request.peer;
    exchange.requestHeaders = request.headers;
    exchange.requestBody = request.body;
    exchange.status = status;
    exchange.answerHeaders = headers;
    exchange.answerBody = body;
    exchange.startedAt = request.receivedAt.isValid() ? request.receivedAt : m_clock.now();
    exchange.took = m_clock.steady() - visit->begun;
    exchange.outTradeNo = visit->orderCode;
    exchange.outcome = outcome;
    emit served(m_gateway.redactor().clean(std::move(exchange)));
}

} // namespace paydesk
