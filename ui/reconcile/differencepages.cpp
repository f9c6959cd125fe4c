#include "ui/reconcile/differencepages.h"

namespace paydesk {

namespace {

    constexpr int rowsOfPage = 128;

} // namespace

DifferencePages::DifferencePages(BillMatch& match, MatchList list, QObject* parent)
    : QObject(parent)
    , m_match(match)
    , m_list(list)
    , m_held(mostHeld / rowsOfPage)
{
}

void DifferencePages::clear()
{
    m_held.clear();
    m_asked.clear();
}

const Difference* DifferencePages::at(qint64 row)
{
    const qint64 page = row / rowsOfPage;
    const QList<Difference>* held = m_held.object(page);
    if (!held) {
        ask(page);
        return nullptr;
    }
    const qint64 place = row % rowsOfPage;
    return place < held->size() ? &held->at(place) : nullptr;
}

void DifferencePages::ask(qint64 page)
{
    if (m_asked.contains(page))
        return;
    m_asked.insert(page);
    const qint64 first = page * rowsOfPage;
    m_match.fetch(m_list, first, rowsOfPage, this,
        [this, page, first](const Result<QList<Difference>>& rows) {
            // A page that could not be read stays among those asked for: asking on would not end.
            if (!rows)
                return emit failed(rows.error());
            m_asked.remove(page);
            if (rows->isEmpty())
                return;
            m_held.insert(page, new QList<Difference>(*rows));
            emit arrived(first, first + rows->size() - 1);
        });
}

} // namespace paydesk
