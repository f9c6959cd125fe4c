#include "app/diagnosistext.h"

#include "app/output.h"

#include <QCoreApplication>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype mostEquivalents = 5;

    QString told(const char* source)
    {
        return QCoreApplication::translate("Cli", source);
    }

    /// The values of a JSON array.
    class JsonList {
    public:
        void add(const QByteArray& json)
        {
            m_values += (m_values.isEmpty() ? QByteArray() : QByteArray(",")) + json;
        }
        QByteArray array() const { return '[' + m_values + ']'; }

    private:
        QByteArray m_values;
    };

    QByteArray causeJson(const Cause& cause)
    {
        return JsonLine()
            .text("id", cause.id)
            .textOrNull("field", cause.field)
            .textOrNull("variant", cause.variant)
            .text("sentence", cause.sentence().toUtf8())
            .text("fix", cause.card().fix.text().toUtf8())
            .object();
    }

    QByteArray findingJson(const Explanation& explanation)
    {
        JsonList ids;
        for (const QByteArray& id : explanation.ids())
            ids.add(jsonString(id));
        JsonList causes;
        for (const Cause& cause : explanation.causes)
            causes.add(causeJson(cause));
        const WrongSignature& wrong = explanation.wrong;
        return JsonLine()
            .raw("ids", ids.array())
            .text("string", wrong.string)
            .raw("causes", causes.array())
            .text("charset", wrong.charset)
            .text("algorithm", wrong.algorithm)
            .text("sign", wrong.signature)
            .object();
    }

    QString verdictSentence(const Diagnosis& diagnosis)
    {
        switch (diagnosis.verdict) {
        case Diagnosis::Verdict::Correct:
            return told(QT_TRANSLATE_NOOP("Cli", "The signature is right."));
        case Diagnosis::Verdict::Explained:
            return told(QT_TRANSLATE_NOOP("Cli",
                "The signature is wrong, and this is why. The received one was recomputed to the "
                "last character."));
        case Diagnosis::Verdict::Unexplained:
            return diagnosis.tried == 0
                ? told(QT_TRANSLATE_NOOP("Cli", "There was nothing to recompute."))
                : told(QT_TRANSLATE_NOOP("Cli",
                      "Unexplained. No known mistake, alone or with others, gives the received "
                      "signature."));
        case Diagnosis::Verdict::Cancelled:
            return told(QT_TRANSLATE_NOOP("Cli", "Cancelled before the search had ended."));
        }
        return {};
    }

    QString triedSentence(const Diagnosis& diagnosis)
    {
        return told(QT_TRANSLATE_NOOP("Cli",
                        "Tried: %1 signatures by %2 mistakes, up to %3 at a time, in %4 ms."))
            .arg(diagnosis.tried)
            .arg(diagnosis.mistakesTried)
            .arg(diagnosis.sizeTried)
            .arg(double(diagnosis.took.count()) / 1000, 0, 'f', 1);
    }

    QByteArray labelled(const char* source, const QByteArray& text)
    {
        return "  " + told(source).toUtf8() + ' ' + text;
    }

    void printCauses(const Explanation& explanation)
    {
        int number = 0;
        for (const Cause& cause : explanation.causes) {
            printLine(QByteArray::number(++number) + ". " + forTerminal(cause.sentence().toUtf8())
                + " [" + cause.id + ']');
            printLine("   "
                + told(QT_TRANSLATE_NOOP("Cli", "Fix: %1")).arg(cause.card().fix.text()).toUtf8());
        }
    }

    void printStrings(const ExplainedMessage& message)
    {
        const Diagnosis& diagnosis = message.diagnosis;
        printLine({});
        if (!diagnosis.explanations.isEmpty()) {
            const WrongSignature& wrong = diagnosis.explanations.constFirst().wrong;
            printLine(labelled(QT_TRANSLATE_NOOP("Cli", "wrong"), forTerminal(wrong.string)));
            printLine("        " + wrong.algorithm + ", " + wrong.charset + ": "
                + forTerminal(wrong.signature));
        }
        printLine(labelled(QT_TRANSLATE_NOOP("Cli", "right"), forTerminal(message.rightString)));
        printLine("        " + signTypeName(diagnosis.right.type)
            + ", UTF-8: " + diagnosis.right.signature);
    }

    /// Other causes that give the very same bytes.
    void printEquivalents(const QList<Explanation>& explanations)
    {
        if (explanations.size() < 2)
            return;
        printLine({});
        printLine(told(QT_TRANSLATE_NOOP("Cli", "The same signature also comes from:")).toUtf8());
        for (qsizetype i = 1; i < qMin(explanations.size(), mostEquivalents + 1); ++i) {
            QByteArrayList sentences;
            for (const Cause& cause : explanations.at(i).causes)
                sentences << forTerminal(cause.sentence().toUtf8()) + " [" + cause.id + ']';
            printLine("  - " + sentences.join(" + "));
        }
        if (const qsizetype more = explanations.size() - 1 - mostEquivalents; more > 0)
            printLine("  " + told(QT_TRANSLATE_NOOP("Cli", "… and %1 more")).arg(more).toUtf8());
    }

} // namespace

QByteArray explainedJson(const ExplainedMessage& message)
{
    const Diagnosis& diagnosis = message.diagnosis;
    JsonList findings;
    for (const Explanation& explanation : diagnosis.explanations)
        findings.add(findingJson(explanation));
    return JsonLine()
        .textOrNull("case_id", message.caseId)
        .text("verdict", verdictName(diagnosis.verdict))
        .raw("findings", findings.array())
        .number("tried", diagnosis.tried)
        .decimal("elapsed_ms", double(diagnosis.took.count()) / 1000)
        .text("sign", diagnosis.right.signature)
        .text("sign_type", signTypeName(diagnosis.right.type))
        .text("string_to_sign", message.rightString)
        .raw("advice", adviceJson(diagnosis.advice))
        .raw("checkup", checksJson(message.checks))
        .object();
}

void printExplained(const ExplainedMessage& message)
{
    const Diagnosis& diagnosis = message.diagnosis;
    if (!message.caseId.isEmpty())
        printLine("# " + forTerminal(message.caseId));
    printLine(verdictSentence(diagnosis).toUtf8());
    if (!diagnosis.explanations.isEmpty())
        printCauses(diagnosis.explanations.constFirst());
    printStrings(message);
    printEquivalents(diagnosis.explanations);
    if (diagnosis.tried > 0) {
        printLine({});
        printLine(triedSentence(diagnosis).toUtf8());
    }
    printChecks(message.checks);
    printAdvice(diagnosis.advice);
}

QByteArray adviceJson(const QList<Advice>& advice)
{
    JsonList list;
    for (const Advice& hint : advice)
        list.add(JsonLine()
                .text("id", hint.id)
                .text("what", hint.what.text().toUtf8())
                .text("fix", hint.fix.text().toUtf8())
                .object());
    return list.array();
}

void printAdvice(const QList<Advice>& advice)
{
    if (advice.isEmpty())
        return;
    printLine({});
    printLine(told(QT_TRANSLATE_NOOP("Cli", "To be checked (hints, no proof):")).toUtf8());
    for (const Advice& hint : advice)
        printLine("  - " + hint.what.text().toUtf8() + ' ' + hint.fix.text().toUtf8() + " ["
            + hint.id + ']');
}

QByteArray checksJson(const QList<CheckFinding>& checks)
{
    JsonList list;
    for (const CheckFinding& check : checks) {
        JsonLine line;
        line.text("id", check.id)
            .textOrNull("field", check.field)
            .text("severity", check.severity == CheckFinding::Severity::Error ? "error" : "warning")
            .text("what", check.what.text().toUtf8());
        if (check.position >= 0)
            line.number("position", check.position);
        list.add(line.object());
    }
    return list.array();
}

void printChecks(const QList<CheckFinding>& checks)
{
    if (checks.isEmpty())
        return;
    printLine({});
    printLine(told(QT_TRANSLATE_NOOP("Cli", "The message itself:")).toUtf8());
    for (const CheckFinding& check : checks) {
        const QByteArray field =
            check.field.isEmpty() ? QByteArray() : forTerminal(check.field) + ": ";
        const QByteArray place = check.position < 0
            ? QByteArray()
            : ' ' + told(QT_TRANSLATE_NOOP("Cli", "(byte %1)")).arg(check.position).toUtf8();
        printLine("  - " + field + check.what.text().toUtf8() + place + " [" + check.id + ']');
    }
}

} // namespace paydesk
