#pragma once

#include <QtGlobal>

#include <span>

namespace paydesk {

/// What a field's text is, as far as the documents say. All travel as text.
enum class FieldType {
    Text,
    Number, ///< digits: a count, an index, milliseconds
    Fen, ///< digits: whole fen
    Choice, ///< one of DocumentedField::choices, where the documents name them all
    Stamp, ///< yyyyMMddHHmmss, Beijing time
    Date, ///< yyyyMMdd, Beijing time
    SpacedTime, ///< yyyy-MM-dd HH:mm:ss, Beijing time
    Json, ///< JSON as text
    Url,
    Address, ///< IPv4 or IPv6
    TradeNumber, ///< 0-9 A-Z a-z _ - | *
    RefundNumber, ///< the same and @
    AuthCode, ///< 18 digits, the first two from 10 to 15
};

/// When a field has to be there.
struct Need {
    enum class Kind {
        Always,
        Optional,
        When, ///< when `field` has `value`; an empty value: when that field is absent
        OneOf, ///< one of the message's OneOf fields; where several are sent, the first row counts
        Sometimes, ///< by something outside the message, or in some states only
    };

    Kind kind = Kind::Optional;
    const char* field = nullptr;
    const char* value = nullptr;
};

/// One field of a message as the documents describe it (protocol-v2.md §4 to §7). `$n` and `$m` in
/// a name stand for indices from 0.
struct DocumentedField {
    const char* name = nullptr;
    FieldType type = FieldType::Text;
    qsizetype limit = 0; ///< longest value as documented, which does not say bytes or characters;
                         ///< 0: none is documented
    Need need{};
    std::span<const char* const> choices{}; ///< every value; empty: any
    bool secret = false; ///< must not be shown, recorded or logged
};

} // namespace paydesk
