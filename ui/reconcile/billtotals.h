#pragma once

#include "core/reconcile/difference.h"

#include <QWidget>

#include <array>

class QLabel;

namespace paydesk {

class Card;
class HintLabel;

/// The money of a bill beside that of the history, and how much of it agrees; of a fund flow what
/// came and what went.
class BillTotals final : public QWidget {
    Q_OBJECT

public:
    explicit BillTotals(QWidget* parent = nullptr);

    void setReport(const MatchReport& report);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Figure {
        Card* card = nullptr;
        QLabel* name = nullptr;
        QLabel* figure = nullptr;
        HintLabel* below = nullptr;
    };

    static void fill(
        const Figure& place, const QString& name, const QString& figure, const QString& below);
    void showTrades();
    void showFlow();
    void retranslateUi();

    std::array<Figure, 3> m_figures{};
    MatchReport m_report;
};

} // namespace paydesk
