#include "ui/signatures/pasteanalysis.h"

#include "core/sign/digest.h"
#include "ui/signatures/recordedsignature.h"

#include <algorithm>
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

    /// A call of wx.requestPayment does not carry the appId it signs.
    void supplyAppId(PasteAnswer& answer, const PasteQuestion& question)
    {
        if (answer.stage != SigningStage::PaySign || answer.as != ComparedAs::Message
            || answer.fields.contains("appId") || answer.fields.contains("appid"))
            return;
        const QByteArray appId = question.identifiers.value("appid");
        answer.asksAppId = true;
        answer.lacksAppId = appId.isEmpty();
        if (!appId.isEmpty())
            answer.fields.append("appId", appId);
    }

    QByteArrayView withoutKey(QByteArrayView text)
    {
        const qsizetype key = text.lastIndexOf("&key=");
        return key < 0 ? text.trimmed() : text.first(key).trimmed();
    }

    void takeYourString(PasteAnswer& answer, const PasteQuestion& question, const Secret* pasted)
    {
        const QByteArrayView base = withoutKey(question.text);
        answer.yourString = base.toByteArray();
        if (pasted)
            answer.yourString +=
                "&key=" + compareKeys(pasted, answer.key).yours.value_or("key=").sliced(4);
        if (!answer.yours.isEmpty() || !answer.keyed)
            return;
        answer.yours = digestOf(base, pasted ? *pasted : answer.key, answer.type).upperHex();
        answer.yoursComputed = true;
    }

    /// A message is no context of its own.
    void forget(OrderFacts& facts, const Parameters& message)
    {
        for (const QByteArrayView name : {"nonce_str", "nonceStr"})
            facts.otherNonces.removeAll(message.value(name));
        facts.otherTimestamps.removeAll(message.value("timeStamp"));
        for (const QByteArrayView name : {"sign", "paySign"})
            facts.relatedSigns.removeAll(message.value(name));
    }

    QList<CheckFinding> checkUp(
        const PasteQuestion& question, const ReadInput& read, const PasteAnswer& answer)
    {
        if (answer.stage == SigningStage::PaySign && answer.as == ComparedAs::Message)
            return checkPaymentCall(read, question.order.signType);
        return read.kind == InputKind::Xml ? checkTransport({question.text, {}})
                                           : QList<CheckFinding>();
    }

    bool hasCauseIn(const Explanation& explanation, SigningStep step)
    {
        return std::any_of(explanation.causes.begin(), explanation.causes.end(),
            [step](const Cause& cause) { return stepOf(cause.card().slot) == step; });
    }

    bool anyDiffers(const QList<ComparisonRow>& rows)
    {
        return std::any_of(
            rows.begin(), rows.end(), [](const ComparisonRow& row) { return row.differs(); });
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
    answer.pasted = answer.fields = read->fields;
    answer.stage =
        read->kind == InputKind::RequestPayment ? SigningStage::PaySign : stageOf(read->fields);
    supplyAppId(answer, question);
    const QByteArray signField = answer.stage == SigningStage::PaySign ? "paySign" : "sign";
    answer.yours = !question.given.isEmpty() ? question.given : read->fields.value(signField);
    answer.type = question.type.value_or(signTypeOf(read->fields, answer.yours));

    const bool isString = answer.as == ComparedAs::SignString;
    std::optional<Secret> pasted = isString ? keyIn(question.text) : std::nullopt;
    answer.key = !question.key.isEmpty() ? question.key.clone()
        : pasted                         ? pasted->clone()
                                         : Secret();
    answer.keyed = !answer.key.isEmpty();
    answer.right = traceSignature(answer.fields, answer.key, answer.type, signField);
    answer.findings = checkUp(question, *read, answer);
    answer.rows = fieldRows(compareFields(read->fields, answer.right, answer.as));
    if (isString)
        takeYourString(answer, question, pasted ? &*pasted : nullptr);
    if (answer.keyed && !isString && !answer.yours.isEmpty() && !answer.wrong())
        answer.rows.append({compareKeys(&answer.key, answer.key), ComparisonRow::Kind::Key});
    else if (answer.keyed && (!isString || !question.key.isEmpty()))
        answer.rows.append(
            {compareKeys(pasted ? &*pasted : nullptr, answer.key), ComparisonRow::Kind::Key});
    return answer;
}

Question doctorQuestion(const PasteQuestion& question, const PasteAnswer& answer)
{
    Question asked;
    asked.fields = answer.fields;
    asked.stage = answer.stage;
    asked.type = answer.type;
    asked.received = answer.yours;
    asked.key = answer.key.clone();
    asked.secrets = question.secrets.clone();
    asked.identifiers = question.identifiers;
    asked.order = question.order;
    forget(asked.order, answer.pasted);
    return asked;
}

QList<ComparisonRow> explainedRows(const PasteAnswer& answer, const Explanation& explanation)
{
    const WrongSignature& wrong = explanation.wrong;
    QList<ComparisonRow> rows =
        fieldRows(compareFields(wrong.pieces, answer.right, ComparedAs::SignString));
    const bool keyIsCause = std::any_of(explanation.causes.begin(), explanation.causes.end(),
        [](const Cause& cause) { return cause.card().slot == Slot::Key; });
    const bool fieldsDiffer = anyDiffers(rows);
    rows.append(keyRow(wrong, answer.right, keyIsCause));
    rows.append(endRows(wrong, answer.right, fieldsDiffer || rows.last().differs(),
        hasCauseIn(explanation, SigningStep::Format)));
    return rows;
}

} // namespace paydesk
