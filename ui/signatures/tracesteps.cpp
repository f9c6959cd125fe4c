#include "ui/signatures/pieces.h"
#include "ui/signatures/steptrace.h"

#include <QCoreApplication>

#include <algorithm>

namespace paydesk {

namespace {

    struct StepWords {
        Q_DECLARE_TR_FUNCTIONS(paydesk::StepTrace)
    };

    QString shortText(const QByteArray& text)
    {
        constexpr qsizetype most = 10;
        const QString start = spokenRuns(runsOf(text.left(most), {}));
        return text.size() > most ? start + QChar(0x2026) : start;
    }

    QString bytes(qsizetype count)
    {
        return StepWords::tr("%1 B", "bytes").arg(count);
    }

    bool isSorted(const Parameters& pieces)
    {
        return std::is_sorted(
            pieces.begin(), pieces.end(), [](const Parameter& a, const Parameter& b) {
                return QByteArrayView(a.name).compare(b.name) < 0;
            });
    }

    /// Without the key, as far as one can be seen in the string.
    qsizetype baseLength(const WrongSignature& wrong)
    {
        const qsizetype key = wrong.string.lastIndexOf("&key=");
        return key < 0 ? wrong.string.size() : key;
    }

    QList<TraceStep> rightSide(const SignatureTrace& right)
    {
        const QString method = QString::fromLatin1(signTypeName(right.type));
        const qsizetype whole = right.base.size() + 5 + right.keyLength;
        return {
            {StepWords::tr("1. Drop sign and empties"), {},
                StepWords::tr("%1 kept").arg(right.order.size())},
            {StepWords::tr("2. Sort by ASCII"), {}, StepWords::tr("sorted")},
            {StepWords::tr("3. Join k=v&…"), {}, bytes(right.base.size())},
            {StepWords::tr("4. Append &key="), {}, bytes(whole)},
            {StepWords::tr("5. %1").arg(method), {}, shortText(right.digest)},
            {StepWords::tr("6. Upper case"), {}, shortText(right.signature)},
        };
    }

    void addYours(QList<TraceStep>& steps, const WrongSignature& wrong)
    {
        steps[0].yours = StepWords::tr("%1 kept").arg(wrong.pieces.size());
        steps[1].yours =
            isSorted(wrong.pieces) ? StepWords::tr("sorted") : StepWords::tr("not sorted");
        steps[2].yours = bytes(baseLength(wrong));
        steps[3].yours = bytes(wrong.stringLength);
        steps[4].yours = shortText(wrong.digest);
        steps[5].yours = shortText(wrong.signature);
    }

    void judge(QList<TraceStep>& steps, const Explanation& explanation, const SignatureTrace& right)
    {
        for (const Cause& cause : explanation.causes)
            steps[int(stepOf(cause.card().slot))].state = TraceStep::State::Mistake;
        const WrongSignature& wrong = explanation.wrong;
        // Lengths can agree by chance; the strings decide.
        const bool differs[] = {false, false, wrong.string != right.shownString(),
            wrong.string != right.shownString()
                || wrong.stringLength != right.base.size() + 5 + right.keyLength,
            wrong.digest != right.digest, wrong.signature != right.signature};
        for (int i = 0; i < int(steps.size()); ++i) {
            if (steps.at(i).state == TraceStep::State::Right && differs[i])
                steps[i].state = TraceStep::State::Follows;
        }
        // The key is no part of the joined string.
        if (steps.at(2).state == TraceStep::State::Follows
            && wrong.string.left(baseLength(wrong)) == right.base)
            steps[2].state = TraceStep::State::Right;
    }

} // namespace

QList<TraceStep> traceSteps(const Examination& examination)
{
    if (!examination.answer)
        return {};
    const PasteAnswer& answer = *examination.answer;
    QList<TraceStep> steps = rightSide(answer.right);
    if (const Explanation* found = examination.explanation()) {
        addYours(steps, found->wrong);
        judge(steps, *found, answer.right);
        return steps;
    }
    const bool right =
        examination.diagnosis && examination.diagnosis->verdict == Diagnosis::Verdict::Correct;
    for (TraceStep& step : steps) {
        step.yours = right ? step.right : QString();
        step.state = right ? TraceStep::State::Right : TraceStep::State::Unknown;
    }
    if (!answer.keyed)
        steps[3].right = steps[4].right = steps[5].right = StepWords::tr("no key");
    steps[5].yours = shortText(answer.yours);
    return steps;
}

} // namespace paydesk
