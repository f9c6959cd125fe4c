#include "core/http/portholder.h"

#include <QDir>
#include <QFile>
#include <QSet>

#include <algorithm>

namespace paydesk {

namespace {

    /// The inodes of the sockets that listen on the port, from a table like /proc/net/tcp.
    void collectInodes(const QString& table, quint16 port, QSet<QByteArray>& inodes)
    {
        QFile file(table);
        if (!file.open(QIODevice::ReadOnly))
            return;
        const QByteArray portSuffix =
            ':' + QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray& line : lines) {
            const QList<QByteArray> columns = line.simplified().split(' ');
            if (columns.size() > 9 && columns[3] == "0A" && columns[1].endsWith(portSuffix))
                inodes.insert("socket:[" + columns[9] + ']');
        }
    }

    bool holdsOneOf(const QString& process, const QSet<QByteArray>& sockets)
    {
        const QDir folder(process + QStringLiteral("/fd"));
        const QStringList descriptors = folder.entryList(QDir::System | QDir::Files);
        return std::any_of(descriptors.begin(), descriptors.end(), [&](const QString& descriptor) {
            const QString target = QFile::symLinkTarget(folder.filePath(descriptor));
            return sockets.contains(target.section(u'/', -1).toLatin1());
        });
    }

} // namespace

QString portHolder(quint16 port)
{
    QSet<QByteArray> sockets;
    collectInodes(QStringLiteral("/proc/net/tcp"), port, sockets);
    collectInodes(QStringLiteral("/proc/net/tcp6"), port, sockets);
    if (sockets.isEmpty())
        return {};
    const QStringList processes =
        QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs);
    for (const QString& pid : processes) {
        const QString process = QStringLiteral("/proc/") + pid;
        if (!holdsOneOf(process, sockets))
            continue;
        QFile name(process + QStringLiteral("/comm"));
        const bool readable = name.open(QIODevice::ReadOnly);
        return QStringLiteral("%1 (%2)").arg(
            readable ? QString::fromUtf8(name.readAll()).trimmed() : QString(), pid);
    }
    return {};
}

} // namespace paydesk
