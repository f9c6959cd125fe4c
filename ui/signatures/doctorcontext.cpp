#include "ui/signatures/doctorcontext.h"

#include "core/profile/credentials.h"
#include "core/sign/textinput.h"
#include "core/sign/xmlcodec.h"
#include "core/workbench.h"

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int mostExchanges = 50;
    constexpr qsizetype longestNumber = 32;
    constexpr qsizetype longestGap = 8;

    /// Nonces, times and signatures of one more message of the order.
    class FactsOfMessages {
    public:
        explicit FactsOfMessages(OrderFacts& facts)
            : m_facts(facts)
        {
        }

        void add(const Parameters& fields)
        {
            for (const QByteArrayView name : {"nonce_str", "nonceStr"})
                take(m_facts.otherNonces, fields, name);
            take(m_facts.otherTimestamps, fields, "timeStamp");
            for (const QByteArrayView name : {"sign", "paySign"})
                take(m_facts.relatedSigns, fields, name);
        }

        void addXml(const QByteArray& body)
        {
            if (const Result<Parameters> fields = fromXml(body))
                add(*fields);
        }

    private:
        static void take(QList<QByteArray>& list, const Parameters& fields, QByteArrayView name)
        {
            const QByteArray value = fields.value(name);
            if (!value.isEmpty() && !list.contains(value))
                list.append(value);
        }

        OrderFacts& m_facts;
    };

} // namespace

void addMerchantFacts(Workbench& bench, OtherSecrets& secrets, Parameters& identifiers)
{
    const Profile& own = bench.profile();
    if (own.name.isEmpty())
        return;
    if (Result<Credentials> at = credentialsOf(own, bench.vault()))
        secrets.appSecret = std::move(at->appSecret);
    if (!own.appid.isEmpty())
        identifiers.append("appid", own.appid);
    if (!own.mchId.isEmpty())
        identifiers.append("mch_id", own.mchId);
    for (const Profile& other : bench.profiles().profiles()) {
        if (other.name == own.name || other.isSandbox())
            continue;
        if (other.appid != own.appid)
            identifiers.append("mp_appid", other.appid);
        if (other.mchId != own.mchId)
            identifiers.append("other_mch_id", other.mchId);
        if (Result<Credentials> at = credentialsOf(other, bench.vault()))
            secrets.otherKeys.emplace_back(other.mchId, std::move(at->apiKey));
    }
}

QByteArray orderNumberIn(QByteArrayView text)
{
    constexpr QByteArrayView name = "out_trade_no";
    const auto isLetter = [](char c) {
        constexpr QByteArrayView letters = "_-|*@";
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || letters.contains(c);
    };
    constexpr QByteArrayView cdata = "<![CDATA[";
    const qsizetype found = text.indexOf(name);
    if (found < 0)
        return {};
    QByteArrayView rest = text.sliced(found + name.size());
    rest = rest.first(std::min(rest.size(), longestGap + longestNumber + cdata.size()));
    qsizetype start = 0;
    const qsizetype marked = rest.indexOf(cdata);
    if (marked >= 0)
        start = marked + cdata.size();
    while (start < rest.size() && !isLetter(rest[start]))
        ++start;
    qsizetype end = start;
    while (end < rest.size() && isLetter(rest[end]))
        ++end;
    return rest.sliced(start, end - start).toByteArray();
}

Result<OrderFacts> readOrderFacts(
    const OrderReader& reader, const QByteArray& profile, const QByteArray& outTradeNo)
{
    OrderFacts facts;
    const auto found = reader.find(profile, outTradeNo);
    if (!found)
        return fail(found.error());
    if (const std::optional<Order>& order = *found) {
        facts.signType = order->signType;
        facts.openid = order->openid;
        if (order->totalFee.value > 0)
            facts.totalFee = QByteArray::number(order->totalFee.value);
    }
    FactsOfMessages messages(facts);
    ExchangeQuery query;
    query.profile = profile;
    query.outTradeNo = outTradeNo;
    query.limit = mostExchanges;
    const Result<QList<Exchange>> exchanges = reader.exchanges(query);
    if (!exchanges)
        return fail(exchanges.error());
    for (const Exchange& exchange : *exchanges) {
        messages.addXml(exchange.requestBody);
        messages.addXml(exchange.answerBody);
    }
    const Result<QList<OrderEvent>> events = reader.events(profile, outTradeNo);
    if (!events)
        return fail(events.error());
    for (const OrderEvent& event : *events) {
        if (event.kind != OrderEvent::Kind::PaySign)
            continue;
        if (const Result<ReadInput> call = readInput(event.detail))
            messages.add(call->fields);
    }
    return facts;
}

} // namespace paydesk
