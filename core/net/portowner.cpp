// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/portowner.h"

#include <QFile>

#include <functional>
#include <optional>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace angee {

using namespace Qt::StringLiterals;

#ifdef Q_OS_LINUX
namespace {

//! Of /proc/net/tcp: 0: 0100007F:1F90 00000000:0000 0A … uid
struct Line
{
    QByteArray near;
    QByteArray far;
    QByteArray state;
};

QByteArray hexPort(quint16 port)
{
    return ':' + QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
}

//! Nothing where the system does not tell.
std::optional<QList<uint>> usersOf(const std::function<bool(const Line &)> &wanted)
{
    QList<uint> users;
    bool told = false;
    for (const QString &name : {u"/proc/net/tcp"_s, u"/proc/net/tcp6"_s}) {
        QFile table(name);
        if (!table.open(QIODevice::ReadOnly))
            continue;
        told = true;
        const QByteArrayList lines = table.readAll().split('\n');
        for (const QByteArray &line : lines) {
            const QByteArrayList fields = line.simplified().split(' ');
            if (fields.size() < 8 || !fields.at(0).endsWith(':'))
                continue;
            if (wanted({fields.at(1), fields.at(2), fields.at(3)}))
                users.append(fields.at(7).toUInt());
        }
    }
    return told ? std::optional(users) : std::nullopt;
}

PortOwner ownerAmong(const std::optional<QList<uint>> &users, bool systemIsOwn)
{
    if (!users)
        return PortOwner::Own;
    if (users->isEmpty())
        return PortOwner::Nobody;
    for (const uint user : *users) {
        if (user != ::getuid() && !(systemIsOwn && user == 0))
            return PortOwner::Stranger;
    }
    return PortOwner::Own;
}

} // namespace

PortOwner ownerOfPort(quint16 port)
{
    constexpr const char *listening = "0A";
    return ownerAmong(usersOf([&](const Line &line) {
                          return line.state == listening && line.near.endsWith(hexPort(port));
                      }),
                      true);
}

PortOwner ownerOfPeer(quint16 ownPort, quint16 otherPort)
{
    return ownerAmong(usersOf([&](const Line &line) {
                          return line.near == "0100007F" + hexPort(otherPort)
                              && line.far == "0100007F" + hexPort(ownPort);
                      }),
                      false);
}
#else
PortOwner ownerOfPort(quint16)
{
    return PortOwner::Own;
}

PortOwner ownerOfPeer(quint16, quint16)
{
    return PortOwner::Own;
}
#endif

} // namespace angee
