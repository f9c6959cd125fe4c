#include "core/doctor/draft.h"

#include "core/doctor/hashes.h"

#include <algorithm>

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

    QByteArray joined(const FieldOrder& order, const InstanceSet& mistakes)
    {
        const Instance* join = instanceOf(mistakes, Slot::Join);
        return join ? join->join(order) : joinPairs(order);
    }

    QByteArray rewritten(QByteArray text, const InstanceSet& mistakes, Slot slot)
    {
        for (const Instance* mistake : mistakes) {
            if (mistake->slot == slot)
                text = mistake->rewrite(text);
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

DraftFields editedFields(const Setting& setting, const InstanceSet& mistakes)
{
    DraftFields fields = setting.fields;
    for (const Instance* mistake : mistakes) {
        if (mistake->edit)
            editFields(fields, *mistake);
        else if (mistake->select)
            mistake->select(fields);
    }
    return fields;
}

void sortByName(FieldOrder& order)
{
    std::stable_sort(order.begin(), order.end(), [](const DraftField* a, const DraftField* b) {
        return QByteArrayView(a->name).compare(b->name) < 0;
    });
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

QByteArray joinPairs(const FieldOrder& order)
{
    QByteArray text;
    for (const DraftField* field : order) {
        if (!text.isEmpty())
            text += '&';
        text += field->name + '=' + field->value;
    }
    return text;
}

Attachment plainAttachment(const QByteArray& key)
{
    return {{}, "&key=" + key, false};
}

QByteArray digestBytes(SignType type, const QByteArray& text, const QByteArray& key)
{
    return type == SignType::Md5 ? md5Bytes(text) : hmacBytes(HmacKind::Sha256, text, key);
}

Made makeSignature(const Setting& setting, const InstanceSet& mistakes, const QByteArray* shownKey)
{
    Made made;
    const Instance* otherKey = instanceOf(mistakes, Slot::Key);
    made.key = otherKey ? otherKey->key : setting.key;
    const QByteArray& attached = shownKey ? *shownKey : made.key;

    DraftFields fields = editedFields(setting, mistakes);
    const Instance* attach = instanceOf(mistakes, Slot::Attach);
    const Attachment around = attach ? attach->attach(attached) : plainAttachment(attached);
    if (around.sortedIn)
        fields.push_back({"key", attached, false, DraftField::Presence::Kept});
    const FieldOrder order = orderedFields(fields, mistakes);
    for (const DraftField* field : order)
        made.ordered.push_back(*field);
    made.base = joined(order, mistakes);
    made.text = rewritten(around.before + made.base + around.after, mistakes, Slot::String);
    made.bytes = rewritten(made.text, mistakes, Slot::Charset);
    const Instance* hash = instanceOf(mistakes, Slot::Hash);
    made.digest = hash ? hash->digest(made.bytes, made.key)
                       : digestBytes(setting.question.type, made.bytes, made.key);
    const Instance* output = instanceOf(mistakes, Slot::Output);
    made.signature = output ? output->write(made.digest) : made.digest.toHex().toUpper();
    return made;
}

} // namespace paydesk
