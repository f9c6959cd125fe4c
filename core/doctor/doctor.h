#pragma once

#include "core/doctor/mistake.h"
#include "core/doctor/question.h"

#include <QList>

#include <atomic>
#include <chrono>
#include <functional>

namespace paydesk {

/// One mistake as it was made here.
struct Cause {
    QByteArray id; ///< of the catalogue
    QByteArray variant; ///< "total_fee|tail-sp", "lf", …; may be empty
    QByteArray field; ///< the one field it touches; empty: the whole string, the key, the digest

    /// Never null.
    const MistakeCard& card() const;
    /// What happened, with the field and the detail where there is one; in the language of the
    /// moment.
    QString sentence() const;

    friend bool operator==(const Cause&, const Cause&) = default;
};

/// How the received signature came about, step by step. The key is masked everywhere.
struct WrongSignature {
    Parameters pieces; ///< names and values in the order in which they were joined
    QByteArray string; ///< the whole string that was hashed, as UTF-8 text, key masked
    qsizetype stringLength = 0; ///< bytes that really were hashed
    QByteArray maskedKey; ///< with the blanks and other bytes around it as they stand; empty: none
    qsizetype keyLength = 0;
    QByteArray charset; ///< "UTF-8", "GBK", …
    QByteArray algorithm; ///< "MD5", "HMAC-SHA256", …
    QByteArray digest; ///< lower-case hex
    QByteArray signature; ///< equal to what was received, to the byte

    friend bool operator==(const WrongSignature&, const WrongSignature&) = default;
};

/// One explanation, proved: its recomputed signature equals the received one.
struct Explanation {
    QList<Cause> causes; ///< one, two or three, in the order of the steps
    WrongSignature wrong;

    QList<QByteArray> ids() const; ///< sorted
    friend bool operator==(const Explanation&, const Explanation&) = default;
};

/// A hint that is no proof: the context points to it (a mistake that cannot be recomputed).
struct Advice {
    QByteArray id;
    Bilingual what;
    Bilingual fix;
};

struct Diagnosis {
    enum class Verdict { Correct, Explained, Unexplained, Cancelled };

    Verdict verdict = Verdict::Unexplained;
    QList<Explanation> explanations; ///< all of the smallest size; the likeliest first
    QList<Advice> advice;
    SignatureTrace right;
    qint64 tried = 0; ///< signatures computed and compared
    int mistakesTried = 0; ///< how many ids of the catalogue could apply here
    int sizeTried = 0; ///< combinations of up to so many mistakes were looked at
    bool triplesComplete = false; ///< false: a part of the triples was left out as too many
    std::chrono::microseconds took{0};
};

/// How a search is watched and ended, from any thread.
struct SearchWatch {
    std::atomic<bool> cancelled{false};
    std::atomic<qint64> tried{0}; ///< so far
    std::atomic<int> size{0}; ///< combinations of so many mistakes are being looked at
};

/// How far a search goes: Quick looks at single mistakes and, unless the message is long, the usual
/// pairs (some hundredths of a second), Full at everything.
enum class SearchEffort { Quick, Full };

/// Finds the mistakes that turn the right signature into the received one (search order: context,
/// correct, single mistakes, pairs, triples). Works on several threads and blocks the caller: call
/// it off the window's thread. Nothing is sent, stored or logged. Cancelling takes effect within
/// 20 ms. Throws nothing; any input is taken, an empty key or an odd signature ends in advice.
Diagnosis diagnose(const Question& question, SearchWatch* watch = nullptr,
    SearchEffort effort = SearchEffort::Full);

/// "correct", "explained", "unexplained", "cancelled".
QByteArray verdictName(Diagnosis::Verdict verdict);

} // namespace paydesk
