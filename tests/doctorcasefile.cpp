#include "tests/doctorcasefile.h"

#include <QJsonArray>

#include <initializer_list>

namespace paydesk::judge {

namespace {

    using Texts = QMap<QByteArray, QByteArray>;

    QByteArray textAt(const QJsonObject& object, const char* name)
    {
        return object[QLatin1String(name)].toString().toUtf8();
    }

    QList<QByteArray> listFrom(const QJsonValue& array)
    {
        QList<QByteArray> list;
        for (const QJsonValue entry : array.toArray())
            list.append(entry.toString().toUtf8());
        return list;
    }

    Texts textsFrom(const QJsonObject& object)
    {
        Texts texts;
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (member->isString())
                texts.insert(member.key().toUtf8(), member->toString().toUtf8());
        }
        return texts;
    }

    QJsonArray arrayOf(const QList<QByteArray>& list)
    {
        QJsonArray array;
        for (const QByteArray& entry : list)
            array.append(QString::fromUtf8(entry));
        return array;
    }

    QJsonObject objectOf(const Texts& texts)
    {
        QJsonObject object;
        for (auto text = texts.begin(); text != texts.end(); ++text)
            object.insert(QString::fromUtf8(text.key()), QString::fromUtf8(text.value()));
        return object;
    }

    QJsonArray arrayOf(const Parameters& params)
    {
        QJsonArray array;
        for (const Parameter& field : params)
            array.append(QJsonArray{QString::fromUtf8(field.name), QString::fromUtf8(field.value)});
        return array;
    }

    QJsonObject profileOf(const JudgedCase& judged)
    {
        QJsonObject profile = objectOf(judged.profile);
        profile.insert(QStringLiteral("previous_keys"), arrayOf(judged.previousKeys));
        profile.insert(QStringLiteral("other_keys"), objectOf(judged.otherKeys));
        return profile;
    }

    QJsonObject contextOf(const JudgedCase& judged)
    {
        QJsonObject context;
        const std::initializer_list<std::pair<const char*, const QByteArray*>> texts{
            {"order_sign_type", &judged.orderSignType}, {"openid", &judged.openid},
            {"total_fee", &judged.totalFee}};
        for (const auto& [name, text] : texts) {
            if (!text->isEmpty())
                context.insert(QLatin1String(name), QString::fromUtf8(*text));
        }
        if (!judged.otherNonces.isEmpty())
            context.insert(QStringLiteral("other_nonces"), arrayOf(judged.otherNonces));
        if (!judged.relatedSigns.isEmpty())
            context.insert(QStringLiteral("related_signs"), objectOf(judged.relatedSigns));
        return context;
    }

    Secret secretOf(QByteArray bytes)
    {
        bytes.detach();
        return Secret(std::move(bytes));
    }

} // namespace

JudgedCase judgedCaseFrom(const QJsonObject& object)
{
    JudgedCase judged;
    judged.id = textAt(object, "case_id");
    judged.stage = textAt(object, "stage");
    judged.signType = textAt(object, "sign_type");
    for (const QJsonValue field : object[QStringLiteral("params")].toArray())
        judged.params.append(field[0].toString().toUtf8(), field[1].toString().toUtf8());
    judged.key = textAt(object, "key");
    judged.received = textAt(object, "received_sign");
    const QJsonObject profile = object[QStringLiteral("profile")].toObject();
    judged.profile = textsFrom(profile);
    judged.previousKeys = listFrom(profile[QStringLiteral("previous_keys")]);
    judged.otherKeys = textsFrom(profile[QStringLiteral("other_keys")].toObject());
    const QJsonObject context = object[QStringLiteral("context")].toObject();
    judged.orderSignType = textAt(context, "order_sign_type");
    judged.openid = textAt(context, "openid");
    judged.totalFee = textAt(context, "total_fee");
    judged.otherNonces = listFrom(context[QStringLiteral("other_nonces")]);
    judged.relatedSigns = textsFrom(context[QStringLiteral("related_signs")].toObject());
    judged.verdict = textAt(object, "verdict");
    for (const QJsonValue ids : object[QStringLiteral("acceptable")].toArray())
        judged.acceptable.append(listFrom(ids));
    for (const QByteArray& id : listFrom(object[QStringLiteral("expected")]))
        judged.planted.insert(id, {});
    judged.planted.insert(textsFrom(object[QStringLiteral("variants")].toObject()));
    return judged;
}

QJsonObject jsonOf(const JudgedCase& judged)
{
    QJsonArray acceptable;
    for (const IdSet& ids : judged.acceptable)
        acceptable.append(arrayOf(ids));
    return {{QStringLiteral("case_id"), QString::fromUtf8(judged.id)},
        {QStringLiteral("stage"), QString::fromUtf8(judged.stage)},
        {QStringLiteral("sign_type"), QString::fromUtf8(judged.signType)},
        {QStringLiteral("params"), arrayOf(judged.params)},
        {QStringLiteral("key"), QString::fromUtf8(judged.key)},
        {QStringLiteral("profile"), profileOf(judged)},
        {QStringLiteral("context"), contextOf(judged)},
        {QStringLiteral("received_sign"), QString::fromUtf8(judged.received)},
        {QStringLiteral("verdict"), QString::fromUtf8(judged.verdict)},
        {QStringLiteral("expected"), arrayOf(judged.expected())},
        {QStringLiteral("acceptable"), acceptable},
        {QStringLiteral("variants"), objectOf(judged.planted)}};
}

Question questionOf(const JudgedCase& judged)
{
    Question question;
    question.fields = judged.params;
    question.stage = stageFromName(judged.stage).value();
    question.type = signTypeFromName(judged.signType).value();
    question.received = judged.received;
    question.key = secretOf(judged.key);
    question.secrets.appSecret = secretOf(judged.profile.value("app_secret"));
    question.secrets.apiV3Key = secretOf(judged.profile.value("apiv3_key"));
    question.secrets.sandboxKey = secretOf(judged.profile.value("sandbox_key"));
    for (const QByteArray& key : judged.previousKeys)
        question.secrets.previousKeys.push_back(secretOf(key));
    for (auto other = judged.otherKeys.begin(); other != judged.otherKeys.end(); ++other)
        question.secrets.otherKeys.emplace_back(other.key(), secretOf(other.value()));
    for (auto text = judged.profile.begin(); text != judged.profile.end(); ++text) {
        if (text.key() != "app_secret" && !text.key().endsWith("_key"))
            question.identifiers.append(text.key(), text.value());
    }
    if (!judged.orderSignType.isEmpty())
        question.order.signType = signTypeFromName(judged.orderSignType).value();
    question.order.otherNonces = judged.otherNonces;
    question.order.relatedSigns = judged.relatedSigns.values();
    question.order.openid = judged.openid;
    question.order.totalFee = judged.totalFee;
    return question;
}

} // namespace paydesk::judge
