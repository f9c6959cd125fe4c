#pragma once

#include "core/profile/profile.h"

#include <QList>
#include <QString>

#include <functional>

namespace paydesk {

/// The merchants of a data folder: `profiles.json` (0600, saved atomically, the sandbox not in it).
/// Reads on construction through open(), writes at every change. Other processes' changes are seen
/// by reload().
class ProfileStore {
public:
    /// ProfileMalformed leaves the file as it is.
    static Result<ProfileStore> open(const QString& folder);

    /// The sandbox first, then the others in the order they were added.
    QList<Profile> profiles() const;
    Result<Profile> profile(const QByteArray& name) const;
    Result<void> add(const Profile& profile);
    /// Replaces the merchant of the same name.
    Result<void> replace(const Profile& profile);
    Result<void> remove(const QByteArray& name);
    Result<void> reload();

    /// A profile as JSON without secrets, as `profile show` and the file have it.
    static QByteArray toJson(const Profile& profile);
    /// Reads one such object; unknown members are refused by name, so that a typing error is not
    /// silently lost.
    static Result<Profile> fromJson(QByteArrayView json);

private:
    ProfileStore() = default;
    Result<void> change(const std::function<Result<void>(QList<Profile>&)>& edit);
    Result<void> save(const QList<Profile>& profiles);

    QString m_path;
    QList<Profile> m_profiles;
};

} // namespace paydesk
