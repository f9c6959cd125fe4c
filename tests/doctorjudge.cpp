#include "tests/doctorjudge.h"

#include "core/doctor/doctor.h"
#include "tests/doctorcases.h"

namespace paydesk::judge {

namespace {

    PlantedMistakes mistakesOf(const Explanation& explanation)
    {
        PlantedMistakes mistakes;
        for (const Cause& cause : explanation.causes)
            mistakes.insert(cause.id, cause.variant);
        return mistakes;
    }

    bool acceptable(const JudgedCase& judged, const Explanation& first)
    {
        const bool nothingMore = first.causes.size() <= judged.planted.size();
        return judged.acceptable.contains(first.ids())
            || (nothingMore && reproduces(judged, mistakesOf(first)));
    }

    bool isRight(const JudgedCase& judged, const Diagnosis& diagnosis)
    {
        if (verdictName(diagnosis.verdict) != judged.verdict)
            return false;
        if (judged.verdict != "explained")
            return diagnosis.explanations.isEmpty();
        return !diagnosis.explanations.isEmpty()
            && acceptable(judged, diagnosis.explanations.constFirst());
    }

    QByteArray written(const PlantedMistakes& mistakes)
    {
        QList<QByteArray> words;
        for (auto mistake = mistakes.begin(); mistake != mistakes.end(); ++mistake)
            words.append(mistake.key() + '(' + mistake.value() + ')');
        return words.join(" + ");
    }

    QByteArray wrongAnswer(const JudgedCase& judged, const Diagnosis& diagnosis)
    {
        QByteArray answer = judged.id + ' ' + judged.stage + ' ' + judged.signType + ": planted "
            + written(judged.planted) + ", found " + verdictName(diagnosis.verdict);
        for (const Explanation& explanation : diagnosis.explanations)
            answer += ' ' + written(mistakesOf(explanation)) + ';';
        return answer;
    }

} // namespace

int rightAmong(const QList<JudgedCase>& cases)
{
    int right = 0;
    for (const JudgedCase& judged : cases) {
        const Diagnosis diagnosis = diagnose(questionOf(judged));
        if (isRight(judged, diagnosis))
            ++right;
        else
            qWarning("%s", wrongAnswer(judged, diagnosis).constData());
    }
    return right;
}

} // namespace paydesk::judge
