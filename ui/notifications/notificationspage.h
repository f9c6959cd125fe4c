#pragma once

#include "core/workbench.h"
#include "ui/reference/errorname.h"
#include "ui/replay/messageeditor.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QListView;
class QSplitter;
class QStackedWidget;

namespace paydesk {

class EmptyState;
class ExchangeFeed;
class ExchangeFilter;
class ExchangeModel;
class ListenerCard;
class NoticeBar;
class NoticeInspector;
class PageHeader;
class Preferences;
class SimulatedNotice;

/// The listener, and every message that came in at /notify with the verdict on it.
class NotificationsPage final : public QWidget, public ErrorInSight {
    Q_OBJECT

public:
    NotificationsPage(Workbench& bench, Preferences& preferences, QWidget* parent = nullptr);

    std::optional<ErrorName> errorInSight() const override;

public slots:
    /// What became of starting the listener; nullopt: it listens.
    void showListener(const std::optional<paydesk::Failure>& failure);

signals:
    void pageRequested(const QString& id);
    /// A section of the settings, by its id.
    void settingsRequested(const QString& section);
    void orderRequested(const QByteArray& outTradeNo);
    void signatureRequested(const QByteArray& outTradeNo);
    /// `outTradeNo`: the order the message belongs to; may be empty.
    void messageSignatureRequested(const QByteArray& message, const QByteArray& outTradeNo);
    void exchangeRequested(qint64 id);
    void referenceRequested(const paydesk::ErrorName& error);
    /// Wants the listener started, at the usual port or any free one.
    void listenerRequested(bool anyPort);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void buildList();
    void joinParts();
    void joinSimulation();
    void retranslateUi();
    void showState();
    void showList();
    void stop();
    void trustProxies();
    void loaded();
    void chosen();
    void fillEmptyState();
    void confirmSimulation(const Order& order);
    void replay(const Exchange& notice, MessageEditor::Way way);

    Workbench& m_bench;
    Preferences& m_preferences;
    ExchangeModel* m_model;
    ExchangeFilter* m_rows;
    ExchangeFeed* m_feed;
    SimulatedNotice* m_simulated;
    PageHeader* m_header;
    NoticeBar* m_notice;
    ListenerCard* m_listener;
    QStackedWidget* m_body;
    EmptyState* m_empty;
    QSplitter* m_splitter;
    QListView* m_list;
    NoticeInspector* m_inspector;
    QTimer m_look; ///< the listener may be switched elsewhere, which nothing announces
};

} // namespace paydesk
