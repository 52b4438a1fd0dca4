// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/session/folderopener.h"

#include "core/daemon/operatordaemon.h"
#include "core/net/portowner.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds patience{5'000};

} // namespace

FolderOpener::FolderOpener(QObject *parent)
    : QObject(parent)
{ }

FolderOpener::~FolderOpener() = default;

QByteArray FolderOpener::token() const
{
    return m_ownToken.isEmpty() ? m_stack.token() : m_ownToken;
}

void FolderOpener::open(const QString &folder)
{
    delete std::exchange(m_daemon, nullptr);
    m_reading.start([this, folder] {
        const StackFolder stack = StackFolder::find(folder);
        return [this, stack] {
            m_stack = stack;
            if (m_stack.root().isEmpty())
                emit finished(Outcome::NoStack, m_stack.problem());
            else
                ask();
        };
    });
}

void FolderOpener::askAgain()
{
    ask();
}

void FolderOpener::ask()
{
    delete std::exchange(m_daemon, nullptr);
    m_reading.start([this, port = m_stack.port()] {
        const PortOwner owner = ownerOfPort(port);
        return [this, owner] {
            if (owner == PortOwner::Stranger)
                emit finished(Outcome::Stranger,
                              tr("Port %1 belongs to another user of this machine. The token of "
                                 "this folder was not sent there.")
                                  .arg(m_stack.port()));
            else
                askForHealth();
        };
    });
}

void FolderOpener::askForHealth()
{
    m_daemon = new OperatorDaemon(*BaseUrl::parse(m_stack.url()), token(), {}, {}, this);
    auto *call = m_daemon->run(new HealthCall(patience));
    connect(call, &DaemonCall::finished, this, [this, call] {
        if (!call->failure())
            return askForRoot();
        if (call->wasAnswered())
            emit finished(Outcome::Unanswered,
                          tr("What listens on port %1 is no operator daemon.").arg(m_stack.port()));
        else
            emit finished(Outcome::NotRunning,
                          tr("No daemon runs for the stack \"%1\": nothing answers on port %2.")
                              .arg(m_stack.name())
                              .arg(m_stack.port()));
    });
}

void FolderOpener::askForRoot()
{
    auto *call = m_daemon->run(new StackStatusCall);
    call->whenDone(this, [this](const Result<StackInfo> &result) {
        if (result && !m_stack.isRoot(result.value().root))
            return emit finished(Outcome::OtherStack,
                                 tr("The daemon on port %1 serves %2, not this folder.")
                                     .arg(m_stack.port())
                                     .arg(result.value().root));
        if (!result && result.error().kind == OperatorDaemonError::Kind::Unauthorized)
            return emit finished(Outcome::TokenRefused,
                                 tr("A daemon answers on port %1, and does not accept what the "
                                    "folder tells of its token. %2")
                                     .arg(m_stack.port())
                                     .arg(m_stack.problem()));
        // A daemon that cannot read its stack is one to connect to all the same.
        emit finished(Outcome::Found, {});
    });
}

} // namespace angee
