#include "ui/signatures/recordedmessages.h"

#include "ui/orders/orderwords.h"

#include <QUrl>

#include <algorithm>

namespace paydesk {

namespace {

    struct MessageWords {
        Q_DECLARE_TR_FUNCTIONS(paydesk::RecordedMessage)
    };

    bool isSigned(const QByteArray& body)
    {
        return body.contains("<sign>");
    }

    /// Request and answer, as far as there are any.
    QList<RecordedMessage> messagesOf(const Exchange& exchange)
    {
        RecordedMessage message;
        message.exchangeId = exchange.id;
        message.outTradeNo = exchange.outTradeNo;
        message.path = QUrl::fromEncoded(exchange.url).path(QUrl::FullyEncoded).toUtf8();
        message.at = exchange.startedAt;
        QList<RecordedMessage> messages;
        for (const bool isAnswer : {false, true}) {
            message.isAnswer = isAnswer;
            message.body = isAnswer ? exchange.answerBody : exchange.requestBody;
            if (!message.body.isEmpty())
                messages.append(message);
        }
        return messages;
    }

} // namespace

QString RecordedMessage::title() const
{
    const QString when = at.toLocalTime().toString(QStringLiteral("MM-dd HH:mm:ss"));
    const QString what =
        isAnswer ? MessageWords::tr("answer of %1") : MessageWords::tr("request to %1");
    return when + QStringLiteral("  ") + what.arg(oneLine(path)) + QStringLiteral("  ")
        + oneLine(outTradeNo);
}

Result<QList<RecordedMessage>> readRecordedMessages(
    const OrderReader& reader, const QByteArray& profile, int limit, const QList<qint64>& also)
{
    ExchangeQuery query;
    query.profile = profile;
    query.limit = limit;
    const Result<QList<Exchange>> exchanges = reader.exchanges(query);
    if (!exchanges)
        return fail(exchanges.error());
    QList<RecordedMessage> messages;
    for (const Exchange& exchange : *exchanges) {
        for (const RecordedMessage& message : messagesOf(exchange)) {
            if (isSigned(message.body))
                messages.append(message);
        }
    }
    std::reverse(messages.begin(), messages.end());
    for (const qint64 id : also) {
        const auto isOfIt = [id](const RecordedMessage& message) {
            return message.exchangeId == id;
        };
        if (std::any_of(messages.begin(), messages.end(), isOfIt))
            continue;
        const std::optional<Exchange> exchange = reader.exchange(id).value_or(std::nullopt);
        if (exchange)
            messages += messagesOf(*exchange);
    }
    return messages;
}

} // namespace paydesk
