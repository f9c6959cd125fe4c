#pragma once

#include "core/profile/profile.h"
#include "ui/widgets/card.h"

namespace paydesk {

class FactList;

/// What the settings show of a merchant: its settings, and of its secrets only whether they are
/// there.
struct MerchantSummary {
    Profile profile;
    bool inUse = false;
    bool hasApiKey = false;
    bool hasAppSecret = false;

    friend bool operator==(const MerchantSummary&, const MerchantSummary&) = default;
};

/// One merchant in the settings. Made anew when something about it changes.
class MerchantCard final : public Card {
    Q_OBJECT

public:
    explicit MerchantCard(const MerchantSummary& merchant, QWidget* parent = nullptr);

signals:
    void useRequested();
    void editRequested();
    void removeRequested();

private:
    void showHeading();
    void showFacts();
    void showPublished(FactList* facts);
    void showSecrets(FactList* facts) const;
    void showButtons();

    MerchantSummary m_merchant;
};

} // namespace paydesk
