// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/net/askpass.h"
#include "core/net/sshaddress.h"
#include "core/net/sshtalk.h"

#include <QHash>
#include <QObject>
#include <QTemporaryDir>

#include <memory>

QT_BEGIN_NAMESPACE
class QProcess;
QT_END_NAMESPACE

namespace angee {

class TunnelRelay;

//! \brief The way to a daemon on another machine: one process of the system's OpenSSH client, and a
//! port of this machine that leads through it.
//!
//! Configuration, agent, jump hosts and known hosts are the user's own, and ssh is started without
//! a shell. The port is this object's for all its life, so that nobody else is given what was meant
//! for the daemon while ssh is away. Opens when somebody asks for it, and does not open again by
//! itself: whoever needs the daemon asks again, at their own pace. Thread of its maker.
class SshTunnel final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,
        Opening, //!< also while a person is asked
        Up,
        Failed, //!< see failure()
    };
    Q_ENUM(State)

    explicit SshTunnel(SshAddress address, QObject *parent = nullptr);
    ~SshTunnel() override;

    [[nodiscard]] const SshAddress &address() const { return m_address; }
    //! On 127.0.0.1; zero when this machine has none left.
    [[nodiscard]] quint16 localPort() const;
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] SshStage stage() const { return m_talk.stage(); }
    [[nodiscard]] const SshFailure &failure() const { return m_failure; }
    //! What the other machine answered when the daemon's port was asked for, with the way out;
    //! empty once the daemon has been heard.
    [[nodiscard]] QString forwardProblem() const;

    //! Starts ssh unless it runs. False, and nothing is started, after a failure that needs a
    //! person; reset() lifts that.
    bool open();
    //! Somebody wants it tried again. What stands is left alone.
    void reset();

    void answer(quint64 questionId, const QString &text);
    //! Ends the attempt.
    void decline(quint64 questionId);

signals:
    void stateChanged();
    void stageChanged();
    //! Where nobody is connected to this, every question is declined at once.
    void questionAsked(const angee::SshQuestion &question);
    void questionWithdrawn(quint64 id);
    void forwardRefused();

private:
    void start();
    [[nodiscard]] QStringList arguments() const;
    void onErrorOutput();
    void onEnded();
    void onAsked(SshQuestion question);
    void fail(const SshFailure &failure);
    void dropProcess();
    void setState(State state);

    SshAddress m_address;
    std::unique_ptr<QTemporaryDir> m_folder;
    AskpassServer *m_askpass = nullptr;
    TunnelRelay *m_relay;
    QProcess *m_process = nullptr;
    SshTalk m_talk;
    SshFailure m_failure;
    State m_state = State::Idle;
    quint64 m_round = 0; // each has a socket file of its own
    // By ssh's words. What let us in once opens the way again after the tunnel was lost; each is
    // given once a round, so that a wrong one is asked for anew.
    QHash<QString, QString> m_known;
    QHash<QString, QString> m_given;
    QHash<quint64, QString> m_open;
};

//! The name of a stage for people.
[[nodiscard]] QString sshStageName(SshStage stage);

} // namespace angee
