#pragma once

#include "core/doctor/mills.h"
#include "core/doctor/search.h"

#include <memory>
#include <utility>

namespace paydesk {

/// One search of a phase: how the string is rewritten, digested and written out is settled; `inner`
/// mistakes among the fields and the key are left to be combined.
struct SearchRun {
    SearchRun(const InstanceSet& guise, SearchTarget target, const Instance* digest, int inner);

    InstanceSet settled; ///< the rewritings, the digest, the output
    SearchTarget target;
    const Instance* digest = nullptr; ///< null: the sign type's own
    int inner = 0;
    int tier = 0;
    InstanceSet guise;
    SearchBook::Map map; ///< of a piece; none: pieces stay as they are
    bool whole = false; ///< only the whole string can be rewritten, at the end
    QByteArray lead; ///< in front of everything
    QByteArray trail; ///< behind everything
    std::shared_ptr<const SearchBook> book;
};

/// Walks through the combinations of a run, depth first. Combinations that have all but the last
/// mistake in common share their string: only what the last one changes is put together anew, and
/// only from there on digested.
class SearchRunner {
public:
    SearchRunner(const SearchAnatomy& anatomy, const SearchPhase& phase, const SearchRun& run,
        const SearchWatch& watch, const Md5Lanes& lanes);

    /// Everything that has no first mistake to be shared out.
    void runWithoutFirst();
    /// Everything whose first mistake is this one (index into SearchAnatomy::fronts).
    void runUnder(int first);

    /// What seemed to match, with what the run has settled. To be called once, at the end.
    std::vector<InstanceSet> hits();
    /// Candidates since the last call.
    qint64 takeTried()
    {
        const qint64 told = std::exchange(m_told, m_mill->tried());
        return m_told - told;
    }

private:
    /// Some mistakes among the fields, and the string that they make.
    struct Node {
        std::array<int, 2> chosen{-1, -1}; ///< instances
        int size = 0;
        int tier = 0;
        DraftFields fields;
        bool alien = false; ///< other fields than the question's in their places
        bool renamed = false;
        bool joined = false; ///< in another way than by name=value&
        bool sorted = false; ///< in another order than by name
        std::vector<int> fieldOf; ///< by item; -1: not there
        std::vector<int> itemOf; ///< by field
        std::vector<int> dirty; ///< items that are not as the question has them
        std::vector<char> isDirty; ///< by item
        std::vector<int> place; ///< by item, in the string; -1: not signed
        std::vector<int> order; ///< fields as joined
        std::vector<int> items; ///< beside order
        std::vector<Span> spans; ///< of each piece in the text
        std::vector<qsizetype> nameSizes;
        Mill::Marks marks; ///< lead and joined fields
    };

    struct Patch {
        enum class Kind { Insert, Replace, Remove };

        int place = 0;
        Kind kind = Kind::Replace;
        QByteArrayView bytes;
        QByteArrayView name; ///< of what is inserted
    };

    const Node& root(); ///< laid out once
    /// The node below, in the place that the last one of its depth had.
    const Node& child(const Node& parent, int instance);
    void layOut(Node& node);
    void noteItems(Node& node) const;
    void writeText(Node& node) const;

    void visit(const Node& node, int left, std::size_t from);
    void visitTails(const Node& node, int left);
    void visitLeaves(const Node& node, std::size_t from);
    void leaf(const Node& node, int instance);
    bool editLeaf(const Node& node, int instance);
    bool selectLeaf(const Node& node, int instance);
    void orderLeaf(const Node& node, int instance);
    void jointLeaf(const Node& node, int instance);
    QByteArrayView jointPiece(const Node& node, int instance, std::size_t place);
    void patched(const Node& node);
    void insertedKey(const Node& node, const SearchTail& tail);
    int placeFor(const Node& node, QByteArrayView name) const;
    /// By the whole pipeline, where no short cut is sure.
    void bySteps(const Node& node, std::initializer_list<int> instances, int key);

    bool fits(const Node& node, int instance) const;
    quint64 tagOf(const Node& node, int a = -1, int b = -1) const;
    /// Adds what stands behind the key, and grinds.
    void grind(const Node& node, qsizetype from, int key, quint64 tag);

    const SearchAnatomy& m_anatomy;
    const SearchPhase& m_phase;
    const SearchRun& m_run;
    const SearchBook& m_book;
    const SearchWatch& m_watch;
    std::unique_ptr<Mill> m_mill;
    qint64 m_told = 0;
    bool m_rooted = false;
    std::array<Node, 3> m_nodes; // by depth: what one leaves behind serves the next
    FieldOrder m_order;
    TextParts m_parts;
    QByteArray m_whole;
    Mill::Marks m_none; // for texts without a common beginning
    std::vector<Patch> m_patches;
    std::vector<QByteArray> m_made; // pieces made for one candidate
};

} // namespace paydesk
