// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/net/askpass.h"

#include "core/base/boundedtext.h"
#include "core/base/localcall.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>

#include <cstdio>
#include <cstdlib>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *socketVariable = "ANGEE_ASKPASS_SOCKET";
constexpr qsizetype longestQuestion = qsizetype(16) * 1024;
constexpr char accepted = '+';
constexpr char declined = '-';

} // namespace

SshQuestion::Kind kindOfQuestion(const QString &words, const QByteArray &hint)
{
    if (hint == "none")
        return SshQuestion::Kind::Notice;
    if (hint == "confirm")
        return SshQuestion::Kind::Confirm;
    return words.contains("(yes/no"_L1) ? SshQuestion::Kind::HostKey : SshQuestion::Kind::Secret;
}

AskpassServer::AskpassServer(QObject *parent)
    : QObject(parent)
    , m_server(new QLocalServer(this))
{
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, &AskpassServer::onConnection);
}

AskpassServer::~AskpassServer() = default;

bool AskpassServer::listen(const QString &path)
{
    return m_server->listen(path);
}

QHash<QString, QString> AskpassServer::environment() const
{
    return {{u"SSH_ASKPASS"_s, QCoreApplication::applicationFilePath()},
            {u"SSH_ASKPASS_REQUIRE"_s, u"force"_s},
            {QString::fromLatin1(socketVariable), m_server->fullServerName()}};
}

void AskpassServer::onConnection()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        const quint64 id = ++m_last;
        m_asking.insert(id, {socket, {}, false});
        connect(socket, &QLocalSocket::readyRead, this, [this, id] { onBytes(id); });
        connect(socket, &QLocalSocket::disconnected, this, [this, id, socket] {
            socket->deleteLater();
            if (m_asking.take(id).told)
                emit withdrawn(id);
        });
        onBytes(id);
    }
}

//! The hint and the words, each with a NUL behind it.
void AskpassServer::onBytes(quint64 id)
{
    const auto found = m_asking.find(id);
    if (found == m_asking.end() || found->told)
        return;
    found->bytes += found->socket->read(longestQuestion - found->bytes.size());
    const QByteArrayList parts = found->bytes.split('\0');
    if (parts.size() < 3) {
        if (found->bytes.size() >= longestQuestion)
            decline(id);
        return;
    }
    found->told = true;
    const QString words = boundedWords(QString::fromUtf8(parts.at(1)).trimmed());
    emit asked({id, kindOfQuestion(words, parts.at(0)), words, {}});
}

void AskpassServer::answer(quint64 id, const QString &text)
{
    QByteArray reply = accepted + text.toUtf8() + '\n';
    finish(id, reply);
    reply.fill('\0');
}

void AskpassServer::decline(quint64 id)
{
    finish(id, QByteArray(1, declined) + '\n');
}

void AskpassServer::finish(quint64 id, const QByteArray &reply)
{
    QLocalSocket *socket = m_asking.take(id).socket;
    if (!socket)
        return;
    socket->write(reply);
    socket->disconnectFromServer(); // once that is written
}

bool isAskpassHelper()
{
    return std::getenv(socketVariable) != nullptr;
}

int answerAskpass(int argc, char **argv)
{
    const char *hint = std::getenv("SSH_ASKPASS_PROMPT");
    QByteArray question(hint);
    question.append('\0').append(argc > 1 ? argv[1] : "").append('\0');
    // As long as somebody thinks.
    auto reply = callLocal(QFile::decodeName(std::getenv(socketVariable)), question,
                           std::chrono::seconds::zero());
    if (!reply || reply->size() < 2 || !reply->startsWith(accepted) || !reply->endsWith('\n'))
        return EXIT_FAILURE;
    std::fwrite(reply->constData() + 1, 1, size_t(reply->size() - 1), stdout);
    std::fflush(stdout);
    reply->fill('\0');
    return EXIT_SUCCESS;
}

} // namespace angee
