#pragma once

#include "core/base/exchange.h"
#include "core/notify/noticedraft.h"

#include <QTabWidget>

#include <optional>

class QComboBox;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace paydesk {

class FieldModel;
class HintLabel;
class MessageView;

/// A stored notification in the three ways it can be sent again: as it came, byte for byte; with
/// fields changed and signed anew, rightly or deliberately wrongly; or as any text. The tab that is
/// open is the one that is sent.
class MessageEditor final : public QTabWidget {
    Q_OBJECT

public:
    enum Way { AsItCame, Fields, Text, WayCount };

    /// The key opens a refund's req_info and tells which digest the message was signed with.
    MessageEditor(const Exchange& notice, const Secret& key, QWidget* parent = nullptr);

    Way way() const { return Way(currentIndex()); }
    /// What is to be sent now.
    QByteArray message(const Secret& key) const;

signals:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* buildFields();
    QWidget* buildText();
    Resigning resigning() const;
    void removeCurrent();
    void showState();
    void retranslateUi();

    const QByteArray m_body;
    Result<NoticeDraft> m_draft;
    MessageView* m_received;
    FieldModel* m_fields;
    QTableView* m_table;
    QPushButton* m_remove;
    QPushButton* m_restore;
    QComboBox* m_sign;
    HintLabel* m_state;
    QPlainTextEdit* m_text;
    HintLabel* m_textHint;
};

} // namespace paydesk
