#include "core/doctor/catalogue.h"
#include "core/doctor/jsontext.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace paydesk {

namespace {

    using NameKey = std::function<QByteArray(const QByteArray& name)>;

    /// Sorted by what the function makes of each name; equal ones by their names.
    std::function<void(FieldOrder&)> sortedBy(const NameKey& key)
    {
        return [key](FieldOrder& order) {
            sortByName(order);
            std::vector<std::pair<QByteArray, const DraftField*>> keyed;
            keyed.reserve(order.size());
            for (const DraftField* field : order)
                keyed.emplace_back(key(field->name), field);
            std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
                return QByteArrayView(a.first).compare(b.first) < 0;
            });
            std::transform(keyed.begin(), keyed.end(), order.begin(),
                [](const auto& one) { return one.second; });
        };
    }

    QByteArray lettersOnly(const QByteArray& name)
    {
        QByteArray result;
        for (const char c : name.toLower()) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
                result += c;
        }
        return result;
    }

    /// "_" behind the letters, as people and dictionaries have it.
    QByteArray underscoreLast(const QByteArray& name)
    {
        QByteArray result = name;
        return result.replace('_', '~');
    }

    /// Numbers by their value too: padded to one width.
    QByteArray naturalKey(const QByteArray& name)
    {
        QByteArray result;
        QByteArray digits;
        for (const char c : underscoreLast(name) + '\0') {
            if (c >= '0' && c <= '9') {
                digits += c;
                continue;
            }
            if (!digits.isEmpty())
                result += std::exchange(digits, {}).rightJustified(20, '0');
            result += c;
        }
        return result;
    }

    void underscores(const Setting&, Variants& out)
    {
        out.order("upper-fold", 1, sortedBy([](const QByteArray& name) { return name.toUpper(); }));
        out.order("natural", 1, sortedBy(underscoreLast));
        out.order("natural-numbers", 1, sortedBy(naturalKey));
    }

    void outOfOrder(const Setting& setting, Variants& out)
    {
        for (const bool last : {true, false}) {
            eachSignedField(setting, [&out, last](std::size_t, const DraftField& field) {
                const QByteArray name = field.name;
                out.order((last ? "last|" : "first|") + name, 2,
                    [name, last](FieldOrder& order) {
                        sortByName(order);
                        std::stable_partition(order.begin(), order.end(),
                            [&](const DraftField* one) { return (one->name == name) != last; });
                    },
                    name);
            });
        }
    }

    QByteArray compactMember(const DraftField& field)
    {
        return quotedJson(field.name, false) + ':' + quotedJson(field.value, false);
    }

    QByteArray spacedMember(const DraftField& field)
    {
        return quotedJson(field.name, false) + ": " + quotedJson(field.value, false);
    }

    QByteArray asciiMember(const DraftField& field)
    {
        return quotedJson(field.name, true) + ':' + quotedJson(field.value, true);
    }

    void asJson(const Setting&, Variants& out)
    {
        const Joint object{.before = "{", .separator = ",", .after = "}"};
        const auto add = [&](const char* label, const char* separator,
                             QByteArray (*member)(const DraftField&)) {
            Joint joint = object;
            joint.separator = separator;
            joint.piece = member;
            out.join(label, 1, joint);
        };
        add("compact", ",", compactMember);
        add("spaced", ", ", spacedMember);
        add("compact-ascii", ",", asciiMember);
    }

} // namespace

std::vector<Mistake> orderMistakes()
{
    return {
        {"insertion-order", 47, Slot::Sort, anyStage,
            {"The parameters were not sorted.", "参数没有排序。"},
            {"Sort by name, byte by byte, ascending.", "按参数名 ASCII 码升序排列。"},
            [](const Setting&, Variants& out) { out.order({}, 1, [](FieldOrder&) {}); }, "b=1&a=2",
            "b=1&a=2&key=KEY"},
        {"sort-culture", 80, Slot::Sort, anyStage,
            {"The names were sorted as words of a language.",
                "按语言习惯（忽略大小写、标点）排序了。"},
            {"Use ordinal (byte) comparison.", "使用序数（字节）比较排序。"},
            [](const Setting&, Variants& out) {
                out.order("ignore-punct", 1, sortedBy(lettersOnly));
                out.order(
                    "ignore-case", 1, sortedBy([](const QByteArray& n) { return n.toLower(); }));
            },
            "re_openid=1&remark=2", "remark=2&re_openid=1&key=KEY"},
        {"sort-underscore-last", 81, Slot::Sort, messages,
            {"The underscore was sorted behind the letters.", "下划线排到了字母后面。"},
            {"Compare bytes: '_' (0x5F) stands before lower-case letters.",
                "按字节比较：下划线排在小写字母之前。"},
            underscores, "re_openid=1&remark=2", "remark=2&re_openid=1&key=KEY"},
        {"field-out-of-order", 106, Slot::Sort, anyStage,
            {"One field is outside the order.", "有一个字段不在正确的位置。"},
            {"Let code sort all parameters, optional ones too.",
                "用代码统一排序，可选字段也不例外。"},
            outOfOrder, "a=1&b=2&c=3", "a=1&c=3&b=2&key=KEY"},
        {"sort-by-value", 143, Slot::Sort, anyStage,
            {"The fields were sorted by value.", "按参数值排序了。"},
            {"Sort by name.", "按参数名排序，不是按值。"},
            [](const Setting&, Variants& out) {
                out.order({}, 1, [](FieldOrder& order) {
                    sortByName(order);
                    std::stable_sort(
                        order.begin(), order.end(), [](const DraftField* a, const DraftField* b) {
                            return QByteArrayView(a->value).compare(b->value) < 0;
                        });
                });
            },
            "a=2&b=1", "b=1&a=2&key=KEY"},
        {"sort-descending", 144, Slot::Sort, anyStage,
            {"The fields were sorted backwards.", "按降序排列了。"},
            {"Sort ascending.", "应升序而非降序。"},
            [](const Setting&, Variants& out) {
                out.order({}, 1, [](FieldOrder& order) {
                    sortByName(order);
                    std::reverse(order.begin(), order.end());
                });
            },
            "a=1&b=2", "b=2&a=1&key=KEY"},
        {"json-instead-of-query", 68, Slot::Join, ownSignatures,
            {"JSON text was hashed instead of name=value.", "签名串写成了 JSON。"},
            {"Hash name=value&…, never JSON.", "签名串不是 JSON，应为 name=value&…。"}, asJson,
            "a=1", R"({"a":"1"}&key=KEY)"},
        {"join-amp-entity", 110, Slot::Join, anyStage,
            {"&amp; was the separator.", "连接符成了 &amp;。"},
            {"Use a plain & (PHP: arg_separator.output).", "连接符必须是 &，不是 &amp;。"},
            [](const Setting&, Variants& out) { out.join({}, 1, Joint{.separator = "&amp;"}); },
            "a=1&b=2", "a=1&amp;b=2&key=KEY"},
        {"join-other-separator", 111, Slot::Join, ownSignatures,
            {"Another separator was used.", "用了别的连接符。"},
            {"Join with & only.", "仅用 & 连接。"},
            [](const Setting&, Variants& out) {
                for (const char* separator : {",", "|", ";", "\n", " &", "& "})
                    out.join(separator, 1, Joint{.separator = separator});
            },
            "a=1&b=2", "a=1,b=2&key=KEY"},
        {"join-without-separators", 112, Slot::Join, ownSignatures,
            {"Separators are missing.", "缺少连接符。"},
            {"Join name=value pairs with &.", "用 & 连接 name=value。"},
            [](const Setting&, Variants& out) {
                out.join("nv", 1, Joint{.assign = "", .separator = ""});
                out.join("v", 1, Joint{.separator = "", .names = false});
                out.join("n=v", 1, Joint{.separator = ""});
                out.join("v&", 1, Joint{.names = false});
            },
            "a=1&b=2", "a1b2&key=KEY"},
        {"leading-separator", 124, Slot::Join, ownSignatures,
            {"A separator stands in front.", "签名串开头多了分隔符。"},
            {"Start with the first name.", "签名串开头不能有 & 或 ?。"},
            [](const Setting&, Variants& out) {
                for (const char* before : {"&", "?"})
                    out.join(before, 1, Joint{.before = before});
            },
            "a=1", "&a=1&key=KEY"},
    };
}

} // namespace paydesk
