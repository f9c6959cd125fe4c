#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace paydesk {

/// One line of the checklist; a check that came after the first failure was not run, and says so.
struct Check {
    enum class State { Passed, Failed, NotRun };

    QByteArray id; ///< one of untouchedChecklist()
    State state = State::NotRun;
    QByteArray detail; ///< the value that decided, made fit for showing by presentable()

    friend bool operator==(const Check&, const Check&) = default;
};

/// Every check in the order in which it is made, none run yet: xml, return-code, fields, merchant,
/// signature, result-code, order, amount, currency, transaction, first-time.
QList<Check> untouchedChecklist();
/// The same for a notification about a refund: xml, return-code, merchant, decryption, fields,
/// order, paid, transaction, refund, amount, first-time.
QList<Check> untouchedRefundChecklist();
/// Notes the outcome of one check, whose id must be in the list.
void tick(QList<Check>& checks, QByteArrayView id, Check::State state, QByteArrayView detail = {});

/// [{"id":"xml","state":"passed","detail":""}, …], for Exchange::checks.
QByteArray checksToJson(const QList<Check>& checks);
/// Empty when the text is not such a list.
QList<Check> checksFromJson(const QByteArray& json);

/// A value from outside as it may stand in an event, a log or a list: UTF-8, control and invisible
/// format characters removed, at most 64 characters (security/threats.md §3, log injection).
QByteArray presentable(QByteArrayView value);

} // namespace paydesk
