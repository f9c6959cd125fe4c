#pragma once

#include "core/sign/comparison.h"
#include "core/sign/textinput.h"
#include "ui/signatures/recordedsignature.h"

namespace paydesk {

/// What a pasted text is held against.
struct PasteQuestion {
    QByteArray text;
    const Secret* key = nullptr; ///< null: none at hand; a key in the text serves then
    std::optional<SignType> type{}; ///< none: as the text says
    QByteArray given{}; ///< a signature entered beside the text; empty: the text's own
    QByteArray appId{}; ///< for a call of wx.requestPayment, which does not carry it
    std::optional<RecordedSignature> reference{}; ///< none: the text's own fields
};

/// What came of it.
struct PasteAnswer {
    InputKind kind = InputKind::Query;
    ComparedAs as = ComparedAs::Message;
    SignType type = SignType::Md5;
    bool keyed = false;
    bool keyFromText = false;
    QList<ComparedField> rows;
    QByteArray yours; ///< the signature received, or that of the string as it stands; may be empty
    bool yoursComputed = false; ///< from the string as it stands
    QByteArray right; ///< empty without a key
};

/// Reads, signs and compares. Touches nothing but its arguments.
Result<PasteAnswer> analysePaste(const PasteQuestion& question);

} // namespace paydesk
