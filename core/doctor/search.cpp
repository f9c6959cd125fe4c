#include "core/doctor/search.h"

#include <algorithm>

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

} // namespace

bool canCombine(const Instance& a, const Instance& b)
{
    return a.mistake != b.mistake && (a.slot != b.slot || !isExclusive(a.slot));
}

namespace {

    class Brute {
    public:
        Brute(const Setting& setting, const std::vector<Instance>& instances,
            const SearchPhase& phase, SearchWatch& watch)
            : m_setting(setting)
            , m_instances(instances)
            , m_phase(phase)
            , m_watch(watch)
        {
        }
        std::vector<InstanceSet> run()
        {
            step(0);
            return std::move(m_found);
        }

    private:
        void step(std::size_t from)
        {
            if (m_watch.cancelled)
                return;
            if (int(m_chosen.size()) == m_phase.size) {
                int tier = 0;
                for (const Instance* i : m_chosen)
                    tier = std::max(tier, i->tier);
                if (tier < m_phase.lowestTier)
                    return;
                ++m_watch.tried;
                if (makeSignature(m_setting, m_chosen).signature == m_setting.question.received)
                    m_found.push_back(m_chosen);
                return;
            }
            for (std::size_t i = from; i < m_instances.size(); ++i) {
                const Instance& next = m_instances.at(i);
                if (next.tier > m_phase.highestTier
                    || !std::all_of(m_chosen.begin(), m_chosen.end(),
                        [&](const Instance* c) { return canCombine(*c, next); }))
                    continue;
                m_chosen.push_back(&next);
                step(i + 1);
                m_chosen.pop_back();
            }
        }
        const Setting& m_setting;
        const std::vector<Instance>& m_instances;
        SearchPhase m_phase;
        SearchWatch& m_watch;
        InstanceSet m_chosen;
        std::vector<InstanceSet> m_found;
    };

} // namespace

std::vector<InstanceSet> searchCombinations(const Setting& setting,
    const std::vector<Instance>& instances, const SearchPhase& phase, SearchWatch& watch)
{
    return Brute(setting, instances, phase, watch).run();
}

} // namespace paydesk
