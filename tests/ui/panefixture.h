// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/sandboxserver.h"
#include "core/live/snapshot.h"
#include "core/session/session.h"
#include "tests/app/sandboxfixture.h"

#include <QStringList>
#include <QTemporaryDir>
#include <QWidget>

#include <memory>

namespace angee::test {

//! \brief A sandbox over the sample stack of the contract, and a session that is connected to it:
//! what panes and controllers are tested with. Needs git.
class PaneFixture final
{
public:
    PaneFixture();
    ~PaneFixture();

    //! Starts and connects; an error text when that fails. Waits until a snapshot is there.
    QString start();
    void stop();

    [[nodiscard]] Session *session() const { return m_session.get(); }
    [[nodiscard]] sandbox::SandboxServer *server() { return &m_server; }
    [[nodiscard]] SectionElevenStack *stack() { return &m_stack; }
    //! Another client of the same daemon, which shares no code with the console.
    [[nodiscard]] const WireClient &wire() const { return *m_wire; }
    //! Where the console keeps what it writes.
    [[nodiscard]] QString dataFolder() const { return m_data.path(); }
    //! Makes the workspace "first-fix" and waits until the session has seen it.
    bool makeWorkspace();
    //! The session's present snapshot; never null after start().
    [[nodiscard]] SnapshotPtr snapshot() const;
    //! Verb and path of each request that has ended, as the console's own HTTP log tells them.
    [[nodiscard]] static QStringList requests(const QString &beginning);
    static void clearRequests();

private:
    SectionElevenStack m_stack;
    QTemporaryDir m_data;
    sandbox::SandboxServer m_server;
    std::unique_ptr<WireClient> m_wire;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<QWidget> m_desk; // what the gate asks is shown over it
};

//! The child called \a name that is shown, or null.
template <typename Widget>
[[nodiscard]] Widget *shownChild(const QWidget *parent, const QString &name)
{
    const QList<Widget *> found = parent->findChildren<Widget *>(name);
    for (Widget *widget : found) {
        if (widget->isVisible())
            return widget;
    }
    return nullptr;
}

//! The shown top-level dialog called \a name, or null. Fails the test when Tab does not go through
//! it from top to bottom.
[[nodiscard]] QWidget *shownDialog(const QString &name);

} // namespace angee::test
