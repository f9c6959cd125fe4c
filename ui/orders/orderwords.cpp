#include "ui/orders/orderwords.h"

#include "core/base/money.h"
#include "core/forward/forwardoutcome.h"
#include "ui/widgets/messagetext.h"

#include <QCoreApplication>
#include <QHash>

namespace paydesk {

namespace {

    class OrderWords {
        Q_DECLARE_TR_FUNCTIONS(paydesk::OrderWords)
    };

    /// Our own words for troubles and refusals, and WeChat's commonest codes.
    constexpr struct {
        const char* word;
        const char* sentence;
    } knownTroubles[] = {
        {"amount-mismatch", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Amount differs")},
        {"currency-mismatch", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Currency differs")},
        {"second-transaction", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Paid twice")},
        {"transaction-reused",
            QT_TRANSLATE_NOOP("paydesk::OrderWords", "Transaction of another order")},
        {"bad-signature", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Wrong signature")},
        {"wrong-merchant", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Another merchant's message")},
        {"unknown-order", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Unknown order")},
        {"REFUNDNOTEXIST", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Refund not known at WeChat")},
        {"malformed", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Ill-formed message")},
        {"result-not-success", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Payment failed")},
        {"ambiguous", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Ambiguous, waits for a query")},
        {"stale", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Overtaken by a newer state")},
        {"duplicate",
            QT_TRANSLATE_NOOP("paydesk::OrderWords", "Repeated: answered, not booked again")},
        {"storage", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Could not be saved")},
        {"answer-signature-wrong",
            QT_TRANSLATE_NOOP("paydesk::OrderWords", "Answer wrongly signed")},
        {"answer-unsigned", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Answer not signed")},
        {"answer-foreign",
            QT_TRANSLATE_NOOP("paydesk::OrderWords", "Answer belongs to another order")},
        {"answer-incomplete", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Answer incomplete")},
        {"answer-not-xml", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Answer is not XML")},
        {"no-answer-in-time", QT_TRANSLATE_NOOP("paydesk::OrderWords", "No answer in time")},
        {"connection-lost", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Connection lost")},
        {"connection-refused", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Connection refused")},
        {"host-not-found", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Host not found")},
        {"tls-failed", QT_TRANSLATE_NOOP("paydesk::OrderWords", "No secure connection")},
        {"gateway-refused", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Refused by WeChat")},
        {"login-refused", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Login code refused")},
        {"ORDERNOTEXIST", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Not known at WeChat")},
        {"ORDERPAID", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Already paid at WeChat")},
        {"ORDERCLOSED", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Closed at WeChat")},
        {"OUT_TRADE_NO_USED", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Order number used before")},
        {"NOTENOUGH", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Not enough money")},
        {"SIGNERROR", QT_TRANSLATE_NOOP("paydesk::OrderWords", "Signature refused")},
        {"SYSTEMERROR", QT_TRANSLATE_NOOP("paydesk::OrderWords", "WeChat's system error")},
    };

    QString knownSentence(const QByteArray& word)
    {
        for (const auto& [known, sentence] : knownTroubles) {
            if (word == known)
                return OrderWords::tr(sentence);
        }
        return {};
    }

    Tone toneOf(const QByteArray& outcome)
    {
        if (outcome == "ok")
            return Tone::Ok;
        if (outcome == "duplicate" || outcome == "stale")
            return Tone::Info;
        return outcome == "ambiguous" ? Tone::Warn : Tone::Bad;
    }

    QString success(const OrderEvent& event)
    {
        using Kind = OrderEvent::Kind;
        switch (event.kind) {
        case Kind::Placed:
            return OrderWords::tr("Stored before it is sent");
        case Kind::Login:
            return OrderWords::tr("openid received");
        case Kind::UnifiedOrder:
            return OrderWords::tr("prepay_id received");
        case Kind::PaySign:
            return OrderWords::tr("Signed for the mini program");
        case Kind::Payment:
            return OrderWords::tr("Paid");
        case Kind::Notification:
            return OrderWords::tr("Signature and amount match, booked");
        case Kind::Query:
            return event.detail.isEmpty() ? OrderWords::tr("Answered")
                                          : QStringLiteral("trade_state=") + oneLine(event.detail);
        case Kind::Close:
            return OrderWords::tr("Closed");
        case Kind::Imported:
            return OrderWords::tr("Read from a file");
        case Kind::Adopted:
            return OrderWords::tr("Recorded from a notification");
        case Kind::StateChanged:
            return OrderWords::tr("Changed");
        case Kind::Charge:
            return OrderWords::tr("Paid by the code");
        case Kind::Reverse:
            return event.detail.endsWith("=Y") ? OrderWords::tr("WeChat asks to call again")
                                               : OrderWords::tr("Reversed");
        case Kind::Refund:
            return OrderWords::tr("Accepted, on its way: %1").arg(oneLine(event.detail));
        case Kind::RefundQuery:
            return oneLine(event.detail);
        case Kind::RefundNotification:
            return OrderWords::tr("Decrypted; counted once a refund query has confirmed it");
        case Kind::Forward:
            return OrderWords::tr("Passed on; the backend answered SUCCESS");
        case Kind::Fault:
            break;
        }
        return {};
    }

} // namespace

ToneWords stateWords(TradeState state)
{
    switch (state) {
    case TradeState::Placing:
        return {OrderWords::tr("Placing"), Tone::Neutral};
    case TradeState::NotPay:
        return {OrderWords::tr("Unpaid"), Tone::Warn};
    case TradeState::UserPaying:
        return {OrderWords::tr("Being paid"), Tone::Info};
    case TradeState::Success:
        return {OrderWords::tr("Paid"), Tone::Ok};
    case TradeState::Refund:
        return {OrderWords::tr("Refunded"), Tone::Info};
    case TradeState::Closed:
        return {OrderWords::tr("Closed"), Tone::Neutral};
    case TradeState::Revoked:
        return {OrderWords::tr("Revoked"), Tone::Neutral};
    case TradeState::PayError:
        return {OrderWords::tr("Payment failed"), Tone::Bad};
    }
    return {};
}

ToneWords badgeWords(const Order& order)
{
    if (!order.trouble.isEmpty())
        return {troubleWords(order.trouble), Tone::Bad};
    if (order.held)
        return {OrderWords::tr("To be confirmed"), Tone::Warn};
    return stateWords(order.state);
}

QString troubleWords(const QByteArray& trouble)
{
    const QString sentence = knownSentence(trouble);
    return sentence.isEmpty() ? oneLine(trouble.left(64)) : sentence;
}

QString eventTitle(const OrderEvent& event, int number)
{
    using Kind = OrderEvent::Kind;
    switch (event.kind) {
    case Kind::Placed:
        return OrderWords::tr("Order created");
    case Kind::Login:
        return OrderWords::tr("Login code exchanged");
    case Kind::UnifiedOrder:
        return OrderWords::tr("Unified order");
    case Kind::PaySign:
        return OrderWords::tr("Second signature, back to the mini program");
    case Kind::Payment:
        return OrderWords::tr("The customer pays");
    case Kind::Notification:
        return OrderWords::tr("Notification #%1").arg(number);
    case Kind::Query:
        return OrderWords::tr("Order query");
    case Kind::Close:
        return OrderWords::tr("Close order");
    case Kind::Imported:
        return OrderWords::tr("Imported");
    case Kind::Adopted:
        return OrderWords::tr("Adopted");
    case Kind::StateChanged:
        return OrderWords::tr("State changed");
    case Kind::Charge:
        return OrderWords::tr("Payment code charged");
    case Kind::Reverse:
        return OrderWords::tr("Reverse order");
    case Kind::Refund:
        return OrderWords::tr("Refund");
    case Kind::RefundQuery:
        return OrderWords::tr("Refund query");
    case Kind::RefundNotification:
        return OrderWords::tr("Refund notification");
    case Kind::Fault:
        return OrderWords::tr("Planted fault");
    case Kind::Forward:
        return OrderWords::tr("Forward to the backend");
    }
    return {};
}

ToneWords outcomeWords(const OrderEvent& event)
{
    const Tone tone = toneOf(event.outcome);
    if (event.kind == OrderEvent::Kind::Forward && tone != Tone::Ok)
        return {forwardSentence(event.outcome).text(), tone};
    return {tone == Tone::Ok ? success(event) : troubleWords(event.outcome), tone};
}

QChar outcomeSign(Tone tone)
{
    switch (tone) {
    case Tone::Ok:
        return QChar(0x2713);
    case Tone::Bad:
        return QChar(0x2717);
    case Tone::Warn:
        return u'!';
    case Tone::Info:
    case Tone::Neutral:
        return u'=';
    }
    return u'=';
}

QString amountText(Fen amount)
{
    QString text = QString::fromLatin1(yuan(amount));
    const qsizetype first = text.startsWith(u'-') ? 1 : 0;
    for (qsizetype at = text.indexOf(u'.') - 3; at > first; at -= 3)
        text.insert(at, u',');
    return QChar(0xA5) + text;
}

QString spanText(qint64 milliseconds)
{
    const qint64 seconds = milliseconds / 1000;
    if (milliseconds < 1000)
        return OrderWords::tr("%1 ms").arg(milliseconds);
    if (seconds < 60)
        return OrderWords::tr("%1 s").arg(double(milliseconds) / 1000, 0, 'f', 1);
    if (seconds < 3600)
        return OrderWords::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    return OrderWords::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds % 3600 / 60);
}

QString momentText(const QDateTime& at, const QDate& today)
{
    const QDateTime local = at.toLocalTime();
    const QString time = local.toString(u"HH:mm:ss.zzz");
    return local.date() == today ? time : local.toString(u"yyyy-MM-dd ") + time;
}

QString oneLine(const QByteArray& text)
{
    return visible(QString::fromUtf8(text), true).simplified();
}

} // namespace paydesk
