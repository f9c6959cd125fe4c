#include "core/doctor/searchrun.h"

#include "core/doctor/catalogue.h"

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    constexpr qsizetype blockMask = ~qsizetype(md5BlockSize - 1);
    constexpr int tagBits = 16;

    std::unique_ptr<Mill> millFor(
        const SearchRun& run, const SearchBook& book, SignType type, const Md5Lanes& lanes)
    {
        if (run.digest && run.digest->hmac)
            return hmacMill(run.target, *run.digest->hmac, book.keys);
        const bool again = run.digest && run.digest->again;
        if (run.digest && (!again || type != SignType::Md5))
            return plainMill(run.target, book.keys, run.digest->digest);
        if (type == SignType::HmacSha256)
            return hmacMill(run.target, HmacKind::Sha256, book.keys);
        return md5Mill(run.target, lanes, book.keys, again ? run.digest->again : DigestAgain());
    }

} // namespace

SearchRun::SearchRun(
    const InstanceSet& rewritings, SearchTarget asked, const Instance* digestMistake, int left)
    : settled(rewritings)
    , target(std::move(asked))
    , digest(digestMistake)
    , inner(left)
    , guise(rewritings)
{
    if (digest)
        settled.push_back(digest);
    if (target.output)
        settled.push_back(target.output);
    for (const Instance* instance : settled)
        tier = std::max(tier, instance->tier);
    for (const Instance* rewriting : guise)
        whole = whole || !rewriting->rewriting.piecewise;
    if (whole)
        return;
    std::vector<Variants::TextMap> maps;
    for (const Instance* instance : guise) {
        const Rewriting& rewriting = instance->rewriting;
        const auto through = [&](const QByteArray& text) {
            return rewriting.map ? rewriting.map(text) : text;
        };
        lead = rewriting.before + through(lead);
        trail = through(trail) + rewriting.after;
        if (rewriting.map)
            maps.push_back(rewriting.map);
    }
    if (maps.size() == 1)
        map = maps.front();
    else if (!maps.empty())
        map = [maps](QByteArray text) {
            for (const Variants::TextMap& one : maps)
                text = one(text);
            return text;
        };
}

SearchRunner::SearchRunner(const SearchAnatomy& anatomy, const SearchPhase& phase,
    const SearchRun& run, const SearchWatch& watch, const Md5Lanes& lanes)
    : m_anatomy(anatomy)
    , m_phase(phase)
    , m_run(run)
    , m_book(*run.book)
    , m_watch(watch)
    , m_mill(millFor(run, m_book, anatomy.setting.question.type, lanes))
{
    m_mill->mark(m_none);
}

std::vector<InstanceSet> SearchRunner::hits()
{
    m_mill->finish();
    std::vector<InstanceSet> found;
    for (quint64 tag : m_mill->hits()) {
        InstanceSet mistakes = m_run.settled;
        for (; tag != 0; tag >>= tagBits)
            mistakes.push_back(
                &m_anatomy.instances[std::size_t(tag & ((quint64(1) << tagBits) - 1)) - 1]);
        found.push_back(std::move(mistakes));
    }
    return found;
}

void SearchRunner::runWithoutFirst()
{
    const Node& node = root();
    visitTails(node, m_run.inner);
    if (m_run.inner == 1)
        visitLeaves(node, 0);
}

void SearchRunner::runUnder(int first)
{
    const int instance = m_anatomy.fronts[std::size_t(first)];
    if (m_anatomy.instances[std::size_t(instance)].tier <= m_phase.highestTier)
        visit(child(root(), instance), m_run.inner - 1, std::size_t(first) + 1);
}

// --- nodes

const SearchRunner::Node& SearchRunner::root()
{
    Node& node = m_nodes[0];
    if (std::exchange(m_rooted, true))
        return node;
    node.tier = m_run.tier;
    node.fields = m_anatomy.setting.fields;
    layOut(node);
    return node;
}

const SearchRunner::Node& SearchRunner::child(const Node& parent, int index)
{
    const Instance& instance = m_anatomy.instances[std::size_t(index)];
    Node& node = m_nodes[std::size_t(parent.size) + 1];
    node.chosen = parent.chosen;
    node.size = parent.size;
    node.chosen.at(std::size_t(node.size++)) = index;
    node.tier = std::max(parent.tier, instance.tier);
    node.fields = parent.fields;
    node.alien =
        parent.alien || (instance.slot == Slot::Set && !m_anatomy.direct[std::size_t(index)]);
    node.joined = instance.slot == Slot::Join; // nothing follows in a node
    node.sorted = parent.sorted || instance.slot == Slot::Sort;
    applyToFields(node.fields, instance);
    layOut(node);
    return node;
}

void SearchRunner::layOut(Node& node)
{
    m_order.clear();
    for (const DraftField& field : node.fields) {
        if (field.isSigned())
            m_order.push_back(&field);
    }
    const Instance* sort = nullptr;
    const Instance* join = nullptr;
    for (int i = 0; i < node.size; ++i) {
        const Instance& chosen = m_anatomy.instances[std::size_t(node.chosen[std::size_t(i)])];
        sort = chosen.slot == Slot::Sort ? &chosen : sort;
        join = chosen.slot == Slot::Join ? &chosen : join;
    }
    if (sort)
        sort->order(m_order);
    else
        sortByName(m_order);
    noteItems(node);
    if (node.joined || node.alien)
        node.marks.text =
            m_run.lead + m_book.mapped(joinPairs(m_order, join ? join->joining() : Joint()));
    else
        writeText(node);
    m_mill->mark(node.marks);
}

/// Which item each field is, and which are not as they were.
void SearchRunner::noteItems(Node& node) const
{
    node.renamed = false;
    node.dirty.clear();
    node.fieldOf.assign(m_anatomy.items.size(), -1);
    node.isDirty.assign(m_anatomy.items.size(), 0);
    node.place.assign(m_anatomy.items.size(), -1);
    node.itemOf.assign(node.fields.size(), -1);
    for (std::size_t i = 0; i < node.fields.size() && !node.alien; ++i) {
        const DraftField& field = node.fields[i];
        const int item = int(i) < m_anatomy.given ? int(i) : m_anatomy.addedItem(field);
        if (item < 0) {
            node.alien = true;
            return;
        }
        node.itemOf[i] = item;
        node.fieldOf[std::size_t(item)] = int(i);
        const DraftField& known = m_anatomy.items[std::size_t(item)];
        // What no mistake has touched shares its bytes with the question.
        const bool sameName =
            field.name.constData() == known.name.constData() || field.name == known.name;
        if (sameName
            && (field.value.constData() == known.value.constData() || field.value == known.value))
            continue;
        node.renamed = node.renamed || !sameName;
        node.dirty.push_back(item);
        node.isDirty[std::size_t(item)] = 1;
    }
}

void SearchRunner::writeText(Node& node) const
{
    node.order.clear();
    node.items.clear();
    node.spans.clear();
    node.nameSizes.clear();
    QByteArray& text = node.marks.text;
    text.resize(0);
    text += m_run.lead;
    for (const DraftField* field : m_order) {
        const auto index = int(field - node.fields.data());
        const auto item = std::size_t(node.itemOf[std::size_t(index)]);
        if (!node.order.empty())
            text += m_book.separator;
        const qsizetype start = text.size();
        const bool known = !node.isDirty[item];
        text += known ? m_book.pieces[item] : m_book.piece(*field);
        node.place[item] = int(node.order.size());
        node.items.push_back(int(item));
        node.order.push_back(index);
        node.spans.push_back({start, text.size() - start});
        node.nameSizes.push_back(
            known ? m_book.nameSizes[item] : m_book.mapped(field->name).size());
    }
}

// --- the walk

void SearchRunner::visit(const Node& node, int left, std::size_t from)
{
    if (m_watch.cancelled)
        return;
    visitTails(node, left);
    if (left == 1)
        visitLeaves(node, from);
    if (left < 2)
        return;
    for (std::size_t i = from; i < m_anatomy.fronts.size(); ++i) {
        if (fits(node, m_anatomy.fronts[i]))
            visit(child(node, m_anatomy.fronts[i]), left - 1, i + 1);
    }
}

bool SearchRunner::fits(const Node& node, int index) const
{
    const Instance& next = m_anatomy.instances[std::size_t(index)];
    if (next.tier > m_phase.highestTier)
        return false;
    for (int i = 0; i < node.size; ++i) {
        if (!canCombine(m_anatomy.instances[std::size_t(node.chosen[std::size_t(i)])], next))
            return false;
    }
    return true;
}

quint64 SearchRunner::tagOf(const Node& node, int a, int b) const
{
    quint64 tag = 0;
    const auto add = [&tag](int instance) {
        if (instance >= 0)
            tag = (tag << tagBits) | quint64(instance + 1);
    };
    for (int i = 0; i < node.size; ++i)
        add(node.chosen[std::size_t(i)]);
    add(a);
    add(b);
    return tag;
}

void SearchRunner::grind(const Node& node, qsizetype from, int key, quint64 tag)
{
    if (!m_run.whole) {
        m_parts.add(m_run.trail);
        m_mill->grind(node.marks, from, m_parts, key, tag);
        return;
    }
    m_whole.resize(0);
    m_whole += QByteArrayView(node.marks.text).first(from);
    for (const QByteArrayView part : m_parts)
        m_whole += part;
    QByteArray text = m_whole;
    for (const Instance* instance : m_run.guise)
        text = instance->rewriting(text);
    m_parts.clear();
    m_parts.add(text);
    m_mill->grind(m_none, 0, m_parts, key, tag);
    wipe(text);
}

void SearchRunner::visitTails(const Node& node, int left)
{
    if (left > 2)
        return;
    const QByteArrayView text(node.marks.text);
    for (const SearchTail& tail : m_book.tails[std::size_t(left)]) {
        if (m_watch.cancelled)
            return;
        if (!m_phase.asksFor(std::max(node.tier, tail.tier)))
            continue;
        const quint64 tag = tagOf(node, tail.instances[0], tail.instances[1]);
        m_parts.clear();
        if (tail.sortedIn && (node.alien || node.joined || node.sorted)) {
            bySteps(node, {tail.instances[0], tail.instances[1]}, tail.key);
        } else if (tail.sortedIn) {
            insertedKey(node, tail);
        } else if (!tail.before.isEmpty()) {
            m_parts.add(m_run.lead);
            m_parts.add(tail.before);
            m_parts.add(text.sliced(m_run.lead.size()));
            m_parts.add(tail.after);
            grind(node, 0, tail.key, tag);
        } else {
            const qsizetype from = text.size() & blockMask;
            m_parts.add(text.sliced(from));
            m_parts.add(tail.after);
            grind(node, from, tail.key, tag);
        }
    }
}

void SearchRunner::visitLeaves(const Node& node, std::size_t from)
{
    for (std::size_t i = from; i < m_anatomy.fronts.size() && !m_watch.cancelled; ++i) {
        const int index = m_anatomy.fronts[i];
        if (fits(node, index)
            && m_phase.asksFor(std::max(node.tier, m_anatomy.instances[std::size_t(index)].tier)))
            leaf(node, index);
    }
}

void SearchRunner::leaf(const Node& node, int index)
{
    const Instance& instance = m_anatomy.instances[std::size_t(index)];
    const bool known = !node.alien && !node.joined;
    m_parts.clear();
    m_patches.clear();
    m_made.clear();
    switch (known ? instance.slot : Slot::Name) {
    case Slot::Value:
    case Slot::Escape:
        if (!editLeaf(node, index))
            return; // nothing left for it to change
        break;
    case Slot::Set:
        if (!selectLeaf(node, index)) {
            bySteps(node, {index}, 0);
            return;
        }
        if (m_patches.empty())
            return;
        break;
    case Slot::Sort:
        orderLeaf(node, index);
        return;
    case Slot::Join:
        jointLeaf(node, index);
        return;
    default:
        bySteps(node, {index}, 0);
        return;
    }
    patched(node);
    const SearchTail& plain = m_book.tails[0].front();
    m_parts.add(plain.after);
    const int first = m_patches.front().place;
    const qsizetype cut = first == 0
        ? m_run.lead.size()
        : node.spans[std::size_t(first) - 1].start + node.spans[std::size_t(first) - 1].length;
    grind(node, cut & blockMask, 0, tagOf(node, index));
}

bool SearchRunner::editLeaf(const Node& node, int index)
{
    const Instance& instance = m_anatomy.instances[std::size_t(index)];
    const std::vector<FieldChange>& changes = m_anatomy.changes[std::size_t(index)];
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto item = std::size_t(changes[i].item);
        if (node.isDirty[item] || node.place[item] < 0)
            continue;
        const bool gone = !changes[i].after.isSigned();
        m_patches.push_back({node.place[item], gone ? Patch::Kind::Remove : Patch::Kind::Replace,
            m_book.changed[std::size_t(index)][i], {}});
    }
    m_made.reserve(node.dirty.size());
    for (const int item : node.dirty) {
        const int place = node.place[std::size_t(item)];
        const DraftField& field = node.fields[std::size_t(node.fieldOf[std::size_t(item)])];
        const bool asked = instance.onlyField < 0 ? !field.isSignature : instance.onlyField == item;
        if (place < 0 || !asked)
            continue;
        DraftField after = field;
        instance.edit(after);
        if (after == field)
            continue;
        m_made.push_back(after.isSigned() ? m_book.piece(after) : QByteArray());
        m_patches.push_back({place, after.isSigned() ? Patch::Kind::Replace : Patch::Kind::Remove,
            m_made.back(), {}});
    }
    return !m_patches.empty();
}

int SearchRunner::placeFor(const Node& node, QByteArrayView name) const
{
    const auto found = std::upper_bound(
        node.order.begin(), node.order.end(), name, [&](QByteArrayView n, int field) {
            return n.compare(node.fields[std::size_t(field)].name) < 0;
        });
    return int(found - node.order.begin());
}

/// False where the changes do not tell what would come out.
bool SearchRunner::selectLeaf(const Node& node, int index)
{
    if (!m_anatomy.direct[std::size_t(index)])
        return false;
    const std::vector<FieldChange>& changes = m_anatomy.changes[std::size_t(index)];
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto item = std::size_t(changes[i].item);
        const int place = node.place[item];
        if (!changes[i].after.isSigned()) {
            if (place >= 0)
                m_patches.push_back({place, Patch::Kind::Remove, {}, {}});
        } else if (place < 0) {
            if (node.isDirty[item]
                || (changes[i].item < m_anatomy.given
                    && node.fields[item].presence == DraftField::Presence::Removed))
                return false;
            const QByteArrayView name(changes[i].after.name);
            m_patches.push_back({placeFor(node, name), Patch::Kind::Insert,
                m_book.changed[std::size_t(index)][i], name});
        } else if (changes[i].item < m_anatomy.given) {
            return false; // another mistake has put it in already
        }
    }
    return true;
}

/// The node's text with the patches, from the first one on.
void SearchRunner::patched(const Node& node)
{
    const auto before = [](const Patch& a, const Patch& b) {
        if (a.place != b.place)
            return a.place < b.place;
        if ((a.kind == Patch::Kind::Insert) != (b.kind == Patch::Kind::Insert))
            return a.kind == Patch::Kind::Insert;
        return a.name.compare(b.name) < 0;
    };
    if (!std::is_sorted(m_patches.begin(), m_patches.end(), before))
        std::stable_sort(m_patches.begin(), m_patches.end(), before);
    const QByteArrayView text(node.marks.text);
    const auto endOf = [&](int place) {
        return node.spans[std::size_t(place)].start + node.spans[std::size_t(place)].length;
    };
    const int first = m_patches.front().place;
    const qsizetype cut = first == 0 ? m_run.lead.size() : endOf(first - 1);
    const qsizetype from = cut & blockMask;
    m_parts.add(text.sliced(from, cut - from));
    bool leading = first == 0;
    const auto put = [&](QByteArrayView piece) {
        if (!std::exchange(leading, false))
            m_parts.add(m_book.separator);
        m_parts.add(piece);
    };
    auto patch = m_patches.begin();
    const int places = int(node.spans.size());
    for (int place = first; place <= places; ++place) {
        for (;
            patch != m_patches.end() && patch->place == place && patch->kind == Patch::Kind::Insert;
            ++patch)
            put(patch->bytes);
        if (place == places)
            break;
        if (patch != m_patches.end() && patch->place == place) {
            if (patch->kind == Patch::Kind::Replace)
                put(patch->bytes);
            ++patch;
            continue;
        }
        qsizetype start = node.spans[std::size_t(place)].start;
        const bool needsSeparator = !std::exchange(leading, false);
        if (needsSeparator && place == 0)
            m_parts.add(m_book.separator); // in the text there is none before the first piece
        else if (needsSeparator)
            start -= m_book.separator.size();
        const bool rest = patch == m_patches.end();
        m_parts.add(text.sliced(start, (rest ? text.size() : endOf(place)) - start));
        if (rest)
            break;
    }
}

void SearchRunner::orderLeaf(const Node& node, int index)
{
    m_parts.add(m_run.lead);
    bool leading = true;
    const auto put = [&](int place) {
        if (!std::exchange(leading, false))
            m_parts.add(m_book.separator);
        const Span& span = node.spans[std::size_t(place)];
        m_parts.add(QByteArrayView(node.marks.text).sliced(span.start, span.length));
    };
    const std::vector<int>& rank = m_anatomy.ranks[std::size_t(index)];
    if (!node.renamed && !rank.empty()) {
        for (const int item : rank) {
            if (node.place[std::size_t(item)] >= 0)
                put(node.place[std::size_t(item)]);
        }
    } else {
        m_order.clear();
        for (const DraftField& field : node.fields) {
            if (field.isSigned())
                m_order.push_back(&field);
        }
        m_anatomy.instances[std::size_t(index)].order(m_order);
        for (const DraftField* field : m_order)
            put(node.place[std::size_t(node.itemOf[std::size_t(field - node.fields.data())])]);
    }
    m_parts.add(m_book.tails[0].front().after);
    grind(node, 0, 0, tagOf(node, index));
}

void SearchRunner::jointLeaf(const Node& node, int index)
{
    const Instance& instance = m_anatomy.instances[std::size_t(index)];
    const SearchBook::MappedJoint& joint = m_book.joints[std::size_t(index)];
    const QByteArrayView text(node.marks.text);
    m_parts.add(m_run.lead);
    m_parts.add(joint.before);
    const Joint how = instance.joining();
    const bool pieces = how.piece != nullptr;
    m_made.reserve(pieces ? node.fields.size() : 0);
    for (std::size_t place = 0; place < node.spans.size(); ++place) {
        const Span& span = node.spans[place];
        const qsizetype name = node.nameSizes[place];
        if (place > 0)
            m_parts.add(joint.separator);
        if (pieces) {
            m_parts.add(jointPiece(node, index, place));
            continue;
        }
        if (how.names) {
            m_parts.add(text.sliced(span.start, name));
            m_parts.add(joint.assign);
        }
        m_parts.add(text.sliced(
            span.start + name + m_book.assignSize, span.length - name - m_book.assignSize));
    }
    m_parts.add(joint.after);
    m_parts.add(m_book.tails[0].front().after);
    grind(node, 0, 0, tagOf(node, index));
}

/// What the joint makes of one field: known, unless another mistake has changed the field.
QByteArrayView SearchRunner::jointPiece(const Node& node, int index, std::size_t place)
{
    const int item = node.items[place];
    if (!node.isDirty[std::size_t(item)] && item < m_anatomy.given)
        return m_book.joints[std::size_t(index)].pieces[std::size_t(item)];
    const Instance& instance = m_anatomy.instances[std::size_t(index)];
    const DraftField& field = node.fields[std::size_t(node.order[place])];
    m_made.push_back(m_book.mapped(instance.joining().piece(field)));
    return m_made.back();
}

void SearchRunner::insertedKey(const Node& node, const SearchTail& tail)
{
    const QByteArray piece = m_book.mapped("key=" + m_book.keys[std::size_t(tail.key)]);
    m_patches.clear();
    m_patches.push_back({placeFor(node, "key"), Patch::Kind::Insert, piece, "key"});
    patched(node);
    const int place = m_patches.front().place;
    const qsizetype cut = place == 0
        ? m_run.lead.size()
        : node.spans[std::size_t(place) - 1].start + node.spans[std::size_t(place) - 1].length;
    grind(node, cut & blockMask, tail.key, tagOf(node, tail.instances[0], tail.instances[1]));
}

void SearchRunner::bySteps(const Node& node, std::initializer_list<int> more, int key)
{
    InstanceSet mistakes;
    int a = -1;
    int b = -1;
    for (int i = 0; i < node.size; ++i)
        mistakes.push_back(&m_anatomy.instances[std::size_t(node.chosen[std::size_t(i)])]);
    for (const int index : more) {
        if (index < 0)
            continue;
        mistakes.push_back(&m_anatomy.instances[std::size_t(index)]);
        (a < 0 ? a : b) = index;
    }
    QByteArray text = makeText(m_anatomy.setting, mistakes);
    if (!m_run.whole)
        text = m_run.lead + m_book.mapped(text);
    m_parts.clear();
    m_parts.add(text);
    grind(node, 0, key, tagOf(node, a, b));
    wipe(text);
}

} // namespace paydesk
