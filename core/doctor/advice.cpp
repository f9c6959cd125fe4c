#include "core/doctor/advice.h"

#include "core/doctor/advicecards.h"
#include "core/doctor/shapes.h"

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    using Verdict = Diagnosis::Verdict;

    constexpr qsizetype longestValue = 6000;
    constexpr qint64 prepayLifetime = 2 * 60 * 60;
    /// Seconds by which a server's clock may be behind without a word.
    constexpr qint64 toleratedDelay = 5 * 60;

    /// Texts of the gateway, of proxies, phones and libraries, in lower case, and what they point
    /// to.
    struct Telltale {
        QByteArrayView text;
        QByteArrayView id;
    };
    constexpr Telltale telltales[] = {
        {"noauth", "no-permission"},
        {"无此接口权限", "no-permission"},
        {"产品权限未开通", "no-permission"},
        {"has no permission", "no-permission"},
        {"appid_mchid_not_match", "mch-appid-not-bound"},
        {"appid和mch_id不匹配", "mch-appid-not-bound"},
        {"appid与mch_id不匹配", "mch-appid-not-bound"},
        {"mch_id与appid不匹配", "mch-appid-not-bound"},
        {"appid和openid不匹配", "openid-appid-mismatch"},
        {"无效的openid", "openid-appid-mismatch"},
        {"下单账号与支付账号不一致", "openid-appid-mismatch"},
        {"mac verify", "cert-password"},
        {"keystore password was incorrect", "cert-password"},
        {"certificate not match", "cert-wrong"},
        {"no required ssl certificate", "cert-missing"},
        {"证书验证失败", "cert-missing"},
        {"no start line", "cert-format"},
        {"pem routines", "cert-format"},
        {"bad base64 decode", "cert-format"},
        {"requestpayment:fail cancel", "client-hides-reason"},
        {"get_brand_wcpay_request:cancel", "client-hides-reason"},
        {"timestamp should be string instead of number", "timestamp-type"},
        {"$key0$", "timestamp-type"},
        {"缺少参数：timestamp", "timestamp-type"},
        {"缺少参数:timestamp", "timestamp-type"},
        {"缺少参数：total_fee", "prepay-expired"},
        {"缺少参数:total_fee", "prepay-expired"},
        {"支付已过期", "prepay-expired"},
        {"订单已关闭", "prepay-expired"},
        {"invalid notify_url", "notify-url-rejected"},
        {"<!doctype xml", "xml-doctype"},
        {"<!entity", "xml-doctype"},
        {"xml格式错误", "xml-malformed"},
        {"xml_format_error", "xml-malformed"},
        {"not_utf8", "request-body-charset"},
        {"编码格式错误", "request-body-charset"},
        {"wechatpay/signtest/", "probe-signature"},
        {"csrf", "notify-body-filtered"},
        {"419 ", "notify-body-filtered"},
        {"403 forbidden", "notify-body-filtered"},
        {"302 found", "notify-body-filtered"},
    };

    /// Collects the advice for one question.
    class Adviser {
    public:
        Adviser(const Question& question, const Diagnosis& soFar)
            : m_question(question)
            , m_fields(question.fields)
            , m_verdict(soFar.verdict)
            , m_diagnosis(soFar)
        {
        }

        QList<Advice> all();
        void byText(QByteArrayView text);
        QList<Advice> taken() { return std::move(m_taken); }

    private:
        void add(QByteArrayView id);
        void onTheKey();
        void onTheSignature();
        void onTheAnswer();
        void onTheValues();
        void onTheTime();
        void onAnUnexplainedOne();
        void onARightOne();
        void onARightMessage();

        const Question& m_question;
        const Parameters& m_fields;
        Verdict m_verdict;
        const Diagnosis& m_diagnosis;
        QList<Advice> m_taken;
    };

    QList<Advice> Adviser::all()
    {
        onTheKey();
        onTheSignature();
        onTheAnswer();
        // Nothing follows from a search that was not finished.
        if (m_verdict == Verdict::Cancelled)
            return taken();
        onTheTime();
        if (m_verdict == Verdict::Unexplained)
            onAnUnexplainedOne();
        else if (m_verdict == Verdict::Correct)
            onARightOne();
        onTheValues();
        for (const Explanation& explanation : m_diagnosis.explanations) {
            for (const Cause& cause : explanation.causes) {
                if (cause.id == "old-key")
                    add("stale-process-or-cache");
            }
        }
        return taken();
    }

    void Adviser::add(QByteArrayView id)
    {
        const auto same = [id](const Advice& advice) { return advice.id == id; };
        const Advice* const card = adviceCard(id);
        if (card && std::none_of(m_taken.cbegin(), m_taken.cend(), same))
            m_taken.append(*card);
    }

    void Adviser::onTheKey()
    {
        const Secret& key = m_question.key;
        const OtherSecrets& others = m_question.secrets;
        if (key.isEmpty())
            return add("key-missing");
        if (key.sameAs(others.appSecret))
            add("equal-app-secret");
        if (key.sameAs(others.apiV3Key))
            add("equal-apiv3-key");
        if (key.sameAs(others.sandboxKey))
            add("equal-sandbox-key");
        for (const Secret& previous : others.previousKeys) {
            if (key.sameAs(previous))
                add("equal-previous-key");
        }
        for (const auto& [mchId, other] : others.otherKeys) {
            if (key.sameAs(other))
                add("equal-other-key");
        }
        // A key under which WeChat's own message is right is the key, whatever it looks like.
        const bool proved =
            m_verdict == Verdict::Correct && m_question.stage == SigningStage::Verify;
        if (!proved && m_verdict != Verdict::Explained && !looksLikeApiKey(key))
            add("login-password-as-key");
    }

    void Adviser::onTheSignature()
    {
        const QByteArray& received = m_question.received;
        const bool message = m_question.stage == SigningStage::Verify;
        if (received.startsWith("WECHATPAY/SIGNTEST/"))
            return add("probe-signature");
        if (shapeOf(received) == SignatureShape::Rsa)
            return add("rsa-signature-received");
        if (m_fields.contains("req_info"))
            return add("refund-notify-decrypt");
        if (m_fields.value("return_code") == "FAIL" && received.isEmpty())
            return add("failure-unsigned");
        if (received.isEmpty() && message && m_fields.isEmpty())
            return byText({});
        if (received.isEmpty())
            return add(message ? "verification-missing" : "signature-missing");
        const bool open = m_verdict == Verdict::Unexplained || m_verdict == Verdict::Cancelled;
        if (open && shapeOf(received) == SignatureShape::Unknown)
            add("signature-shape");
    }

    /// What the gateway or the phone said, where the fields hold it.
    void Adviser::onTheAnswer()
    {
        for (const QByteArrayView name :
            {"err_code", "err_code_des", "return_msg", "errMsg", "errDesc", "err_desc"}) {
            if (const QByteArray said = m_fields.value(name); !said.isEmpty())
                byText(said);
        }
    }

    void Adviser::byText(QByteArrayView text)
    {
        if (text.trimmed().isEmpty()) {
            add("notify-body-parser");
            add("notify-body-filtered");
        }
        const QByteArray lower = text.toByteArray().toLower();
        for (const Telltale& telltale : telltales) {
            if (lower.contains(telltale.text))
                add(telltale.id);
        }
    }

    void Adviser::onTheTime()
    {
        const std::optional<qint64> signedAt = secondsIn(m_fields.value("timeStamp"));
        const std::optional<qint64> orderedAt = orderedAtIn(m_fields.value("package"));
        if (!signedAt || !orderedAt)
            return;
        if (*signedAt > *orderedAt + prepayLifetime)
            add("prepay-expired");
        else if (*signedAt < *orderedAt - toleratedDelay)
            add("clock-skew");
    }

    void Adviser::onAnUnexplainedOne()
    {
        const SignatureShape shape = shapeOf(m_question.received);
        if (m_question.key.isEmpty()
            || (shape != SignatureShape::Md5 && shape != SignatureShape::HmacSha256))
            return;
        add("wrong-key-unknown");
        add("platform-key-changed");
        add("stale-process-or-cache");
    }

    void Adviser::onARightOne()
    {
        switch (m_question.stage) {
        case SigningStage::Request:
            add("platform-key-changed");
            add("platform-key-not-set");
            if (m_fields.contains("refund_fee"))
                add("cert-missing");
            if (const QByteArray url = m_fields.value("notify_url"); !url.isEmpty()) {
                if (!isPlainPublicUrl(url))
                    add("notify-url-rejected");
            }
            return;
        case SigningStage::PaySign:
            if (!secondsIn(m_fields.value("timeStamp")))
                add("timestamp-type");
            add("client-hides-reason");
            add("openid-appid-mismatch");
            return;
        case SigningStage::Verify:
            return onARightMessage();
        }
    }

    void Adviser::onARightMessage()
    {
        const bool paid = m_fields.contains("transaction_id") && m_fields.contains("time_end");
        if (m_fields.value("trade_state") == "SUCCESS")
            return add("notify-not-received");
        add("verify-code-typo");
        if (paid) {
            add("notify-reply-invalid");
            add("notify-not-idempotent");
        }
    }

    void Adviser::onTheValues()
    {
        const bool right = m_verdict == Verdict::Correct;
        const bool message = m_question.stage == SigningStage::Verify;
        for (const Parameter& field : m_fields) {
            if (field.value.size() > longestValue)
                add("value-too-long");
            // What is broken in a message whose signature is right was broken when it was sent.
            if (!right && m_verdict != Verdict::Unexplained)
                continue;
            if (looksMisread(field.value))
                add(message && !right ? "response-charset" : "request-body-charset");
            if (!message && breaksXml(field.value))
                add("xml-malformed");
        }
    }

} // namespace

QList<Advice> adviceFor(const Question& question, const Diagnosis& soFar)
{
    return Adviser(question, soFar).all();
}

QList<Advice> adviceForText(QByteArrayView text)
{
    const Question question;
    const Diagnosis none;
    Adviser adviser(question, none);
    adviser.byText(text);
    return adviser.taken();
}

} // namespace paydesk
