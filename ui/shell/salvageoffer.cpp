#include "ui/shell/salvageoffer.h"

#include "core/base/clock.h"
#include "core/base/wording.h"
#include "core/orders/upkeep.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>

namespace paydesk {

namespace {

    QString say(const char* source)
    {
        return QCoreApplication::translate("SalvageOffer", source);
    }

    void showFailure(const Failure& why)
    {
        const Wording wording = wordingOf(why);
        QMessageBox box(QMessageBox::Critical, QStringLiteral("Paydesk"), wording.what);
        box.setTextFormat(Qt::PlainText);
        box.setInformativeText(wording.why + u'\n' + wording.remedy);
        box.addButton(say(QT_TRANSLATE_NOOP("SalvageOffer", "Quit")), QMessageBox::RejectRole);
        box.exec();
    }

    bool wantsNewHistory(const Failure& why)
    {
        const Wording wording = wordingOf(why);
        QMessageBox box(QMessageBox::Critical, QStringLiteral("Paydesk"), wording.what);
        box.setTextFormat(Qt::PlainText);
        box.setInformativeText(wording.why + u'\n'
            + say(QT_TRANSLATE_NOOP("SalvageOffer",
                "Restore a backup, or begin a new history with every order that can still be read. "
                "The damaged file is kept.")));
        const QPushButton* const fresh = box.addButton(
            say(QT_TRANSLATE_NOOP("SalvageOffer", "Begin a new history")), QMessageBox::AcceptRole);
        box.addButton(say(QT_TRANSLATE_NOOP("SalvageOffer", "Quit")), QMessageBox::RejectRole);
        box.exec();
        return box.clickedButton() == fresh;
    }

    Result<Salvage> salvageBehindADialog(const QString& folder, Clock& clock)
    {
        QProgressDialog waiting(
            say(QT_TRANSLATE_NOOP("SalvageOffer", "Reading what can be read of the history …")),
            say(QT_TRANSLATE_NOOP("SalvageOffer", "Cancel")), 0, 0);
        waiting.setWindowTitle(QStringLiteral("Paydesk"));
        waiting.setMinimumDuration(0);
        Result<Salvage> result = fail(FailureId::Cancelled);
        HistoryUpkeep upkeep;
        QObject::connect(&waiting, &QProgressDialog::canceled, &upkeep, &HistoryUpkeep::cancel);
        QObject::connect(
            &upkeep, &HistoryUpkeep::salvaged, &waiting, [&](const Result<Salvage>& salvage) {
                result = salvage;
                waiting.accept();
            });
        upkeep.salvage(folder, clock.now());
        waiting.exec();
        return result;
    }

    void showSalvage(const Salvage& salvage)
    {
        QMessageBox box(QMessageBox::Information, QStringLiteral("Paydesk"),
            say(QT_TRANSLATE_NOOP(
                    "SalvageOffer", "The new history has %1 orders, %2 refunds and %3 events."))
                .arg(salvage.orders)
                .arg(salvage.refunds)
                .arg(salvage.events));
        box.setTextFormat(Qt::PlainText);
        QString more = say(QT_TRANSLATE_NOOP("SalvageOffer", "The damaged file was kept as %1."))
                           .arg(salvage.kept);
        if (!salvage.complete)
            more += u'\n'
                + say(QT_TRANSLATE_NOOP("SalvageOffer",
                    "Not everything could be read: import the missing orders again, or reconcile "
                    "the bills of these days."));
        box.setInformativeText(more);
        box.addButton(say(QT_TRANSLATE_NOOP("SalvageOffer", "Continue")), QMessageBox::AcceptRole);
        box.exec();
    }

} // namespace

bool offerSalvage(const Failure& why, const QString& folder, Clock& clock)
{
    if (why.id != FailureId::StorageDamaged) {
        showFailure(why);
        return false;
    }
    if (!wantsNewHistory(why))
        return false;
    const Result<Salvage> salvage = salvageBehindADialog(folder, clock);
    if (!salvage) {
        if (salvage.error().id != FailureId::Cancelled)
            showFailure(salvage.error());
        return false;
    }
    showSalvage(*salvage);
    return true;
}

} // namespace paydesk
