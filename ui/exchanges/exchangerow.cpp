#include "ui/exchanges/exchangerow.h"

#include "core/notify/checklist.h"
#include "core/sign/xmlcodec.h"
#include "ui/orders/orderexchangemodel.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace paydesk {

namespace {

    class ExchangeWords {
        Q_DECLARE_TR_FUNCTIONS(paydesk::ExchangeWords)
    };

    constexpr qsizetype longestUrl = 2048;

    /// Failures of a call that no order keeps as its trouble.
    constexpr struct {
        const char* name;
        const char* words;
    } callFailures[] = {
        {"redirect-refused", QT_TRANSLATE_NOOP("paydesk::ExchangeWords", "Redirect not followed")},
        {"answer-too-large", QT_TRANSLATE_NOOP("paydesk::ExchangeWords", "Answer too large")},
        {"http-status-unexpected",
            QT_TRANSLATE_NOOP("paydesk::ExchangeWords", "Unexpected HTTP status")},
        {"answer-not-json", QT_TRANSLATE_NOOP("paydesk::ExchangeWords", "Answer is not JSON")},
        {"field-missing", QT_TRANSLATE_NOOP("paydesk::ExchangeWords", "A field is missing")},
        {"cancelled", QT_TRANSLATE_NOOP("paydesk::ExchangeWords", "Given up")},
    };

    bool isRepeated(const Exchange& exchange)
    {
        const auto checks = checksFromJson(exchange.checks);
        return exchange.outcome == "ok"
            && std::any_of(checks.begin(), checks.end(), [](const Check& check) {
                   return check.id == "first-time" && check.state == Check::State::Failed;
               });
    }

    std::optional<Fen> amountOf(const Exchange& exchange)
    {
        if (exchange.checks.isEmpty())
            return {};
        const auto fields = fromXml(exchange.requestBody);
        const auto amount =
            fields ? fenFromField(fields->value("total_fee")) : Result<Fen>(fail(fields.error()));
        return amount ? std::optional<Fen>(*amount) : std::nullopt;
    }

    /// WeChat's own codes are capitals or digits.
    bool isCode(const QByteArray& outcome)
    {
        return !outcome.isEmpty() && std::none_of(outcome.begin(), outcome.end(), [](char c) {
            return c >= 'a' && c <= 'z';
        });
    }

    QString codeWords(const QByteArray& code)
    {
        const QString plain = oneLine(code.left(64));
        const QString words = troubleWords(code);
        return words == plain ? plain : ExchangeWords::tr("%1 (%2)").arg(plain, words);
    }

    QString failureWords(const QByteArray& outcome)
    {
        for (const auto& [name, words] : callFailures) {
            if (outcome == name)
                return ExchangeWords::tr(words);
        }
        return troubleWords(outcome);
    }

} // namespace

ExchangeRow rowOf(const Exchange& exchange)
{
    ExchangeRow row;
    row.id = exchange.id;
    row.incoming = exchange.direction == Exchange::Direction::Incoming;
    row.repeated = row.incoming && isRepeated(exchange);
    row.status = exchange.status;
    row.received = row.incoming ? exchange.requestBody.size() : exchange.answerBody.size();
    row.took = exchange.took;
    row.method = exchange.method.left(32);
    row.url = exchange.url.left(longestUrl);
    row.outTradeNo = exchange.outTradeNo;
    row.outcome = exchange.outcome;
    row.startedAt = exchange.startedAt;
    row.amount = row.incoming ? amountOf(exchange) : std::nullopt;
    return row;
}

QString pathText(const ExchangeRow& row)
{
    Exchange exchange;
    exchange.url = row.url;
    return pathOf(exchange);
}

ToneWords resultWords(const ExchangeRow& row)
{
    if (row.repeated)
        return {ExchangeWords::tr("Repeated"), Tone::Info};
    if (row.outcome == "ok")
        return {row.incoming ? ExchangeWords::tr("Booked") : QStringLiteral("SUCCESS"), Tone::Ok};
    if (row.outcome.isEmpty())
        return {ExchangeWords::tr("Not judged"), Tone::Neutral};
    if (row.outcome == "stale")
        return {troubleWords(row.outcome), Tone::Info};
    if (row.outcome == "ambiguous")
        return {troubleWords(row.outcome), Tone::Warn};
    if (isCode(row.outcome))
        return {codeWords(row.outcome), Tone::Warn};
    return {failureWords(row.outcome), Tone::Bad};
}

ToneWords verdictWords(const ExchangeRow& row)
{
    if (row.repeated)
        return {ExchangeWords::tr("Repeated"), Tone::Info};
    if (row.outcome == "ok")
        return {ExchangeWords::tr("Booked"), Tone::Ok};
    return {ExchangeWords::tr("Refused"), Tone::Bad};
}

ToneWords reasonWords(const ExchangeRow& row)
{
    if (row.repeated)
        return {ExchangeWords::tr("Answered, not booked again"), Tone::Info};
    if (row.outcome == "ok")
        return {ExchangeWords::tr("Signature and amount match"), Tone::Ok};
    return resultWords(row);
}

bool isTroubled(const ExchangeRow& row)
{
    const Tone tone = resultWords(row).tone;
    return tone == Tone::Bad || tone == Tone::Warn;
}

QString durationText(std::chrono::microseconds took)
{
    if (took.count() > 0 && took.count() < 1000)
        return QStringLiteral("<1 ms");
    return QString::number(took.count() / 1000) + QStringLiteral(" ms");
}

QString sizeText(qint64 bytes)
{
    return QLocale::c().toString(bytes) + QStringLiteral(" B");
}

} // namespace paydesk
