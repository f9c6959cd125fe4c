#pragma once

#include "ui/signatures/pasteanalysis.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace paydesk {

/// A pasted text and everything that was found out about it.
struct Examination {
    std::shared_ptr<const PasteAnswer> answer{}; ///< null: unreadable, `failure` says why
    std::optional<Failure> failure{};
    QList<Advice> unreadableAdvice{};
    std::optional<Diagnosis> diagnosis{}; ///< none: not finished, or there is nothing to prove
    qsizetype chosen = 0; ///< which of the explanations the rows stand for
    QList<ComparisonRow> rows{};

    const Explanation* explanation() const;
    /// The string that was signed: as it was pasted, as it was explained, or the right one where
    /// the signature is right; else nobody knows it. Keys are masked in both.
    QByteArray yourString() const;
    QByteArray rightString() const;
    /// Looks at it under another of the explanations.
    void choose(qsizetype which);
};

/// Reads, compares and diagnoses off the window's thread: one question at a time, a new one ends
/// the one before.
class DoctorRun final : public QObject {
    Q_OBJECT

public:
    explicit DoctorRun(QObject* parent = nullptr);
    /// Ends what is under way.
    ~DoctorRun() override;

    void start(PasteQuestion question);
    void cancel();
    bool isRunning() const { return m_watch != nullptr; }

signals:
    /// All is known that will be known.
    void examined(const paydesk::Examination& examination);
    /// Only when it takes a while, and then again and again: what is known so far, signatures
    /// tried, and how many mistakes at a time.
    void progressed(const paydesk::Examination& soFar, qint64 tried, int size);

private:
    void work(int run, SearchWatch& watch, const PasteQuestion& question);
    template <typename Take> void post(int run, const Take& take);

    QThreadPool m_pool;
    QTimer m_progress;
    std::shared_ptr<SearchWatch> m_watch; ///< null: nothing is under way
    Examination m_soFar;
    int m_run = 0;
};

} // namespace paydesk
