#pragma once

#include "core/sign/comparison.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace paydesk {

class HintLabel;

/// The two strings as a whole, side by side: scrolled together, differing characters marked, and
/// below them where the caret stands.
class WholeString final : public QWidget {
    Q_OBJECT

public:
    /// `prefix` begins the object names.
    WholeString(const QString& prefix, QWidget* parent = nullptr);

    void setNames(const QString& yours, const QString& right) const;
    void setStrings(const QByteArray& yours, const QList<Span>& yourMarks, const QByteArray& right,
        const QList<Span>& rightMarks);
    /// Brings a field into view on both sides.
    void show(const ComparedField& field);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Side {
        QByteArray bytes;
        QList<Span> marks;
        QLabel* name = nullptr;
        QPlainTextEdit* text = nullptr;
    };

    QWidget* build(Side& side, const QString& objectName);
    void fill();
    void mark(const Side& side, bool yours) const;
    void showPlace(const Side& side);
    static void bring(const Side& side, const std::optional<QByteArray>& piece);

    bool m_filled = false; ///< only what is looked at is laid out
    Side m_yours;
    Side m_right;
    HintLabel* m_place;
};

} // namespace paydesk
