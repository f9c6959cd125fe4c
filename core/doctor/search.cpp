#include "core/doctor/search.h"

#include "core/doctor/mills.h"
#include "core/doctor/searchrun.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <mutex>
#include <thread>

namespace paydesk {

namespace {

    bool isExclusive(Slot slot)
    {
        switch (slot) {
        case Slot::Context:
        case Slot::Value:
        case Slot::Name:
        case Slot::Set:
        case Slot::String:
            return false;
        case Slot::Escape:
        case Slot::Sort:
        case Slot::Join:
        case Slot::Key:
        case Slot::Attach:
        case Slot::Charset:
        case Slot::Hash:
        case Slot::Output:
            return true;
        }
        return true;
    }

    /// Every set of rewritings that may stand together, up to a size; the empty one first.
    void addGuises(const std::vector<Instance>& instances, const SearchPhase& phase,
        std::size_t from, const InstanceSet& chosen, std::vector<InstanceSet>& guises)
    {
        guises.push_back(chosen);
        if (int(chosen.size()) == phase.size)
            return;
        for (std::size_t i = from; i < instances.size(); ++i) {
            const Instance& next = instances[i];
            const bool rewrites = next.slot == Slot::String || next.slot == Slot::Charset;
            if (!rewrites || next.tier > phase.highestTier
                || !std::all_of(chosen.begin(), chosen.end(),
                    [&](const Instance* other) { return canCombine(*other, next); }))
                continue;
            InstanceSet more = chosen;
            more.push_back(&next);
            addGuises(instances, phase, i + 1, more, guises);
        }
    }

    /// The digests that a target may be: the sign type's own (null) and those of mistakes.
    InstanceSet digestsFor(
        const Setting& setting, const std::vector<Instance>& instances, const SearchTarget& target)
    {
        InstanceSet digests;
        const int own = setting.question.type == SignType::Md5 ? 16 : 32;
        if (own == target.digestSize)
            digests.push_back(nullptr);
        for (const Instance& instance : instances) {
            if (instance.slot == Slot::Hash && instance.digestSize == target.digestSize)
                digests.push_back(&instance);
        }
        return digests;
    }

    /// The right string rewritten in one way; nothing is left to be combined.
    struct SettledText {
        struct Ending {
            const SearchTarget* target = nullptr;
            const Instance* digest = nullptr; ///< null: the sign type's own
        };

        InstanceSet guise;
        std::vector<Ending> endings; ///< a candidate each
    };

    /// What a phase comes down to.
    struct Plan {
        /// One for each way of reading the received text, of digesting and of rewriting; what is
        /// left of the size is searched among fields and keys.
        std::vector<SearchRun> runs;
        std::vector<SettledText> settled;
    };

    Plan planOf(const SearchAnatomy& anatomy, const SearchPhase& phase, const SearchWatch& watch)
    {
        std::vector<InstanceSet> guises;
        addGuises(anatomy.instances, phase, 0, {}, guises);
        Plan plan;
        std::shared_ptr<const SearchBook> plainBook; // the empty guise comes first and needs most
        for (const InstanceSet& guise : guises) {
            if (watch.cancelled)
                break;
            const SearchBook::Extent extent{phase.size - int(guise.size()), phase.highestTier};
            std::shared_ptr<const SearchBook> book;
            SettledText settled{guise, {}};
            for (const SearchTarget& target : anatomy.targets) {
                for (const Instance* digest :
                    digestsFor(anatomy.setting, anatomy.instances, target)) {
                    const int used = int(guise.size()) + (target.output ? 1 : 0) + (digest ? 1 : 0);
                    if (used > phase.size)
                        continue;
                    SearchRun run(guise, target, digest, phase.size - used);
                    if (run.inner == 0) {
                        if (phase.asksFor(run.tier))
                            settled.endings.push_back({&target, digest});
                        continue;
                    }
                    if (!plainBook)
                        plainBook = std::make_shared<SearchBook>(anatomy, extent);
                    if (!book)
                        book = run.map
                            ? std::make_shared<SearchBook>(anatomy, *plainBook, run.map, extent)
                            : plainBook;
                    run.book = book;
                    plan.runs.push_back(std::move(run));
                }
            }
            if (!settled.endings.empty())
                plan.settled.push_back(std::move(settled));
        }
        return plan;
    }

    /// The part of a run under one first instance, or what the run has without any; or a
    /// settled text.
    struct Task {
        const SearchRun* run = nullptr;
        int first = -1; ///< index into SearchAnatomy::fronts; -1: none
        const SettledText* settled = nullptr;
    };

    /// Works off tasks, on as many threads as there are processors.
    class Workshop {
    public:
        Workshop(const SearchAnatomy& anatomy, const SearchPhase& phase, SearchWatch& watch,
            const SearchTools& tools)
            : m_anatomy(anatomy)
            , m_phase(phase)
            , m_watch(watch)
            , m_tools(tools)
            , m_plan(planOf(anatomy, phase, watch))
            , m_rightText(makeText(anatomy.setting, {}))
        {
            for (const SettledText& settled : m_plan.settled)
                m_tasks.push_back({nullptr, -1, &settled});
            for (const SearchRun& run : m_plan.runs) {
                m_tasks.push_back({&run, -1, nullptr});
                for (int i = 0; run.inner >= 2 && i < int(anatomy.fronts.size()); ++i)
                    m_tasks.push_back({&run, i, nullptr});
            }
        }

        ~Workshop() { wipe(m_rightText); }
        Workshop(const Workshop&) = delete;
        Workshop& operator=(const Workshop&) = delete;

        std::vector<InstanceSet> work()
        {
            // A thread costs as much as a few thousand candidates.
            constexpr std::size_t tasksWorthAThread = 60;
            const std::size_t helpers =
                std::min<std::size_t>(m_tools.threads - 1, m_tasks.size() / tasksWorthAThread);
            std::vector<std::thread> threads;
            threads.reserve(helpers);
            for (std::size_t i = 0; i < helpers; ++i)
                threads.emplace_back([this] { takeTasks(); });
            takeTasks();
            for (std::thread& thread : threads)
                thread.join();
            return proved();
        }

    private:
        void takeTasks()
        {
            // One runner for as long as the tasks are of one run: its mill waits for full lanes.
            std::unique_ptr<SearchRunner> runner;
            const SearchRun* run = nullptr;
            for (std::size_t i = m_next++; i < m_tasks.size(); i = m_next++) {
                if (m_watch.cancelled)
                    break;
                const Task& task = m_tasks[i];
                if (task.settled) {
                    tryEndings(*task.settled);
                    continue;
                }
                if (run != task.run) {
                    collect(runner);
                    run = task.run;
                    runner = std::make_unique<SearchRunner>(
                        m_anatomy, m_phase, *run, m_watch, m_tools.lanes);
                }
                if (task.first < 0)
                    runner->runWithoutFirst();
                else
                    runner->runUnder(task.first);
                m_watch.tried += runner->takeTried();
            }
            collect(runner);
        }

        void tryEndings(const SettledText& settled)
        {
            const Setting& setting = m_anatomy.setting;
            QByteArray bytes = m_rightText;
            for (const Instance* rewriting : settled.guise)
                bytes = rewriting->rewriting(bytes);
            for (const auto& [target, digest] : settled.endings) {
                const QByteArray made = digest
                    ? digest->digest(bytes, setting.key)
                    : digestBytes(setting.question.type, bytes, setting.key);
                if (!target->matches(reinterpret_cast<const unsigned char*>(made.constData())))
                    continue;
                InstanceSet mistakes = settled.guise;
                for (const Instance* more : {digest, target->output}) {
                    if (more)
                        mistakes.push_back(more);
                }
                const std::lock_guard lock(m_lock);
                m_found.push_back(std::move(mistakes));
            }
            wipe(bytes);
            m_watch.tried += qint64(settled.endings.size());
        }

        void collect(std::unique_ptr<SearchRunner>& runner)
        {
            if (!runner)
                return;
            std::vector<InstanceSet> some = runner->hits();
            const std::lock_guard lock(m_lock);
            std::move(some.begin(), some.end(), std::back_inserter(m_found));
        }

        /// The whole pipeline has the last word on what the search believes.
        std::vector<InstanceSet> proved()
        {
            std::vector<InstanceSet> kept;
            for (InstanceSet& found : m_found) {
                std::sort(found.begin(), found.end());
                if (makeSignature(m_anatomy.setting, found).signature
                    == m_anatomy.setting.question.received)
                    kept.push_back(std::move(found));
            }
            std::sort(kept.begin(), kept.end());
            return kept;
        }

        const SearchAnatomy& m_anatomy;
        SearchPhase m_phase;
        SearchWatch& m_watch;
        SearchTools m_tools;
        Plan m_plan;
        QByteArray m_rightText;
        std::vector<Task> m_tasks;
        std::atomic<std::size_t> m_next{0};
        std::mutex m_lock;
        std::vector<InstanceSet> m_found;
    };

} // namespace

bool canCombine(const Instance& a, const Instance& b)
{
    return a.mistake != b.mistake && (a.slot != b.slot || !isExclusive(a.slot));
}

SearchTools::SearchTools()
    : lanes(md5LaneKinds().back())
    , threads(std::max(1U, std::thread::hardware_concurrency()))
{
}

std::vector<InstanceSet> searchCombinations(const SearchAnatomy& anatomy, const SearchPhase& phase,
    SearchWatch& watch, const SearchTools& tools)
{
    return Workshop(anatomy, phase, watch, tools).work();
}

} // namespace paydesk
