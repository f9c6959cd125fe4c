#pragma once

#include "core/profile/vaultcrypto.h"

#include <QJsonArray>
#include <QJsonObject>

namespace paydesk {

/// Bytes as the vault file writes them.
QString base64Text(const QByteArray& bytes);
QByteArray compactJson(const QJsonObject& object);
QJsonObject sealedJson(const Sealed& sealed);

/// Takes members out of an object one by one and remembers whether all was as expected, so that a
/// parser reads like a list of members.
class VaultMembers {
public:
    explicit VaultMembers(QJsonObject object);

    QByteArray bytes(const char* name, qsizetype size = -1);
    QByteArray word(const char* name);
    qint64 count(const char* name);
    Sealed sealed(const char* name, qsizetype size = -1);
    QJsonArray array(const char* name) { return take(name).toArray(); }
    /// Nothing was missing or wrong, and nothing is left over.
    bool allRight() const { return m_right && m_object.isEmpty(); }

private:
    QJsonValue take(const char* name);

    QJsonObject m_object;
    bool m_right = true;
};

} // namespace paydesk
