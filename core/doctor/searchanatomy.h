#pragma once

#include "core/doctor/searchtarget.h"

#include <array>

namespace paydesk {

/// What becomes of one field.
struct FieldChange {
    int item = 0; ///< index into SearchAnatomy::items
    DraftField after;
};

/// What every instance does by itself, looked at once, so that a search can put combinations
/// together from known pieces instead of running the pipeline for each.
struct SearchAnatomy {
    SearchAnatomy(const Setting& setting, const std::vector<Instance>& instances);

    const Setting& setting;
    const std::vector<Instance>& instances;
    std::vector<SearchTarget> targets; ///< what the received text can be
    DraftFields items; ///< the question's fields, and behind them those that some mistake adds
    int given = 0; ///< how many are the question's
    std::vector<int> fronts; ///< instances that change the joined fields, in their order
    std::vector<std::vector<FieldChange>> changes; ///< by instance: Value, Escape, Set
    std::vector<bool> direct; ///< by instance: the changes are all that it does
    std::vector<std::vector<int>> ranks; ///< by instance: all items in its order; empty: not fixed

    /// The item that such an added field is; -1: none.
    int addedItem(const DraftField& field) const;

private:
    void lookAtEdit(std::size_t index);
    void lookAtSelect(std::size_t index);
    void lookAtOrder(std::size_t index);
};

/// One way of attaching a key, with up to two mistakes in it.
struct SearchTail {
    std::array<int, 2> instances{-1, -1};
    int tier = 0;
    int key = 0; ///< index into SearchBook::keys
    bool sortedIn = false; ///< the key is a field among the others
    QByteArray before; ///< rewritten
    QByteArray after;
};

/// The pieces of a question after one rewriting of the string, so that each is rewritten once and
/// not once for every combination it stands in.
class SearchBook {
public:
    using Map = std::function<QByteArray(const QByteArray& text)>;

    /// What will be asked of it: how many mistakes are left to be combined, and how deep ones.
    struct Extent {
        int size = 0;
        int highestTier = 0;
    };
    /// Without any rewriting.
    SearchBook(const SearchAnatomy& anatomy, const Extent& extent);
    /// The same rewritten, of a book that has no less in it.
    SearchBook(const SearchAnatomy& anatomy, const SearchBook& plain, const Map& map,
        const Extent& extent);
    ~SearchBook();
    SearchBook(const SearchBook&) = delete;
    SearchBook& operator=(const SearchBook&) = delete;

    QByteArray mapped(const QByteArray& text) const { return m_map ? m_map(text) : text; }
    QByteArray piece(const DraftField& field) const
    {
        return mapped(field.name + '=' + field.value);
    }

    struct MappedJoint {
        QByteArray before;
        QByteArray assign;
        QByteArray separator;
        QByteArray after;
        std::vector<QByteArray> pieces; ///< of the question's fields, where the joint has its own
    };

    QByteArray separator; ///< "&"
    qsizetype assignSize = 1; ///< of "="
    std::vector<QByteArray> pieces; ///< by item, as the question has it
    std::vector<qsizetype> nameSizes; ///< by item, rewritten
    std::vector<std::vector<QByteArray>> changed; ///< by instance, beside SearchAnatomy::changes
    std::vector<MappedJoint> joints; ///< by instance; empty ones where it is none
    std::array<std::vector<SearchTail>, 3> tails; ///< by how many mistakes are in them
    std::vector<QByteArray> keys; ///< the plain one first

private:
    void makePieces(const SearchAnatomy& anatomy, const Extent& extent);
    void mapPieces(const SearchAnatomy& anatomy, const SearchBook& plain, const Extent& extent);
    void makeTails(const SearchAnatomy& anatomy, const Extent& extent);
    void mapTails(const SearchBook& plain, const Extent& extent);

    Map m_map;
};

} // namespace paydesk
