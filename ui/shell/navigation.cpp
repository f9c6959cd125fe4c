#include "ui/shell/navigation.h"

#include "ui/style/glyph.h"
#include "ui/style/paint.h"

#include <QPainter>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace paydesk {

namespace {

    constexpr int idRole = Qt::UserRole + 1;
    constexpr int glyphRole = Qt::UserRole + 2;
    constexpr int entryHeight = 38;

    class EntryDelegate final : public QStyledItemDelegate {
    public:
        using QStyledItemDelegate::QStyledItemDelegate;

        QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
        {
            return {40, entryHeight};
        }

        void paint(QPainter* painter, const QStyleOptionViewItem& option,
            const QModelIndex& index) const override
        {
            const Tokens& t = tokensOf(option.palette);
            const bool selected = option.state.testFlag(QStyle::State_Selected);
            const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
            const bool focused = selected && option.state.testFlag(QStyle::State_HasFocus)
                && option.state.testFlag(QStyle::State_KeyboardFocusChange);
            const bool narrow = option.rect.width() < 80;
            const QRectF box =
                QRectF(option.rect).adjusted(narrow ? 6 : 10, 1, narrow ? -6 : -10, -1);
            painter->save();
            if (selected || hovered)
                paintBox(painter, box, controlRadius,
                    selected ? t.sel : mixed(t.side, t.text, 0.05), focused ? t.acc : QColor(), 2);
            const qreal x = narrow ? box.center().x() - 9 : box.x() + 12;
            paintGlyph(painter, QRectF(x, box.center().y() - 9, 18, 18),
                index.data(glyphRole).toString(), selected ? t.acc : t.text2);
            if (!narrow) {
                QFont font = option.font;
                font.setWeight(selected ? QFont::DemiBold : QFont::Normal);
                painter->setFont(font);
                painter->setPen(selected ? t.acc : t.text);
                const QRectF room = box.adjusted(42, 0, -6, 0);
                painter->drawText(room, Qt::AlignVCenter | Qt::TextSingleLine,
                    QFontMetrics(font).elidedText(
                        index.data().toString(), Qt::ElideRight, int(room.width())));
            }
            painter->restore();
        }
    };

} // namespace

Navigation::Navigation(QWidget* parent)
    : QListView(parent)
    , m_model(new QStandardItemModel(this))
{
    setModel(m_model);
    setItemDelegate(new EntryDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    viewport()->setAutoFillBackground(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(
        selectionModel(), &QItemSelectionModel::currentChanged, this, &Navigation::chooseCurrent);
    connect(this, &QListView::clicked, this, &Navigation::chooseCurrent);
}

void Navigation::addEntry(const QString& id, const QString& glyphName)
{
    auto* item = new QStandardItem;
    item->setData(id, idRole);
    item->setData(glyphName, glyphRole);
    const QSignalBlocker blocker(selectionModel());
    m_model->appendRow(item);
    updateGeometry();
}

void Navigation::setTitle(const QString& id, const QString& title)
{
    if (QStandardItem* item = entry(id)) {
        item->setText(title);
        item->setToolTip(m_collapsed ? title : QString());
    }
}

void Navigation::setCurrent(const QString& id)
{
    const QSignalBlocker blocker(selectionModel());
    const QStandardItem* item = entry(id);
    setCurrentIndex(item ? item->index() : QModelIndex());
    if (!item)
        selectionModel()->clear();
    viewport()->update();
}

void Navigation::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    for (int row = 0; row < m_model->rowCount(); ++row)
        m_model->item(row)->setToolTip(collapsed ? m_model->item(row)->text() : QString());
    scheduleDelayedItemsLayout();
}

QSize Navigation::sizeHint() const
{
    return {160, entryHeight * m_model->rowCount() + 2};
}

QSize Navigation::minimumSizeHint() const
{
    return {40, entryHeight};
}

QStandardItem* Navigation::entry(const QString& id) const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->item(row)->data(idRole).toString() == id)
            return m_model->item(row);
    }
    return nullptr;
}

void Navigation::chooseCurrent(const QModelIndex& index)
{
    if (index.isValid())
        emit chosen(index.data(idRole).toString());
}

} // namespace paydesk
