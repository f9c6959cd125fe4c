#include "tests/textforms.h"
#include "tests/wrongsignature.h"

#include <algorithm>
#include <array>
#include <utility>

namespace paydesk::judge {

namespace {

    template <typename KeyOf> void sortBy(Making& making, KeyOf keyOf)
    {
        std::stable_sort(making.pieces.begin(), making.pieces.end(),
            [&](const Piece& a, const Piece& b) { return keyOf(a) < keyOf(b); });
        making.sorted = true;
    }

    void sortByName(Making& making)
    {
        sortBy(making, [](const Piece& piece) { return piece.name; });
    }

    void keepGivenOrder(Making& making, const QByteArray&)
    {
        making.sorted = true;
    }

    void sortForPeople(Making& making, const QByteArray& variant)
    {
        sortByName(making);
        sortBy(making, [&](const Piece& piece) {
            return variant == "ignore-punct" ? piece.name.toLower().replace("_", "")
                                             : piece.name.toLower();
        });
    }

    // Numbers by their value (padded to a common width), the underscore behind the letters.
    void sortUnderscoreLast(Making& making, const QByteArray& variant)
    {
        sortByName(making);
        if (variant == "upper-fold") {
            sortBy(making, [](const Piece& piece) { return piece.name.toUpper(); });
            return;
        }
        sortBy(making, [](const Piece& piece) {
            QByteArray key;
            QByteArray digits;
            for (const char c : piece.name + '\0') {
                if (c >= '0' && c <= '9') {
                    digits += c;
                    continue;
                }
                if (!digits.isEmpty())
                    key += digits.rightJustified(6, '0');
                digits.clear();
                key += c == '_' ? '~' : c;
            }
            return key;
        });
    }

    void sortByValue(Making& making, const QByteArray&)
    {
        sortBy(making, [](const Piece& piece) { return piece.value; });
    }

    void sortDescending(Making& making, const QByteArray&)
    {
        sortByName(making);
        std::reverse(making.pieces.begin(), making.pieces.end());
    }

    void moveOneField(Making& making, const QByteArray& variant)
    {
        sortByName(making);
        const QByteArray origin = variant.mid(variant.indexOf('|') + 1);
        const auto moved = std::find_if(making.pieces.begin(), making.pieces.end(),
            [&](const Piece& piece) { return piece.origin == origin; });
        if (moved == making.pieces.end())
            return;
        Piece piece = std::move(*moved);
        making.pieces.erase(moved);
        if (variant.startsWith("last|"))
            making.pieces.append(std::move(piece));
        else
            making.pieces.prepend(std::move(piece));
    }

    QList<QByteArray> moves(const JudgedCase& judged)
    {
        QList<QByteArray> variants;
        for (const Parameter& field : judged.params) {
            if (!field.value.isEmpty() && field.name != judged.signField())
                variants += {"last|" + field.name, "first|" + field.name};
        }
        return variants;
    }

    // All the joining mistakes begin with fields in whatever order the sorting left.
    void orderNow(Making& making)
    {
        if (!making.sorted)
            sortByName(making);
        making.joined = true;
    }

    QByteArray joinedWith(
        const Making& making, const QByteArray& equals, const QByteArray& separator)
    {
        QList<QByteArray> pairs;
        for (const Piece& piece : making.pieces)
            pairs.append(piece.name + equals + piece.value);
        return pairs.join(separator);
    }

    void joinWithoutSeparators(Making& making, const QByteArray& variant)
    {
        orderNow(making);
        if (variant == "nv")
            making.text = joinedWith(making, "", "");
        else if (variant == "n=v")
            making.text = joinedWith(making, "=", "");
        QList<QByteArray> values;
        for (const Piece& piece : std::as_const(making.pieces))
            values.append(piece.value);
        if (variant == "v")
            making.text = values.join();
        else if (variant == "v&")
            making.text = values.join('&');
    }

    void joinWithEntity(Making& making, const QByteArray&)
    {
        orderNow(making);
        making.text = joinedWith(making, "=", "&amp;");
    }

    void joinWithOther(Making& making, const QByteArray& variant)
    {
        orderNow(making);
        making.text = joinedWith(making, "=", variant);
    }

    void writeJson(Making& making, const QByteArray& variant)
    {
        orderNow(making);
        const bool ascii = variant == "compact-ascii";
        const bool spaced = variant == "spaced";
        QList<QByteArray> members;
        for (const Piece& piece : std::as_const(making.pieces))
            members.append(jsonLiteral(piece.name, ascii) + (spaced ? ": " : ":")
                + jsonLiteral(piece.value, ascii));
        making.text = '{' + members.join(spaced ? ", " : ",") + '}';
    }

    void beginWithSeparator(Making& making, const QByteArray& variant)
    {
        orderNow(making);
        making.text = variant + joinedWith(making, "=", "&");
    }

    QList<QByteArray> plainly(const JudgedCase&)
    {
        return {""};
    }

    using Step = MakingStep;

    const std::array<WrongWay, 11> joinWays{{
        {"insertion-order", "RPV", Step::Sort, keepGivenOrder, plainly},
        {"sort-culture", "RPV", Step::Sort, sortForPeople,
            [](const JudgedCase&) { return QList<QByteArray>{"ignore-punct", "ignore-case"}; }},
        {"sort-underscore-last", "RV", Step::Sort, sortUnderscoreLast,
            [](const JudgedCase&) { return QList<QByteArray>{"upper-fold", "natural"}; }},
        {"sort-by-value", "RPV", Step::Sort, sortByValue, plainly},
        {"sort-descending", "RPV", Step::Sort, sortDescending, plainly},
        {"field-out-of-order", "RPV", Step::Sort, moveOneField, moves},
        {"join-without-separators", "RP", Step::Join, joinWithoutSeparators,
            [](const JudgedCase&) { return QList<QByteArray>{"nv", "v", "n=v", "v&"}; }},
        {"join-amp-entity", "RPV", Step::Join, joinWithEntity, plainly},
        {"join-other-separator", "RP", Step::Join, joinWithOther,
            [](const JudgedCase&) { return QList<QByteArray>{",", "|", ";", "\n", " &", "& "}; }},
        {"json-instead-of-query", "RP", Step::Join, writeJson,
            [](const JudgedCase&) {
                return QList<QByteArray>{"compact", "spaced", "compact-ascii"};
            }},
        {"leading-separator", "RP", Step::Join, beginWithSeparator,
            [](const JudgedCase&) { return QList<QByteArray>{"&", "?"}; }},
    }};

} // namespace

std::span<const WrongWay> wrongJoins()
{
    return joinWays;
}

} // namespace paydesk::judge
