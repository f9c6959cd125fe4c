#include "core/doctor/mistake.h"

#include "core/doctor/catalogue.h"

#include <algorithm>

namespace paydesk {

SigningStep stepOf(Slot slot)
{
    switch (slot) {
    case Slot::Context:
    case Slot::Value:
    case Slot::Escape:
    case Slot::Name:
    case Slot::Set:
        return SigningStep::Select;
    case Slot::Sort:
        return SigningStep::Sort;
    case Slot::Join:
        return SigningStep::Join;
    case Slot::Key:
    case Slot::Attach:
    case Slot::String:
        return SigningStep::AppendKey;
    case Slot::Charset:
    case Slot::Hash:
        return SigningStep::Digest;
    case Slot::Output:
        return SigningStep::Format;
    }
    return SigningStep::Select;
}

const std::vector<MistakeCard>& mistakeCards()
{
    static const std::vector<MistakeCard> cards = [] {
        std::vector<MistakeCard> made;
        for (const Mistake& mistake : catalogue())
            made.push_back({mistake.id, mistake.slot, mistake.rank, mistake.what, mistake.fix});
        std::sort(made.begin(), made.end(),
            [](const MistakeCard& a, const MistakeCard& b) { return a.rank < b.rank; });
        return made;
    }();
    return cards;
}

const MistakeCard* mistakeCard(QByteArrayView id)
{
    const std::vector<MistakeCard>& cards = mistakeCards();
    const auto found = std::find_if(
        cards.begin(), cards.end(), [&](const MistakeCard& card) { return card.id == id; });
    return found == cards.end() ? nullptr : &*found;
}

} // namespace paydesk
