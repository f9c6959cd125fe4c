#include "tests/doctorcases.h"

#include "tests/freshcases.h"
#include "tests/mistakeclashes.h"
#include "tests/wrongsignature.h"

#include <algorithm>

namespace paydesk::judge {

namespace {

    // Ids that need not be looked at one by one: thousands of ways, none of which equals another
    // mistake's.
    bool deep(QByteArrayView id)
    {
        return id == "value-truncated" || id == "key-truncated" || id == "key-lookalike";
    }

    // Every single mistake of this catalogue that gives the received signature.
    QList<IdSet> singlesThatExplain(const JudgedCase& judged)
    {
        QList<IdSet> sets;
        for (const WrongWay* way : wrongWays()) {
            if (!way->fits(judged) || (deep(way->id) && !judged.planted.contains(way->id)))
                continue;
            const QList<QByteArray> variants = way->variants(judged);
            if (std::any_of(variants.begin(), variants.end(), [&](const QByteArray& variant) {
                    return reproduces(judged, {{way->id, variant}});
                }))
                sets.append({way->id});
        }
        return sets;
    }

    // The same set with one id under another of its names.
    QList<IdSet> otherNamesOf(const JudgedCase& judged)
    {
        QList<IdSet> sets{judged.expected()};
        for (const QByteArray& id : judged.expected()) {
            for (const QByteArray& other : namesLike(id)) {
                const WrongWay* way = wrongWay(other);
                if (!way->fits(judged) || judged.planted.contains(other))
                    continue;
                for (const QByteArray& variant : way->variants(judged)) {
                    PlantedMistakes mistakes = judged.planted;
                    mistakes.remove(id);
                    mistakes.insert(other, variant);
                    if (reproduces(judged, mistakes) && !sets.contains(mistakes.keys()))
                        sets.append(mistakes.keys());
                }
            }
        }
        return sets;
    }

    // Each mistake changes the result, alone and beside the others.
    bool allMatter(const JudgedCase& judged)
    {
        const QList<QByteArray> ids = judged.planted.keys();
        for (int chosen = 0; chosen < (1 << ids.size()) - 1; ++chosen) {
            PlantedMistakes some;
            for (int i = 0; i < ids.size(); ++i) {
                if (chosen & (1 << i))
                    some.insert(ids[i], judged.planted[ids[i]]);
            }
            if (reproduces(judged, some))
                return false;
        }
        return true;
    }

    // In percent. An HMAC costs three times an MD5: few of them where the doctor looks longest.
    constexpr int usualHmac = 35;
    constexpr int fewHmac = 12;

    class Planter {
    public:
        explicit Planter(quint64 seed, int hmacPercent = usualHmac)
            : m_dice(seed)
            , m_fresh(m_dice, hmacPercent)
        {
        }

        JudgedCase single(const WrongWay& way);
        JudgedCase several(int count);
        JudgedCase otherType();
        JudgedCase reusedSign();
        JudgedCase unknowable(int kind);
        JudgedCase right() { return named(m_fresh.anyOf("RRPV"), 'R'); }

    private:
        JudgedCase baseFor(const WrongWay& way);
        bool plant(JudgedCase& judged, const WrongWay& way, bool commonOnly);
        JudgedCase named(JudgedCase judged, char kind);

        Dice m_dice;
        FreshCases m_fresh;
        int m_number = 0;
    };

    JudgedCase Planter::named(JudgedCase judged, char kind)
    {
        judged.id = QByteArray(1, kind) + QByteArray::number(++m_number).rightJustified(4, '0');
        return judged;
    }

    JudgedCase Planter::baseFor(const WrongWay& way)
    {
        const QByteArrayView id = way.id;
        if (id == "received-utf8-as-gbk")
            return m_fresh.garbledOrder("GBK");
        if (id == "received-utf8-as-latin1")
            return m_fresh.garbledOrder("ISO-8859-1");
        return m_fresh.anyOf(way.stages);
    }

    bool Planter::plant(JudgedCase& judged, const WrongWay& way, bool commonOnly)
    {
        if (!way.fits(judged) || unclear(judged, way.id))
            return false;
        QList<QByteArray> variants = way.variants(judged);
        if (commonOnly)
            erase_if(variants, [&](const QByteArray& variant) { return rare(way.id, variant); });
        if (variants.isEmpty())
            return false;
        judged.planted.insert(way.id, m_dice.pick(variants));
        judged.received = signatureWith(judged, judged.planted);
        judged.verdict = "explained";
        return true;
    }

    JudgedCase Planter::single(const WrongWay& way)
    {
        for (int attempt = 0; attempt < 5000; ++attempt) {
            JudgedCase judged = baseFor(way);
            if (!plant(judged, way, false) || reproduces(judged, {}))
                continue;
            judged.acceptable = singlesThatExplain(judged);
            return named(judged, 'S');
        }
        qFatal("no fresh case for %s", way.id);
    }

    JudgedCase Planter::several(int count)
    {
        for (;;) {
            JudgedCase judged = m_fresh.anyOf("RRPV");
            for (int attempt = 0; attempt < 40 && judged.planted.size() < count; ++attempt) {
                const WrongWay& way = *m_dice.pick(wrongWays());
                const QList<QByteArray> there = judged.planted.keys();
                const bool goesWell = std::none_of(there.begin(), there.end(),
                    [&](const QByteArray& other) { return clash(*wrongWay(other), way); });
                if (goesWell && !special(way.id))
                    plant(judged, way, true);
            }
            if (judged.planted.size() != count || unclearTogether(judged) || !allMatter(judged)
                || !singlesThatExplain(judged).isEmpty())
                continue;
            judged.acceptable = otherNamesOf(judged);
            return named(judged, count == 2 ? 'P' : 'T');
        }
    }

    // Right for its own signType; the order was signed with the other one.
    JudgedCase Planter::otherType()
    {
        JudgedCase judged = m_fresh.pay();
        judged.orderSignType = judged.hmac() ? "MD5" : "HMAC-SHA256";
        judged.planted = {{"sign-type-order-mismatch", ""}};
        judged.acceptable = {judged.expected()};
        judged.verdict = "explained";
        return named(judged, 'S');
    }

    JudgedCase Planter::reusedSign()
    {
        JudgedCase judged = m_fresh.pay();
        judged.received = judged.relatedSigns["order_reply"];
        judged.planted = {{"paysign-reused-order-sign", ""}};
        judged.acceptable = {judged.expected()};
        judged.verdict = "explained";
        return named(judged, 'S');
    }

    JudgedCase Planter::unknowable(int kind)
    {
        const char* const digits = "0123456789ABCDEF";
        for (;;) {
            JudgedCase judged = m_fresh.anyOf("RPV");
            JudgedCase other = judged;
            if (kind == 0) { // another key, known to nobody
                other.key = m_dice.letters(32, "0123456789abcdefXYZ");
            } else if (kind == 1) { // another value, unlike the one sent
                const Parameter& field = judged.params.at(m_dice.roll(judged.params.size()));
                if (field.value.isEmpty() || field.name == judged.signField())
                    continue;
                other.params.set(field.name, m_dice.digits(23));
            }
            judged.received = kind == 2 ? m_dice.letters(int(judged.received.size()), digits)
                                        : signatureWith(other, {});
            judged.verdict = "unexplained";
            if (!reproduces(judged, {}) && singlesThatExplain(judged).isEmpty())
                return named(judged, 'U');
        }
    }

} // namespace

bool reproduces(const JudgedCase& judged, const PlantedMistakes& mistakes)
{
    return signatureWith(judged, mistakes) == judged.received;
}

QList<JudgedCase> freshSingles(quint64 seed)
{
    Planter planter(seed);
    QList<JudgedCase> cases;
    for (const WrongWay* way : wrongWays())
        cases.append(planter.single(*way));
    cases.append(planter.otherType());
    cases.append(planter.reusedSign());
    return cases;
}

QList<JudgedCase> freshCombinations(quint64 seed, int size, int count)
{
    Planter planter(seed + quint64(size), size > 2 ? fewHmac : usualHmac);
    QList<JudgedCase> cases;
    while (cases.size() < count)
        cases.append(planter.several(size));
    return cases;
}

QList<JudgedCase> freshUnknowable(quint64 seed, int count)
{
    Planter planter(seed, fewHmac);
    QList<JudgedCase> cases;
    while (cases.size() < count)
        cases.append(planter.unknowable(int(cases.size() % 3)));
    return cases;
}

QList<JudgedCase> freshRight(quint64 seed, int count)
{
    Planter planter(seed);
    QList<JudgedCase> cases;
    while (cases.size() < count)
        cases.append(planter.right());
    return cases;
}

QList<JudgedCase> freshCases(quint64 seed)
{
    return freshSingles(seed) + freshCombinations(seed, 2, usualPairs)
        + freshCombinations(seed, 3, usualTriples) + freshUnknowable(seed, usualUnknowable)
        + freshRight(seed, usualRight);
}

} // namespace paydesk::judge
