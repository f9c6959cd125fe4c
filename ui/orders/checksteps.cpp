#include "ui/orders/checksteps.h"

#include "core/base/money.h"
#include "core/notify/checklist.h"
#include "ui/orders/orderwords.h"

#include <QCoreApplication>

namespace paydesk {

namespace {

    class CheckSteps {
        Q_DECLARE_TR_FUNCTIONS(paydesk::CheckSteps)
    };

    constexpr struct {
        const char* id;
        const char* title;
    } checkTitles[] = {
        {"xml", QT_TRANSLATE_NOOP("paydesk::CheckSteps", "XML parsed, no DOCTYPE")},
        {"return-code", QT_TRANSLATE_NOOP("paydesk::CheckSteps", "return_code is SUCCESS")},
        {"fields", QT_TRANSLATE_NOOP("paydesk::CheckSteps", "All required fields are there")},
        {"merchant", QT_TRANSLATE_NOOP("paydesk::CheckSteps", "Our appid and mch_id")},
        {"signature", QT_TRANSLATE_NOOP("paydesk::CheckSteps", "Signature matches")},
        {"result-code", QT_TRANSLATE_NOOP("paydesk::CheckSteps", "result_code is SUCCESS")},
        {"order", QT_TRANSLATE_NOOP("paydesk::CheckSteps", "The order is known")},
        {"paid", QT_TRANSLATE_NOOP("paydesk::CheckSteps", "The order is paid")},
        {"amount", QT_TRANSLATE_NOOP("paydesk::CheckSteps", "Amount matches")},
        {"currency", QT_TRANSLATE_NOOP("paydesk::CheckSteps", "Currency matches")},
        {"transaction", QT_TRANSLATE_NOOP("paydesk::CheckSteps", "transaction_id is unique")},
        {"decryption", QT_TRANSLATE_NOOP("paydesk::CheckSteps", "req_info decrypted with our key")},
        {"refund", QT_TRANSLATE_NOOP("paydesk::CheckSteps", "The refund is known")},
        {"first-time", QT_TRANSLATE_NOOP("paydesk::CheckSteps", "Booked for the first time")},
    };

    QString checkTitle(const QByteArray& id)
    {
        for (const auto& [known, title] : checkTitles) {
            if (id == known)
                return CheckSteps::tr(title);
        }
        return QString::fromUtf8(id);
    }

    /// What stands at the right of a line that held: short values that the title does not say.
    QString shortDetail(const Check& check)
    {
        constexpr qsizetype room = 16;
        if (check.id == "amount") {
            const Result<Fen> amount = fenFromField(check.detail);
            return amount ? amountText(*amount) : QString();
        }
        const QString detail = QString::fromUtf8(check.detail);
        return detail.size() > room || detail == u"SUCCESS" ? QString() : detail;
    }

    Step checkStep(const Check& check)
    {
        switch (check.state) {
        case Check::State::Passed:
            return {checkTitle(check.id), {}, shortDetail(check), Step::State::Done};
        case Check::State::Failed:
            return {CheckSteps::tr("Does not hold: %1").arg(checkTitle(check.id)),
                QString::fromUtf8(check.detail), {}, Step::State::Failed};
        case Check::State::NotRun:
            break;
        }
        return {checkTitle(check.id), CheckSteps::tr("Not run"), {}, Step::State::Waiting};
    }

} // namespace

QList<Step> checkSteps(const QByteArray& checks)
{
    QList<Step> steps;
    for (const Check& check : checksFromJson(checks))
        steps << checkStep(check);
    return steps;
}

} // namespace paydesk
