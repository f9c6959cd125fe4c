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
    const OrderReader& reader, const QByteArray& profile, int limit)
{
    ExchangeQuery query;
    query.profile = profile;
    query.limit = limit;
    const Result<QList<Exchange>> exchanges = reader.exchanges(query);
    if (!exchanges)
        return fail(exchanges.error());
    QList<RecordedMessage> messages;
    for (const Exchange& exchange : *exchanges) {
        RecordedMessage message;
        message.exchangeId = exchange.id;
        message.outTradeNo = exchange.outTradeNo;
        message.path = QUrl::fromEncoded(exchange.url).path(QUrl::FullyEncoded).toUtf8();
        message.at = exchange.startedAt;
        message.body = exchange.requestBody;
        if (isSigned(message.body))
            messages.append(message);
        message.isAnswer = true;
        message.body = exchange.answerBody;
        if (isSigned(message.body))
            messages.append(message);
    }
    std::reverse(messages.begin(), messages.end());
    return messages;
}

} // namespace paydesk
