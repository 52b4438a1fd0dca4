// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/instancedoor.h"

#include "core/base/localcall.h"
#include "core/base/statefile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QStandardPaths>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestMessage = qsizetype(256) * 1024;
constexpr std::chrono::seconds patience{5};
const auto taken = "taken\n"_ba;

//! Short enough for a socket, and another one for each data folder. Empty where there is no private
//! place.
QString socketPath(const QString &dataFolder)
{
    const QString runtime = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    const QByteArray key =
        QCryptographicHash::hash(QFile::encodeName(dataFolder), QCryptographicHash::Sha256).toHex();
    const QString path = runtime + u"/angee-console-"_s + QString::fromLatin1(key.left(16));
    return runtime.isEmpty() || path.size() > 100 ? QString() : path;
}

std::optional<QString> textOf(const QJsonObject &object, QLatin1StringView key)
{
    const QJsonValue value = object.value(key);
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

void put(QJsonObject *object, QLatin1StringView key, const std::optional<QString> &value)
{
    if (value)
        object->insert(key, *value);
}

} // namespace

QByteArray packed(const CommandLine &line)
{
    QJsonObject object{{u"version"_s, 1},
                       {u"profile"_s, line.profile},
                       {u"folder"_s, line.folder},
                       {u"address"_s, line.address ? line.address->display() : QString()},
                       {u"newWindow"_s, line.newWindow},
                       {u"activation"_s, qEnvironmentVariable("XDG_ACTIVATION_TOKEN")}};
    put(&object, "url"_L1, line.connection.url);
    put(&object, "token"_L1, line.connection.token);
    put(&object, "actor"_L1, line.connection.actor);
    put(&object, "scope"_L1, line.connection.scope);
    put(&object, "ttl"_L1, line.connection.ttl);
    // Of the other's environment there is what it made of it: one connection, or none.
    if (line.given.state == GivenConnection::State::Usable) {
        object.insert("variableUrl"_L1, line.given.settings.url.value);
        object.insert("variableToken"_L1, line.given.settings.token.value);
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<CommandLine> unpacked(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    const QJsonObject object = document.object();
    if (object.value("version"_L1).toInt() != 1)
        return std::nullopt;
    CommandLine line;
    line.profile = object.value("profile"_L1).toString();
    line.folder = object.value("folder"_L1).toString();
    line.address = ObjectAddress::parse(object.value("address"_L1).toString());
    line.newWindow = object.value("newWindow"_L1).toBool();
    line.connection = {.url = textOf(object, "url"_L1),
                       .token = textOf(object, "token"_L1),
                       .actor = textOf(object, "actor"_L1),
                       .scope = textOf(object, "scope"_L1),
                       .ttl = textOf(object, "ttl"_L1)};
    QProcessEnvironment environment;
    environment.insert(u"ANGEE_OPERATOR_URL"_s, object.value("variableUrl"_L1).toString());
    environment.insert(u"ANGEE_OPERATOR_TOKEN"_s, object.value("variableToken"_L1).toString());
    line.given = ConnectionSettings::given(line.connection, environment);
    return line;
}

InstanceDoor::InstanceDoor(const QString &dataFolder, QObject *parent)
    : QObject(parent)
    , m_path(socketPath(dataFolder))
    , m_lock(QDir(dataFolder).filePath(u"instance.lock"_s))
{
    if (makePrivateFolder(dataFolder).isEmpty())
        static_cast<void>(m_lock.tryLock());
}

InstanceDoor::~InstanceDoor() = default;

bool InstanceDoor::handOver(const CommandLine &line)
{
    if (m_lock.isLocked() || m_path.isEmpty())
        return false;
    return callLocal(m_path, packed(line), patience) == taken;
}

void InstanceDoor::open()
{
    if (!m_lock.isLocked() || m_path.isEmpty())
        return;
    QLocalServer::removeServer(m_path); // of one that crashed: the lock is ours
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, &InstanceDoor::onConnection);
    if (!m_server->listen(m_path))
        qWarning("Other starts of the program cannot be taken over: %s",
                 qPrintable(m_server->errorString()));
}

void InstanceDoor::onConnection()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        const auto read = [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() > longestMessage)
                    socket->abort();
                return;
            }
            const QByteArray message = socket->readLine(longestMessage);
            socket->disconnect(this);
            const auto line = unpacked(message);
            if (!line)
                return socket->abort(); // of another version: it runs by itself
            socket->write(taken);
            socket->disconnectFromServer();
            emit asked(*line,
                       QJsonDocument::fromJson(message)["activation"_L1].toString().toUtf8());
        };
        connect(socket, &QLocalSocket::readyRead, this, read);
        read();
    }
}

} // namespace angee
