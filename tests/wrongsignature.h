#pragma once

#include "tests/doctorcasefile.h"

#include <QByteArray>
#include <QList>

#include <functional>
#include <span>

namespace paydesk::judge {

// Signatures made wrongly on purpose, by code that knows nothing of the doctor: each mistake is
// written out here from its description, so that a misreading on either side shows.

/// A field on its way into the string.
struct Piece {
    QByteArray origin; ///< its name as it was sent
    QByteArray name;
    QByteArray value;
    bool kept = false; ///< stays although it is empty, or the signature
};

/// A signature in the making: what each step has left behind so far.
struct Making {
    explicit Making(const JudgedCase& judged);

    const JudgedCase& facts;
    QByteArray signField;
    QByteArray key; ///< as the string gets it
    bool hmac = false;
    QList<Piece> pieces;
    bool sorted = false;
    bool joined = false;
    bool attached = false;
    bool encoded = false;
    bool hashed = false;
    bool written = false;
    QByteArray text; ///< UTF-8
    QByteArray bytes; ///< what is hashed
    QByteArray digest; ///< raw
    QByteArray signature;

    Piece* piece(QByteArrayView origin);
    void add(const QByteArray& name, const QByteArray& value);
    void remove(QByteArrayView origin);
    /// Applies `change` to every value that is neither empty nor the signature.
    void changeValues(const std::function<QByteArray(const QByteArray&)>& change);
};

/// When a mistake is made. (The key is settled first: one mistake sorts it among the fields.)
enum class MakingStep {
    Key,
    Value,
    Escape,
    Name,
    Set,
    Sort,
    Join,
    Attach,
    String,
    Charset,
    Hash,
    Output
};

/// How one mistake is made, and in which ways.
struct WrongWay {
    const char* id;
    const char* stages; ///< R request-sign, P pay-sign, V notify-verify
    MakingStep step;
    void (*make)(Making&, const QByteArray& variant);
    /// Every way in which it may be made on these fields; ways without effect may be among them.
    QList<QByteArray> (*variants)(const JudgedCase&);

    bool fits(const JudgedCase& judged) const;
};

/// A variant of one field is "field|how".
QByteArray fieldOf(const QByteArray& variant);
QByteArray howOf(const QByteArray& variant);

std::span<const WrongWay> wrongAmounts();
std::span<const WrongWay> wrongValues();
std::span<const WrongWay> wrongPayValues();
std::span<const WrongWay> wrongEscapes();
std::span<const WrongWay> wrongNames();
std::span<const WrongWay> wrongSets();
std::span<const WrongWay> wrongJoins(); ///< sort, join
std::span<const WrongWay> wrongStrings(); ///< attach, string
std::span<const WrongWay> wrongKeys();
std::span<const WrongWay> wrongCharsets();
std::span<const WrongWay> wrongDigests(); ///< hash, output

/// All of them.
const QList<const WrongWay*>& wrongWays();
/// Null for an unknown id.
const WrongWay* wrongWay(const QByteArray& id);

/// The signature of the case's fields with these mistakes; without any: the right one.
QByteArray signatureWith(const JudgedCase& judged, const PlantedMistakes& mistakes);

} // namespace paydesk::judge
