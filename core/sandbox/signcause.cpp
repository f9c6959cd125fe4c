#include "core/sandbox/signcause.h"

#include "core/doctor/doctor.h"

namespace paydesk {

namespace {

    constexpr qsizetype md5Length = 32;
    constexpr qsizetype hmacLength = 64;

    Question questionOf(const Parameters& fields, const QByteArray& received,
        const SandboxIdentity& identity, SignType type)
    {
        Question question;
        question.fields = fields;
        question.received = received;
        question.type = type;
        question.key = identity.apiKey.clone();
        question.secrets.appSecret = identity.appSecret.clone();
        question.identifiers = {{"appid", identity.appid}, {"mch_id", identity.mchId}};
        return question;
    }

    /// The first mistake of the likeliest explanation gives the id; all are told.
    Why whyOf(const Explanation& explanation)
    {
        QStringList sentences;
        for (const Cause& cause : explanation.causes)
            sentences.append(cause.sentence());
        return {explanation.causes.constFirst().id, sentences.join(u' ')};
    }

    Why whyWrong(const Question& question)
    {
        const Diagnosis diagnosis = diagnose(question, nullptr, SearchEffort::Quick);
        if (!diagnosis.explanations.isEmpty())
            return whyOf(diagnosis.explanations.constFirst());
        const qsizetype length = question.received.size();
        return paydesk::whyOf(length == md5Length || length == hmacLength
                ? RefusalCause::SignatureMismatch
                : RefusalCause::SignLength);
    }

} // namespace

Why requestSignWhy(const Parameters& fields, const SandboxIdentity& identity, SignType type)
{
    return whyWrong(questionOf(fields, fields.value("sign"), identity, type));
}

Why paySignWhy(const Parameters& fields, const QByteArray& paySign, const SandboxIdentity& identity,
    SignType type)
{
    Question question = questionOf(fields, paySign, identity, type);
    question.stage = SigningStage::PaySign;
    question.order.signType = type;
    return whyWrong(question);
}

} // namespace paydesk
