#pragma once

#include "ui/signatures/doctorrun.h"
#include "ui/style/tokens.h"

#include <QCoreApplication>
#include <QStringList>

namespace paydesk {

/// The verdict for people, plain text throughout.
struct VerdictText {
    Tone tone = Tone::Neutral;
    QString glyph;
    QString title;
    QStringList causes; ///< numbered when there are several
    QStringList further; ///< what else points somewhere, or what to check next
    QString small; ///< what was tried, and how long it took

    QString plain() const;
};

/// Words for what an examination has found.
class VerdictWords {
    Q_DECLARE_TR_FUNCTIONS(paydesk::VerdictWords)

public:
    static VerdictText of(const Examination& examination);
    static VerdictText searching(qint64 tried, int size);
    /// One explanation in one line, for a choice between several.
    static QString line(const Explanation& explanation);
    /// What the text was recognised as.
    static QString kind(const PasteAnswer& answer);

private:
    static VerdictText judged(const Examination& examination, const Diagnosis& diagnosis);
    static VerdictText explained(const Explanation& found, const Diagnosis& diagnosis);
    static VerdictText unexplained(const Diagnosis& diagnosis);
    static VerdictText correct(const PasteAnswer& answer, const Diagnosis& diagnosis);
    static VerdictText unreadable(const Examination& examination);
    static VerdictText unproved(const PasteAnswer& answer);
    static QString effort(const Diagnosis& diagnosis);
    static QStringList adviceLines(const QList<Advice>& advice);
};

} // namespace paydesk
