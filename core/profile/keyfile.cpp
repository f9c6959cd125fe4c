#include "core/profile/keyfile.h"

#include "core/profile/vaultcrypto.h"

#include <QFile>
#include <QSaveFile>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace paydesk {

namespace {

    constexpr QByteArrayView keyFileHeading = "paydesk-key-file 1\n";
    constexpr qint64 largestKeyFile = 128; // bytes
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    constexpr auto everybodyElse = QFileDevice::ReadGroup | QFileDevice::WriteGroup
        | QFileDevice::ExeGroup | QFileDevice::ReadOther | QFileDevice::WriteOther
        | QFileDevice::ExeOther;

    tl::unexpected<Failure> keyFileFailure(FailureId id, const QString& path)
    {
        return fail(id, {{QStringLiteral("path"), path}});
    }

    tl::unexpected<Failure> unusable(const QString& path, const QString& reason)
    {
        return fail(FailureId::StorageUnavailable,
            {{QStringLiteral("path"), path}, {QStringLiteral("reason"), reason}});
    }

    /// No buffer of the device keeps a copy of the key.
    constexpr auto unbuffered = QIODevice::Unbuffered;

} // namespace

Result<Secret> createKeyFile(const QString& path)
{
    QFile file(path);
    // NewOnly and the permissions in one call: there is no moment in which others could open it.
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly | unbuffered, ownerOnly))
        return unusable(path, file.errorString());
    QByteArray key = randomBytes(vaultKeyBytes);
    QByteArray text = keyFileHeading.toByteArray() + key.toBase64() + '\n';
    const bool written = !key.isEmpty() && file.write(text) == text.size();
#ifdef Q_OS_UNIX
    const bool kept = written && ::fsync(file.handle()) == 0;
#else
    const bool kept = written;
#endif
    wipe(text);
    Secret secret(std::move(key));
    if (kept)
        return secret;
    const QString reason = file.errorString();
    file.remove();
    return unusable(path, reason);
}

Result<Secret> readKeyFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | unbuffered))
        return unusable(path, file.errorString());
#ifdef Q_OS_UNIX
    // Of the file that is open, not of the name: a link is judged by what it leads to.
    struct stat facts{};
    if (::fstat(file.handle(), &facts) != 0 || !S_ISREG(facts.st_mode))
        return keyFileFailure(FailureId::KeyFileMalformed, path);
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return keyFileFailure(FailureId::KeyFileExposed, path);
#endif
    QByteArray text = file.read(largestKeyFile);
    const QByteArrayView view(text);
    QByteArray key;
    if (view.startsWith(keyFileHeading)) {
        QByteArray written = view.sliced(keyFileHeading.size()).toByteArray();
        if (written.endsWith('\n'))
            written.chop(1);
        if (auto decoded =
                QByteArray::fromBase64Encoding(written, QByteArray::AbortOnBase64DecodingErrors))
            key = std::move(decoded.decoded);
        wipe(written);
    }
    wipe(text);
    Secret secret(std::move(key));
    if (secret.size() != vaultKeyBytes)
        return keyFileFailure(FailureId::KeyFileMalformed, path);
    return secret;
}

} // namespace paydesk
