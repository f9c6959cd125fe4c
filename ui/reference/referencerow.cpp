#include "ui/reference/referencerow.h"

#include "core/protocol/endpoints.h"
#include "ui/reference/ownerrors.h"

#include <QCoreApplication>

#include <algorithm>

namespace paydesk {

namespace {

    class ReferenceWords {
        Q_DECLARE_TR_FUNCTIONS(paydesk::ReferenceWords)
    };

    ReferenceRow::Place placeAt(const ErrorAt& at)
    {
        const Endpoint* endpoint = endpointNamed(at.endpoint);
        return {at.endpoint, endpoint ? endpoint->path : "", at.text};
    }

    ReferenceRow explanationOf(const ErrorCode& code)
    {
        ReferenceRow row{ReferenceRow::Source::Code, code.code};
        for (const ErrorAt& at : code.at) {
            if (at.endpoint)
                row.places.append(placeAt(at));
        }
        row.meaning = code.meaning;
        row.remedy = code.remedy;
        row.reaction = code.reaction;
        return row;
    }

    /// A message with a number beside it is one of a bill's.
    ReferenceRow explanationOf(const ReturnMessage& message)
    {
        ReferenceRow row{ReferenceRow::Source::ReturnMessage, message.text};
        if (message.errorCode)
            row.places = {placeAt({endpoints::downloadBill.name, message.errorCode})};
        row.meaning = message.meaning;
        row.remedy = message.remedy;
        row.reaction = message.reaction;
        return row;
    }

    ReferenceRow explanationOf(const OwnError& own)
    {
        ReferenceRow row{ReferenceRow::Source::Paydesk, own.word};
        if (own.path)
            row.places = {{own.path, own.path, {}}};
        row.meaning = own.meaning;
        row.remedy = own.remedy;
        row.reaction = own.reaction;
        return row;
    }

    QList<ReferenceRow> everyRow()
    {
        QList<ReferenceRow> rows;
        for (const std::span<const ErrorCode> table : allErrorCodes()) {
            for (const ErrorCode& code : table)
                rows.append(explanationOf(code));
        }
        for (const ReturnMessage& message : allReturnMessages())
            rows.append(explanationOf(message));
        for (const std::span<const OwnError> table : ownErrors()) {
            for (const OwnError& own : table)
                rows.append(explanationOf(own));
        }
        return rows;
    }

    /// How well a row of the error's code fits it: 2 with the very words, 1 at the endpoint.
    int fit(const ReferenceRow& row, const ErrorName& error)
    {
        int best = 0;
        for (const ReferenceRow::Place& place : row.places) {
            if (place.endpoint == error.endpoint)
                best = std::max(best, place.text == error.text ? 2 : 1);
        }
        return best;
    }

    QString placeName(const ReferenceRow::Place& place)
    {
        return place.endpoint.isEmpty() ? ReferenceWords::tr("on this machine")
                                        : QString::fromUtf8(place.endpoint);
    }

    QString placeLine(const ReferenceRow& row, const ReferenceRow::Place& place)
    {
        QString where = place.path.isEmpty() ? placeName(place) : QString::fromUtf8(place.path);
        const QString said = QString::fromUtf8(place.text);
        if (said.isEmpty())
            return where;
        return row.source == ReferenceRow::Source::ReturnMessage
            ? ReferenceWords::tr("%1 (error_code %2)").arg(where, said)
            : ReferenceWords::tr("%1: %2").arg(where, said);
    }

} // namespace

const QList<ReferenceRow>& referenceRows()
{
    static const QList<ReferenceRow> rows = everyRow();
    return rows;
}

int referenceRowOf(const ErrorName& error)
{
    const QList<ReferenceRow>& rows = referenceRows();
    int found = -1;
    int best = -1;
    for (int number = 0; number < int(rows.size()); ++number) {
        const ReferenceRow& row = rows.at(number);
        if (row.code != error.code || fit(row, error) <= best)
            continue;
        found = number;
        best = fit(row, error);
    }
    if (found >= 0 || error.code.isEmpty())
        return found;
    // A return_msg may go on behind what the documents say.
    const ReturnMessage* message = returnMessage(error.code);
    return message ? referenceRowOf({message->text, error.endpoint}) : -1;
}

QString placesText(const ReferenceRow& row)
{
    if (row.places.isEmpty())
        return ReferenceWords::tr("every call");
    QStringList names;
    for (const ReferenceRow::Place& place : row.places)
        names << placeName(place);
    return names.join(QStringLiteral(", "));
}

QString placeLines(const ReferenceRow& row)
{
    if (row.places.isEmpty())
        return placesText(row);
    QStringList lines;
    for (const ReferenceRow::Place& place : row.places)
        lines << placeLine(row, place);
    return lines.join(u'\n');
}

QString reactionWords(Reaction reaction)
{
    switch (reaction) {
    case Reaction::Correct:
        return ReferenceWords::tr("Correct it");
    case Reaction::SendAgain:
        return ReferenceWords::tr("Send again");
    case Reaction::Query:
        return ReferenceWords::tr("Query first");
    case Reaction::NewNumber:
        return ReferenceWords::tr("New number");
    case Reaction::Nothing:
        return ReferenceWords::tr("Nothing to do");
    }
    return {};
}

QString reactionSentence(Reaction reaction)
{
    switch (reaction) {
    case Reaction::Correct:
        return ReferenceWords::tr(
            "No: the same request is refused again. Correct the cause, then send it.");
    case Reaction::SendAgain:
        return ReferenceWords::tr("Send it again after a while, with identical parameters and "
                                  "the same number: so nothing happens twice.");
    case Reaction::Query:
        return ReferenceWords::tr(
            "Query first: the outcome is unknown, or decided already. Only the answer to the "
            "query tells whether anything is left to do.");
    case Reaction::NewNumber:
        return ReferenceWords::tr(
            "This attempt is over. The next one takes a new number or a new code.");
    case Reaction::Nothing:
        return ReferenceWords::tr("Neither: it is as good as done.");
    }
    return {};
}

Tone reactionTone(Reaction reaction)
{
    switch (reaction) {
    case Reaction::Correct:
        return Tone::Bad;
    case Reaction::SendAgain:
    case Reaction::Query:
        return Tone::Info;
    case Reaction::NewNumber:
        return Tone::Warn;
    case Reaction::Nothing:
        return Tone::Ok;
    }
    return Tone::Neutral;
}

QString referenceText(const ReferenceRow& row)
{
    return QStringList{QString::fromUtf8(row.code),
        ReferenceWords::tr("Means: %1").arg(row.meaning.text()),
        ReferenceWords::tr("What to do: %1").arg(row.remedy.text()),
        ReferenceWords::tr("Query or send again: %1").arg(reactionSentence(row.reaction)),
        ReferenceWords::tr("Given at:"), placeLines(row)}
        .join(u'\n');
}

} // namespace paydesk
