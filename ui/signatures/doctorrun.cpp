#include "ui/signatures/doctorrun.h"

#include "core/doctor/advice.h"

#include <utility>

namespace paydesk {

namespace {

    constexpr int slowMs = 300;
    constexpr int progressMs = 100;
    constexpr int runsAtOnce = 2; // one that is just ending, and the next

} // namespace

const Explanation* Examination::explanation() const
{
    return diagnosis && chosen < diagnosis->explanations.size()
        ? &diagnosis->explanations.at(chosen)
        : nullptr;
}

QByteArray Examination::yourString() const
{
    if (!answer->yourString.isEmpty())
        return answer->yourString;
    if (const Explanation* found = explanation())
        return found->wrong.string;
    const bool right = diagnosis && diagnosis->verdict == Diagnosis::Verdict::Correct;
    return right ? rightString() : QByteArray();
}

QByteArray Examination::rightString() const
{
    return answer->keyed ? answer->right.shownString() : answer->right.base;
}

void Examination::choose(qsizetype which)
{
    chosen = which;
    const Explanation* found = explanation();
    if (!answer)
        return;
    // What a person has pasted as the string that was signed is better than any reconstruction.
    const bool own = answer->as == ComparedAs::SignString && answer->yoursComputed;
    rows = found && !own ? explainedRows(*answer, *found) : answer->rows;
}

DoctorRun::DoctorRun(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(runsAtOnce);
    connect(&m_progress, &QTimer::timeout, this, [this] {
        m_progress.setInterval(progressMs);
        if (m_watch)
            emit progressed(m_soFar, m_watch->tried, m_watch->size);
    });
}

DoctorRun::~DoctorRun()
{
    cancel();
    m_pool.waitForDone();
}

void DoctorRun::cancel()
{
    if (m_watch)
        m_watch->cancelled = true;
    m_watch.reset();
    m_soFar = {};
    m_progress.stop();
    ++m_run;
}

void DoctorRun::start(PasteQuestion question)
{
    cancel();
    m_watch = std::make_shared<SearchWatch>();
    m_progress.start(slowMs);
    // std::function copies what it holds, and a secret cannot be copied.
    const auto held = std::make_shared<PasteQuestion>(std::move(question));
    m_pool.start([this, run = m_run, watch = m_watch, held] { work(run, *watch, *held); });
}

/// Hands over to the window's thread, unless somebody has asked something else by then.
template <typename Take> void DoctorRun::post(int run, const Take& take)
{
    QMetaObject::invokeMethod(
        this,
        [this, run, take] {
            if (run == m_run)
                take();
        },
        Qt::QueuedConnection);
}

void DoctorRun::work(int run, SearchWatch& watch, const PasteQuestion& question)
{
    Examination found;
    Result<PasteAnswer> read = analysePaste(question);
    if (read) {
        found.answer = std::make_shared<const PasteAnswer>(std::move(*read));
        found.choose(0);
    } else {
        found.failure = read.error();
        found.unreadableAdvice = adviceForText(question.text);
    }
    if (found.answer && found.answer->keyed && !found.answer->yours.isEmpty()) {
        post(run, [this, found] { m_soFar = found; });
        found.diagnosis = diagnose(doctorQuestion(question, *found.answer), &watch);
        found.choose(0);
    }
    post(run, [this, found] {
        m_progress.stop();
        m_watch.reset();
        emit examined(found);
    });
}

} // namespace paydesk
