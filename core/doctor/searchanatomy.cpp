#include "core/doctor/searchanatomy.h"

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    bool changesFields(Slot slot)
    {
        return slot >= Slot::Value && slot <= Slot::Join;
    }

    bool sameField(const DraftField& a, const DraftField& b)
    {
        return a.name == b.name && a.value == b.value;
    }

    std::vector<QByteArray> allOf(const std::vector<QByteArray>& texts, const SearchBook::Map& map)
    {
        std::vector<QByteArray> made;
        made.reserve(texts.size());
        for (const QByteArray& text : texts)
            made.push_back(text.isEmpty() ? text : map(text));
        return made;
    }

} // namespace

SearchAnatomy::SearchAnatomy(const Setting& asked, const std::vector<Instance>& all)
    : setting(asked)
    , instances(all)
    , targets(targetsOf(asked.question.received, all))
    , items(asked.fields)
    , given(int(asked.fields.size()))
    , changes(all.size())
    , direct(all.size(), false)
    , ranks(all.size())
{
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (changesFields(all[i].slot))
            fronts.push_back(int(i));
        if (all[i].slot == Slot::Value || all[i].slot == Slot::Escape)
            lookAtEdit(i);
        else if (all[i].slot == Slot::Set)
            lookAtSelect(i);
    }
    for (std::size_t i = 0; i < all.size(); ++i) { // when all items are known
        if (all[i].slot == Slot::Sort)
            lookAtOrder(i);
    }
}

int SearchAnatomy::addedItem(const DraftField& field) const
{
    for (auto i = std::size_t(given); i < items.size(); ++i) {
        if (sameField(items[i], field))
            return int(i);
    }
    return -1;
}

void SearchAnatomy::lookAtEdit(std::size_t index)
{
    const Instance& instance = instances[index];
    for (int item = 0; item < given; ++item) {
        const DraftField& field = setting.fields[std::size_t(item)];
        const bool asked = instance.onlyField < 0 ? !field.isSignature && !field.value.isEmpty()
                                                  : instance.onlyField == item;
        if (!asked)
            continue;
        DraftField after = field;
        instance.edit(after);
        if (!sameField(after, field))
            changes[index].push_back({item, std::move(after)});
    }
    direct[index] = true;
}

void SearchAnatomy::lookAtSelect(std::size_t index)
{
    DraftFields after = setting.fields;
    instances[index].select(after);
    if (after.size() < std::size_t(given))
        return;
    for (int item = 0; item < int(after.size()); ++item) {
        const DraftField& field = after[std::size_t(item)];
        if (item >= given) {
            int added = addedItem(field);
            if (added < 0) {
                added = int(items.size());
                items.push_back(field);
            }
            changes[index].push_back({added, field});
            continue;
        }
        const DraftField& before = setting.fields[std::size_t(item)];
        if (field.name != before.name
            || (before.isSigned() && field.isSigned() && !sameField(field, before))) {
            changes[index].clear(); // other fields in their places: no sum of changes
            return;
        }
        if (!(field == before))
            changes[index].push_back({item, field});
    }
    direct[index] = true;
}

void SearchAnatomy::lookAtOrder(std::size_t index)
{
    FieldOrder order;
    for (const DraftField& item : items)
        order.push_back(&item);
    instances[index].order(order);
    // An order by values changes with them: two orders that differ once the values are turned
    // round.
    DraftFields others = items;
    for (std::size_t i = 0; i < others.size(); ++i)
        others[i].value = items[items.size() - 1 - i].value;
    FieldOrder again;
    for (const DraftField& item : others)
        again.push_back(&item);
    instances[index].order(again);
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i] - items.data() != again[i] - others.data())
            return;
    }
    for (const DraftField* field : order)
        ranks[index].push_back(int(field - items.data()));
}

SearchBook::SearchBook(const SearchAnatomy& anatomy, const Extent& extent)
    : separator("&")
{
    for (const DraftField& item : anatomy.items) {
        pieces.push_back(piece(item));
        nameSizes.push_back(item.name.size());
    }
    if (extent.size > 0)
        makePieces(anatomy, extent);
    makeTails(anatomy, extent);
}

SearchBook::SearchBook(
    const SearchAnatomy& anatomy, const SearchBook& plain, const Map& map, const Extent& extent)
    : separator(map("&"))
    , assignSize(map("=").size())
    , pieces(allOf(plain.pieces, map))
    , keys(plain.keys)
    , m_map(map)
{
    nameSizes.reserve(anatomy.items.size());
    for (const DraftField& item : anatomy.items)
        nameSizes.push_back(map(item.name).size());
    if (extent.size > 0)
        mapPieces(anatomy, plain, extent);
    mapTails(plain, extent);
}

void SearchBook::makePieces(const SearchAnatomy& anatomy, const Extent& extent)
{
    changed.resize(anatomy.instances.size());
    joints.resize(anatomy.instances.size());
    for (std::size_t i = 0; i < anatomy.instances.size(); ++i) {
        const Instance& instance = anatomy.instances[i];
        if (instance.tier > extent.highestTier)
            continue;
        for (const FieldChange& change : anatomy.changes[i])
            changed[i].push_back(change.after.isSigned() ? piece(change.after) : QByteArray());
        if (!instance.joint)
            continue;
        const Joint& joint = *instance.joint;
        joints[i] = {joint.before, joint.assign, joint.separator, joint.after, {}};
        for (std::size_t field = 0; joint.piece && field < anatomy.setting.fields.size(); ++field)
            joints[i].pieces.push_back(joint.piece(anatomy.setting.fields[field]));
    }
}

void SearchBook::mapPieces(
    const SearchAnatomy& anatomy, const SearchBook& plain, const Extent& extent)
{
    changed.resize(anatomy.instances.size());
    joints.resize(anatomy.instances.size());
    for (std::size_t i = 0; i < anatomy.instances.size(); ++i) {
        const Instance& instance = anatomy.instances[i];
        if (instance.tier > extent.highestTier)
            continue;
        changed[i] = allOf(plain.changed[i], m_map);
        if (!instance.joint)
            continue;
        const MappedJoint& joint = plain.joints[i];
        joints[i] = {m_map(joint.before), m_map(joint.assign), m_map(joint.separator),
            m_map(joint.after), allOf(joint.pieces, m_map)};
    }
}

SearchBook::~SearchBook()
{
    for (std::vector<SearchTail>& some : tails) {
        for (SearchTail& tail : some) {
            wipe(tail.before);
            wipe(tail.after);
        }
    }
    for (QByteArray& key : keys)
        wipe(key);
}

void SearchBook::mapTails(const SearchBook& plain, const Extent& extent)
{
    for (std::size_t size = 0; size < tails.size() && int(size) <= extent.size; ++size) {
        tails.at(size).reserve(plain.tails.at(size).size());
        for (const SearchTail& tail : plain.tails.at(size))
            tails.at(size).push_back({tail.instances, tail.tier, tail.key, tail.sortedIn,
                m_map(tail.before), m_map(tail.after)});
    }
}

void SearchBook::makeTails(const SearchAnatomy& anatomy, const Extent& extent)
{
    const auto add = [&](int keyInstance, int attachInstance) {
        SearchTail tail;
        std::size_t size = 0;
        for (const int index : {keyInstance, attachInstance}) {
            if (index < 0)
                continue;
            tail.instances.at(size++) = index;
            tail.tier = std::max(tail.tier, anatomy.instances[std::size_t(index)].tier);
        }
        tail.key = keyInstance < 0 ? 0 : int(keys.size()) - 1;
        const QByteArray& key = keys[std::size_t(tail.key)];
        Attachment around = attachInstance < 0
            ? plainAttachment(key)
            : anatomy.instances[std::size_t(attachInstance)].attach(key);
        tail.sortedIn = around.sortedIn;
        tail.before = std::move(around.before);
        tail.after = std::move(around.after);
        tails.at(size).push_back(std::move(tail));
    };
    std::vector<int> keyInstances{-1};
    std::vector<int> attachInstances{-1};
    for (std::size_t i = 0; i < anatomy.instances.size(); ++i) {
        const Instance& instance = anatomy.instances[i];
        if (instance.tier > extent.highestTier || extent.size == 0)
            continue;
        if (instance.slot == Slot::Key)
            keyInstances.push_back(int(i));
        else if (instance.slot == Slot::Attach)
            attachInstances.push_back(int(i));
    }
    for (const int keyInstance : keyInstances) {
        const QByteArray& key =
            keyInstance < 0 ? anatomy.setting.key : anatomy.instances[std::size_t(keyInstance)].key;
        keys.emplace_back(key.constData(), key.size()); // a copy of its own, to be wiped
        for (const int attachInstance : attachInstances) {
            const int size = (keyInstance >= 0 ? 1 : 0) + (attachInstance >= 0 ? 1 : 0);
            if (size <= extent.size)
                add(keyInstance, attachInstance);
        }
    }
}

} // namespace paydesk
