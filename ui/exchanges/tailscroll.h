#pragma once

#include <QObject>
#include <QPersistentModelIndex>

class QAbstractItemView;

namespace paydesk {

class ExchangeFeed;

/// How a growing list scrolls: it follows new rows only while its end is in sight, asks for older
/// ones when its beginning is, and what is looked at stays where it is when they come.
class TailScroll final : public QObject {
    Q_OBJECT

public:
    TailScroll(QAbstractItemView& view, ExchangeFeed& feed);

    /// Asks for older rows while the view has room for them: after a filter was set.
    void fill();

private:
    void beforeInsertion(int first);
    void afterInsertion();
    void moved(int value);

    QAbstractItemView& m_view;
    ExchangeFeed& m_feed;
    QPersistentModelIndex m_top;
    int m_topOffset = 0;
    bool m_atEnd = true;
    bool m_inserting = false;
};

} // namespace paydesk
