#include "core/sign/textinput.h"

#include "core/sign/curlinput.h"
#include "core/sign/jsoninput.h"
#include "core/sign/pairsinput.h"
#include "core/sign/scriptinput.h"
#include "core/sign/utf8.h"
#include "core/sign/xmlcodec.h"

#include <QCoreApplication>

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
            [kind](Parameters&& read) { return ReadInput{kind, std::move(read)}; });
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
        Result<Parameters> json = readJsonObject(text);
        if (json) {
            const InputKind kind =
                json->contains("paySign") ? InputKind::RequestPayment : InputKind::Json;
            return as(kind, std::move(json));
        }
        const QByteArrayView inside = text.sliced(1).trimmed();
        const bool quoted = inside.isEmpty() || inside.startsWith('"') || inside.startsWith('}');
        Result<Parameters> script = readScriptObject(text, AfterObject::Refused);
        if (script && (!quoted || script->contains("package")))
            return as(InputKind::RequestPayment, std::move(script));
        return as(InputKind::Json, quoted || script ? std::move(json) : std::move(script));
    }

    /// The argument of wx.requestPayment, or of the official accounts' getBrandWCPayRequest; empty
    /// if there is none.
    QByteArrayView paymentCallIn(QByteArrayView text)
    {
        for (const QByteArrayView name :
            {QByteArrayView("requestPayment"), QByteArrayView("getBrandWCPayRequest")}) {
            const qsizetype found = text.indexOf(name);
            const qsizetype brace = found < 0 ? -1 : text.indexOf('{', found);
            if (brace >= 0)
                return text.sliced(brace);
        }
        return {};
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

    Result<ReadInput> readText(QByteArrayView text)
    {
        if (looksLikeCurl(text))
            return as(InputKind::Curl, readCurlFields(text));
        if (text.startsWith('{'))
            return readObject(text);
        if (const QByteArrayView call = paymentCallIn(text); !call.isEmpty())
            return as(InputKind::RequestPayment, readScriptObject(call, AfterObject::Ignored));
        if (const QByteArrayView xml = quotedXmlIn(text); !xml.isEmpty())
            return as(InputKind::Xml, fromXml(xml));
        if (text.startsWith('['))
            return as(InputKind::Json, readJsonObject(text));
        if (isUrl(text) || text.startsWith('?'))
            return as(InputKind::Query, readPairs(queryOf(text), PairsCoding::Percent));
        return as(InputKind::Query, readPairs(text, PairsCoding::Raw));
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
