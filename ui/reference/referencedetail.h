#pragma once

#include "ui/widgets/card.h"

#include <QList>

class QToolButton;

namespace paydesk {

class Pill;
struct ReferenceRow;

/// One error: what it means, what to do, whether to query or to send again, and where it is given
/// with which words.
class ReferenceDetail final : public Card {
    Q_OBJECT

public:
    explicit ReferenceDetail(QWidget* parent = nullptr);

    /// Null: nothing is chosen.
    void show(const ReferenceRow* row);
    /// The whole explanation into the clipboard, to be passed on.
    void copy();

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Part { Means, ToDo, Again, Places, PartCount };

    void buildParts();
    void retranslateUi();

    const ReferenceRow* m_row = nullptr;
    QLabel* m_code;
    QLabel* m_source;
    Pill* m_next;
    QToolButton* m_copy;
    QWidget* m_parts;
    QList<QLabel*> m_titles;
    QList<QLabel*> m_texts;
};

} // namespace paydesk
