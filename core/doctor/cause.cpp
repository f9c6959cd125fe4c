#include "core/doctor/doctor.h"

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    /// Variants that say what no field shows.
    constexpr std::pair<const char*, Bilingual> details[] = {
        {"lf", {"line feed LF (0x0A)", "换行 LF (0x0A)"}},
        {"crlf", {"line end CR LF (0x0D 0x0A)", "换行 CR LF (0x0D 0x0A)"}},
        {"sp", {"a blank (0x20) at the end", "末尾空格 (0x20)"}},
        {"tab", {"a TAB (0x09) at the end", "末尾制表符 TAB (0x09)"}},
        {"head-sp", {"a blank (0x20) in front", "开头空格 (0x20)"}},
        {"both", {"on both sides", "首尾都有"}},
        {"nul", {"NUL (0x00)", "NUL (0x00)"}},
        {"bom", {"byte order mark BOM (0xEF 0xBB 0xBF) in front", "开头 BOM (0xEF 0xBB 0xBF)"}},
        {"zwsp", {"zero-width space U+200B at the end", "末尾零宽空格 U+200B"}},
        {"zwsp-head", {"zero-width space U+200B in front", "开头零宽空格 U+200B"}},
        {"nbsp", {"no-break space U+00A0 at the end", "末尾不换行空格 U+00A0"}},
        {"fullwidth-sp", {"ideographic space U+3000 at the end", "末尾全角空格 U+3000"}},
        {"tail-sp", {"a blank (0x20) at the end", "末尾空格 (0x20)"}},
        {"tail-lf", {"line feed LF (0x0A)", "换行 LF (0x0A)"}},
        {"tail-crlf", {"line end CR LF (0x0D 0x0A)", "换行 CR LF (0x0D 0x0A)"}},
        {"tail-tab", {"a TAB (0x09) at the end", "末尾制表符 TAB (0x09)"}},
        {"amp", {"with &", "带 &"}},
        {"yuan", {"yuan signed, fen sent", "签名用元，发送用分"}},
        {"yuan2", {"yuan with two decimals signed", "签名用两位小数的元"}},
        {"fen", {"a hundred times the amount signed", "签名的金额是发送的 100 倍"}},
        {"q", {"", ""}}, // how unencodable characters were replaced: nobody's question
        {"qq", {"", ""}},
        {"sub", {"", ""}},
        {"le", {"little-endian", "小端"}},
        {"be", {"big-endian", "大端"}},
    };

    /// The part of "total_fee|tail-sp" or "component|notify_url" that is no field's name.
    QByteArray detailOf(const Cause& cause)
    {
        const QList<QByteArray> parts = cause.variant.split('|');
        for (const QByteArray& part : parts) {
            if (part != cause.field && part != "*")
                return part;
        }
        return {};
    }

    QString detailWords(const QByteArray& detail)
    {
        for (const auto& [label, words] : details) {
            if (detail == label)
                return words.text();
        }
        // Names, spellings and texts speak for themselves; a number alone says nothing.
        const bool number =
            std::all_of(detail.begin(), detail.end(), [](char c) { return c >= '0' && c <= '9'; });
        return number ? QString() : QString::fromUtf8(detail);
    }

} // namespace

const MistakeCard& Cause::card() const
{
    return *mistakeCard(id);
}

QString Cause::sentence() const
{
    QString what = card().what.text();
    const QString detail = detailWords(detailOf(*this));
    const QString name = QString::fromUtf8(field);
    if (name.isEmpty() && detail.isEmpty())
        return what;
    const Bilingual all{"%1 Here: %2, %3.", "%1（%2：%3）"};
    const Bilingual one{"%1 Here: %2.", "%1（%2）"};
    QString text = what;
    if (text.endsWith(u'。'))
        text.chop(1);
    QString sentence = !name.isEmpty() && !detail.isEmpty()
        ? all.text().arg(text, name, detail)
        : one.text().arg(text, name.isEmpty() ? detail : name);
    if (what.endsWith(u'。'))
        sentence += u'。';
    return sentence;
}

QList<QByteArray> Explanation::ids() const
{
    QList<QByteArray> ids;
    for (const Cause& cause : causes)
        ids.append(cause.id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

} // namespace paydesk
