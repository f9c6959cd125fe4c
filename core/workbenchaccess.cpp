#include "core/workbenchaccess.h"

#include "core/base/privatefile.h"
#include "core/sandbox/tlsfiles.h"

#include <QFileInfo>
#include <QSslCertificate>

namespace paydesk {

namespace {

    Result<QList<QSslCertificate>> authoritiesIn(const QString& path)
    {
        const auto pem = readPrivate(path, largestCertificate);
        QList<QSslCertificate> authorities = QSslCertificate::fromData(pem.value_or(QByteArray()));
        if (authorities.isEmpty())
            return fail(FailureId::FileUnreadable,
                {{QStringLiteral("path"), path},
                    {QStringLiteral("reason"),
                        pem ? QStringLiteral(QT_TRANSLATE_NOOP(
                                  "Reason", "It holds no certificate in PEM form."))
                            : pem.error().details.value(QStringLiteral("reason")).toString()}});
        return authorities;
    }

    Result<ClientCertificate> merchantIn(const QString& path, const QByteArray& mchId)
    {
        auto file = readPrivate(path, largestCertificate);
        if (!file)
            return fail(file.error());
        QByteArray password = mchId;
        password.detach();
        const auto imported =
            importPkcs12(path, Secret(*std::move(file)), Secret(std::move(password)));
        if (!imported)
            return fail(imported.error());
        return openCertificate(imported->file, imported->password);
    }

} // namespace

Result<SandboxAccess> sandboxAccess(
    const QString& dataFolder, const QString& caFile, const QByteArray& mchId)
{
    const SandboxTlsPaths kept(dataFolder);
    const bool named = !caFile.isEmpty();
    const QString authority = named ? caFile : kept.authority;
    const QString merchant = named
        ? QFileInfo(caFile).path() + u'/' + QFileInfo(kept.merchantP12).fileName()
        : kept.merchantP12;
    SandboxAccess access{QSslConfiguration::defaultConfiguration(), {}};
    access.tls.setCaCertificates({});
    if (named || QFileInfo::exists(authority)) {
        const auto authorities = authoritiesIn(authority);
        if (!authorities)
            return fail(authorities.error());
        access.tls.setCaCertificates(*authorities);
    }
    if (QFileInfo::exists(merchant)) {
        auto certificate = merchantIn(merchant, mchId);
        if (!certificate)
            return fail(certificate.error());
        access.certificate = *std::move(certificate);
    }
    return access;
}

} // namespace paydesk
