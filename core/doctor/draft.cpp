#include "core/doctor/draft.h"

#include "core/doctor/hashes.h"

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    QByteArray bytesOf(const Secret& secret)
    {
        return secret.reveal([](QByteArrayView bytes) { return bytes.toByteArray(); });
    }

    const Instance* instanceOf(const InstanceSet& mistakes, Slot slot)
    {
        for (const Instance* mistake : mistakes) {
            if (mistake->slot == slot)
                return mistake;
        }
        return nullptr;
    }

    void editFields(DraftFields& fields, const Instance& mistake)
    {
        if (mistake.onlyField >= 0) {
            mistake.edit(fields.at(std::size_t(mistake.onlyField)));
            return;
        }
        for (DraftField& field : fields) {
            if (!field.isSignature && !field.value.isEmpty())
                mistake.edit(field);
        }
    }

    QByteArray rewritten(QByteArray text, const InstanceSet& mistakes, Slot slot)
    {
        for (const Instance* mistake : mistakes) {
            if (mistake->slot == slot)
                text = mistake->rewriting(text);
        }
        return text;
    }

} // namespace

Setting::Setting(const Question& asked)
    : question(asked)
    , key(bytesOf(asked.key))
    , appSecret(bytesOf(asked.secrets.appSecret))
    , apiV3Key(bytesOf(asked.secrets.apiV3Key))
    , sandboxKey(bytesOf(asked.secrets.sandboxKey))
{
    for (const Parameter& field : asked.fields) {
        const bool signature = field.name == "sign" || field.name == asked.signField();
        fields.push_back({field.name, field.value, signature, DraftField::Presence::ByRule});
    }
    for (const Secret& previous : asked.secrets.previousKeys)
        previousKeys.append(bytesOf(previous));
    for (const auto& [mchId, other] : asked.secrets.otherKeys) {
        otherKeyIds.append(mchId);
        otherKeys.append(bytesOf(other));
    }
}

Setting::~Setting()
{
    for (QByteArray* secret : {&key, &appSecret, &apiV3Key, &sandboxKey})
        wipe(*secret);
    for (QList<QByteArray>* keys : {&previousKeys, &otherKeys}) {
        for (QByteArray& secret : *keys)
            wipe(secret);
    }
}

void applyToFields(DraftFields& fields, const Instance& mistake)
{
    if (mistake.edit)
        editFields(fields, mistake);
    else if (mistake.select)
        mistake.select(fields);
}

void sortByName(FieldOrder& order)
{
    const auto before = [](const DraftField* a, const DraftField* b) {
        return QByteArrayView(a->name).compare(b->name) < 0;
    };
    if (order.size() > 64) {
        std::stable_sort(order.begin(), order.end(), before);
        return;
    }
    // The usual message: a few fields, often sorted already.
    for (std::size_t i = 1; i < order.size(); ++i) {
        const DraftField* const field = order[i];
        std::size_t place = i;
        for (; place > 0 && QByteArrayView(field->name).compare(order[place - 1]->name) < 0;
            --place)
            order[place] = order[place - 1];
        order[place] = field;
    }
}

FieldOrder orderedFields(const DraftFields& fields, const InstanceSet& mistakes)
{
    FieldOrder order;
    order.reserve(fields.size());
    for (const DraftField& field : fields) {
        if (field.isSigned())
            order.push_back(&field);
    }
    if (const Instance* sort = instanceOf(mistakes, Slot::Sort))
        sort->order(order);
    else
        sortByName(order);
    return order;
}

QByteArray joinPairs(const FieldOrder& order, const Joint& joint)
{
    const QByteArrayView assign(joint.assign);
    const QByteArrayView separator(joint.separator);
    qsizetype size = 0;
    for (const DraftField* field : order)
        size += field->name.size() + assign.size() + field->value.size() + separator.size();
    QByteArray text;
    text.reserve(size + 64); // room for what will be attached
    text += joint.before;
    bool first = true;
    for (const DraftField* field : order) {
        if (!std::exchange(first, false))
            text += separator;
        if (joint.piece) {
            text += joint.piece(*field);
            continue;
        }
        if (joint.names) {
            text += field->name;
            text += assign;
        }
        text += field->value;
    }
    text += joint.after;
    return text;
}

QByteArray joinedFields(const FieldOrder& order, const InstanceSet& mistakes)
{
    const Instance* join = instanceOf(mistakes, Slot::Join);
    return joinPairs(order, join ? join->joining() : Joint());
}

Attachment plainAttachment(const QByteArray& key)
{
    return {{}, "&key=" + key, false};
}

QByteArray digestBytes(SignType type, const QByteArray& text, const QByteArray& key)
{
    return type == SignType::Md5 ? md5Bytes(text) : hmacBytes(HmacKind::Sha256, text, key);
}

namespace {

    /// Joins and attaches; keeps the fields in their order and what was joined.
    QByteArray textOf(
        const Setting& setting, const InstanceSet& mistakes, const QByteArray& attached, Made* made)
    {
        DraftFields fields = setting.fields;
        for (const Instance* mistake : mistakes)
            applyToFields(fields, *mistake);
        const Instance* attach = instanceOf(mistakes, Slot::Attach);
        const Attachment around = attach ? attach->attach(attached) : plainAttachment(attached);
        if (around.sortedIn)
            fields.push_back({"key", attached, false, DraftField::Presence::Kept});
        const FieldOrder order = orderedFields(fields, mistakes);
        QByteArray base = joinedFields(order, mistakes);
        QByteArray text = around.before + base + around.after;
        if (made) {
            for (const DraftField* field : order)
                made->ordered.push_back(*field);
            made->base = std::move(base);
        }
        return text;
    }

    const QByteArray& keyOf(const Setting& setting, const InstanceSet& mistakes)
    {
        const Instance* other = instanceOf(mistakes, Slot::Key);
        return other ? other->key : setting.key;
    }

} // namespace

QByteArray makeText(const Setting& setting, const InstanceSet& mistakes)
{
    return textOf(setting, mistakes, keyOf(setting, mistakes), nullptr);
}

Made makeSignature(const Setting& setting, const InstanceSet& mistakes, const QByteArray* shownKey)
{
    Made made;
    made.key = keyOf(setting, mistakes);
    made.text = rewritten(
        textOf(setting, mistakes, shownKey ? *shownKey : made.key, &made), mistakes, Slot::String);
    made.bytes = rewritten(made.text, mistakes, Slot::Charset);
    const Instance* hash = instanceOf(mistakes, Slot::Hash);
    made.digest = hash ? hash->digest(made.bytes, made.key)
                       : digestBytes(setting.question.type, made.bytes, made.key);
    const Instance* output = instanceOf(mistakes, Slot::Output);
    made.signature = output ? output->write(made.digest) : made.digest.toHex().toUpper();
    return made;
}

} // namespace paydesk
