// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sshserver.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTest>

#include "sockets.h"
#include <csignal>
#include <pwd.h>
#include <unistd.h>

namespace angee::test {

using namespace Qt::StringLiterals;

namespace {

const auto keys = QStringList{u"host"_s, u"other"_s, u"key"_s, u"locked"_s};
constexpr int toolPatience = 20'000;
constexpr int mostStarts = 40;
constexpr int waitBetweenStarts = 250; // milliseconds

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString preloadedLibrary()
{
    for (const QString &folder : {u"/usr/lib/x86_64-linux-gnu"_s, u"/usr/lib/aarch64-linux-gnu"_s,
                                  u"/usr/lib"_s, u"/usr/lib64"_s}) {
        if (QFile::exists(folder + u"/libnss_wrapper.so"_s))
            return folder + u"/libnss_wrapper.so"_s;
    }
    return {};
}

} // namespace

SshServer::SshServer()
    : m_formerPath(qgetenv("PATH"))
{
    const QString client = QStandardPaths::findExecutable(u"ssh"_s);
    if (client.isEmpty() || !QFile::exists(u"/usr/sbin/sshd"_s)) {
        m_problem = u"there is no openssh-client or no openssh-server"_s;
        return;
    }
    for (const QString &name : keys) {
        if (!run(u"ssh-keygen"_s,
                 {u"-q"_s, u"-t"_s, u"ed25519"_s, u"-C"_s, name, u"-N"_s,
                  name == "locked"_L1 ? u"opens it"_s : QString(), u"-f"_s, path(name)}))
            m_problem = u"ssh-keygen makes no keys"_s;
    }
    if (isRoot())
        QDir().mkpath(u"/run/sshd"_s); // where the package's own start would make it
    QDir().mkpath(path(u"bin"_s));
    write(u"bin/ssh"_s,
          "#!/bin/sh\nexec " + client.toUtf8() + " -F '" + path(u"ssh_config"_s).toUtf8()
              + "' \"$@\"\n");
    QFile::setPermissions(path(u"bin/ssh"_s),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("PATH", path(u"bin"_s).toUtf8() + ':' + m_formerPath);
    setClientConfig({});
}

SshServer::~SshServer()
{
    stop();
    qputenv("PATH", m_formerPath);
}

bool SshServer::isRoot()
{
    return ::geteuid() == 0;
}

bool SshServer::run(const QString &program, const QStringList &arguments) const
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished(toolPatience) && process.exitCode() == 0;
}

void SshServer::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s cannot be written", qPrintable(file.fileName()));
    file.write(bytes);
}

void SshServer::setClientConfig(const QByteArray &lines)
{
    write(u"ssh_config"_s,
          lines + "\nUserKnownHostsFile \"" + path(u"known"_s).toUtf8()
              + "\"\nGlobalKnownHostsFile /dev/null\nIdentitiesOnly yes\nIdentityAgent none\n"
                "IdentityFile \""
              + path(m_login == Login::LockedKey ? u"locked"_s : u"key"_s).toUtf8() + "\"\n");
}

//! A user of the test's own, known to this one process.
void SshServer::preparePassword(QProcessEnvironment *environment) const
{
    QProcess hash;
    hash.start(u"openssl"_s, {u"passwd"_s, u"-6"_s, u"right"_s});
    hash.waitForFinished(toolPatience);
    const QByteArray hashed = hash.readAllStandardOutput().trimmed();
    write(u"passwd"_s,
          contentOf(u"/etc/passwd"_s) + "ada:x:0:0:Ada:" + path(u"."_s).toUtf8() + ":/bin/sh\n");
    write(u"shadow"_s, contentOf(u"/etc/shadow"_s) + "ada:" + hashed + ":19000:0:99999:7:::\n");
    write(u"group"_s, contentOf(u"/etc/group"_s));
    environment->insert(u"LD_PRELOAD"_s, preloadedLibrary());
    environment->insert(u"NSS_WRAPPER_PASSWD"_s, path(u"passwd"_s));
    environment->insert(u"NSS_WRAPPER_SHADOW"_s, path(u"shadow"_s));
    environment->insert(u"NSS_WRAPPER_GROUP"_s, path(u"group"_s));
}

bool SshServer::start(Login login, const QByteArray &extra)
{
    stop();
    m_login = login;
    if (m_port == 0)
        m_port = closedPort();
    setClientConfig({});
    write(u"authorized"_s,
          contentOf(path(login == Login::LockedKey ? u"locked.pub"_s : u"key.pub"_s)));
    QByteArray config = extra + "\nPort " + QByteArray::number(m_port)
        + "\nListenAddress 127.0.0.1\nPidFile none\nUsePAM no\nStrictModes no\n"
          "PermitRootLogin yes\nHostKey \""
        + path(u"host"_s).toUtf8() + "\"\nKbdInteractiveAuthentication no\n";
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (login == Login::Password) {
        config += "PasswordAuthentication yes\nPubkeyAuthentication no\n";
        preparePassword(&environment);
    } else {
        config += "PasswordAuthentication no\nAuthorizedKeysFile \""
            + path(u"authorized"_s).toUtf8() + "\"\n";
    }
    write(u"sshd_config"_s, config);
    m_server.setProcessEnvironment(environment);
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.setStandardOutputFile(path(u"sshd.log"_s));
    // The port stays the same from one start to the next, and meanwhile a connection of somebody
    // else may go out from it.
    for (int attempt = 0; attempt < mostStarts; ++attempt) {
        if (listens())
            return true;
        QTest::qWait(waitBetweenStarts);
    }
    return false;
}

bool SshServer::listens()
{
    m_server.start(u"/usr/sbin/sshd"_s, {u"-D"_s, u"-e"_s, u"-f"_s, path(u"sshd_config"_s)});
    return QTest::qWaitFor(
               [this] {
                   QTcpSocket probe;
                   probe.connectToHost(u"127.0.0.1"_s, m_port);
                   return probe.waitForConnected(500) || m_server.state() == QProcess::NotRunning;
               },
               toolPatience)
        && m_server.state() == QProcess::Running;
}

void SshServer::stop()
{
    if (m_server.state() == QProcess::NotRunning)
        return;
    signalSessions(SIGCONT);
    signalSessions(SIGKILL);
    m_server.kill();
    m_server.waitForFinished(toolPatience);
}

QString SshServer::url(quint16 daemonPort) const
{
    const QString user = m_login == Login::Password
        ? u"ada"_s
        : QString::fromLocal8Bit(::getpwuid(::getuid())->pw_name);
    return u"ssh://%1@127.0.0.1:%2/%3"_s.arg(user).arg(m_port).arg(daemonPort);
}

void SshServer::makeKnown(bool another)
{
    write(u"known"_s,
          "[127.0.0.1]:" + QByteArray::number(m_port) + ' '
              + contentOf(path(another ? u"other.pub"_s : u"host.pub"_s)));
}

QByteArray SshServer::knownHosts() const
{
    return contentOf(path(u"known"_s));
}

QList<qint64> SshServer::sessions() const
{
    QList<qint64> found;
    const qint64 server = m_server.processId();
    QList<qint64> queue{server};
    while (!queue.isEmpty()) {
        const qint64 parent = queue.takeFirst();
        const QByteArray children =
            contentOf(u"/proc/%1/task/%1/children"_s.arg(parent)).simplified();
        for (const QByteArray &child : children.split(' ')) {
            if (child.isEmpty())
                continue;
            found.append(child.toLongLong());
            queue.append(child.toLongLong());
        }
    }
    return found;
}

void SshServer::signalSessions(int signal) const
{
    const auto all = sessions();
    for (const qint64 session : all)
        ::kill(pid_t(session), signal);
}

} // namespace angee::test
