// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QString>
#include <QStringList>

namespace angee {

//! How far a connection through ssh has come, or where it failed.
enum class SshStage {
    Connection, //!< the machine is found and its ssh server answers
    HostKey, //!< it is the machine that it should be
    Login, //!< the user is let in
    Forwarding, //!< the way to the daemon's port stands
};

//! \brief Why there is no tunnel.
struct SshFailure
{
    SshStage stage = SshStage::Connection;
    QString words; //!< what ssh said, a sentence or two
    QString advice; //!< what to do about it; may be empty
    //! Trying again by itself would only fail again, or bother somebody.
    bool needsPerson = false;
};

//! \brief Understands what OpenSSH's client says on its standard error with -v.
//!
//! The lines that decide are the same in all versions from 7 on and are in English always. What
//! they quote of the other side is hostile and bounded here.
class SshTalk final
{
    Q_DECLARE_TR_FUNCTIONS(angee::SshTalk)

public:
    void read(const QByteArray &bytes);

    [[nodiscard]] SshStage stage() const { return m_stage; }
    //! The tunnel's entrance stands.
    [[nodiscard]] bool isListening() const { return m_listening; }
    //! Why the far side did not connect to the daemon's port, the last time somebody tried; empty
    //! for never.
    [[nodiscard]] QString refusedForward() const { return m_refused; }
    void forgetRefusedForward() { m_refused.clear(); }
    //! What ssh said since the last call that a person should know before answering.
    [[nodiscard]] QString takeRemarks();
    //! After the client ended.
    [[nodiscard]] SshFailure failure() const;

private:
    void readLine(const QString &line);
    void readProgress(const QString &line);

    QByteArray m_rest;
    QStringList m_lines; // without those of progress, the last ones
    QStringList m_remarks;
    QString m_refused;
    SshStage m_stage = SshStage::Connection;
    bool m_listening = false;
};

} // namespace angee
