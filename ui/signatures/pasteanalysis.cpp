#include "ui/signatures/pasteanalysis.h"

#include "core/sign/digest.h"

#include <utility>

namespace paydesk {

namespace {

    /// readInput() takes pairs as they are unless they stand in a URL.
    ComparedAs kindOfSide(const ReadInput& read, QByteArrayView text)
    {
        const QByteArrayView start = text.trimmed();
        const bool url =
            start.startsWith("http://") || start.startsWith("https://") || start.startsWith('?');
        return read.kind == InputKind::Query && !url ? ComparedAs::SignString : ComparedAs::Message;
    }

    bool isPayCall(const ReadInput& read)
    {
        return read.kind == InputKind::RequestPayment || read.fields.contains("paySign");
    }

    /// What should have been signed.
    RecordedSignature rightOf(const PasteQuestion& question, const ReadInput& read)
    {
        if (question.reference)
            return *question.reference;
        RecordedSignature right;
        right.fields = read.fields;
        if (isPayCall(read)) {
            right.signField = "paySign";
            if (!right.fields.contains("appId") && !question.appId.isEmpty())
                right.fields.append("appId", question.appId);
        }
        return right;
    }

    QByteArrayView withoutKey(QByteArrayView text)
    {
        const qsizetype key = text.lastIndexOf("&key=");
        return key < 0 ? text.trimmed() : text.first(key).trimmed();
    }

} // namespace

Result<PasteAnswer> analysePaste(const PasteQuestion& question)
{
    const Result<ReadInput> read = readInput(question.text);
    if (!read)
        return fail(read.error());
    PasteAnswer answer;
    answer.kind = read->kind;
    answer.as = kindOfSide(*read, question.text);
    const bool isString = answer.as == ComparedAs::SignString;

    const RecordedSignature right = rightOf(question, *read);
    answer.yours = !question.given.isEmpty() ? question.given : read->fields.value(right.signField);
    answer.type = question.type.value_or(
        question.reference ? question.reference->type : signTypeOf(read->fields, answer.yours));

    const std::optional<Secret> pasted = isString ? keyIn(question.text) : std::nullopt;
    const Secret none;
    answer.keyFromText = !question.key && pasted;
    const Secret& key = question.key ? *question.key : pasted ? *pasted : none;
    answer.keyed = !key.isEmpty();

    const SignatureTrace trace = traceSignature(right.fields, key, answer.type, right.signField);
    answer.rows = compareFields(read->fields, trace, answer.as);
    if (isString && question.key)
        answer.rows.append(compareKeys(pasted ? &*pasted : nullptr, key));
    if (answer.keyed)
        answer.right = trace.signature;
    if (answer.yours.isEmpty() && isString && answer.keyed) {
        answer.yours =
            digestOf(withoutKey(question.text), pasted ? *pasted : key, answer.type).upperHex();
        answer.yoursComputed = true;
    }
    return answer;
}

} // namespace paydesk
