#include "core/notify/notice.h"

#include "core/notify/fieldrules.h"
#include "core/sign/reqinfo.h"
#include "core/sign/xmlcodec.h"

#include <array>

namespace paydesk {

namespace {

    /// What one check found. No reason: it passed.
    struct Finding {
        QByteArray detail = {};
        QByteArray reason = {};
        bool answerSuccess = false;
        bool hold = false;
    };

    /// Everything the checks look at; made once the message is known to be a flat document.
    struct Evidence {
        const Notice& notice;
        const Parameters& fields;
        const std::optional<Order>& order;
        const Profile& profile;
        bool adoptUnknown;
    };

    bool isPaid(const Order& order)
    {
        return order.state == TradeState::Success || order.state == TradeState::Refund;
    }

    Finding checkReturnCode(const Evidence& evidence)
    {
        const QByteArray code = evidence.fields.value("return_code");
        return {code, code == "SUCCESS" ? "" : "malformed"};
    }

    Finding checkFields(const Evidence& evidence)
    {
        if (const auto field = fieldAgainstNotification(evidence.fields))
            return {*field, "malformed"};
        return {};
    }

    Finding checkMerchant(const Evidence& evidence)
    {
        for (const auto& [name, ours] : {Parameter{"appid", evidence.profile.appid},
                 Parameter{"mch_id", evidence.profile.mchId}}) {
            const QByteArray theirs = evidence.fields.value(name);
            if (theirs != ours)
                return {name + '=' + theirs, "wrong-merchant"};
        }
        return {evidence.profile.mchId};
    }

    /// The order's own type decides; the message's label may only agree with it. Without an order
    /// that knows its type the label decides, MD5 when there is none (cli.md, Listener over HTTP).
    Result<SignType> decisiveType(const Evidence& evidence)
    {
        const QByteArray label = evidence.fields.value("sign_type");
        const std::optional<SignType> known =
            evidence.order ? evidence.order->signType : std::nullopt;
        if (label.isEmpty())
            return known.value_or(SignType::Md5);
        Result<SignType> labelled = signTypeFromName(label);
        if (labelled && known && *labelled != *known)
            return fail(FailureId::AnswerSignatureWrong);
        return labelled;
    }

    /// A repetition for an order that is paid already can change nothing, so it need not be
    /// unambiguous: this is how WeChat's repetitions of a held message find their end once a query
    /// has confirmed the payment.
    bool couldDeceive(const Evidence& evidence)
    {
        return !evidence.order || !isPaid(*evidence.order);
    }

    Finding checkSignature(const Evidence& evidence)
    {
        const Result<SignType> type = decisiveType(evidence);
        if (!type)
            return {"sign_type=" + evidence.fields.value("sign_type"), "bad-signature"};
        if (!(*type == SignType::Md5 ? evidence.notice.signedMd5 : evidence.notice.signedHmac))
            return {signTypeName(*type), "bad-signature"};
        if (const auto field = ambiguousField(evidence.fields); field && couldDeceive(evidence))
            return {*field, "ambiguous", false, evidence.order.has_value()};
        return {signTypeName(*type)};
    }

    Finding checkResultCode(const Evidence& evidence)
    {
        if (evidence.fields.value("result_code") == "SUCCESS")
            return {"SUCCESS"};
        const QByteArray code = evidence.fields.value("err_code");
        return {code.isEmpty() ? evidence.fields.value("result_code") : code, "result-not-success",
            true};
    }

    Finding checkOrder(const Evidence& evidence)
    {
        const bool known = evidence.order || evidence.adoptUnknown;
        return {evidence.fields.value("out_trade_no"), known ? "" : "unknown-order"};
    }

    Finding checkAmount(const Evidence& evidence)
    {
        const QByteArray text = evidence.fields.value("total_fee");
        const Result<Fen> amount = fenFromField(text);
        const bool equal = amount && (!evidence.order || *amount == evidence.order->totalFee);
        return {text, equal ? "" : "amount-mismatch"};
    }

    QByteArray feeTypeOf(const Parameters& fields)
    {
        const QByteArray feeType = fields.value("fee_type");
        return feeType.isEmpty() ? QByteArray("CNY") : feeType;
    }

    Finding checkCurrency(const Evidence& evidence)
    {
        const QByteArray feeType = feeTypeOf(evidence.fields);
        const bool equal = !evidence.order || feeType == evidence.order->feeType;
        return {feeType, equal ? "" : "currency-mismatch"};
    }

    /// Money for an order that was ended without being paid: only a query may revive it.
    Finding checkNotEnded(const Evidence& evidence)
    {
        const bool ended =
            evidence.order && isFinal(evidence.order->state) && !isPaid(*evidence.order);
        if (ended)
            return {tradeStateName(evidence.order->state), "ambiguous", false, true};
        return {};
    }

    struct Stage {
        const char* id;
        Finding (*check)(const Evidence&);
    };

    // protocol-v2.md §6, verdict order. Whether the transaction is new is the store's to say, see
    // settled().
    constexpr std::array<Stage, 9> stages{
        {{"return-code", checkReturnCode}, {"fields", checkFields}, {"merchant", checkMerchant},
            {"signature", checkSignature}, {"result-code", checkResultCode}, {"order", checkOrder},
            {"amount", checkAmount}, {"currency", checkCurrency}, {"first-time", checkNotEnded}}};

    StateReport reportOf(const Parameters& fields, const Profile& profile)
    {
        StateReport report;
        report.profile = profile.name;
        report.outTradeNo = fields.value("out_trade_no");
        report.state = TradeState::Success;
        report.transactionId = fields.value("transaction_id");
        report.openid = fields.value("openid");
        report.bankType = fields.value("bank_type");
        report.paidAt = fromBeijingStamp(fields.value("time_end"));
        return report;
    }

    Judgement refused(Judgement judgement, QByteArrayView id, const Finding& finding)
    {
        tick(judgement.checks, id, Check::State::Failed, finding.detail);
        judgement.verdict = Verdict::Rejected;
        judgement.reason = finding.reason;
        judgement.answerSuccess = finding.answerSuccess;
        judgement.hold = finding.hold;
        judgement.report.reset();
        return judgement;
    }

    QByteArray transactionOf(const Judgement& judgement)
    {
        return judgement.report ? judgement.report->transactionId : QByteArray();
    }

    Judgement accepted(Judgement judgement, Verdict verdict, Check::State firstTime)
    {
        tick(judgement.checks, "transaction", Check::State::Passed, transactionOf(judgement));
        tick(judgement.checks, "first-time", firstTime);
        judgement.verdict = verdict;
        judgement.reason = "ok";
        judgement.answerSuccess = true;
        return judgement;
    }

    Judgement blank(const QByteArray& outTradeNo)
    {
        Judgement judgement;
        judgement.outTradeNo = outTradeNo;
        judgement.checks = untouchedChecklist();
        return judgement;
    }

} // namespace

QByteArray verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Accepted:
        return "accepted";
    case Verdict::Duplicate:
        return "duplicate";
    case Verdict::Rejected:
        break;
    }
    return "rejected";
}

QByteArray Notice::outTradeNo() const
{
    return presentable(exactOutTradeNo());
}

QByteArray Notice::exactOutTradeNo() const
{
    if (inner)
        return *inner ? inner->value().value("out_trade_no") : QByteArray();
    return fields ? fields->value("out_trade_no") : QByteArray();
}

QByteArray Notice::exactOutRefundNo() const
{
    return inner && *inner ? inner->value().value("out_refund_no") : QByteArray();
}

Notice readNotice(QByteArrayView body, const Secret& key)
{
    Notice notice{fromXml(body)};
    if (notice.fields && notice.fields->contains("req_info")) {
        notice.inner =
            openReqInfo(notice.fields->value("req_info"), key).and_then([](const QByteArray& text) {
                return fromXml(text, {}, "root");
            });
    } else if (notice.fields) {
        notice.signedMd5 = verifies(*notice.fields, key, SignType::Md5);
        notice.signedHmac = verifies(*notice.fields, key, SignType::HmacSha256);
    }
    return notice;
}

Judgement judge(const Notice& notice, const std::optional<Order>& order, const Profile& profile,
    bool adoptUnknown)
{
    Judgement judgement = blank(notice.outTradeNo());
    if (!notice.fields) {
        const QByteArray why =
            notice.fields.error().details.value(QStringLiteral("reason")).toString().toUtf8();
        return refused(judgement, "xml", {why, "malformed"});
    }
    tick(judgement.checks, "xml", Check::State::Passed);
    const Evidence evidence{notice, *notice.fields, order, profile, adoptUnknown};
    for (const Stage& stage : stages) {
        const Finding finding = stage.check(evidence);
        if (!finding.reason.isEmpty())
            return refused(judgement, stage.id, finding);
        tick(judgement.checks, stage.id, Check::State::Passed, finding.detail);
    }
    tick(judgement.checks, "first-time", Check::State::NotRun);
    judgement.report = reportOf(*notice.fields, profile);
    return judgement;
}

Judgement settled(Judgement judgement, Applied applied)
{
    const QByteArray transaction = transactionOf(judgement);
    const QByteArray number = judgement.outTradeNo;
    switch (applied) {
    case Applied::Fresh:
        return accepted(std::move(judgement), Verdict::Accepted, Check::State::Passed);
    case Applied::Duplicate:
        return accepted(std::move(judgement), Verdict::Duplicate, Check::State::Failed);
    case Applied::Stale:
        tick(judgement.checks, "transaction", Check::State::Passed, transaction);
        return refused(std::move(judgement), "first-time", {{}, "stale", true});
    case Applied::TransactionReused:
        return refused(std::move(judgement), "transaction", {transaction, "transaction-reused"});
    case Applied::SecondTransaction:
        return refused(std::move(judgement), "transaction", {transaction, "second-transaction"});
    case Applied::UnknownOrder:
        break;
    }
    return refused(std::move(judgement), "order", {number, "unknown-order"});
}

Judgement unreadable(QByteArrayView why)
{
    return refused(blank({}), "xml", {why.toByteArray(), "malformed"});
}

Judgement unsaved(const Notice& notice)
{
    Judgement judgement = blank(notice.outTradeNo());
    judgement.aboutRefund = notice.inner.has_value();
    judgement.outRefundNo = presentable(notice.exactOutRefundNo());
    judgement.reason = "storage";
    return judgement;
}

Order adoptedOrder(const Notice& notice, const StateReport& report, const QDateTime& now)
{
    const Parameters& fields = *notice.fields;
    Order order;
    order.profile = report.profile;
    order.outTradeNo = report.outTradeNo;
    order.state = TradeState::NotPay;
    order.origin = Origin::Adopted;
    order.totalFee = fenFromField(fields.value("total_fee")).value_or(Fen{});
    order.feeType = feeTypeOf(fields);
    order.attach = fields.value("attach");
    order.tradeType = fields.value("trade_type");
    order.createdAt = now;
    return order;
}

QByteArray noticeAnswer(const Judgement& judgement)
{
    if (judgement.answerSuccess)
        return toXml({{"return_code", "SUCCESS"}, {"return_msg", "OK"}});
    return toXml({{"return_code", "FAIL"}, {"return_msg", judgement.reason}});
}

} // namespace paydesk
