#include "ui/shell/keysheet.h"

#include "ui/style/fonts.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QRegularExpression>

#include <algorithm>

namespace paydesk {

namespace {

    bool hasKey(const QAction* action)
    {
        return action->isVisible() && !action->shortcut().isEmpty() && !action->text().isEmpty();
    }

    /// Without the mnemonic, be it English ("&File") or Chinese ("文件(&F)").
    QString plainText(const QAction* action)
    {
        QString plain = action->text();
        plain.remove(QRegularExpression(QStringLiteral("\\(&.\\)")));
        return plain.remove(u'&');
    }

    QLabel* keyLabel(const QString& text, FontRole role, QWidget* parent)
    {
        auto* label = new QLabel(text, parent);
        label->setTextFormat(Qt::PlainText);
        setFontRole(label, role);
        return label;
    }

} // namespace

KeySheet::KeySheet(const QList<Group>& groups, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(20, 16, 20, 16);
    grid->setHorizontalSpacing(32);
    for (const Group& group : groups)
        addGroup(grid, group);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    grid->addWidget(buttons, grid->rowCount(), 0, 1, 2);
}

void KeySheet::addGroup(QGridLayout* grid, const Group& group)
{
    if (std::none_of(group.actions.begin(), group.actions.end(), hasKey))
        return;
    int row = grid->rowCount();
    if (!group.title.isEmpty())
        grid->addWidget(keyLabel(group.title, FontRole::Heading, this), row++, 0, 1, 2);
    for (const QAction* action : group.actions) {
        if (!hasKey(action))
            continue;
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        grid->addWidget(keyLabel(plainText(action), FontRole::Body, this), row, 0);
        grid->addWidget(keyLabel(key, FontRole::Technical, this), row++, 1, Qt::AlignRight);
    }
}

} // namespace paydesk
