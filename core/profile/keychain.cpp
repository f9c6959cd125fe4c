#include "core/profile/keychain.h"

#include "core/profile/vaultcrypto.h"
#include "core/profile/vaultslot.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <memory>
#include <utility>

#ifdef PAYDESK_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

namespace paydesk {

namespace {

    using Finished = std::function<void(const Result<void>&)>;
    using Found = std::function<void(Result<Secret>&&)>;

    tl::unexpected<Failure> keychainSilent(const QString& reason)
    {
        return fail(FailureId::KeychainUnavailable, {{QStringLiteral("reason"), reason}});
    }

#ifdef PAYDESK_KEYCHAIN
    const QString serviceName = QStringLiteral("Paydesk");

    QString entryKey(const QByteArray& entry)
    {
        return QStringLiteral("vault-") + QString::fromLatin1(entry);
    }

    /// Starts the job. `done` gets it when it ends, or null when it has not answered in time; what
    /// comes later is nobody's. A job that waits for ever cannot be destroyed under its backend, so
    /// it is left to delete itself.
    template <typename Job>
    void startJob(Job* job, QObject* context, std::function<void(Job*)> done)
    {
        job->setAutoDelete(true);
        job->setInsecureFallback(false);
        auto* patience = new QTimer(context);
        patience->setSingleShot(true);
        const auto handler = std::make_shared<std::function<void(Job*)>>(std::move(done));
        const auto settle = [patience, handler](Job* ended) {
            patience->deleteLater();
            if (const auto once = std::exchange(*handler, nullptr))
                once(ended);
        };
        QObject::connect(job, &QKeychain::Job::finished, patience,
            [settle](QKeychain::Job* ended) { settle(static_cast<Job*>(ended)); });
        QObject::connect(patience, &QTimer::timeout, patience, [settle] { settle(nullptr); });
        patience->start(keychainPatience);
        job->start();
    }

    /// What a job's error means; nothing when it worked.
    std::optional<Failure> failureOf(const QKeychain::Job* job)
    {
        if (!job)
            return failure(FailureId::KeychainUnavailable,
                {{QStringLiteral("reason"),
                    QStringLiteral(
                        QT_TRANSLATE_NOOP("Reason", "It did not answer within five seconds."))}});
        switch (job->error()) {
        case QKeychain::NoError:
            return std::nullopt;
        // A locked keychain says that there is no such entry; the slot in the vault says that there
        // is one.
        case QKeychain::EntryNotFound:
        case QKeychain::AccessDenied:
        case QKeychain::AccessDeniedByUser:
            return failure(FailureId::KeychainLocked);
        default:
            return failure(
                FailureId::KeychainUnavailable, {{QStringLiteral("reason"), job->errorString()}});
        }
    }

    void readEntry(const QByteArray& entry, QObject* context, Found found)
    {
        auto* job = new QKeychain::ReadPasswordJob(serviceName);
        job->setKey(entryKey(entry));
        startJob<QKeychain::ReadPasswordJob>(
            job, context, [found = std::move(found)](QKeychain::ReadPasswordJob* ended) {
                if (const auto failed = failureOf(ended))
                    return found(fail(*failed));
                QByteArray key = ended->binaryData();
                found(Secret(std::move(key)));
            });
    }

    void writeEntry(const QByteArray& entry, const Secret& key, QObject* context, Finished done)
    {
        auto* job = new QKeychain::WritePasswordJob(serviceName);
        job->setKey(entryKey(entry));
        key.reveal([job](QByteArrayView bytes) { job->setBinaryData(bytes.toByteArray()); });
        startJob<QKeychain::WritePasswordJob>(
            job, context, [done = std::move(done)](QKeychain::WritePasswordJob* ended) {
                const auto failed = failureOf(ended);
                done(failed ? Result<void>(fail(*failed)) : Result<void>());
            });
    }

    void removeEntry(const QByteArray& entry, QObject* context, Finished done)
    {
        auto* job = new QKeychain::DeletePasswordJob(serviceName);
        job->setKey(entryKey(entry));
        startJob<QKeychain::DeletePasswordJob>(
            job, context, [done = std::move(done)](QKeychain::DeletePasswordJob* ended) {
                const auto failed = failureOf(ended);
                done(failed ? Result<void>(fail(*failed)) : Result<void>());
            });
    }
#else
    tl::unexpected<Failure> withoutKeychain()
    {
        return keychainSilent(QStringLiteral(
            QT_TRANSLATE_NOOP("Reason", "This build of Paydesk has no support for keychains.")));
    }

    void readEntry(const QByteArray&, QObject*, const Found& found)
    {
        found(withoutKeychain());
    }

    void writeEntry(const QByteArray&, const Secret&, QObject*, const Finished& done)
    {
        done(withoutKeychain());
    }

    void removeEntry(const QByteArray&, QObject*, const Finished& done)
    {
        done(withoutKeychain());
    }
#endif

    /// Tries one entry after the other; the first failure is told when none opens the vault.
    void tryEntries(Vault& vault, QList<QByteArray> entries, QObject* context,
        const Result<void>& soFar, const Finished& done)
    {
        if (entries.isEmpty())
            return done(soFar);
        const QByteArray entry = entries.takeFirst();
        readEntry(entry, context, [&vault, entries, context, soFar, done](Result<Secret>&& key) {
            Result<void> opened = key
                ? vault.unlock(SlotSecret{SlotKind::Keychain, std::move(*key)})
                : Result<void>(fail(key.error()));
            // Who does not answer once is not asked again: each time takes five seconds.
            const bool silent = !opened && opened.error().id == FailureId::KeychainUnavailable;
            if (opened || silent)
                return done(opened);
            tryEntries(vault, entries, context, soFar ? opened : soFar, done);
        });
    }

} // namespace

bool hasKeychain()
{
#ifdef PAYDESK_KEYCHAIN
    return true;
#else
    return false;
#endif
}

void addKeychainSlot(Vault& vault, QObject* context, Finished done)
{
    const QByteArray entry = randomBytes(VaultSlot::entryBytes / 2).toHex();
    const auto key = std::make_shared<const Secret>(Secret(randomBytes(vaultKeyBytes)));
    if (entry.isEmpty() || key->isEmpty())
        return done(keychainSilent(QStringLiteral(
            QT_TRANSLATE_NOOP("Reason", "The system gave no memory or no random numbers."))));
    writeEntry(entry, *key, context,
        [&vault, entry, key, context, done = std::move(done)](const Result<void>& written) {
            if (!written)
                return done(written);
            readEntry(entry, context, [&vault, entry, key, done](Result<Secret>&& back) {
                if (!back)
                    return done(fail(back.error()));
                if (!back->sameAs(*key))
                    return done(fail(FailureId::KeychainLocked));
                done(vault.addSlot(SlotSecret{SlotKind::Keychain, key->clone(), entry}));
            });
        });
}

void unlockWithKeychain(Vault& vault, QObject* context, const Finished& done)
{
    const Result<QList<SlotFacts>> known = vault.slotFacts();
    if (!known)
        return done(fail(known.error()));
    QList<QByteArray> entries;
    for (const SlotFacts& slot : *known) {
        if (slot.kind == SlotKind::Keychain)
            entries << slot.entry;
    }
    if (entries.isEmpty())
        return done(fail(FailureId::SlotAbsent));
    tryEntries(vault, entries, context, {}, done);
}

void removeKeychainSlot(Vault& vault, const SlotFacts& slot, QObject* context, Finished done)
{
    const Result<void> removed = vault.removeSlot(slot.id);
    if (!removed || slot.entry.isEmpty())
        return done(removed);
    removeEntry(slot.entry, context,
        [done = std::move(done)](const Result<void>&) { done(Result<void>()); });
}

} // namespace paydesk
