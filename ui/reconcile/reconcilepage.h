#pragma once

#include "core/workbench.h"
#include "ui/reconcile/billwork.h"
#include "ui/reference/errorname.h"

#include <QWidget>

#include <functional>

class QAction;
class QStackedWidget;

namespace paydesk {

class BillInput;
class BillResult;
class EmptyState;
class LookupButton;
class NoticeBar;
class PageHeader;
enum class Remedy;

/// A bill of WeChat against the history: which orders only one of them has, and where they differ.
/// The bill is downloaded, chosen or dropped onto the page.
class ReconcilePage final : public QWidget, public ErrorInSight {
    Q_OBJECT

public:
    explicit ReconcilePage(Workbench& bench, QWidget* parent = nullptr);

    std::optional<ErrorName> errorInSight() const override;
    /// Matches this file, if nothing is under way.
    void openFile(const QString& path);

signals:
    void pageRequested(const QString& id);
    void orderRequested(const QByteArray& outTradeNo);
    /// Shows the order and asks WeChat about it.
    void queryRequested(const QByteArray& outTradeNo);
    void referenceRequested(const paydesk::ErrorName& error);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void addKeys();
    void joinParts();
    void retranslateUi();

    void merchantChanged();
    void setLastDay();
    std::chrono::seconds aheadOfTime();
    void download();
    void chooseFile();
    void begin();
    void progressed(BillWork::Stage stage, qint64 done, qint64 size);
    void finished(const Result<MatchReport>& report);
    void showReport();
    void offerImport(const QByteArray& outTradeNo);
    void fail(const Failure& failure);
    void apply(Remedy remedy);
    /// Shows a notice now, and again in another language.
    void say(std::function<void()> notice);
    void forget();
    void setBusy(bool busy);
    void showBody();

    Workbench& m_bench;
    BillWork* m_work;
    PageHeader* m_header;
    LookupButton* m_lookup;
    NoticeBar* m_notice;
    BillInput* m_input;
    QStackedWidget* m_body;
    EmptyState* m_empty;
    BillResult* m_result;
    QAction* m_downloadKey;
    QAction* m_fileKey;
    QAction* m_cancelKey;
    std::function<void()> m_said;
    std::function<void()> m_help; ///< what the notice's button does
    std::optional<MatchReport> m_report; ///< of what is shown
    QByteArray m_profile; ///< whose it is
    bool m_busy = false;
};

} // namespace paydesk
