#include "core/sign/textinput.h"

#include "core/sign/curlinput.h"
#include "core/sign/jsoninput.h"
#include "core/sign/pairsinput.h"
#include "core/sign/scriptinput.h"
#include "core/sign/utf8.h"
#include "core/sign/xmlcodec.h"

#include <QCoreApplication>

#include <optional>
#include <utility>

namespace paydesk {

namespace {

    constexpr qsizetype largestInput = 1024 * 1024;

    tl::unexpected<Failure> notRead(const char* sentence)
    {
        return fail(FailureId::InputUnreadable,
            {{QStringLiteral("reason"), QCoreApplication::translate("TextInput", sentence)}});
    }

    Result<ReadInput> as(InputKind kind, Result<Parameters> fields)
    {
        return std::move(fields).map(
            [kind](Parameters&& read) { return ReadInput{kind, std::move(read), {}, {}}; });
    }

    Result<ReadInput> as(InputKind kind, Result<QList<JsonMember>> members)
    {
        return std::move(members).map([kind](QList<JsonMember>&& read) {
            ReadInput input;
            input.kind = kind;
            for (JsonMember& member : read) {
                input.kinds.append(member.value.kind);
                input.fields.append(std::move(member.name), std::move(member.value.text));
            }
            return input;
        });
    }

    bool isUrl(QByteArrayView text)
    {
        return text.startsWith("http://") || text.startsWith("https://");
    }

    /// The query of a URL, or what stands behind a leading "?".
    QByteArrayView queryOf(QByteArrayView url)
    {
        const qsizetype mark = url.indexOf('?');
        const QByteArrayView query = mark < 0 ? QByteArrayView() : url.sliced(mark + 1);
        const qsizetype fragment = query.indexOf('#');
        return fragment < 0 ? query : query.first(fragment);
    }

    /// Strict JSON, or else JavaScript's notation. What is neither is reported as what it was
    /// meant to be: only JavaScript leaves the quotes of a name away.
    Result<ReadInput> readObject(QByteArrayView text)
    {
        Result<ReadInput> json = as(InputKind::Json, readJsonMembers(text));
        if (json) {
            if (json->fields.contains("paySign"))
                json->kind = InputKind::RequestPayment;
            return json;
        }
        const QByteArrayView inside = text.sliced(1).trimmed();
        const bool quoted = inside.isEmpty() || inside.startsWith('"') || inside.startsWith('}');
        Result<ReadInput> script =
            as(InputKind::RequestPayment, readScriptObject(text, AfterObject::Refused));
        if (script && (!quoted || script->fields.contains("package")))
            return script;
        return quoted || script ? json : script;
    }

    /// A function that is called with what it takes to pay.
    struct PaymentCall {
        QByteArrayView callee;
        QByteArrayView object; ///< the text from its argument on
    };

    std::optional<PaymentCall> paymentCallIn(QByteArrayView text)
    {
        for (const QByteArrayView name : {QByteArrayView("requestPayment"),
                 QByteArrayView("getBrandWCPayRequest"), QByteArrayView("chooseWXPay")}) {
            const qsizetype found = text.indexOf(name);
            const qsizetype brace = found < 0 ? -1 : text.indexOf('{', found);
            if (brace >= 0)
                return PaymentCall{name, text.sliced(brace)};
        }
        return {};
    }

    Result<ReadInput> readPaymentCall(const PaymentCall& call)
    {
        Result<ReadInput> read =
            as(InputKind::RequestPayment, readScriptObject(call.object, AfterObject::Ignored));
        if (read)
            read->callee = call.callee.toByteArray();
        return read;
    }

    /// The document in a log line that quotes one; empty if there is none.
    QByteArrayView quotedXmlIn(QByteArrayView text)
    {
        constexpr QByteArrayView end("</xml>");
        const qsizetype root = text.indexOf("<xml");
        const qsizetype declaration = text.indexOf("<?xml ");
        const qsizetype start = declaration >= 0 && declaration < root ? declaration : root;
        const qsizetype stop = text.lastIndexOf(end);
        return root < 0 || stop < root ? QByteArrayView()
                                       : text.sliced(start, stop + end.size() - start);
    }

    /// A blank at the end may belong to the last value, a line end does not.
    QByteArrayView withoutSurroundings(QByteArrayView text)
    {
        if (text.startsWith("\xEF\xBB\xBF"))
            text = text.sliced(3);
        while (text.endsWith('\n') || text.endsWith('\r'))
            text.chop(1);
        return text.sliced(text.trimmed().begin() - text.begin());
    }

    Result<Parameters> readCurlFields(QByteArrayView text)
    {
        const Result<CurlRequest> request = readCurl(text);
        if (!request)
            return fail(request.error());
        const QByteArrayView body = QByteArrayView(request->body).trimmed();
        if (body.startsWith('<'))
            return fromXml(body);
        if (body.startsWith('{'))
            return readJsonObject(body);
        if (request->hasBody)
            return readPairs(body, PairsCoding::Percent);
        if (queryOf(request->url).isEmpty())
            return notRead(QT_TRANSLATE_NOOP("TextInput", "The curl command sends no data."));
        return readPairs(queryOf(request->url), PairsCoding::Percent);
    }

    bool inPairName(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_';
    }

    /// The string to sign in a log line, from the name before its first ampersand to the end of the
    /// line or of the quotes around it; empty if there is none.
    QByteArrayView quotedPairsIn(QByteArrayView text)
    {
        const qsizetype separator = text.indexOf('&');
        qsizetype start = separator < 0 ? -1 : text.first(separator).lastIndexOf('=');
        if (start < 0)
            return {};
        while (start > 0 && inPairName(text[start - 1]))
            --start;
        const qsizetype lineEnd = text.indexOf('\n', start);
        const QByteArrayView line =
            lineEnd < 0 ? text.sliced(start) : text.sliced(start, lineEnd - start);
        const char before = start > 0 ? text[start - 1] : ' ';
        const qsizetype closing = before == '"' || before == '\'' ? line.lastIndexOf(before) : -1;
        return closing < 0 ? line : line.first(closing);
    }

    /// What a line of a log quotes: a JSON object, or a string to sign. Nothing if there is none.
    std::optional<ReadInput> readLogLine(QByteArrayView text)
    {
        const qsizetype brace = text.indexOf("{\"");
        const qsizetype stop = text.lastIndexOf('}');
        if (brace >= 0 && stop > brace) {
            if (Result<ReadInput> object = readObject(text.sliced(brace, stop + 1 - brace)))
                return std::move(*object);
        }
        const QByteArrayView pairs = quotedPairsIn(text);
        if (pairs.isEmpty())
            return {};
        Result<ReadInput> read = as(InputKind::Query, readPairs(pairs, PairsCoding::Raw));
        return read ? std::optional<ReadInput>(std::move(*read)) : std::nullopt;
    }

    Result<ReadInput> readText(QByteArrayView text)
    {
        if (looksLikeCurl(text))
            return as(InputKind::Curl, readCurlFields(text));
        if (text.startsWith('{'))
            return readObject(text);
        if (const std::optional<PaymentCall> call = paymentCallIn(text))
            return readPaymentCall(*call);
        if (const QByteArrayView xml = quotedXmlIn(text); !xml.isEmpty())
            return as(InputKind::Xml, fromXml(xml));
        if (text.startsWith('['))
            return as(InputKind::Json, readJsonObject(text));
        if (isUrl(text) || text.startsWith('?'))
            return as(InputKind::Query, readPairs(queryOf(text), PairsCoding::Percent));
        Result<ReadInput> pairs = as(InputKind::Query, readPairs(text, PairsCoding::Raw));
        if (std::optional<ReadInput> quoted = pairs ? std::nullopt : readLogLine(text))
            return std::move(*quoted);
        return pairs;
    }

} // namespace

Result<ReadInput> readInput(QByteArrayView text)
{
    if (text.size() > largestInput)
        return notRead(QT_TRANSLATE_NOOP("TextInput", "The text is larger than a mebibyte."));
    const QByteArrayView inside = withoutSurroundings(text);
    if (inside.isEmpty())
        return notRead(QT_TRANSLATE_NOOP("TextInput", "There is nothing to read."));
    // A document is taken as it is, to the last byte: only a log line may have more around it.
    if (inside.startsWith('<'))
        return as(InputKind::Xml, fromXml(inside));
    if (firstInvalidUtf8(text) >= 0 || text.contains('\0'))
        return notRead(QT_TRANSLATE_NOOP("TextInput", "The text is not UTF-8."));
    return readText(inside);
}

} // namespace paydesk
