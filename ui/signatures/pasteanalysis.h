#pragma once

#include "core/doctor/checkup.h"
#include "core/doctor/doctor.h"
#include "core/sign/textinput.h"
#include "ui/signatures/comparisonrow.h"

namespace paydesk {

/// What a pasted text is held against. Everything else that the merchant and the history know
/// stands in the context.
struct PasteQuestion {
    QByteArray text{};
    Secret key{}; ///< empty: none at hand; a key in the text serves then
    std::optional<SignType> type{}; ///< none: as the text says
    QByteArray given{}; ///< a signature entered beside the text; empty: the text's own
    OtherSecrets secrets{};
    Parameters identifiers{}; ///< its appid serves a call of wx.requestPayment, which carries none
    OrderFacts order{};
};

/// What came of it, before anybody asks why.
struct PasteAnswer {
    InputKind kind = InputKind::Query;
    ComparedAs as = ComparedAs::Message;
    SigningStage stage = SigningStage::Request;
    SignType type = SignType::Md5;
    bool keyed = false;
    bool asksAppId = false; ///< a call of wx.requestPayment, which does not carry its appId …
    bool lacksAppId = false; ///< … and nobody knows it
    Parameters pasted; ///< as they stood there
    Parameters fields; ///< the same, with the appId that a call does not carry
    SignatureTrace right; ///< its signature counts only when keyed
    QByteArray yours; ///< the signature received, or that of the string as it stands; may be empty
    bool yoursComputed = false; ///< from the string as it stands
    QByteArray yourString; ///< of a string to sign: the string, its key masked
    Secret key; ///< the right one: the question's, or the one in the text
    QList<ComparisonRow> rows;
    QList<CheckFinding> findings; ///< what is wrong with it, whatever its signature

    bool wrong() const
    {
        return keyed && !yours.isEmpty() && !sameSignature(yours, right.signature);
    }
};

/// Reads, signs and compares. Touches nothing but its arguments; any thread.
Result<PasteAnswer> analysePaste(const PasteQuestion& question);

/// What the doctor is asked about it.
Question doctorQuestion(const PasteQuestion& question, const PasteAnswer& answer);

/// The rows under an explanation: what was really signed against what should have been.
QList<ComparisonRow> explainedRows(const PasteAnswer& answer, const Explanation& explanation);

} // namespace paydesk
