#pragma once

#include "core/base/secret.h"

#include <QPlainTextEdit>

#include <memory>

namespace paydesk {

/// Where a message is pasted. What was pasted as a whole is kept to the byte as long as nobody
/// edits it: the editor itself would lose carriage returns. A key on a line of its own is taken out
/// before it can be seen.
class PasteBox final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit PasteBox(QWidget* parent = nullptr);

    /// A message that comes from elsewhere in the program.
    void setBytes(const QByteArray& bytes);
    QByteArray bytes() const;

signals:
    void typed();
    /// The whole text is another one.
    void pasted();
    /// A key stood in the pasted text; whoever listens takes it.
    void keyFound(paydesk::Secret& key);

protected:
    void insertFromMimeData(const QMimeData* source) override;

private:
    void putWhole(const QByteArray& bytes);
    bool isAllSelected() const;

    QByteArray m_whole; ///< null: the text was edited
    bool m_putting = false;
};

} // namespace paydesk
