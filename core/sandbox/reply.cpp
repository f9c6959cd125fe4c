#include "core/sandbox/reply.h"

#include <QJsonDocument>

#include <utility>

namespace paydesk {

namespace {

    void tellWhy(Reply& reply, Why why)
    {
        if (!why.isEmpty())
            reply.http.headers.append({"X-Paydesk-Why", why.header()});
        reply.why = std::move(why);
    }

} // namespace

tl::unexpected<Refusal> notUnderstood(QByteArray returnMsg, Why why)
{
    return tl::unexpected<Refusal>({{}, std::move(returnMsg), std::move(why)});
}

tl::unexpected<Refusal> refused(QByteArray errCode, QByteArray text, Why why)
{
    return tl::unexpected<Refusal>({std::move(errCode), std::move(text), std::move(why)});
}

Reply plainReply(QByteArray body, QByteArray outcome, Why why)
{
    Reply reply{{200, "text/plain", std::move(body), {}}, std::move(outcome), {}, {}};
    tellWhy(reply, std::move(why));
    return reply;
}

Reply jsonReply(const QJsonObject& body, QByteArray outcome, int status)
{
    return {{status, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact), {}},
        std::move(outcome), {}, {}};
}

Reply phoneRefusal(int errCode, const QByteArray& text, const Why& why)
{
    const QString words = QString::fromUtf8(text);
    QJsonObject body{{QStringLiteral("errMsg"), QStringLiteral("requestPayment:fail ") + words},
        {QStringLiteral("errCode"), errCode}, {QStringLiteral("errDesc"), words}};
    if (!why.isEmpty())
        body.insert(QStringLiteral("why"), QString::fromUtf8(why.text()));
    Reply reply = jsonReply(body, why.isEmpty() ? text : why.id);
    tellWhy(reply, why);
    return reply;
}

} // namespace paydesk
