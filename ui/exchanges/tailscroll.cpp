#include "ui/exchanges/tailscroll.h"

#include "ui/exchanges/exchangefeed.h"

#include <QAbstractItemView>
#include <QScrollBar>

namespace paydesk {

namespace {

    constexpr int nearEdge = 4; // pixels
    constexpr int farthestTail = 5000; // rows that are looked through to fill a view

} // namespace

TailScroll::TailScroll(QAbstractItemView& view, ExchangeFeed& feed)
    : QObject(&view)
    , m_view(view)
    , m_feed(feed)
{
    const QAbstractItemModel* model = view.model();
    connect(model, &QAbstractItemModel::rowsAboutToBeInserted, this,
        [this](const QModelIndex&, int first) { beforeInsertion(first); });
    connect(model, &QAbstractItemModel::rowsInserted, this, &TailScroll::afterInsertion,
        Qt::QueuedConnection);
    connect(view.verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int v) { moved(v); });
    connect(&feed, &ExchangeFeed::restarted, this, [this] { m_atEnd = true; });
    connect(&feed, &ExchangeFeed::loaded, this, &TailScroll::fill, Qt::QueuedConnection);
}

void TailScroll::beforeInsertion(int first)
{
    if (m_inserting)
        return;
    m_inserting = true;
    const QScrollBar* bar = m_view.verticalScrollBar();
    const bool older = first == 0 && m_view.model()->rowCount() > 0;
    m_atEnd = !older && bar->value() >= bar->maximum() - nearEdge;
    m_top = older ? m_view.indexAt({nearEdge, 0}) : QModelIndex();
    m_topOffset = m_top.isValid() ? m_view.visualRect(m_top).top() : 0;
}

void TailScroll::afterInsertion()
{
    if (m_top.isValid()) {
        // In any column but the first the view would scroll sideways, too.
        m_view.scrollTo(m_top, QAbstractItemView::PositionAtTop);
        QScrollBar* bar = m_view.verticalScrollBar();
        bar->setValue(bar->value() - m_topOffset);
    } else if (m_atEnd && m_inserting) {
        m_view.scrollToBottom();
    }
    m_top = QPersistentModelIndex();
    m_inserting = false;
}

void TailScroll::moved(int value)
{
    if (value <= nearEdge && m_view.verticalScrollBar()->maximum() > 0 && !m_inserting)
        m_feed.loadOlder();
}

void TailScroll::fill()
{
    const QAbstractItemModel* model = m_view.model();
    const bool room = m_view.verticalScrollBar()->maximum() == 0;
    if (room && m_view.isVisible() && m_feed.hasOlder() && model->rowCount() < farthestTail)
        m_feed.loadOlder();
}

} // namespace paydesk
