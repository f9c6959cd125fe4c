#pragma once

#include "core/protocol/errorcode.h"
#include "ui/reference/errorname.h"
#include "ui/style/tokens.h"

#include <QList>
#include <QString>

namespace paydesk {

/// What the reference says of one error: one meaning of a code, a return_msg, or a word of
/// Paydesk's own.
struct ReferenceRow {
    enum class Source { Code, ReturnMessage, Paydesk };
    /// Where it is given, and with which words.
    struct Place {
        QByteArray endpoint;
        QByteArray path;
        QByteArray text;
    };

    Source source = Source::Code;
    QByteArray code;
    QList<Place> places{}; ///< empty: at every endpoint
    Bilingual meaning{};
    Bilingual remedy{};
    Reaction reaction = Reaction::Correct;
};

/// Everything there is: the documents' codes and messages, then Paydesk's own words.
const QList<ReferenceRow>& referenceRows();
/// The number of the row that explains the error; -1 without one.
int referenceRowOf(const ErrorName& error);

/// "/pay/unifiedorder: 签名错误", a line for each place.
QString placeLines(const ReferenceRow& row);
/// "unifiedorder, refund", or in words that it is at all of them.
QString placesText(const ReferenceRow& row);
/// What may follow the error, in two words and as a sentence.
QString reactionWords(Reaction reaction);
QString reactionSentence(Reaction reaction);
Tone reactionTone(Reaction reaction);
/// All that the detail shows, as plain text to be passed on.
QString referenceText(const ReferenceRow& row);

} // namespace paydesk
