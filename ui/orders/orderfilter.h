#pragma once

#include "core/orders/order.h"

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QLineEdit;

namespace paydesk {

class Chip;

/// What the list of orders is narrowed to: a search text and one of a few kinds.
class OrderFilter final : public QWidget {
    Q_OBJECT

public:
    explicit OrderFilter(QWidget* parent = nullptr);

    /// Puts what is chosen into the question.
    void narrow(OrderQuery* question) const;
    bool isSet() const;
    /// What is chosen, in words.
    QString words() const;
    /// Everything is shown again; changed() follows.
    void clear();
    /// Looks for this text among all kinds; changed() follows.
    void search(const QByteArray& text);
    void setTroubleCount(qint64 count);
    void focusSearch();

signals:
    /// At once for a kind, after a pause in typing for the text.
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Kind { All, Unpaid, Paid, Refunded, Trouble, KindCount };

    void reset(const QString& text);
    void retranslateUi();

    QLineEdit* m_search;
    QButtonGroup* m_kinds;
    Chip* m_chips[KindCount] = {};
    QTimer m_typing;
    qint64 m_trouble = 0;
};

} // namespace paydesk
