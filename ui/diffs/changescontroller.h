// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/diffcalls.h"

#include <QObject>

#include <memory>

namespace angee {

class ChangesView;
class DiffFetch;
class Session;

//! \brief Reads for a ChangesView what it asks for; the newest question wins. Keeps its subject as
//! the snapshots tell it once it has been given one.
class ChangesController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChangesController)

public:
    //! \a session and \a view must outlive the controller.
    ChangesController(Session *session, ChangesView *view, QObject *parent = nullptr);
    ~ChangesController() override;

    //! From now on the changes of \a tree, which may not be in the snapshot yet.
    void setTree(const GitTree &tree);

private:
    void onDaemonChanged();
    void onSnapshot();
    void onRequest(const GitTree &tree, const QString &ref);

    Session *m_session;
    ChangesView *m_view;
    GitTree m_tree;
    std::unique_ptr<DiffFetch> m_fetch;
};

} // namespace angee
