#include "tests/mistakeclashes.h"

#include <algorithm>
#include <array>

namespace paydesk::judge {

namespace {

    using Ids = QList<QByteArray>;

    // The key sorted among the fields is a matter of attaching it, though it comes in earlier.
    MakingStep slotOf(const WrongWay& way)
    {
        return QByteArrayView(way.id) == "key-sorted-with-params" ? MakingStep::Attach : way.step;
    }

    const Ids& renameAll()
    {
        static const Ids ids{
            "paysign-names-case", "paysign-snake-case-names", "request-camel-case-names"};
        return ids;
    }

    const Ids& packageIds()
    {
        static const Ids ids{"paysign-package-without-prefix", "paysign-package-prefix-typo",
            "paysign-prepay-undefined", "paysign-package-renamed"};
        return ids;
    }

    // Which of two mistakes has this id, and is the other one of those?
    bool meets(const QByteArray& a, const QByteArray& b, const char* id, const Ids& others)
    {
        return (a == id && others.contains(b)) || (b == id && others.contains(a));
    }

    // A whole step that is open beside one mistake.
    bool meetsStep(const WrongWay& a, const WrongWay& b, const char* id, MakingStep step)
    {
        return (QByteArrayView(a.id) == id && slotOf(b) == step)
            || (QByteArrayView(b.id) == id && slotOf(a) == step);
    }

    bool namesClash(const WrongWay& a, const WrongWay& b)
    {
        const WrongWay& name = a.step == MakingStep::Name ? a : b;
        const WrongWay& set = a.step == MakingStep::Name ? b : a;
        if (name.step != MakingStep::Name)
            return false;
        const Ids open{"paysign-app-fields", "field-omitted", "paysign-extra-field",
            "key-sorted-with-params", "sign-included"};
        if (set.step == MakingStep::Set)
            return renameAll().contains(name.id) || open.contains(set.id);
        return renameAll().contains(name.id) && set.step == MakingStep::Sort;
    }

    bool escapesClash(const WrongWay& a, const WrongWay& b)
    {
        const WrongWay& escape = a.step == MakingStep::Escape ? a : b;
        const QByteArray other = a.step == MakingStep::Escape ? b.id : a.id;
        const Ids open{"empty-values-included", "null-literal-included", "sign-included",
            "paysign-app-fields", "paysign-extra-field", "field-extra-known",
            "sign-type-only-in-string", "key-sorted-with-params"};
        return escape.step == MakingStep::Escape && open.contains(other);
    }

} // namespace

bool clash(const WrongWay& a, const WrongWay& b)
{
    if (slotOf(a) == slotOf(b) || namesClash(a, b) || escapesClash(a, b))
        return true;
    const QByteArray first = a.id;
    const QByteArray second = b.id;
    return meetsStep(a, b, "hmac-wrong-key", MakingStep::Key)
        || meetsStep(a, b, "key-sorted-with-params", MakingStep::Join)
        || meetsStep(a, b, "digest-16-chars", MakingStep::Hash)
        || meets(first, second, "charset-gbk",
            {"emoji-replaced", "html-entity-corruption", "bom-in-string", "key-invisible-char"})
        || meets(first, second, "paysign-app-fields", packageIds())
        || meets(first, second, "paysign-extra-field", packageIds())
        || meets(first, second, "insertion-order",
            {"field-extra-known", "paysign-extra-field", "sign-type-only-in-string",
                "paysign-app-fields", "key-sorted-with-params"})
        || meets(first, second, "value-extra-whitespace", {"spaces-removed"});
}

bool unclear(const JudgedCase& judged, QByteArrayView id)
{
    const Parameters& params = judged.params;
    if (id == "values-quoted" || id == "cdata-markers-hashed")
        return std::any_of(params.begin(), params.end(),
            [](const Parameter& field) { return field.value.isEmpty(); });
    if (id == "sort-by-value") {
        QList<QByteArray> values;
        for (const Parameter& field : params)
            values.append(field.value);
        std::sort(values.begin(), values.end());
        return std::adjacent_find(values.begin(), values.end()) != values.end();
    }
    return false;
}

bool unclearTogether(const JudgedCase& judged)
{
    // Where an added signature would stand among fields that nobody sorts.
    if (judged.planted.contains("insertion-order") && judged.planted.contains("sign-included")
        && !judged.params.contains(judged.signField()))
        return true;
    return std::any_of(judged.planted.keyBegin(), judged.planted.keyEnd(),
        [&](const QByteArray& id) { return unclear(judged, id); });
}

bool special(QByteArrayView id)
{
    return id == "received-utf8-as-gbk" || id == "received-utf8-as-latin1";
}

bool rare(QByteArrayView id, const QByteArray& variant)
{
    if (id == "value-truncated" || id == "key-truncated" || id == "key-lookalike")
        return true;
    if (id == "timestamp-regenerated")
        return qAbs(variant.toLongLong()) > 5;
    return id == "timestamp-milliseconds" && variant != "000" && variant != "to-seconds";
}

QList<QByteArray> namesLike(const QByteArray& id)
{
    static const std::array<Ids, 13> alike{{
        {"values-trimmed", "values-whitespace-collapsed", "spaces-removed",
            "value-extra-whitespace"},
        {"key-whitespace", "key-invisible-char", "trailing-newline-in-string"},
        {"sort-culture", "sort-underscore-last", "field-out-of-order", "insertion-order",
            "sort-descending", "sort-by-value"},
        {"field-omitted", "sign-type-omitted", "unknown-fields-ignored", "return-fields-omitted",
            "coupon-fields-omitted", "paysign-appid-omitted", "paysign-signtype-omitted"},
        {"charset-gbk", "charset-big5", "charset-latin1-question", "charset-binary-low-byte"},
        {"emoji-removed", "emoji-replaced", "charset-latin1-question"},
        {"values-xml-escaped", "json-html-escaped", "values-url-encoded", "space-as-plus",
            "nginx-escaped-quotes", "quotes-backslashed", "json-reserialized",
            "json-slashes-escaped", "json-unicode-escaped", "cdata-markers-hashed",
            "values-url-decoded"},
        {"paysign-appid-case", "paysign-timestamp-case", "paysign-noncestr-case",
            "paysign-signtype-case", "paysign-snake-case-names", "paysign-names-case"},
        {"total-fee-decimal", "amount-unit-mismatch", "amount-float-artifact"},
        {"sandbox-key-mixup", "old-key", "other-merchant-key", "app-secret-as-key",
            "key-letter-case", "key-lookalike"},
        {"field-extra-known", "null-literal-included", "empty-values-included",
            "sign-type-only-in-string"},
        {"join-other-separator", "value-extra-whitespace", "trailing-newline-in-string",
            "double-ampersand-before-key", "key-not-appended"},
        {"digest-lowercase", "digest-zero-padding-lost"},
    }};
    Ids names;
    for (const Ids& group : alike) {
        for (const QByteArray& other : group) {
            if (group.contains(id) && other != id && !names.contains(other))
                names.append(other);
        }
    }
    return names;
}

} // namespace paydesk::judge
