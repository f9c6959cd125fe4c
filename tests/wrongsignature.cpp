#include "tests/wrongsignature.h"

#include <QHash>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>

namespace paydesk::judge {

namespace {

    QByteArray plainDigest(const Making& making)
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
        unsigned size = 0;
        const auto* data = reinterpret_cast<const unsigned char*>(making.bytes.constData());
        const auto length = size_t(making.bytes.size());
        if (making.hmac)
            HMAC(EVP_sha256(), making.key.constData(), int(making.key.size()), data, length,
                out.data(), &size);
        else
            EVP_Digest(data, length, out.data(), &size, EVP_md5(), nullptr);
        return QByteArray(reinterpret_cast<const char*>(out.data()), qsizetype(size));
    }

    void dropIdle(Making& making)
    {
        erase_if(making.pieces, [&](const Piece& piece) {
            return !piece.kept && (piece.value.isEmpty() || piece.origin == making.signField);
        });
    }

    void sortRight(Making& making)
    {
        std::stable_sort(making.pieces.begin(), making.pieces.end(),
            [](const Piece& a, const Piece& b) { return a.name < b.name; });
    }

    void joinRight(Making& making)
    {
        QList<QByteArray> pairs;
        for (const Piece& piece : std::as_const(making.pieces))
            pairs.append(piece.name + '=' + piece.value);
        making.text = pairs.join('&');
    }

    void run(Making& making, MakingStep step, const PlantedMistakes& mistakes)
    {
        for (auto mistake = mistakes.begin(); mistake != mistakes.end(); ++mistake) {
            const WrongWay* way = wrongWay(mistake.key());
            if (way && way->step == step)
                way->make(making, mistake.value());
        }
    }

} // namespace

Making::Making(const JudgedCase& judged)
    : facts(judged)
    , signField(judged.signField())
    , key(judged.key)
    , hmac(judged.hmac())
{
    for (const Parameter& field : judged.params)
        pieces.append({field.name, field.name, field.value});
}

Piece* Making::piece(QByteArrayView origin)
{
    const auto found = std::find_if(
        pieces.begin(), pieces.end(), [&](const Piece& piece) { return piece.origin == origin; });
    return found == pieces.end() ? nullptr : &*found;
}

void Making::add(const QByteArray& name, const QByteArray& value)
{
    pieces.append({name, name, value, true});
}

void Making::remove(QByteArrayView origin)
{
    erase_if(pieces, [&](const Piece& piece) { return piece.origin == origin; });
}

void Making::changeValues(const std::function<QByteArray(const QByteArray&)>& change)
{
    for (Piece& piece : pieces) {
        if (!piece.value.isEmpty() && piece.origin != signField)
            piece.value = change(piece.value);
    }
}

QByteArray fieldOf(const QByteArray& variant)
{
    return variant.left(variant.indexOf('|'));
}

QByteArray howOf(const QByteArray& variant)
{
    return variant.mid(variant.indexOf('|') + 1);
}

bool WrongWay::fits(const JudgedCase& judged) const
{
    const char letter = judged.stage == "request-sign" ? 'R'
        : judged.stage == "pay-sign"                   ? 'P'
                                                       : 'V';
    return QByteArrayView(stages).contains(letter);
}

const QList<const WrongWay*>& wrongWays()
{
    static const QList<const WrongWay*> all = [] {
        QList<const WrongWay*> ways;
        for (const auto& table : {wrongAmounts(), wrongValues(), wrongPayValues(), wrongEscapes(),
                 wrongNames(), wrongSets(), wrongJoins(), wrongStrings(), wrongKeys(),
                 wrongCharsets(), wrongDigests()}) {
            for (const WrongWay& way : table)
                ways.append(&way);
        }
        return ways;
    }();
    return all;
}

const WrongWay* wrongWay(const QByteArray& id)
{
    static const QHash<QByteArray, const WrongWay*> byId = [] {
        QHash<QByteArray, const WrongWay*> ways;
        for (const WrongWay* way : wrongWays())
            ways.insert(way->id, way);
        return ways;
    }();
    return byId.value(id);
}

QByteArray signatureWith(const JudgedCase& judged, const PlantedMistakes& mistakes)
{
    Making making(judged);
    run(making, MakingStep::Key, mistakes);
    run(making, MakingStep::Value, mistakes);
    run(making, MakingStep::Escape, mistakes);
    run(making, MakingStep::Name, mistakes);
    run(making, MakingStep::Set, mistakes);
    dropIdle(making);
    run(making, MakingStep::Sort, mistakes);
    if (!making.sorted)
        sortRight(making);
    run(making, MakingStep::Join, mistakes);
    if (!making.joined)
        joinRight(making);
    run(making, MakingStep::Attach, mistakes);
    if (!making.attached)
        making.text += "&key=" + making.key;
    run(making, MakingStep::String, mistakes);
    run(making, MakingStep::Charset, mistakes);
    if (!making.encoded)
        making.bytes = making.text;
    run(making, MakingStep::Hash, mistakes);
    if (!making.hashed)
        making.digest = plainDigest(making);
    run(making, MakingStep::Output, mistakes);
    return making.written ? making.signature : making.digest.toHex().toUpper();
}

} // namespace paydesk::judge
