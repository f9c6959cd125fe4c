#pragma once

#include "core/reconcile/billmatch.h"

#include <QWidget>

#include <optional>

class QPushButton;
class QStackedWidget;

namespace paydesk {

class BillTotals;
class DifferenceLists;
class EmptyState;
class HintLabel;

/// What a comparison found: the totals, the lists of what differs, and what can be done about the
/// chosen row. Where nothing differs, or nothing can, a sentence says so.
class BillResult final : public QWidget {
    Q_OBJECT

public:
    /// `match`: the comparison whose lists are read.
    explicit BillResult(BillMatch& match, QWidget* parent = nullptr);

    void setReport(const MatchReport& report);
    /// Before another comparison begins.
    void clear();

signals:
    void orderRequested(const QByteArray& outTradeNo);
    /// The same of an order that only the bill has.
    void unknownOrderRequested(const QByteArray& outTradeNo);
    void queryRequested(const QByteArray& outTradeNo);
    void failed(const paydesk::Failure& failure);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showReport();
    void showChosen();
    void openChosen();
    void queryChosen();
    void retranslateUi();

    BillTotals* m_totals;
    QStackedWidget* m_found;
    DifferenceLists* m_lists;
    EmptyState* m_clean;
    EmptyState* m_flow;
    HintLabel* m_advice;
    QPushButton* m_query;
    QPushButton* m_order;
    std::optional<MatchReport> m_report;
};

} // namespace paydesk
