#pragma once

#include "core/reconcile/billmatch.h"

#include <QCache>
#include <QObject>
#include <QSet>

namespace paydesk {

/// The rows of one list of a comparison, read where somebody looks: only the pages looked at last
/// are held, however long the list is.
class DifferencePages final : public QObject {
    Q_OBJECT

public:
    DifferencePages(BillMatch& match, MatchList list, QObject* parent = nullptr);

    /// Nothing is known any more: another comparison has begun, or has ended.
    void clear();
    /// Null while it is not at hand; arrived() follows when it is.
    const Difference* at(qint64 row);
    /// How many rows are held at most.
    static constexpr int mostHeld = 8 * 128;

signals:
    void arrived(qint64 first, qint64 last);
    void failed(const paydesk::Failure& failure);

private:
    void ask(qint64 page);

    BillMatch& m_match;
    const MatchList m_list;
    QCache<qint64, QList<Difference>> m_held; // by the number of the page
    QSet<qint64> m_asked; // pages on their way
};

} // namespace paydesk
