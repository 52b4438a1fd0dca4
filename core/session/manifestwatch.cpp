// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/session/manifestwatch.h"

#include "core/base/logging.h"
#include "core/base/statefile.h"
#include "core/daemon/operatordaemon.h"
#include "core/files/workspacereach.h"
#include "core/live/livestore.h"
#include "core/manifest/manifestcheck.h"
#include "core/manifest/manifestfailure.h"
#include "core/manifest/manifestplace.h"
#include "core/session/session.h"

#include <QDir>
#include <QFile>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 readEveryMs = 60'000;
constexpr qint64 longestKept = qint64(1024) * 1024;

} // namespace

ManifestWatch::ManifestWatch(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(session, &Session::daemonChanged, this, &ManifestWatch::onDaemonChanged);
    onDaemonChanged();
}

ManifestWatch::~ManifestWatch() = default;

QString ManifestWatch::path() const
{
    return ManifestPlace{m_root, {}}.path();
}

QString ManifestWatch::fileName() const
{
    return QDir(m_session->profileFolder()).filePath(u"manifest-last-good.yaml"_s);
}

void ManifestWatch::onDaemonChanged()
{
    m_live = m_session->live();
    m_problem.clear();
    m_root.clear();
    m_lastGood.reset();
    m_entries.reset();
    m_readAt = 0;
    if (m_live) {
        QFile file(fileName());
        if (m_session->settings().keepDrafts && file.size() <= longestKept
            && file.open(QIODevice::ReadOnly))
            m_lastGood = file.readAll();
        connect(m_live, &LiveStore::stateChanged, this, &ManifestWatch::onState);
        connect(m_live, &LiveStore::snapshotChanged, this, &ManifestWatch::onSnapshot);
        onSnapshot();
        onState(m_live->state());
    }
    emit changed();
}

void ManifestWatch::onState(LiveState state)
{
    QString problem;
    if (m_live && !isCurrent(state) && m_live->error()
        && saysManifestIsBroken(m_live->error()->words))
        problem = m_live->error()->words.trimmed();
    if (std::exchange(m_problem, problem) != problem)
        emit changed();
}

void ManifestWatch::onSnapshot()
{
    const SnapshotPtr snapshot = m_live ? m_live->snapshot() : nullptr;
    if (!snapshot)
        return;
    const QString root = toText(snapshot->stackRoot());
    if (std::exchange(m_root, root) != root)
        emit changed();
    if (isCurrent(m_live->state()) || m_live->state() == LiveState::Connecting)
        readManifest();
}

void ManifestWatch::readManifest()
{
    const qint64 now = bootClockMs();
    OperatorDaemon *daemon = m_session->daemon();
    if (!daemon || m_root.isEmpty() || (m_readAt != 0 && now - m_readAt < readEveryMs))
        return;
    QList<Source> sources;
    for (const SourceRow &row : m_live->snapshot()->sources()) {
        Source source;
        source.name = toText(row.name);
        source.path = toText(row.path);
        sources.append(source);
    }
    const QList<ReachEntry> ways = SourceReach(sources).into(m_root);
    const auto holds = [](const ReachEntry &way) { return way.workspaceFolder.isEmpty(); };
    const auto way = std::find_if(ways.begin(), ways.end(), holds);
    if (way == ways.end())
        return;
    m_readAt = now;
    daemon->readFile(way->source, way->sourcePrefix + u"angee.yaml"_s)
        ->whenDone(this, [this, live = m_live](const Result<RemoteFile> &file) {
            if (!file || live != m_live)
                return;
            noteEntries(file.value().content);
            noteText(file.value().content);
        });
}

void ManifestWatch::refresh()
{
    m_readAt = 0;
    if (m_live && m_live->snapshot())
        readManifest();
}

void ManifestWatch::noteEntries(const QByteArray &text)
{
    const std::optional<QList<ManifestEntry>> before = m_entries;
    m_entries = manifestEntries(text);
    if (before != m_entries)
        emit redeclared(before);
}

// Only a text that passes is worth coming back to.
void ManifestWatch::noteText(const QByteArray &text)
{
    if (!m_problem.isEmpty() || m_lastGood == text || lockingProblem(checkManifest(text)))
        return;
    m_lastGood = text;
    keep(text);
    emit changed();
}

void ManifestWatch::keep(const QByteArray &text)
{
    if (!m_session->settings().keepDrafts)
        return;
    const QString problem = saveFile(fileName(), text, FileUse::State);
    if (!problem.isEmpty())
        qCWarning(sessionLog).noquote() << "the last good manifest is not kept:" << problem;
}

} // namespace angee
