#include "core/doctor/doctor.h"

#include "core/doctor/advice.h"
#include "core/doctor/catalogue.h"
#include "core/doctor/search.h"

#include <QSet>

#include <algorithm>
#include <iterator>
#include <utility>

namespace paydesk {

namespace {

    const Mistake& mistakeOf(const Instance& instance)
    {
        return catalogue().at(std::size_t(instance.mistake));
    }

    /// What people copy along with a key. It stays visible around the mask: it is the finding.
    constexpr QByteArrayView surroundings[] = {QByteArrayView(" "), QByteArrayView("\t"),
        QByteArrayView("\r"), QByteArrayView("\n"), QByteArrayView("\"", 1), QByteArrayView("'", 1),
        QByteArrayView("\0", 1), QByteArrayView("\xEF\xBB\xBF"), QByteArrayView("\xE2\x80\x8B"),
        QByteArrayView("\xC2\xA0"), QByteArrayView("\xE3\x80\x80")};

    QByteArray shownKey(QByteArrayView key)
    {
        for (const char* word : {"", "null", "undefined", "None", "false"}) {
            if (key == QByteArrayView(word))
                return word; // no key at all: nothing to hide
        }
        QByteArrayView core = key;
        for (bool more = true; std::exchange(more, false);) {
            for (const QByteArrayView piece : surroundings) {
                if (core.size() > piece.size() && core.startsWith(piece)) {
                    core = core.sliced(piece.size());
                    more = true;
                }
                if (core.size() > piece.size() && core.endsWith(piece)) {
                    core.chop(piece.size());
                    more = true;
                }
            }
        }
        const qsizetype lead = core.begin() - key.begin();
        return key.first(lead).toByteArray() + maskedText(core)
            + key.sliced(lead + core.size()).toByteArray();
    }

    QByteArray algorithmOf(const Setting& setting, const InstanceSet& mistakes)
    {
        for (const Instance* mistake : mistakes) {
            if (mistake->slot == Slot::Hash)
                return mistake->algorithm;
        }
        return signTypeName(setting.question.type);
    }

    QByteArray charsetOf(const InstanceSet& mistakes)
    {
        for (const Instance* mistake : mistakes) {
            if (mistake->slot == Slot::Charset)
                return mistake->algorithm;
        }
        return "UTF-8";
    }

    WrongSignature wrongSignature(const Setting& setting, const InstanceSet& mistakes)
    {
        Made made = makeSignature(setting, mistakes);
        WrongSignature wrong;
        wrong.maskedKey = shownKey(made.key);
        wrong.keyLength = made.key.size();
        const Made shown = makeSignature(setting, mistakes, &wrong.maskedKey);
        for (const DraftField& field : shown.ordered)
            wrong.pieces.append(field.name, field.value);
        wrong.string = shown.text;
        wrong.stringLength = made.bytes.size();
        wrong.charset = charsetOf(mistakes);
        wrong.algorithm = algorithmOf(setting, mistakes);
        wrong.digest = made.digest.toHex();
        wrong.signature = made.signature;
        for (QByteArray* bytes : {&made.base, &made.text, &made.bytes, &made.key})
            wipe(*bytes);
        return wrong;
    }

    Explanation explanationOf(const Setting& setting, const InstanceSet& mistakes)
    {
        Explanation explanation;
        for (const Instance* mistake : mistakes)
            explanation.causes.append({mistakeOf(*mistake).id, mistake->variant, mistake->field});
        explanation.wrong = wrongSignature(setting, mistakes);
        return explanation;
    }

    /// The likelier the smaller: common variants before those of one field and deep ones (a mistake
    /// of its own name comes before "some field is missing"), then the more frequent mistakes.
    std::pair<int, int> unlikelihood(const InstanceSet& mistakes)
    {
        int tier = 0;
        int rank = 0;
        for (const Instance* mistake : mistakes) {
            tier = std::max(tier, mistake->tier);
            rank += mistakeOf(*mistake).rank;
        }
        return {tier, rank};
    }

    QList<Explanation> explanationsOf(const Setting& setting, std::vector<InstanceSet> found)
    {
        std::stable_sort(
            found.begin(), found.end(), [](const InstanceSet& a, const InstanceSet& b) {
                return unlikelihood(a) < unlikelihood(b);
            });
        QList<Explanation> explanations;
        QSet<QList<QByteArray>> seen; // two variants of the same mistakes say the same
        for (const InstanceSet& mistakes : found) {
            Explanation explanation = explanationOf(setting, mistakes);
            if (seen.contains(explanation.ids()))
                continue;
            seen.insert(explanation.ids());
            explanations.append(std::move(explanation));
        }
        return explanations;
    }

    /// The checks that need no recomputing (search-space: "context checks").
    QList<Explanation> comparedWithOrder(const Setting& setting, const QByteArray& right)
    {
        const Question& question = setting.question;
        const auto explained = [&](const char* id) {
            Explanation explanation{{{id, {}, {}}}, wrongSignature(setting, {})};
            explanation.wrong.signature = question.received;
            return QList<Explanation>{explanation};
        };
        if (question.stage != SigningStage::PaySign)
            return {};
        if (question.received == right) {
            const bool differs =
                question.order.signType && *question.order.signType != question.type;
            return differs ? explained("sign-type-order-mismatch") : QList<Explanation>();
        }
        return question.order.relatedSigns.contains(question.received)
            ? explained("paysign-reused-order-sign")
            : QList<Explanation>();
    }

    constexpr SearchPhase phases[] = {{1, 1, 3}, {2, 1, 2}, {3, 1, 1}, {3, 2, 2}, {2, 3, 3}};

    /// Of a message of many kilobytes the triples would take minutes.
    bool isTooMuch(const SearchPhase& phase, const std::vector<Instance>& instances,
        qsizetype bytes, SearchEffort effort)
    {
        const bool quick = effort == SearchEffort::Quick;
        const int limitedFrom = quick ? 2 : 3;
        const double mostBytes = quick ? 3e7 : 5e9; // hundredths of a second, some seconds
        double combinations = 1;
        for (int i = 0; i < phase.size; ++i)
            combinations *=
                double(std::count_if(instances.begin(), instances.end(),
                    [&](const Instance& instance) { return instance.tier <= phase.highestTier; }))
                / (i + 1);
        return phase.size >= limitedFrom && combinations * double(bytes) / 2 > mostBytes;
    }

    /// The first size with a hit ends the search, and is finished.
    void search(
        const Setting& setting, Diagnosis& diagnosis, SearchWatch& watch, SearchEffort effort)
    {
        const std::vector<Instance> instances = instancesOf(setting, &watch);
        QSet<int> mistakes;
        for (const Instance& instance : instances)
            mistakes.insert(instance.mistake);
        diagnosis.mistakesTried = int(mistakes.size());
        const SearchAnatomy anatomy(setting, instances);
        const qsizetype bytes = makeText(setting, {}).size();
        std::vector<InstanceSet> found;
        for (const SearchPhase& phase : phases) {
            if (!found.empty() && phase.size != diagnosis.sizeTried)
                break;
            const bool rare = phase.size > 2 || (phase.size == 2 && phase.highestTier > 2);
            if ((rare && effort == SearchEffort::Quick)
                || isTooMuch(phase, instances, bytes, effort))
                continue;
            watch.size = phase.size;
            std::vector<InstanceSet> some = searchCombinations(anatomy, phase, watch);
            std::move(some.begin(), some.end(), std::back_inserter(found));
            if (watch.cancelled)
                return;
            diagnosis.sizeTried = std::max(diagnosis.sizeTried, phase.size);
            diagnosis.triplesComplete =
                diagnosis.triplesComplete || (phase.size == 3 && phase.highestTier == 2);
        }
        diagnosis.explanations = explanationsOf(setting, std::move(found));
    }

} // namespace

QByteArray verdictName(Diagnosis::Verdict verdict)
{
    switch (verdict) {
    case Diagnosis::Verdict::Correct:
        return "correct";
    case Diagnosis::Verdict::Explained:
        return "explained";
    case Diagnosis::Verdict::Unexplained:
        return "unexplained";
    case Diagnosis::Verdict::Cancelled:
        return "cancelled";
    }
    return {};
}

Diagnosis diagnose(const Question& question, SearchWatch* watch, SearchEffort effort)
{
    const auto begun = std::chrono::steady_clock::now();
    SearchWatch own;
    SearchWatch& watched = watch ? *watch : own;
    const Setting setting(question);
    Diagnosis diagnosis;
    diagnosis.right =
        traceSignature(question.fields, question.key, question.type, question.signField());
    const bool given = !question.received.isEmpty();
    const bool right = given && sameSignature(question.received, diagnosis.right.signature);
    if (given)
        diagnosis.explanations = comparedWithOrder(setting, diagnosis.right.signature);
    if (given && diagnosis.explanations.isEmpty() && !right)
        search(setting, diagnosis, watched, effort);
    diagnosis.verdict = !diagnosis.explanations.isEmpty() ? Diagnosis::Verdict::Explained
        : right                                           ? Diagnosis::Verdict::Correct
        : watched.cancelled                               ? Diagnosis::Verdict::Cancelled
                                                          : Diagnosis::Verdict::Unexplained;
    diagnosis.tried = watched.tried;
    diagnosis.advice = adviceFor(question, diagnosis);
    diagnosis.took = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - begun);
    return diagnosis;
}

} // namespace paydesk
