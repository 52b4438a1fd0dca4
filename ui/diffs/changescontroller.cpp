// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/diffs/changescontroller.h"

#include "core/diff/difffetch.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "ui/diffs/changesview.h"

namespace angee {

ChangesController::ChangesController(Session *session, ChangesView *view, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_view(view)
{
    connect(session, &Session::daemonChanged, this, &ChangesController::onDaemonChanged);
    connect(view, &ChangesView::changesRequested, this, &ChangesController::onRequest);
    connect(view, &ChangesView::stopRequested, this, [this] {
        if (m_fetch)
            m_fetch->stop();
    });
    onDaemonChanged();
}

ChangesController::~ChangesController() = default;

void ChangesController::setTree(const GitTree &tree)
{
    m_tree = tree;
    onSnapshot();
}

void ChangesController::onDaemonChanged()
{
    m_fetch.reset();
    if (m_session->live())
        connect(m_session->live(), &LiveStore::snapshotChanged, this,
                &ChangesController::onSnapshot);
    onSnapshot();
}

void ChangesController::onSnapshot()
{
    if (m_tree == GitTree{})
        return;
    if (!m_session->isConnected())
        return m_view->setNoSubject(tr("Not connected."));
    const SnapshotPtr snapshot = m_session->live()->snapshot();
    if (!snapshot)
        return;
    if (const auto subject = diffSubject(*snapshot, m_tree))
        m_view->setSubject(*subject);
    else
        m_view->setNoSubject(tr("It is gone: the stack declares it no longer."));
}

void ChangesController::onRequest(const GitTree &tree, const QString &ref)
{
    m_fetch.reset();
    if (!m_session->daemon())
        return m_view->setProblem(tree, ref, tr("Not connected."));
    m_fetch = std::make_unique<DiffFetch>();
    DiffFetch *fetch = m_fetch.get();
    connect(fetch, &DiffFetch::progressed, m_view, &ChangesView::setProgress);
    connect(fetch, &DiffFetch::finished, m_view, [this, fetch, tree, ref] {
        if (fetch->result())
            m_view->setDifference(tree, ref, fetch->result());
        else
            m_view->setProblem(tree, ref, fetch->error()->summary());
    });
    fetch->start(m_session->daemon(), tree, ref);
}

} // namespace angee
