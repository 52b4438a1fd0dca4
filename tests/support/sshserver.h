// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace angee::test {

//! \brief A real sshd on a free loopback port, and an "ssh" on PATH that knows only what the test
//! gave it: its own configuration, known hosts and keys, nothing of whoever runs the test.
//!
//! The environment of the process is set for as long as it lives: one at a time.
class SshServer final
{
public:
    //! Whom the server lets in.
    enum class Login {
        Key, //!< with the key "key", which has no passphrase
        LockedKey, //!< with the key "locked"
        Password, //!< "ada" with "right"; only where isRoot()
    };

    SshServer();
    ~SshServer();
    Q_DISABLE_COPY_MOVE(SshServer)

    //! Why it cannot be used here (a program is missing); empty when it can.
    [[nodiscard]] QString problem() const { return m_problem; }
    //! sshd checks passwords for root alone.
    [[nodiscard]] static bool isRoot();

    //! False when it does not listen; \a extra is added to its configuration.
    [[nodiscard]] bool start(Login login, const QByteArray &extra = {});
    void stop();
    //! "ssh://user@127.0.0.1:port/daemonPort".
    [[nodiscard]] QString url(quint16 daemonPort) const;
    [[nodiscard]] quint16 port() const { return m_port; }

    //! Its host key, or another one in its place, is known to the client.
    void makeKnown(bool another = false);
    [[nodiscard]] QByteArray knownHosts() const;
    void setClientConfig(const QByteArray &lines);
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const;

    //! The processes that serve logins now.
    [[nodiscard]] QList<qint64> sessions() const;
    void signalSessions(int signal) const;

private:
    bool listens();
    [[nodiscard]] bool run(const QString &program, const QStringList &arguments) const;
    void preparePassword(QProcessEnvironment *environment) const;

    QTemporaryDir m_folder;
    QProcess m_server;
    QByteArray m_formerPath;
    QString m_problem;
    Login m_login = Login::Key;
    quint16 m_port = 0;
};

} // namespace angee::test
