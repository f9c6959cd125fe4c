#include "core/forward/forwardoutcome.h"

#include "core/base/wording.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QUrl>

namespace paydesk {

namespace {

    tl::unexpected<Failure> unfit(const char* rule)
    {
        return fail(FailureId::FieldMalformed,
            {{QStringLiteral("field"), QStringLiteral("forward-to")},
                {QStringLiteral("rule"), QString::fromLatin1(rule)}});
    }

    bool isThisMachine(const QString& host)
    {
        return host == u"localhost" || QHostAddress(host).isLoopback();
    }

    int portOf(const QUrl& url)
    {
        return url.port(url.scheme() == u"https" ? 443 : 80);
    }

} // namespace

Result<void> checkForwardUrl(const QByteArray& url, const QByteArray& listenerUrl)
{
    const QUrl target = QUrl::fromEncoded(url, QUrl::StrictMode);
    const bool plain = target.isValid() && !target.host().isEmpty() && target.userInfo().isEmpty()
        && !target.hasFragment();
    if (!plain || (target.scheme() != u"http" && target.scheme() != u"https"))
        return unfit(QT_TRANSLATE_NOOP("Reason",
            "an address such as http://127.0.0.1:8000/notify, without a user or a fragment"));
    const QUrl own = QUrl::fromEncoded(listenerUrl, QUrl::StrictMode);
    if (own.isValid() && !own.host().isEmpty() && isThisMachine(target.host())
        && isThisMachine(own.host()) && portOf(target) == portOf(own))
        return unfit(QT_TRANSLATE_NOOP("Reason",
            "your backend's address, not the listener's own: a message would go round for ever"));
    return {};
}

QByteArray forwardOutcome(const Answer& answer)
{
    if (answer.fields) {
        if (answer.fields->value("return_code") != "SUCCESS")
            return "answered-fail";
        return answer.exchange.took > receiverTime ? "answered-late" : "ok";
    }
    const FailureId why = answer.fields.error().id;
    if (why == FailureId::HttpStatusUnexpected)
        return "http-status-" + QByteArray::number(answer.exchange.status);
    // An answer came whole, and it is none.
    if (answer.exchange.status == 200 && kindOf(why) == Failure::Kind::Protocol)
        return "answer-unreadable";
    return failureName(why);
}

Bilingual forwardSentence(const QByteArray& outcome)
{
    if (outcome == "ok")
        return {"The backend answered SUCCESS.", "后端应答了 SUCCESS。"};
    if (outcome == "answered-late")
        return {"It answered SUCCESS, but only after more than 5 s: WeChat would repeat it.",
            "后端应答了 SUCCESS，但超过 5 秒：微信会再次通知。"};
    if (outcome == "answered-fail")
        return {"It answered 200, but not with SUCCESS: WeChat would repeat it.",
            "后端应答 200，但不是 SUCCESS：微信会再次通知。"};
    if (outcome == "answer-unreadable")
        return {"It answered 200, but not with XML that says SUCCESS: WeChat would repeat it.",
            "后端应答 200，但内容不是表示 SUCCESS 的 XML：微信会再次通知。"};
    if (outcome.startsWith("http-status-"))
        return {"It did not answer with HTTP 200: WeChat would repeat it.",
            "后端应答的不是 HTTP 200：微信会再次通知。"};
    if (outcome == "dropped")
        return {"Too many messages wait for the backend; this one was not passed on.",
            "等待后端的消息太多，这一条没有转发。"};
    return {
        "The backend did not answer: WeChat would repeat it.", "后端没有应答：微信会再次通知。"};
}

} // namespace paydesk
