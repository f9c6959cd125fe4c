#pragma once

#include "ui/signatures/pieces.h"

#include <QStyledItemDelegate>

class QTableView;

namespace paydesk {

/// What the delegate asks a model of signatures for.
enum PieceRole {
    RunsRole = Qt::UserRole + 1, ///< QList<PieceRun>; absent: plain text
    SideRole, ///< int(PieceSide)
    AlarmRole, ///< bool: the row's ground says that something is wrong
    ToneRole, ///< int(Tone) of the words
};

/// The cells of the signature tables: runs of characters with their marks, names of invisible
/// characters as pills, rows that differ on their own ground.
class PieceDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
};

/// A table of signature rows: whole rows selected, no grid, technical look.
QTableView* pieceTable(QWidget* parent);

} // namespace paydesk
