#pragma once

#include "core/orders/order.h"
#include "ui/style/tokens.h"

#include <QString>

namespace paydesk {

/// A few words and the tone they are said in.
struct ToneWords {
    QString text;
    Tone tone = Tone::Neutral;

    friend bool operator==(const ToneWords&, const ToneWords&) = default;
};

/// The state of an order in one word: "Paid", "Unpaid" …
ToneWords stateWords(TradeState state);
/// The one badge a list has room for: what is wrong before what is waited for before the state.
ToneWords badgeWords(const Order& order);
/// An order's trouble in words; a code we have no words for stays as it is.
QString troubleWords(const QByteArray& trouble);

/// What an event is called: "Notification #2"; `number` counts the notifications of the order.
QString eventTitle(const OrderEvent& event, int number);
/// What came of it, in plain language.
ToneWords outcomeWords(const OrderEvent& event);
/// The sign that says the tone without colour: ✓ ✗ ! =.
QChar outcomeSign(Tone tone);

/// "¥1,212.80".
QString amountText(Fen amount);
/// A span of time as people say it: "186 ms", "3.3 s", "2 min 5 s", "3 h 2 min".
QString spanText(qint64 milliseconds);
/// Local "HH:mm:ss.zzz", with the date when it is not today's.
QString momentText(const QDateTime& at, const QDate& today);
/// Text from outside on one line: control and direction characters spelled.
QString oneLine(const QByteArray& text);

} // namespace paydesk
