#include "ui/shell/keysheet.h"

#include "ui/style/fonts.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QRegularExpression>

namespace paydesk {

KeySheet::KeySheet(const QList<QAction*>& actions, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(20, 16, 20, 16);
    grid->setHorizontalSpacing(32);
    int row = 0;
    for (const QAction* action : actions) {
        if (action->shortcut().isEmpty() || action->text().isEmpty())
            continue;
        QString plain = action->text();
        plain.remove(QRegularExpression(QStringLiteral("\\(&.\\)")));
        plain.remove(QLatin1Char('&'));
        auto* name = new QLabel(plain, this);
        auto* key = new QLabel(action->shortcut().toString(QKeySequence::NativeText), this);
        name->setTextFormat(Qt::PlainText);
        key->setTextFormat(Qt::PlainText);
        setFontRole(key, FontRole::Technical);
        grid->addWidget(name, row, 0);
        grid->addWidget(key, row++, 1, Qt::AlignRight);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    grid->addWidget(buttons, row, 0, 1, 2);
}

} // namespace paydesk
