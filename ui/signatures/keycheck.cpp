#include "ui/signatures/keycheck.h"

#include "core/checkout/draft.h"
#include "ui/checkout/remedy.h"

#include <QUrl>

namespace paydesk {

namespace {

    KeyCheck::Verdict verdictOf(const Result<Parameters>& fields)
    {
        // Fields are handed out only when the answer's signature verifies.
        if (fields)
            return KeyCheck::Verdict::Right;
        const Failure& failure = fields.error();
        if (isAboutSignature(failure))
            return KeyCheck::Verdict::Wrong;
        if (failure.id == FailureId::AnswerSignatureWrong)
            return KeyCheck::Verdict::OtherKey;
        // ORDERNOTEXIST and the like come in answers that were verified.
        return failure.id == FailureId::BusinessRefused ? KeyCheck::Verdict::Right
                                                        : KeyCheck::Verdict::Unknown;
    }

} // namespace

KeyCheck::KeyCheck(Workbench& bench, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
{
}

QString KeyCheck::announcement() const
{
    const Profile& profile = m_bench.profile();
    return tr("One query goes to %1: appid %2, mch_id %3, a random out_trade_no that does not "
              "exist, a random nonce_str and the signature. The key itself is not sent, and no "
              "order is placed or changed.")
        .arg(QUrl::fromEncoded(profile.endpoints.api).host(), QString::fromUtf8(profile.appid),
            QString::fromUtf8(profile.mchId));
}

void KeyCheck::start(const Secret& key)
{
    Counter* counter = m_bench.counter();
    if (!counter || isRunning())
        return;
    Credentials credentials;
    credentials.apiKey = key.clone();
    m_client = std::make_unique<GatewayClient>(
        counter->profile(), std::move(credentials), m_bench.clock());
    // A number of our own making that was never placed.
    m_call = m_client->orderQuery(newOutTradeNo(m_bench.clock()), counter->profile().signType);
    connect(m_call, &Call::finished, this,
        [this, profile = counter->profile().name](
            const Answer& answer) { answered(profile, answer); });
}

void KeyCheck::answered(const QByteArray& profile, const Answer& answer)
{
    m_call = nullptr;
    m_bench.store().write<qint64>(this,
        [profile, exchange = answer.exchange](
            OrderWriter& writer) { return writer.record(profile, exchange); },
        {});
    const Verdict verdict = verdictOf(answer.fields);
    emit finished(verdict,
        verdict == Verdict::Unknown ? std::optional<Failure>(answer.fields.error()) : std::nullopt);
}

} // namespace paydesk
