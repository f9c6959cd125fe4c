#include "core/gateway/wirecall.h"

#include "core/base/wording.h"
#include "core/gateway/answers.h"

namespace paydesk {

namespace {

    /// What the exchange list shows: the field code where the gateway gave one, our name of the
    /// failure otherwise.
    QByteArray outcomeOf(const Result<Parameters>& fields)
    {
        if (fields)
            return "ok";
        const Failure& failure = fields.error();
        for (const QString& code : {QStringLiteral("err_code"), QStringLiteral("errcode")}) {
            const QByteArray given = failure.details.value(code).toString().toUtf8();
            if (!given.isEmpty())
                return given;
        }
        return failureName(failure.id);
    }

    QByteArray shownWhy(const WireAnswer& answer, const Result<Parameters>& fields)
    {
        const QByteArray header = whyOf(answer);
        return header.isEmpty() && !fields
            ? fields.error().details.value(QStringLiteral("why")).toString().toUtf8()
            : header;
    }

} // namespace

WireCall::WireCall(CallPlan plan, const Redactor& redactor, const QSslConfiguration& tls,
    Clock& clock, QObject* parent)
    : Call(parent)
    , m_plan(std::move(plan))
    , m_redactor(redactor)
    , m_tls(tls)
    , m_clock(clock)
{
    prepare();
    if (!m_plan.refused) {
        m_transmission->start();
        return;
    }
    WireAnswer nothing;
    nothing.startedAt = clock.now();
    nothing.failure = m_plan.refused;
    QMetaObject::invokeMethod(this, [this, nothing] { settle(nothing); }, Qt::QueuedConnection);
}

void WireCall::prepare()
{
    // Not deleted at once: this may be called from the one before, whose answer is being heard.
    if (m_transmission)
        m_transmission.release()->deleteLater();
    m_transmission =
        std::make_unique<Transmission>(m_plan.request, m_tls, m_clock, m_plan.receiver.get());
    m_sent = m_transmission->sentHeaders();
    connect(m_transmission.get(), &Transmission::finished, this, &WireCall::settle);
    connect(m_transmission.get(), &Transmission::progressed, this, &WireCall::progressed);
}

void WireCall::abort()
{
    QMetaObject::invokeMethod(this, &WireCall::abortNow, Qt::QueuedConnection);
}

void WireCall::abortNow()
{
    m_transmission->stop(failure(FailureId::Cancelled));
}

/// Nobody was reached, so nothing was said: the same bytes may go to the spare host.
bool WireCall::takeSpare(const WireAnswer& answer)
{
    const bool unreached = answer.failure
        && (answer.failure->id == FailureId::HostNotFound
            || answer.failure->id == FailureId::ConnectionRefused);
    if (!unreached || m_plan.spareUrl.isEmpty())
        return false;
    m_plan.request.url = std::exchange(m_plan.spareUrl, {});
    prepare();
    m_transmission->start();
    return true;
}

void WireCall::settle(const WireAnswer& answer)
{
    if (m_settled || takeSpare(answer))
        return;
    m_settled = true;
    const Result<Parameters> fields =
        answer.failure ? fail(*answer.failure) : m_plan.reading(answer);
    const auto bill = fields && m_plan.receiver ? m_plan.receiver->summary() : std::nullopt;
    deleteLater();
    emit finished({recorded(answer, fields), fields, m_plan.trace, bill});
}

Exchange WireCall::recorded(const WireAnswer& answer, const Result<Parameters>& fields) const
{
    Exchange exchange;
    exchange.direction = Exchange::Direction::Outgoing;
    exchange.method = m_plan.request.method;
    exchange.url = m_plan.request.url;
    exchange.requestHeaders = m_sent;
    exchange.requestBody = m_plan.request.body;
    exchange.status = answer.status;
    exchange.answerHeaders = answer.headers;
    exchange.answerBody = m_plan.hideInAnswer ? m_plan.hideInAnswer(answer.body) : answer.body;
    exchange.startedAt = answer.startedAt;
    exchange.took = answer.took;
    exchange.outTradeNo = m_plan.outTradeNo;
    exchange.outcome = outcomeOf(fields);
    exchange.why = shownWhy(answer, fields);
    return m_redactor.clean(std::move(exchange));
}

void abortCallsOf(QObject& owner)
{
    const auto calls = owner.findChildren<WireCall*>(Qt::FindDirectChildrenOnly);
    for (WireCall* call : calls)
        call->abortNow();
}

} // namespace paydesk
