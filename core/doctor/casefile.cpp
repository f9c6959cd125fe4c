#include "core/doctor/casefile.h"

#include "core/sign/jsoninput.h"
#include "core/sign/utf8.h"

#include <QCoreApplication>

#include <utility>

namespace paydesk {

namespace {

    tl::unexpected<Failure> malformed(QByteArrayView field, const char* rule)
    {
        return fail(FailureId::FieldMalformed,
            {{QStringLiteral("field"), QString::fromUtf8(field)},
                {QStringLiteral("rule"), QString::fromLatin1(rule)}});
    }

    constexpr auto pairsRule =
        QT_TRANSLATE_NOOP("Reason", "a list of pairs, [name, value], each of two texts");
    constexpr auto textsRule = QT_TRANSLATE_NOOP("Reason", "a list of texts");
    constexpr auto textRule = QT_TRANSLATE_NOOP("Reason", "a text");
    constexpr auto objectRule = QT_TRANSLATE_NOOP("Reason", "an object");

    bool isPlain(const JsonValue& value)
    {
        return value.kind != ValueKind::Object && value.kind != ValueKind::Array;
    }

    /// The values of an array, or of an object whose names do not matter; null is none.
    Result<QList<QByteArray>> textsOf(QByteArrayView field, const JsonValue& value)
    {
        QList<QByteArray> texts;
        if (value.kind == ValueKind::Null)
            return texts;
        if (value.kind == ValueKind::Object) {
            const Result<QList<JsonMember>> members = readJsonMembers(value.text);
            for (const JsonMember& member : members.value_or(QList<JsonMember>()))
                texts.append(member.value.text);
            return texts;
        }
        if (value.kind != ValueKind::Array)
            return malformed(field, textsRule);
        const Result<QList<JsonValue>> elements = readJsonElements(value.text);
        for (const JsonValue& element : elements.value_or(QList<JsonValue>())) {
            if (!isPlain(element))
                return malformed(field, textsRule);
            texts.append(element.text);
        }
        return texts;
    }

    Result<Parameters> fieldsOf(const JsonValue& value)
    {
        if (value.kind == ValueKind::Object)
            return readJsonObject(value.text);
        if (value.kind != ValueKind::Array)
            return malformed("params", pairsRule);
        Parameters fields;
        const Result<QList<JsonValue>> pairs = readJsonElements(value.text);
        for (const JsonValue& pair : pairs.value_or(QList<JsonValue>())) {
            const Result<QList<QByteArray>> both = textsOf("params", pair);
            if (pair.kind != ValueKind::Array || !both || both->size() != 2)
                return malformed("params", pairsRule);
            fields.append(both->at(0), both->at(1));
        }
        return fields;
    }

    /// Collects what the members say; the first problem is kept.
    class CaseReading {
    public:
        void take(const JsonMember& member);
        DoctorCase finish();

    private:
        void takeProfile(const JsonMember& member);
        void takeContext(const JsonMember& member);
        template <typename Take> void each(const JsonMember& parent, Take take);
        QByteArray plain(const JsonMember& member);
        QList<QByteArray> texts(const JsonMember& member);
        void takeKeysByMerchant(const JsonMember& member);
        template <typename Value> Value kept(Result<Value>&& result);
        void refuse(QByteArrayView field, const char* rule);

        QByteArray m_id;
        Question m_question;
        bool m_hasParams = false;
        bool m_hasSign = false;
        std::optional<SigningStage> m_stage;
        QByteArray m_type;
        std::optional<Failure> m_problem;
    };

    template <typename Value> Value CaseReading::kept(Result<Value>&& result)
    {
        if (!result && !m_problem)
            m_problem = result.error();
        return std::move(result).value_or(Value());
    }

    void CaseReading::refuse(QByteArrayView field, const char* rule)
    {
        if (!m_problem)
            m_problem = malformed(field, rule).value();
    }

    QByteArray CaseReading::plain(const JsonMember& member)
    {
        if (!isPlain(member.value))
            refuse(member.name, textRule);
        return member.value.text;
    }

    QList<QByteArray> CaseReading::texts(const JsonMember& member)
    {
        return kept(textsOf(member.name, member.value));
    }

    template <typename Take> void CaseReading::each(const JsonMember& parent, Take take)
    {
        if (parent.value.kind == ValueKind::Null)
            return;
        if (parent.value.kind != ValueKind::Object) {
            refuse(parent.name, objectRule);
            return;
        }
        QList<JsonMember> members = kept(readJsonMembers(parent.value.text));
        for (JsonMember& member : members) {
            take(member);
            wipe(member.value.text); // most of these are secrets
        }
    }

    void CaseReading::take(const JsonMember& member)
    {
        if (member.name == "case_id") {
            m_id = plain(member);
        } else if (member.name == "params") {
            m_question.fields = kept(fieldsOf(member.value));
            m_hasParams = true;
        } else if (member.name == "key") {
            m_question.key = Secret(plain(member));
        } else if (member.name == "sign_type") {
            m_type = plain(member);
        } else if (member.name == "stage") {
            const QByteArray name = plain(member);
            m_stage = stageFromName(name);
            if (!m_stage && !name.isEmpty())
                refuse("stage", "request-sign | pay-sign | notify-verify");
        } else if (member.name == "received_sign") {
            m_question.received = plain(member);
            m_hasSign = member.value.kind != ValueKind::Null;
        } else if (member.name == "profile") {
            each(member, [this](const JsonMember& inner) { takeProfile(inner); });
        } else if (member.name == "context") {
            each(member, [this](const JsonMember& inner) { takeContext(inner); });
        }
    }

    void CaseReading::takeProfile(const JsonMember& member)
    {
        OtherSecrets& secrets = m_question.secrets;
        if (member.name == "app_secret") {
            secrets.appSecret = Secret(plain(member));
        } else if (member.name == "apiv3_key") {
            secrets.apiV3Key = Secret(plain(member));
        } else if (member.name == "sandbox_key") {
            secrets.sandboxKey = Secret(plain(member));
        } else if (member.name == "previous_keys") {
            for (QByteArray& key : texts(member))
                secrets.previousKeys.emplace_back(std::move(key));
        } else if (member.name == "other_keys") {
            takeKeysByMerchant(member);
        } else if (isPlain(member.value) && !member.value.text.isEmpty()) {
            m_question.identifiers.append(member.name, member.value.text);
        }
    }

    /// {"mch_id": "key"}, or a list of keys whose merchants are not known.
    void CaseReading::takeKeysByMerchant(const JsonMember& member)
    {
        OtherSecrets& secrets = m_question.secrets;
        if (member.value.kind != ValueKind::Object) {
            for (QByteArray& key : texts(member))
                secrets.otherKeys.emplace_back(QByteArray(), Secret(std::move(key)));
            return;
        }
        each(member, [&](const JsonMember& key) {
            secrets.otherKeys.emplace_back(key.name, Secret(plain(key)));
        });
    }

    void CaseReading::takeContext(const JsonMember& member)
    {
        OrderFacts& order = m_question.order;
        if (member.name == "order_sign_type") {
            if (const QByteArray name = plain(member); !name.isEmpty())
                order.signType = kept(signTypeFromName(name));
        } else if (member.name == "related_signs") {
            order.relatedSigns = texts(member);
        } else if (member.name == "other_nonces") {
            order.otherNonces = texts(member);
        } else if (member.name == "other_timestamps") {
            order.otherTimestamps = texts(member);
        } else if (member.name == "openid") {
            order.openid = plain(member);
        } else if (member.name == "total_fee") {
            order.totalFee = plain(member);
        }
    }

    DoctorCase CaseReading::finish()
    {
        const Parameters& fields = m_question.fields;
        if (!m_hasParams)
            refuse("params", pairsRule);
        m_question.stage = m_stage.value_or(stageOf(fields));
        const bool second = m_question.stage == SigningStage::PaySign;
        if (m_type.isEmpty()) {
            const QByteArray label = fields.value(second ? "signType" : "sign_type");
            m_question.type = signTypeFromName(label).value_or(SignType::Md5);
        } else {
            m_question.type = kept(signTypeFromName(m_type));
        }
        if (!m_hasSign)
            m_question.received = fields.value(m_question.signField());
        if (m_problem)
            return {std::move(m_id), fail(std::move(*m_problem))};
        return {std::move(m_id), std::move(m_question)};
    }

} // namespace

DoctorCase readCase(QByteArrayView object)
{
    if (firstInvalidUtf8(object) >= 0)
        return {{},
            fail(FailureId::InputUnreadable,
                {{QStringLiteral("reason"),
                    QCoreApplication::translate("TextInput", "The text is not UTF-8.")}})};
    Result<QList<JsonMember>> members = readJsonMembers(object);
    if (!members)
        return {{}, fail(members.error())};
    CaseReading reading;
    for (JsonMember& member : *members) {
        reading.take(member);
        wipe(member.value.text);
    }
    return reading.finish();
}

} // namespace paydesk
