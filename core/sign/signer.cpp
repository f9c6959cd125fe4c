#include "core/sign/signer.h"

#include "core/sign/digest.h"

#include <QRandomGenerator>
#include <QVarLengthArray>
#include <QtEndian>

#include <openssl/crypto.h>

#include <algorithm>
#include <cstring>

namespace paydesk {

namespace {

    constexpr char nonceAlphabet[] =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    constexpr int nonceLetters = sizeof nonceAlphabet - 1;
    constexpr int nonceLength = 32;

    using Fate = TracedField::Fate;

    /// A field's place in the order; the first eight bytes of its name decide nearly always.
    struct Place {
        quint64 start = 0;
        qsizetype index = 0;
    };
    // Real messages have fewer than 32 fields, so the usual order needs no heap.
    using Order = QVarLengthArray<Place, 32>;

    constexpr QByteArrayView plainSignField("sign");

    Fate fateOf(const Parameter& field, QByteArrayView signField)
    {
        const QByteArrayView name(field.name);
        if (name == signField || name == plainSignField)
            return Fate::SkippedSign;
        return field.value.isEmpty() ? Fate::SkippedEmpty : Fate::Signed;
    }

    quint64 startOf(const QByteArray& name)
    {
        quint64 start = 0;
        std::memcpy(
            &start, name.constData(), std::size_t(qMin<qsizetype>(name.size(), sizeof start)));
        return qFromBigEndian(start);
    }

    /// The signed fields by name in byte order; equal names as they came.
    Order signingOrder(const Parameters& fields, QByteArrayView signField)
    {
        Order order;
        for (qsizetype i = 0; i < fields.size(); ++i) {
            if (fateOf(fields.at(i), signField) == Fate::Signed)
                order.append({startOf(fields.at(i).name), i});
        }
        std::sort(order.begin(), order.end(), [&fields](const Place& a, const Place& b) {
            if (a.start != b.start)
                return a.start < b.start;
            const int names =
                QByteArrayView(fields.at(a.index).name).compare(fields.at(b.index).name);
            return names != 0 ? names < 0 : a.index < b.index;
        });
        return order;
    }

    qsizetype baseSize(const Parameters& fields, const Order& order)
    {
        qsizetype size = 0;
        for (const auto& [start, index] : order)
            size += fields.at(index).name.size() + fields.at(index).value.size() + 2; // '=' and '&'
        return size == 0 ? 0 : size - 1;
    }

    /// Writes "a=1&b=2" and tells `placed` where each field lies.
    template <typename Placed>
    void writeBase(const Parameters& fields, const Order& order, char* out, Placed placed)
    {
        const char* const start = out;
        const auto put = [&out](const QByteArray& bytes) {
            std::memcpy(out, bytes.constData(), std::size_t(bytes.size()));
            out += bytes.size();
        };
        for (const auto& [prefix, index] : order) {
            if (out != start)
                *out++ = '&';
            const char* const fieldStart = out;
            put(fields.at(index).name);
            *out++ = '=';
            put(fields.at(index).value);
            placed(index, Span{fieldStart - start, out - fieldStart});
        }
    }

    /// Characters of hex.
    qsizetype signatureSize(SignType type)
    {
        return type == SignType::Md5 ? 32 : 64;
    }

} // namespace

QByteArray signTypeName(SignType type)
{
    return type == SignType::Md5 ? "MD5" : "HMAC-SHA256";
}

Result<SignType> signTypeFromName(QByteArrayView name)
{
    if (name == "MD5")
        return SignType::Md5;
    if (name == "HMAC-SHA256")
        return SignType::HmacSha256;
    return fail(FailureId::FieldMalformed,
        {{QStringLiteral("field"), QStringLiteral("sign_type")},
            {QStringLiteral("rule"), QStringLiteral("MD5 | HMAC-SHA256")}});
}

QByteArray SignatureTrace::shownString() const
{
    return base + "&key=" + maskedKey;
}

QByteArray signatureOf(
    const Parameters& fields, const Secret& key, SignType type, QByteArrayView signField)
{
    const Order order = signingOrder(fields, signField);
    QVarLengthArray<char, 1024> base(baseSize(fields, order));
    writeBase(fields, order, base.data(), [](qsizetype, Span) {});
    return digestOf({base.constData(), base.size()}, key, type).upperHex();
}

SignatureTrace traceSignature(
    const Parameters& fields, const Secret& key, SignType type, QByteArrayView signField)
{
    SignatureTrace trace;
    trace.type = type;
    trace.signField = signField.toByteArray();
    trace.fields.reserve(fields.size());
    for (const Parameter& field : fields)
        trace.fields.append({field, fateOf(field, signField), {}});

    const Order order = signingOrder(fields, signField);
    for (const Place& place : order)
        trace.order.append(place.index);
    trace.base = QByteArray(baseSize(fields, order), Qt::Uninitialized);
    writeBase(fields, order, trace.base.data(),
        [&trace](qsizetype index, Span span) { trace.fields[index].inBase = span; });

    trace.maskedKey = key.masked();
    trace.keyLength = key.size();
    const Digest digest = digestOf(trace.base, key, type);
    trace.digest = digest.lowerHex();
    trace.signature = digest.upperHex();
    return trace;
}

bool sameSignature(QByteArrayView a, QByteArrayView b)
{
    return !a.isEmpty() && a.size() == b.size()
        && CRYPTO_memcmp(a.data(), b.data(), std::size_t(a.size())) == 0;
}

bool verifies(const Parameters& message, const Secret& key, SignType type)
{
    const QByteArray sign = message.value("sign");
    // How long it is tells which kind it is, and is no secret.
    return !key.isEmpty() && sign.size() == signatureSize(type)
        && sameSignature(sign, signatureOf(message, key, type));
}

Parameters signedRequest(Parameters request, const Secret& key, SignType type)
{
    request.remove("sign");
    // Without the field the gateway assumes MD5.
    if (type != SignType::Md5 || request.contains("sign_type"))
        request.set("sign_type", signTypeName(type));
    request.append("sign", signatureOf(request, key, type));
    return request;
}

QByteArray newNonce()
{
    quint32 random[nonceLength];
    QRandomGenerator::system()->fillRange(random);
    QByteArray nonce(nonceLength, Qt::Uninitialized);
    std::transform(std::begin(random), std::end(random), nonce.begin(),
        [](quint32 number) { return nonceAlphabet[(quint64(number) * nonceLetters) >> 32]; });
    return nonce;
}

Parameters payFields(
    const QByteArray& appId, const QByteArray& prepayId, SignType type, const Clock& clock)
{
    return {{"appId", appId}, {"timeStamp", QByteArray::number(clock.now().toSecsSinceEpoch())},
        {"nonceStr", newNonce()}, {"package", "prepay_id=" + prepayId},
        {"signType", signTypeName(type)}};
}

PayRequest payRequest(const QByteArray& appId, const QByteArray& prepayId, SignType type,
    const Secret& key, const Clock& clock)
{
    const Parameters fields = payFields(appId, prepayId, type, clock);
    PayRequest request{fields, traceSignature(fields, key, type, "paySign")};
    request.call.remove("appId"); // signed, never handed to the call
    request.call.append("paySign", request.trace.signature);
    return request;
}

} // namespace paydesk
