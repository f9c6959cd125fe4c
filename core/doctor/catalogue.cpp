#include "core/doctor/catalogue.h"

#include "core/doctor/characters.h"
#include "core/doctor/doctor.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace paydesk {

Instance& Variants::add(const QByteArray& label, int tier)
{
    Instance& made = m_out.emplace_back();
    made.mistake = m_mistake;
    made.slot = m_slot;
    made.variant = label;
    made.tier = tier;
    return made;
}

void Variants::values(const QByteArray& label, int tier, const ValueMap& map)
{
    add(label, tier).edit = [map](DraftField& field) { field.value = map(field.value); };
}

void Variants::value(std::size_t field, const DraftFields& fields, const QByteArray& label,
    int tier, const ValueMap& map)
{
    Instance& made = add(label, tier);
    made.field = fields.at(field).name;
    made.onlyField = int(field);
    made.edit = [map](DraftField& edited) { edited.value = map(edited.value); };
}

void Variants::names(const QByteArray& label, int tier, const ValueMap& map)
{
    add(label, tier).edit = [map](DraftField& field) { field.name = map(field.name); };
}

void Variants::select(const QByteArray& label, int tier, std::function<void(DraftFields&)> change,
    const QByteArray& field)
{
    Instance& made = add(label, tier);
    made.field = field;
    made.select = std::move(change);
}

void Variants::order(const QByteArray& label, int tier, std::function<void(FieldOrder&)> change,
    const QByteArray& field)
{
    Instance& made = add(label, tier);
    made.field = field;
    made.order = std::move(change);
}

void Variants::join(const QByteArray& label, int tier, const Joint& joint)
{
    add(label, tier).joint = joint;
}

void Variants::key(const QByteArray& label, int tier, const QByteArray& key)
{
    add(label, tier).key = key;
}

void Variants::attach(
    const QByteArray& label, int tier, std::function<Attachment(const QByteArray&)> change)
{
    add(label, tier).attach = std::move(change);
}

void Variants::text(
    const QByteArray& label, int tier, const Rewriting& rewriting, const QByteArray& name)
{
    Instance& made = add(label, tier);
    made.rewriting = rewriting;
    made.algorithm = name;
}

void Variants::digest(
    const QByteArray& label, int tier, int size, const QByteArray& name, const DigestMap& map)
{
    Instance& made = add(label, tier);
    made.digest = map;
    made.digestSize = size;
    made.algorithm = name;
}

void Variants::hmac(
    const QByteArray& label, int tier, HmacKind kind, int size, const QByteArray& name)
{
    Instance& made = add(label, tier);
    made.digest = [kind](const QByteArray& text, const QByteArray& key) {
        return hmacBytes(kind, text, key);
    };
    made.hmac = kind;
    made.digestSize = size;
    made.algorithm = name;
}

void Variants::digestAgain(const QByteArray& label, int tier, SignType type, const DigestMap& map)
{
    Instance& made = add(label, tier);
    made.digest = [type, map](const QByteArray& text, const QByteArray& key) {
        return map(digestBytes(type, text, key), key);
    };
    made.again = map;
    made.digestSize = type == SignType::Md5 ? 16 : 32;
    made.algorithm = signTypeName(type) + " x 2";
}

void Variants::output(const QByteArray& label, int tier, const TextMap& map)
{
    add(label, tier).write = map;
}

const std::vector<Mistake>& catalogue()
{
    static const std::vector<Mistake> all = [] {
        std::vector<Mistake> mistakes;
        for (const auto group :
            {valueMistakes, paySignMistakes, escapeMistakes, nameMistakes, setMistakes,
                orderMistakes, keyMistakes, byteMistakes, digestMistakes, contextMistakes}) {
            const std::vector<Mistake> some = group();
            mistakes.insert(mistakes.end(), some.begin(), some.end());
        }
        std::stable_sort(mistakes.begin(), mistakes.end(), [](const Mistake& a, const Mistake& b) {
            return std::pair(a.slot, a.rank) < std::pair(b.slot, b.rank);
        });
        return mistakes;
    }();
    return all;
}

namespace {

    /// Without effect alone, and yet worth trying where another mistake gives it something to do: a
    /// sort when names change, a charset when characters beyond ASCII come in. Such pairs are rare.
    bool worksWithOthers(const Instance& idle, bool namesChange, bool charactersComeIn)
    {
        return (idle.slot == Slot::Sort && namesChange)
            || (idle.slot == Slot::Charset && charactersComeIn);
    }

    /// The fields that such a mistake changes, as they are then.
    QByteArray changedFields(const Setting& setting, const Instance& instance)
    {
        DraftFields after = setting.fields;
        applyToFields(after, instance);
        QByteArray changed;
        for (std::size_t i = 0; i < after.size(); ++i) {
            const DraftField& before = setting.fields[i];
            if (after[i].value != before.value || after[i].name != before.name)
                changed += QByteArray::number(int(i)) + ' ' + after[i].name + '=' + after[i].value;
        }
        return changed;
    }

    /// What tells two variants apart, and one from none: as much of the signature as it changes.
    QByteArray effectOf(const Setting& setting, const Made& right, const Instance& instance)
    {
        switch (instance.slot) {
        case Slot::Value:
        case Slot::Escape:
        case Slot::Name:
            return changedFields(setting, instance);
        case Slot::Key:
            return instance.key;
        case Slot::String:
        case Slot::Charset:
            return instance.rewriting(right.text);
        case Slot::Hash:
            return instance.digest(right.bytes, right.key);
        default:
            return makeText(setting, {&instance});
        }
    }

    QByteArray noEffect(const Made& right, const Instance& instance)
    {
        switch (instance.slot) {
        case Slot::Value:
        case Slot::Escape:
        case Slot::Name:
            return {};
        case Slot::Key:
            return right.key;
        case Slot::Hash:
            return right.digest;
        default:
            return right.text;
        }
    }

} // namespace

std::vector<Instance> instancesOf(const Setting& setting, const SearchWatch* watch)
{
    std::vector<Instance> all;
    const std::vector<Mistake>& mistakes = catalogue();
    for (std::size_t i = 0; i < mistakes.size(); ++i) {
        const Mistake& mistake = mistakes.at(i);
        if (mistake.slot == Slot::Context || !mistake.stages.has(setting.question.stage))
            continue;
        Variants variants(int(i), mistake.slot, all);
        mistake.make(setting, variants);
    }

    const Made right = makeSignature(setting, {});
    enum class Use { None, WithOthers, Alone };
    std::vector<Use> uses(all.size(), Use::None);
    QSet<QByteArray> seen; // effects of the mistake at hand: two equal variants are one
    int mistake = -1;
    bool namesChange = false;
    bool charactersComeIn = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Instance& instance = all[i];
        if (watch && watch->cancelled)
            break;
        if (instance.slot == Slot::Output) { // the received text tells which of them count
            uses[i] = Use::Alone;
            continue;
        }
        if (instance.mistake != std::exchange(mistake, instance.mistake))
            seen.clear();
        const QByteArray effect = effectOf(setting, right, instance);
        if (effect == noEffect(right, instance)) {
            uses[i] = Use::WithOthers;
            continue;
        }
        if (seen.contains(effect))
            continue;
        seen.insert(effect);
        uses[i] = Use::Alone;
        namesChange = namesChange || instance.slot == Slot::Name;
        charactersComeIn = charactersComeIn || (instance.slot < Slot::Charset && !isAscii(effect));
    }
    std::vector<Instance> alive;
    alive.reserve(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool idle =
            uses[i] == Use::WithOthers && worksWithOthers(all[i], namesChange, charactersComeIn);
        if (idle)
            all[i].tier = std::max(all[i].tier, 2);
        if (idle || uses[i] == Use::Alone)
            alive.push_back(std::move(all[i]));
    }
    return alive;
}

} // namespace paydesk
