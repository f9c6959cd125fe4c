#pragma once

#include "core/doctor/draft.h"

namespace paydesk {

struct SearchWatch;

/// The stages at which a mistake can be made.
struct Stages {
    bool request = false;
    bool paySign = false;
    bool verify = false;

    bool has(SigningStage stage) const
    {
        return stage == SigningStage::Request ? request
            : stage == SigningStage::PaySign  ? paySign
                                              : verify;
    }
};
inline constexpr Stages anyStage{true, true, true};
inline constexpr Stages requestOnly{true, false, false};
inline constexpr Stages paySignOnly{false, true, false};
inline constexpr Stages verifyOnly{false, false, true};
inline constexpr Stages messages{true, false, true};
inline constexpr Stages ownSignatures{true, true, false};

/// Collects the ways of making one mistake on one question. The label names the variant in the
/// answer; the tier says how deep a search looks before it tries it.
class Variants {
public:
    Variants(int mistake, Slot slot, std::vector<Instance>& out)
        : m_mistake(mistake)
        , m_slot(slot)
        , m_out(out)
    {
    }

    using Edit = std::function<void(DraftField&)>;
    using ValueMap = std::function<QByteArray(const QByteArray& value)>;
    using TextMap = std::function<QByteArray(const QByteArray& text)>;
    using DigestMap = std::function<QByteArray(const QByteArray& text, const QByteArray& key)>;

    /// Value, Escape: every value that is not empty.
    void values(const QByteArray& label, int tier, const ValueMap& map);
    /// Value, Escape, Name: one field, by its index in Setting::fields.
    void value(std::size_t field, const DraftFields& fields, const QByteArray& label, int tier,
        const ValueMap& map);
    /// Name: every field whose name the map changes.
    void names(const QByteArray& label, int tier, const ValueMap& map);
    /// Set.
    void select(const QByteArray& label, int tier, std::function<void(DraftFields&)> change,
        const QByteArray& field = {});
    /// Sort.
    void order(const QByteArray& label, int tier, std::function<void(FieldOrder&)> change,
        const QByteArray& field = {});
    /// Join.
    void join(const QByteArray& label, int tier, const Joint& joint);
    /// Key; an empty one or the right one counts as no variant unless `evenEmpty`.
    void key(const QByteArray& label, int tier, const QByteArray& key);
    /// Attach.
    void attach(
        const QByteArray& label, int tier, std::function<Attachment(const QByteArray&)> change);
    /// String, Charset.
    void text(
        const QByteArray& label, int tier, const Rewriting& rewriting, const QByteArray& name = {});
    /// Hash: `size` bytes come out.
    void digest(
        const QByteArray& label, int tier, int size, const QByteArray& name, const DigestMap& map);
    /// Hash: an HMAC with the key.
    void hmac(const QByteArray& label, int tier, HmacKind kind, int size, const QByteArray& name);
    /// Hash: something made of the sign type's own digest.
    void digestAgain(const QByteArray& label, int tier, SignType type, const DigestMap& map);
    /// Output.
    void output(const QByteArray& label, int tier, const TextMap& map);

private:
    Instance& add(const QByteArray& label, int tier);

    int m_mistake;
    Slot m_slot;
    std::vector<Instance>& m_out;
};

/// A mistake as it stands in the catalogue: one entry tells everything about it.
struct Mistake {
    const char* id = nullptr;
    int rank = 0; ///< 1: reported most often
    Slot slot = Slot::Value;
    Stages stages;
    Bilingual what;
    Bilingual fix;
    void (*make)(const Setting&, Variants&) = nullptr; ///< its variants on this question
    /// The test row: fields as sent ("a=1&b=") and a string (with the key "KEY") that this mistake
    /// makes of them; for Charset, Hash and Output the signature. Empty where it needs a context.
    const char* given = "";
    const char* makes = "";
};

// The catalogue by slots, one file a group.
std::vector<Mistake> valueMistakes();
std::vector<Mistake> paySignMistakes();
std::vector<Mistake> escapeMistakes();
std::vector<Mistake> nameMistakes();
std::vector<Mistake> setMistakes();
std::vector<Mistake> orderMistakes();
std::vector<Mistake> keyMistakes();
std::vector<Mistake> byteMistakes();
std::vector<Mistake> digestMistakes();
std::vector<Mistake> contextMistakes();

/// All of them, by slot in the order of the pipeline, in each slot by rank.
const std::vector<Mistake>& catalogue();

/// Every way in which this signature can have gone wrong, in the order of the catalogue; those
/// without effect on it are left out. Some of them only, once the watch is cancelled.
std::vector<Instance> instancesOf(const Setting& setting, const SearchWatch* watch = nullptr);

} // namespace paydesk
