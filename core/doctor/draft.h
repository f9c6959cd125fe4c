#pragma once

#include "core/doctor/hashes.h"
#include "core/doctor/mistake.h"
#include "core/doctor/question.h"

#include <functional>
#include <optional>
#include <vector>

namespace paydesk {

/// One field on its way into the string.
struct DraftField {
    enum class Presence {
        ByRule, ///< signed unless empty or the signature itself
        Kept, ///< signed in any case
        Removed,
    };

    QByteArray name;
    QByteArray value;
    bool isSignature = false;
    Presence presence = Presence::ByRule;

    bool isSigned() const
    {
        return presence == Presence::Kept
            || (presence == Presence::ByRule && !isSignature && !value.isEmpty());
    }
    friend bool operator==(const DraftField&, const DraftField&) = default;
};

using DraftFields = std::vector<DraftField>;
/// The signed fields in the order in which they are joined.
using FieldOrder = std::vector<const DraftField*>;

/// What stands around the joined fields: "" and "&key=…" when nothing is wrong.
struct Attachment {
    QByteArray before;
    QByteArray after;
    bool sortedIn = false; ///< the key is a field among the others, nothing else is attached
};

/// How fields are put together.
struct Joint {
    const char* before = "";
    const char* assign = "=";
    const char* separator = "&";
    const char* after = "";
    bool names = true;
    QByteArray (*piece)(const DraftField& field) = nullptr; ///< instead of name and value
};

/// A change of the whole string. Most change each piece of it by itself, f(a + b) = f(a) + f(b),
/// and may put something around: these can share work between strings that have much in common.
struct Rewriting {
    std::function<QByteArray(const QByteArray& text)> map; ///< none: leaves the text as it is
    bool piecewise = true;
    QByteArray before; ///< put in front of what map makes
    QByteArray after; ///< put behind it

    QByteArray operator()(const QByteArray& text) const
    {
        return before + (map ? map(text) : text) + after;
    }
};

/// One way of making one mistake on this question: what one mistake does in its slot of the
/// pipeline. Only the member of its slot is set.
struct Instance {
    int mistake = 0; ///< index into the catalogue
    Slot slot = Slot::Value;
    QByteArray variant;
    QByteArray field; ///< the name of the only field it touches, if there is one
    int tier = 1; ///< 1 common, 2 rarer or one field of many, 3 deep

    int onlyField = -1; ///< for edit: index of the field; -1: every one that is not empty
    std::function<void(DraftField&)> edit; ///< Value, Escape, Name
    std::function<void(DraftFields&)> select; ///< Set
    std::function<void(FieldOrder&)> order; ///< Sort
    std::optional<Joint> joint; ///< Join
    /// How it joins: as is right, if that is not what it changes.
    Joint joining() const { return joint.value_or(Joint()); }
    QByteArray key; ///< Key
    std::function<Attachment(const QByteArray& key)> attach; ///< Attach
    Rewriting rewriting; ///< String, Charset
    std::function<QByteArray(const QByteArray& text, const QByteArray& key)> digest; ///< Hash
    int digestSize = 0; ///< Hash: bytes
    std::optional<HmacKind> hmac; ///< Hash: the digest is just this, with the key
    /// Hash: what is made of the digest of the sign type, if that is all.
    std::function<QByteArray(const QByteArray& digest, const QByteArray& key)> again;
    QByteArray algorithm; ///< Hash, Charset: its name for people
    std::function<QByteArray(const QByteArray& digest)> write; ///< Output
};

/// The question as bytes, laid out for the search. Holds keys in the ordinary heap: it wipes them
/// at its end and must not outlive the search.
struct Setting {
    explicit Setting(const Question& question);
    ~Setting();
    Setting(const Setting&) = delete;
    Setting& operator=(const Setting&) = delete;

    /// A value from the profile's identifiers; empty when unknown.
    QByteArray identifier(QByteArrayView name) const { return question.identifiers.value(name); }

    const Question& question;
    DraftFields fields; ///< as given, nothing chosen yet
    QByteArray key;
    QByteArray appSecret;
    QByteArray apiV3Key;
    QByteArray sandboxKey;
    QList<QByteArray> previousKeys;
    QList<QByteArray> otherKeys;
    QList<QByteArray> otherKeyIds; ///< mch_ids, beside otherKeys
};

/// Calls use(index, field) for every field of the question that is signed.
template <typename Use> void eachSignedField(const Setting& setting, Use use)
{
    for (std::size_t i = 0; i < setting.fields.size(); ++i) {
        if (setting.fields[i].isSigned())
            use(i, setting.fields[i]);
    }
}

using InstanceSet = std::vector<const Instance*>;

/// A signature made step by step with some mistakes in it (in the order of the slots); without any
/// it is the right one.
struct Made {
    DraftFields ordered; ///< in the order joined
    QByteArray base; ///< joined, no key
    QByteArray text; ///< with what is attached, UTF-8
    QByteArray bytes; ///< as hashed
    QByteArray key; ///< as used
    QByteArray digest; ///< raw
    QByteArray signature;
};

/// The whole pipeline: what the search must agree with, and what shows a finding. `shownKey` stands
/// in the string in the key's place when it is not null (the digest is then that of no signature).
Made makeSignature(
    const Setting& setting, const InstanceSet& mistakes, const QByteArray* shownKey = nullptr);

// The steps by themselves.
/// What a mistake of the slots Value to Set does; nothing for the others.
void applyToFields(DraftFields& fields, const Instance& mistake);
/// The fields joined and the key attached, before the slot String.
QByteArray makeText(const Setting& setting, const InstanceSet& mistakes);
FieldOrder orderedFields(const DraftFields& fields, const InstanceSet& mistakes);
/// By name in byte order, equal names as they came.
void sortByName(FieldOrder& order);
/// "a=1&b=2", or as the joint says.
QByteArray joinPairs(const FieldOrder& order, const Joint& joint = {});
QByteArray joinedFields(const FieldOrder& order, const InstanceSet& mistakes);
Attachment plainAttachment(const QByteArray& key);
QByteArray digestBytes(SignType type, const QByteArray& text, const QByteArray& key);

} // namespace paydesk
