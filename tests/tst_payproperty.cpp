// An order is paid only if a second, much simpler opinion says so: of random edits of signed
// messages, and of every order in which up to six events can reach one order.

#include "core/notify/booking.h"
#include "core/notify/compose.h"
#include "core/sign/xmlcodec.h"
#include "tests/ordersupport.h"

#include <QCryptographicHash>
#include <QDomDocument>
#include <QMap>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace paydesk;

namespace {

const QByteArray firstTransaction = "4200000001202601011234567890";
const QByteArray secondTransaction = "4200000002202601011234567890";

QByteArray plainKey()
{
    return sandboxCredentials().apiKey.reveal(
        [](QByteArrayView key) { return QByteArray(key.data(), key.size()); });
}

// --- the second opinion: QDom, QCryptographicHash, and the documents read once more

/// The fields of a document that nobody could read in two ways; nothing otherwise.
std::optional<QMap<QByteArray, QByteArray>> plainFields(const QByteArray& body)
{
    QDomDocument document;
    if (body.toLower().contains("<!doctype") || !document.setContent(body))
        return {};
    const QDomElement root = document.documentElement();
    if (root.tagName() != u"xml" || root.hasAttributes())
        return {};
    QMap<QByteArray, QByteArray> fields;
    for (QDomElement field = root.firstChildElement(); !field.isNull();
        field = field.nextSiblingElement()) {
        const QByteArray name = field.tagName().toUtf8();
        if (field.hasAttributes() || !field.firstChildElement().isNull() || fields.contains(name))
            return {};
        fields.insert(name, field.text().toUtf8());
    }
    return fields;
}

QByteArray plainSignature(const QMap<QByteArray, QByteArray>& fields, bool hmac)
{
    QByteArray text;
    for (auto field = fields.constBegin(); field != fields.constEnd(); ++field) {
        if (field.key() != "sign" && !field->isEmpty())
            text += field.key() + '=' + *field + '&';
    }
    text += "key=" + plainKey();
    return (hmac ? QMessageAuthenticationCode::hash(text, plainKey(), QCryptographicHash::Sha256)
                 : QCryptographicHash::hash(text, QCryptographicHash::Md5))
        .toHex()
        .toUpper();
}

/// Whether this message may pay this order.
bool mayPay(const QByteArray& body, const Order& order)
{
    const auto read = plainFields(body);
    if (!read)
        return false;
    const QMap<QByteArray, QByteArray>& fields = *read;
    const bool hmac = order.signType == SignType::HmacSha256;
    const Profile merchant = sandboxProfile();
    return fields["return_code"] == "SUCCESS" && fields["result_code"] == "SUCCESS"
        && fields["appid"] == merchant.appid && fields["mch_id"] == merchant.mchId
        && fields["out_trade_no"] == order.outTradeNo
        && fields["total_fee"] == QByteArray::number(order.totalFee.value)
        && (!fields.contains("fee_type") || fields["fee_type"] == order.feeType)
        && !fields["transaction_id"].isEmpty() && fields["sign"] == plainSignature(fields, hmac);
}

// --- messages

Order orderOf(const QByteArray& number, SignType type)
{
    Order order = sampleOrder(number);
    order.signType = type;
    return order;
}

Parameters rightFields(const Order& order, const QByteArray& transaction)
{
    Order paid = order;
    paid.transactionId = transaction;
    paid.paidAt = sampleNoon;
    static const SystemClock clock;
    return paymentNotice(paid, sandboxProfile(), sandboxCredentials().apiKey, clock);
}

Parameters signedAnew(const Parameters& fields, SignType type, const QByteArray& key)
{
    return signedRequest(fields, Secret(QByteArray(key.constData(), key.size())), type);
}

Arrival arrivalOf(const QByteArray& body)
{
    Exchange exchange;
    exchange.direction = Exchange::Direction::Incoming;
    exchange.method = "POST";
    exchange.url = "/notify";
    exchange.requestBody = body;
    exchange.startedAt = sampleNoon;
    return {readNotice(body, sandboxCredentials().apiKey), sandboxProfile(), false, exchange,
        sampleNoon};
}

/// Draws by a seed that is printed: what failed once fails again.
class Chance {
public:
    explicit Chance(quint32 seed)
        : m_random(seed)
    {
    }

    int below(qsizetype limit) { return limit <= 0 ? 0 : m_random.bounded(int(limit)); }
    template <typename List> auto oneOf(const List& list) { return list[below(std::ssize(list))]; }

private:
    QRandomGenerator m_random;
};

Parameters withValue(const Parameters& fields, int at, const QByteArray& value)
{
    Parameters changed;
    for (int i = 0; i < int(fields.size()); ++i)
        changed.append(fields.at(i).name, i == at ? value : fields.at(i).value);
    return changed;
}

/// Changes of the fields: with the old signature, with the right key or with another one.
Parameters editedFields(const Parameters& fields, SignType type, Chance& chance)
{
    static const QByteArray values[] = {"", "0", "1", "1280", "01280", "1280.0", "+1280", " 1280",
        "-1280", "12800", "0x500", "FAIL", "SUCCESS", "success", "USD", "CNY", "MD5", "HMAC-SHA256",
        "PD2", "a&total_fee=1", "wx0", "中文", "]]>", "&amp;"};
    static const QByteArray names[] = {"total_fee", "fee_type", "out_trade_no", "transaction_id",
        "appid", "mch_id", "result_code", "return_code", "sign_type", "attach", "sign", "cash_fee",
        "Total_fee", "x"};
    Parameters edited = fields;
    switch (chance.below(6)) {
    case 0:
        edited = withValue(edited, chance.below(edited.size()), chance.oneOf(values));
        break;
    case 1:
        edited.remove(chance.oneOf(names));
        break;
    case 2:
        edited.append(chance.oneOf(names), chance.oneOf(values));
        break;
    case 3: { // another order of the fields
        QList<int> places(edited.size());
        std::iota(places.begin(), places.end(), 0);
        std::swap(places[chance.below(places.size())], places[chance.below(places.size())]);
        Parameters moved;
        for (const int place : std::as_const(places))
            moved.append(edited.at(place).name, edited.at(place).value);
        edited = moved;
        break;
    }
    case 4:
        edited.set("sign", edited.value("sign").toLower());
        break;
    default:
        break;
    }
    switch (chance.below(4)) {
    case 0:
        return signedAnew(edited, type, plainKey());
    case 1:
        return signedAnew(edited, type, QByteArray(32, 'k'));
    case 2:
        return signedAnew(
            edited, type == SignType::Md5 ? SignType::HmacSha256 : SignType::Md5, plainKey());
    default:
        return edited;
    }
}

/// Changes of the bytes, on top.
QByteArray editedBytes(QByteArray body, Chance& chance)
{
    static const QByteArray pieces[] = {"<", ">", "&", "]]>", "<![CDATA[", "<!---->", "&#49;", " ",
        "\n", "\r", "\t", QByteArray(1, '\0'), "\xC0\xAF", "<a/>", "</xml>", "<xml>",
        "<total_fee>1</total_fee>", "<!DOCTYPE xml>", "<?x?>", "\xEF\xBB\xBF"};
    const qsizetype at = chance.below(body.size());
    switch (chance.below(10)) {
    case 0:
        body[at] = char(body[at] ^ (1 << chance.below(8)));
        break;
    case 1:
        body.remove(at, 1 + chance.below(12));
        break;
    case 2:
        body.insert(at, chance.oneOf(pieces));
        break;
    case 3:
        body.truncate(at);
        break;
    case 4:
        body.replace("<![CDATA[", "").replace("]]>", "");
        break;
    case 5:
        body.prepend("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        break;
    default:
        break; // half of them keep their bytes
    }
    return body;
}

} // namespace

class TestPayProperty : public QObject {
    Q_OBJECT

private slots:
    void anEditedMessagePaysOnlyIfTheSecondOpinionSaysSo_data();
    void anEditedMessagePaysOnlyIfTheSecondOpinionSaysSo();
    void whatIsBookedIsWhatWasJudged();
    void anyOrderOfEventsEndsAsTheModelSays();
};

void TestPayProperty::anEditedMessagePaysOnlyIfTheSecondOpinionSaysSo_data()
{
    QTest::addColumn<SignType>("type");
    QTest::newRow("MD5") << SignType::Md5;
    QTest::newRow("HMAC-SHA256") << SignType::HmacSha256;
}

void TestPayProperty::anEditedMessagePaysOnlyIfTheSecondOpinionSaysSo()
{
    QFETCH(const SignType, type);
    constexpr quint32 seed = 20260101;
    constexpr int messages = 15'000;
    Chance chance(seed);
    const Order order = orderOf("PD1", type);
    const Parameters right = rightFields(order, firstTransaction);
    int paying = 0;
    int modelPays = 0;
    for (int i = 0; i < messages; ++i) {
        const QByteArray body = editedBytes(toXml(editedFields(right, type, chance)), chance);
        const Notice notice = readNotice(body, sandboxCredentials().apiKey);
        // The history is asked for the order that the message names.
        const bool known = notice.exactOutTradeNo() == order.outTradeNo;
        const Judgement judgement =
            judge(notice, known ? std::optional(order) : std::nullopt, sandboxProfile(), false);
        const bool model = mayPay(body, order);
        modelPays += model ? 1 : 0;
        if (!judgement.report)
            continue;
        ++paying;
        QVERIFY2(model, body.constData());
        QCOMPARE(judgement.report->outTradeNo, order.outTradeNo);
    }
    qInfo("seed %u: %d edited messages, %d would pay, the second opinion lets %d pay", seed,
        messages, paying, modelPays);
    QVERIFY(paying > 0 && paying < messages);
    // Stricter than the model is right (ambiguous strings, unusual XML), but not by much.
    QVERIFY(paying * 10 > modelPays * 8);
}

void TestPayProperty::whatIsBookedIsWhatWasJudged()
{
    constexpr quint32 seed = 42;
    constexpr int messages = 1500;
    Chance chance(seed);
    const StoreFixture fixture;
    qint64 expected = 0;
    for (int i = 0; i < messages; ++i) {
        const SignType type = i % 2 == 0 ? SignType::Md5 : SignType::HmacSha256;
        const Order order = orderOf("PD" + QByteArray::number(i), type);
        // Each pays with a transaction of its own.
        const QByteArray transaction = "42000000012026010112" + QByteArray::number(10'000'000 + i);
        const QByteArray body =
            editedBytes(toXml(editedFields(rightFields(order, transaction), type, chance)), chance);
        const Arrival arrival = arrivalOf(body);
        const auto booked =
            fixture.store->writeNow<Booked>([&](OrderWriter& writer) -> Result<Booked> {
                if (const auto added = writer.add(order); !added)
                    return fail(added.error());
                return book(writer, arrival);
            });
        QVERIFY(booked);
        const bool paid = fixture.order(order.outTradeNo).state == TradeState::Success;
        QCOMPARE(paid, booked->judgement.verdict == Verdict::Accepted);
        QVERIFY2(!paid || mayPay(body, order), body.constData());
        expected += paid ? order.totalFee.value : 0;
    }
    qInfo("seed %u: %d messages through the history, %lld fen booked", seed, messages, expected);
    QVERIFY(expected > 0);
    QCOMPARE(fixture.figures(sampleNoon).paid, Fen{expected});
}

void TestPayProperty::anyOrderOfEventsEndsAsTheModelSays()
{
    enum Event { Pays, Repeats, PaysAgain, Cheap, Ambiguous, QueriedPaid, QueriedClosed, Count };
    /// All that matters: who paid first, and whether the order was closed before.
    struct Model {
        QByteArray transaction;
        bool closed = false;

        void take(Event event, const QByteArray& first, const QByteArray& second)
        {
            const bool open = transaction.isEmpty() && !closed;
            // WeChat's own word opens what was closed.
            const bool confirmed = transaction.isEmpty() && event == QueriedPaid;
            if (confirmed || (open && (event == Pays || event == Repeats)))
                transaction = first;
            else if (open && event == PaysAgain)
                transaction = second;
            else if (open && event == QueriedClosed)
                closed = true;
        }
    };
    constexpr qsizetype longest = 6;
    const StoreFixture fixture;
    const auto arrival = [](Parameters fields, const QByteArray& key) {
        if (!key.isEmpty())
            fields = signedAnew(fields, SignType::Md5, key);
        return arrivalOf(toXml(fields));
    };
    const auto apply = [&](OrderWriter& writer, Event event, const Order& order,
                           const QByteArray& first, const QByteArray& second) -> Result<void> {
        Parameters fields = rightFields(order, event == PaysAgain ? second : first);
        switch (event) {
        case Pays:
        case PaysAgain:
            break;
        case Repeats:
            fields.set("nonce_str", "another");
            break;
        case Cheap:
            fields.set("total_fee", "1");
            break;
        case Ambiguous:
            fields.set("attach", "a&total_fee=1280");
            break;
        case QueriedPaid: {
            const StateReport report = confirmed(samplePayment(order.outTradeNo, first));
            return writer.report(report).map([](Applied) {});
        }
        case QueriedClosed:
            return writer.report(confirmed(sampleReport(order.outTradeNo, TradeState::Closed)))
                .map([](Applied) {});
        case Count:
            break;
        }
        return book(writer, arrival(fields, plainKey())).map([](const Booked&) {});
    };

    // Every start of every permutation, each once.
    QSet<QList<int>> all;
    QList<int> events(Count);
    std::iota(events.begin(), events.end(), 0);
    do {
        for (qsizetype length = 1; length <= longest; ++length)
            all.insert(events.first(length));
    } while (std::next_permutation(events.begin(), events.end()));

    qint64 expected = 0;
    int sequences = 0;
    QByteArray wrong; // the sequence that ended otherwise
    const auto play = [&](OrderWriter& writer, const QList<int>& sequence) -> Result<void> {
        const int serial = 10'000'000 + ++sequences;
        const Order order = orderOf("S" + QByteArray::number(serial), SignType::Md5);
        const QByteArray first = "42000000011" + QByteArray::number(serial);
        const QByteArray second = "42000000022" + QByteArray::number(serial);
        Model model;
        Result<void> so = writer.add(order);
        for (const int event : sequence) {
            so = so.and_then([&] { return apply(writer, Event(event), order, first, second); });
            model.take(Event(event), first, second);
        }
        const auto found = writer.find(order.profile, order.outTradeNo);
        if (!so || !found)
            return so ? fail(found.error()) : so;
        const Order after = found->value_or(Order());
        const bool paid = after.state == TradeState::Success;
        expected += paid ? order.totalFee.value : 0;
        if (paid == model.transaction.isEmpty() || after.transactionId != model.transaction) {
            for (const int event : sequence)
                wrong += QByteArray::number(event) + ' ';
            wrong += "; ";
        }
        return {};
    };
    // A commit for many of them: durability is not the question here.
    const QList<QList<int>> list = all.values();
    constexpr qsizetype together = 500;
    for (qsizetype from = 0; from < list.size(); from += together) {
        QVERIFY(fixture.store->writeNow<void>([&](OrderWriter& writer) {
            Result<void> so;
            for (const QList<int>& sequence : list.mid(from, together))
                so = so.and_then([&] { return play(writer, sequence); });
            return so;
        }));
    }
    QVERIFY2(wrong.isEmpty(), wrong.constData());
    qInfo("%d sequences of up to %lld events", sequences, longest);
    QCOMPARE(sequences, 7 + 42 + 210 + 840 + 2520 + 5040);
    QCOMPARE(fixture.figures(sampleNoon).paid, Fen{expected});
}

QTEST_GUILESS_MAIN(TestPayProperty)
#include "tst_payproperty.moc"
