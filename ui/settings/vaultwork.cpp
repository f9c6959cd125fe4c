#include "ui/settings/vaultwork.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

namespace paydesk {

void workOn(const Vault& vault, QObject* context, std::function<Result<void>(Vault&)> act,
    std::function<void(const Result<void>&, Vault&)> done)
{
    const auto own = std::make_shared<Vault>(QFileInfo(vault.path()).path());
    own->openLike(vault);
    const QPointer<QObject> guard(context);
    QThreadPool::globalInstance()->start(
        [own, guard, act = std::move(act), done = std::move(done)] {
            const Result<void> result = act(*own);
            // The context is looked at on its own thread only.
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [own, guard, done, result] {
                    if (guard)
                        done(result, *own);
                },
                Qt::QueuedConnection);
        });
}

} // namespace paydesk
