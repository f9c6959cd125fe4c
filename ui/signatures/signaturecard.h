#pragma once

#include "core/base/secret.h"
#include "ui/signatures/recordedsignature.h"
#include "ui/widgets/card.h"

class QPlainTextEdit;
class QSplitter;
class QStackedWidget;
class QTabWidget;
class QTableView;
class QToolButton;

namespace paydesk {

class CopyField;
class EmptyState;
class HintLabel;
class Pill;
class StepList;
class TraceModel;

/// One signature of an order: its fields, each step from the fields to the digest, and whether the
/// recorded signature is the one that comes out.
class SignatureCard final : public Card {
    Q_OBJECT

public:
    /// `prefix` begins the object names: "signatures", "signaturesPay".
    SignatureCard(const QString& prefix, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    /// `why` says why there is nothing, when there is nothing. Without a key (null) the string is
    /// shown, the digest is not.
    void show(
        const std::optional<RecordedSignature>& recorded, const Secret* key, const QString& why);

    /// Whether the recorded signature is not the one that comes out, or was refused.
    bool isTroubled() const;

signals:
    void diagnosisRequested();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* lowerTabs(const QString& prefix);
    QWidget* footer(const QString& prefix);
    void retranslateUi();
    /// In a low window the fields share one strip of tabs with the steps and the string.
    void arrange();
    void nameTabs();
    void showTrace();
    void showSteps();
    void showVerdict();

    std::optional<RecordedSignature> m_recorded;
    SignatureTrace m_trace;
    QStackedWidget* m_stack;
    EmptyState* m_empty;
    TraceModel* m_model;
    QTableView* m_table;
    QSplitter* m_splitter;
    QTabWidget* m_tabs = nullptr;
    StepList* m_steps = nullptr;
    QPlainTextEdit* m_string = nullptr;
    Pill* m_verdict;
    QToolButton* m_diagnose;
    HintLabel* m_computedName = nullptr;
    CopyField* m_computed = nullptr;
    HintLabel* m_sentName = nullptr;
    CopyField* m_sent = nullptr;
};

} // namespace paydesk
