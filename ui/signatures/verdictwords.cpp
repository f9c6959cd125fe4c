#include "ui/signatures/verdictwords.h"

#include "core/base/wording.h"

#include <QLocale>
#include <QRegularExpression>

namespace paydesk {

namespace {

    QString numbered(qsizetype number, const QString& text)
    {
        constexpr char16_t first = 0x2460; // ①
        return QChar(char16_t(first + number)) + QStringLiteral(" ") + text;
    }

    QString millis(std::chrono::microseconds took)
    {
        const double ms = double(took.count()) / 1000;
        return QLocale::c().toString(ms, 'f', ms < 10 ? 1 : 0);
    }

    QStringList causeLines(const Explanation& explanation)
    {
        QStringList lines;
        for (const Cause& cause : explanation.causes)
            lines << (explanation.causes.size() == 1 ? cause.sentence()
                                                     : numbered(lines.size(), cause.sentence()));
        return lines;
    }

} // namespace

QString VerdictText::plain() const
{
    return (QStringList{title} + causes + further + QStringList{small})
        .filter(QRegularExpression(QStringLiteral(".")))
        .join(u'\n');
}

VerdictText VerdictWords::of(const Examination& examination)
{
    if (!examination.answer)
        return unreadable(examination);
    if (!examination.diagnosis)
        return unproved(*examination.answer);
    VerdictText text = judged(examination, *examination.diagnosis);
    if (examination.answer->lacksAppId)
        text.further.prepend(
            tr("The call does not carry the appId that it signs: enter the AppID."));
    return text;
}

VerdictText VerdictWords::judged(const Examination& examination, const Diagnosis& diagnosis)
{
    switch (diagnosis.verdict) {
    case Diagnosis::Verdict::Correct:
        return correct(*examination.answer, diagnosis);
    case Diagnosis::Verdict::Explained:
        return explained(*examination.explanation(), diagnosis);
    case Diagnosis::Verdict::Unexplained:
        return unexplained(diagnosis);
    case Diagnosis::Verdict::Cancelled:
        break;
    }
    return {Tone::Warn, QStringLiteral("stop"), tr("The search was stopped"), {}, {}, {}};
}

VerdictText VerdictWords::explained(const Explanation& found, const Diagnosis& diagnosis)
{
    VerdictText text{Tone::Bad, QStringLiteral("stethoscope"), {}, causeLines(found),
        adviceLines(diagnosis.advice), {}};
    const bool digestRight = sameSignature(found.wrong.signature, diagnosis.right.signature);
    text.title = digestRight ? tr("Found: the signature fits, but not the order it belongs to")
        : found.causes.size() == 1
        ? tr("Found: one mistake reproduces your signature exactly")
        : tr("Found: %1 mistakes together reproduce your signature exactly")
              .arg(found.causes.size());
    text.small = diagnosis.explanations.size() == 1
        ? tr("%1; only this explanation matches.").arg(effort(diagnosis))
        : tr("%1; %2 explanations match, the likeliest first.")
              .arg(effort(diagnosis))
              .arg(diagnosis.explanations.size());
    return text;
}

VerdictText VerdictWords::unexplained(const Diagnosis& diagnosis)
{
    VerdictText text{Tone::Warn, QStringLiteral("alert-triangle"),
        tr("The signature is wrong, and not by any of the %1 mistakes that are known")
            .arg(diagnosis.mistakesTried),
        {}, adviceLines(diagnosis.advice), {}};
    if (text.further.isEmpty())
        text.further << tr("Check next: is the key the one set in the merchant platform, and do "
                           "message and signature come from the same request?");
    text.small = diagnosis.triplesComplete || diagnosis.sizeTried < 3
        ? tr("Excluded: %1.").arg(effort(diagnosis))
        : tr("Excluded: %1; of three mistakes at a time the frequent ones only.")
              .arg(effort(diagnosis));
    return text;
}

VerdictText VerdictWords::correct(const PasteAnswer& answer, const Diagnosis& diagnosis)
{
    // Nobody has said what the signature should be: the string as it stands is all there is.
    if (answer.yoursComputed)
        return {Tone::Ok, QStringLiteral("check-circle"),
            tr("The string follows the rules, and this is its signature"), {}, {},
            QString::fromLatin1(answer.right.signature)};
    VerdictText text{Tone::Ok, QStringLiteral("check-circle"),
        tr("The signature is right: computed by the rules, it is the same to the letter"), {},
        adviceLines(diagnosis.advice), {}};
    if (text.further.isEmpty())
        text.small = tr("If WeChat says SIGNERROR all the same, the key most likely differs from "
                        "the merchant platform's: “Verify key” tells.");
    return text;
}

VerdictText VerdictWords::unreadable(const Examination& examination)
{
    VerdictText text{
        Tone::Warn, QStringLiteral("alert-triangle"), tr("Not recognised"), {}, {}, {}};
    // Its remedy speaks of a recorded message; here the text is in front of the person.
    if (examination.failure) {
        const Wording words = wordingOf(*examination.failure);
        text.causes << Wording{words.what, words.why, {}}.sentence();
    }
    text.further = adviceLines(examination.unreadableAdvice);
    return text;
}

VerdictText VerdictWords::unproved(const PasteAnswer& answer)
{
    if (!answer.keyed)
        return {Tone::Warn, QStringLiteral("key"), tr("No key yet: enter one to get the reason"),
            {}, {}, tr("It may also stand on the last line of the pasted text, as key=…")};
    return {Tone::Info, QStringLiteral("info"), tr("No signature to compare with"), {}, {},
        tr("By the rules it is %1.").arg(QString::fromLatin1(answer.right.signature))};
}

VerdictText VerdictWords::searching(qint64 tried, int size)
{
    return {Tone::Info, QStringLiteral("stethoscope"), tr("Looking for the reason…"), {}, {},
        tr("%1 signatures tried so far, %2 mistake(s) at a time")
            .arg(QLocale().toString(tried))
            .arg(size)};
}

QString VerdictWords::effort(const Diagnosis& diagnosis)
{
    const QString tried = QLocale().toString(diagnosis.tried);
    if (diagnosis.sizeTried <= 1)
        return tr("Checked %1 known mistakes, %2 signatures, in %3 ms")
            .arg(diagnosis.mistakesTried)
            .arg(tried, millis(diagnosis.took));
    if (diagnosis.sizeTried == 2)
        return tr("Checked %1 known mistakes and every pair of them, %2 signatures, in %3 ms")
            .arg(diagnosis.mistakesTried)
            .arg(tried, millis(diagnosis.took));
    return tr("Checked %1 known mistakes, pairs and triples of them, %2 signatures, in %3 ms")
        .arg(diagnosis.mistakesTried)
        .arg(tried, millis(diagnosis.took));
}

QStringList VerdictWords::adviceLines(const QList<Advice>& advice)
{
    QStringList lines;
    for (const Advice& hint : advice)
        lines << tr("%1 %2", "an observation, what to do about it")
                     .arg(hint.what.text(), hint.fix.text());
    return lines;
}

QString VerdictWords::line(const Explanation& explanation)
{
    QStringList sentences;
    for (const Cause& cause : explanation.causes)
        sentences << cause.sentence();
    return sentences.join(u' ');
}

QString VerdictWords::kind(const PasteAnswer& answer)
{
    const QString type = QString::fromLatin1(signTypeName(answer.type));
    if (answer.as == ComparedAs::SignString)
        return tr("String to sign, %1").arg(type);
    switch (answer.kind) {
    case InputKind::Xml:
        return tr("XML message, %1").arg(type);
    case InputKind::Json:
        return tr("JSON message, %1").arg(type);
    case InputKind::Query:
        return tr("Query of a URL, %1").arg(type);
    case InputKind::Curl:
        return tr("cURL command, %1").arg(type);
    case InputKind::RequestPayment:
        return tr("wx.requestPayment, %1").arg(type);
    }
    return {};
}

} // namespace paydesk
