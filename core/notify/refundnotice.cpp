#include "core/notify/refundnotice.h"

#include <array>

namespace paydesk {

namespace {

    struct RefundFinding {
        QByteArray detail{};
        QByteArray reason{}; ///< empty: it passed
        bool answerSuccess = false;
        bool ask = false; ///< the order's refunds are to be queried
        bool hold = false; ///< the order is to be held and queried itself
    };

    struct RefundEvidence {
        const Parameters& outer;
        const Result<Parameters>& inner;
        const RefundKnowledge& known;
        const Profile& profile;
    };

    constexpr std::array<const char*, 6> innerFields{"transaction_id", "out_trade_no", "refund_id",
        "out_refund_no", "refund_fee", "refund_status"};

    RefundFinding refundReturnCode(const RefundEvidence& evidence)
    {
        const QByteArray code = evidence.outer.value("return_code");
        return {code, code == "SUCCESS" ? "" : "malformed"};
    }

    RefundFinding refundMerchant(const RefundEvidence& evidence)
    {
        for (const auto& [name, ours] : {Parameter{"appid", evidence.profile.appid},
                 Parameter{"mch_id", evidence.profile.mchId}}) {
            const QByteArray theirs = evidence.outer.value(name);
            if (theirs != ours)
                return {name + '=' + theirs, "wrong-merchant"};
        }
        return {evidence.profile.mchId};
    }

    RefundFinding refundDecryption(const RefundEvidence& evidence)
    {
        if (evidence.inner)
            return {};
        const Failure& failure = evidence.inner.error();
        const bool opened = failure.id == FailureId::XmlRejected;
        const QString why =
            failure.details.value(opened ? QStringLiteral("reason") : QStringLiteral("rule"))
                .toString();
        return {why.toUtf8(), failure.id == FailureId::SealForeign ? "bad-signature" : "malformed"};
    }

    RefundFinding refundFields(const RefundEvidence& evidence)
    {
        for (const char* name : innerFields) {
            if (evidence.inner->value(name).isEmpty())
                return {name, "malformed"};
        }
        const Result<RefundState> state =
            refundStateFromName(evidence.inner->value("refund_status"));
        if (!state || *state == RefundState::Processing)
            return {evidence.inner->value("refund_status"), "malformed"};
        return {};
    }

    RefundFinding refundOrder(const RefundEvidence& evidence)
    {
        return {evidence.inner->value("out_trade_no"), evidence.known.order ? "" : "unknown-order"};
    }

    /// Money comes back only of what was paid: the payment passed us by, and only an order query
    /// tells when and by whom. WeChat's repetition is judged when that is known.
    RefundFinding refundPaid(const RefundEvidence& evidence)
    {
        const TradeState state = evidence.known.order.value_or(Order()).state;
        if (state == TradeState::Success || state == TradeState::Refund)
            return {};
        return {tradeStateName(state), "ambiguous", false, false, true};
    }

    RefundFinding refundTransaction(const RefundEvidence& evidence)
    {
        const Order order = evidence.known.order.value_or(Order());
        const QByteArray transaction = evidence.inner->value("transaction_id");
        const bool equal = order.transactionId.isEmpty() || transaction == order.transactionId;
        return {transaction, equal ? "" : "second-transaction"};
    }

    RefundFinding refundKnown(const RefundEvidence& evidence)
    {
        const std::optional<Refund>& refund = evidence.known.refund;
        const QByteArray number = evidence.inner->value("out_refund_no");
        if (!refund || refund->outTradeNo != evidence.inner->value("out_trade_no"))
            return {number, "ambiguous", false, true};
        if (!refund->refundId.isEmpty() && refund->refundId != evidence.inner->value("refund_id"))
            return {evidence.inner->value("refund_id"), "ambiguous", false, true};
        return {number};
    }

    RefundFinding refundAmount(const RefundEvidence& evidence)
    {
        const Order order = evidence.known.order.value_or(Order());
        const Refund refund = evidence.known.refund.value_or(Refund());
        const QByteArray total = evidence.inner->value("total_fee");
        const Result<Fen> totalFee = fenFromField(total);
        if (!totalFee || *totalFee != order.totalFee)
            return {"total_fee=" + total, "amount-mismatch"};
        const QByteArray text = evidence.inner->value("refund_fee");
        const Result<Fen> fee = fenFromField(text);
        if (!fee || *fee != refund.fee)
            return {text, "amount-mismatch"};
        return {text};
    }

    struct RefundStage {
        const char* id;
        RefundFinding (*check)(const RefundEvidence&);
    };

    constexpr std::array<RefundStage, 9> refundStages{{{"return-code", refundReturnCode},
        {"merchant", refundMerchant}, {"decryption", refundDecryption}, {"fields", refundFields},
        {"order", refundOrder}, {"paid", refundPaid}, {"transaction", refundTransaction},
        {"refund", refundKnown}, {"amount", refundAmount}}};

    Judgement refusedRefund(Judgement judgement, const char* id, const RefundFinding& finding)
    {
        tick(judgement.checks, id, Check::State::Failed, finding.detail);
        judgement.verdict = Verdict::Rejected;
        judgement.reason = finding.reason;
        judgement.answerSuccess = finding.answerSuccess;
        judgement.asksRefunds = finding.ask;
        judgement.hold = finding.hold;
        return judgement;
    }

    /// What is known already, and what a query has said otherwise, needs no further query.
    Judgement acceptedRefund(Judgement judgement, const Refund& refund, RefundState said)
    {
        const bool over = isOver(refund);
        if (over && refund.state != said)
            return refusedRefund(
                std::move(judgement), "first-time", {refundStateName(refund.state), "stale", true});
        const bool again = refund.held || (refund.confirmed && refund.state == said);
        tick(judgement.checks, "first-time", again ? Check::State::Failed : Check::State::Passed);
        judgement.verdict = again ? Verdict::Duplicate : Verdict::Accepted;
        judgement.reason = "ok";
        judgement.answerSuccess = true;
        judgement.holdsRefund = !again;
        judgement.asksRefunds = !over;
        return judgement;
    }

} // namespace

bool isRefundNotice(const Notice& notice)
{
    return notice.fields && notice.fields->contains("req_info");
}

Judgement judgeRefund(const Notice& notice, const RefundKnowledge& known, const Profile& profile)
{
    Judgement judgement;
    judgement.aboutRefund = true;
    judgement.outTradeNo = notice.outTradeNo();
    judgement.outRefundNo = presentable(notice.exactOutRefundNo());
    judgement.checks = untouchedRefundChecklist();
    tick(judgement.checks, "xml", Check::State::Passed);
    const Result<Parameters> inner = notice.inner.value_or(fail(FailureId::Cancelled));
    const RefundEvidence evidence{*notice.fields, inner, known, profile};
    for (const RefundStage& stage : refundStages) {
        const RefundFinding finding = stage.check(evidence);
        if (!finding.reason.isEmpty())
            return refusedRefund(std::move(judgement), stage.id, finding);
        tick(judgement.checks, stage.id, Check::State::Passed, finding.detail);
    }
    const Refund refund = known.refund.value_or(Refund());
    const Result<RefundState> said = refundStateFromName(inner->value("refund_status"));
    return acceptedRefund(std::move(judgement), refund, said.value_or(refund.state));
}

} // namespace paydesk
