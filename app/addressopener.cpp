// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/addressopener.h"

#include "app/consolepanes.h"
#include "core/base/visibletext.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "ui/widgets/noticebar.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

template <typename Row>
bool holdsName(const std::vector<Row> &rows, const QString &name)
{
    return std::any_of(rows.cbegin(), rows.cend(),
                       [&name](const Row &row) { return toText(row.name) == name; });
}

//! What a snapshot does not tell (files, logs) may be there.
bool mayHold(const Snapshot &snapshot, const ObjectRef &object)
{
    switch (object.kind) {
    case ObjectKind::Service:
    case ObjectKind::Route:
        return holdsName(snapshot.services(), object.name);
    case ObjectKind::Job:
        return holdsName(snapshot.jobs(), object.name);
    case ObjectKind::Source:
        return holdsName(snapshot.sources(), object.name);
    case ObjectKind::Workspace:
        return holdsName(snapshot.workspaces(), object.name);
    case ObjectKind::Secret:
        return holdsName(snapshot.secrets(), object.name);
    case ObjectKind::Stack:
    case ObjectKind::Slot:
    case ObjectKind::Template:
    case ObjectKind::File:
    case ObjectKind::Log:
    case ObjectKind::Query:
    case ObjectKind::Output:
        return true;
    }
    Q_UNREACHABLE();
}

} // namespace

AddressOpener::AddressOpener(Session *session, ConsolePanes *panes, NoticeBars *notices,
                             QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_panes(panes)
    , m_notices(notices)
{
    connect(session, &Session::daemonChanged, this, &AddressOpener::onDaemonChanged);
    onDaemonChanged();
}

AddressOpener::~AddressOpener() = default;

void AddressOpener::open(const ObjectAddress &address)
{
    m_wanted = address;
    tryToOpen();
}

void AddressOpener::onDaemonChanged()
{
    if (LiveStore *live = m_session->live())
        connect(live, &LiveStore::updated, this, &AddressOpener::tryToOpen);
}

void AddressOpener::tryToOpen()
{
    if (!m_wanted || !m_session->daemon() || !m_wanted->isAt(m_session->daemon()->base()))
        return;
    const SnapshotPtr snapshot = m_session->live()->snapshot();
    if (!snapshot || !snapshot->knows(everyPart))
        return;
    const ObjectRef object = m_wanted->object();
    m_wanted.reset();
    m_panes->open(object);
    if (!mayHold(*snapshot, object))
        m_notices->show({u"addressMissing"_s,
                         Notice::Kind::Warning,
                         tr("This stack has no %1 %2. The address is of something that was taken "
                            "away, or of another stack of that daemon.")
                             .arg(kindText(object.kind), quotedName(object.name)),
                         {},
                         true});
}

} // namespace angee
