// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/enginestate.h"
#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/git.h"

#include <QJsonArray>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostCommits = 1000;

QJsonValue orNull(const QJsonObject &body, const QString &key)
{
    const QJsonValue value = body.value(key);
    return value.toString().isEmpty() ? QJsonValue(QJsonValue::Null) : value;
}

const Source &gitSource(const Manifest &manifest, const QString &name)
{
    const Source &source = declared(manifest.sources, u"source"_s, name);
    if (source.kind != "git"_L1)
        throw EngineError::failed(u"source %1 is not a git source"_s.arg(goQuote(name)));
    return source;
}

//! GitOpsLink.
QJsonObject linkFrom(const QString &workspace, QJsonObject status)
{
    status.remove(u"subpath"_s);
    status.insert(u"workspace"_s, workspace);
    status.insert(u"id"_s, workspace + u':' + status.value("slot"_L1).toString());
    return status;
}

//! Counts states by the summary's own names.
class Summary final
{
public:
    void count(const QJsonObject &body)
    {
        const QString state = body.value("state"_L1).toString();
        const QString key = state == "ready"_L1 ? u"clean"_s : QString(state).replace(u'-', u'_');
        static const QStringList open{u"dirty"_s, u"ahead"_s, u"diverged"_s, u"branch-mismatch"_s};
        if (m_counts.contains(key))
            add(key);
        if (!body.value("pushed"_L1).toBool() && open.contains(state))
            add(u"unpushed"_s);
    }

    void add(const QString &key, int by = 1)
    {
        m_counts.insert(key, m_counts.value(key).toInt() + by);
    }

    [[nodiscard]] QJsonObject toJson() const { return m_counts; }

private:
    QJsonObject m_counts{{u"sources"_s, 0}, {u"workspaces"_s, 0}, {u"worktrees"_s, 0},
                         {u"clean"_s, 0},   {u"dirty"_s, 0},      {u"ahead"_s, 0},
                         {u"behind"_s, 0},  {u"diverged"_s, 0},   {u"branch_mismatch"_s, 0},
                         {u"missing"_s, 0}, {u"error"_s, 0},      {u"unpushed"_s, 0}};
};

} // namespace

Reply StackEngine::sources(const ListQuery &query)
{
    return answer([&] {
        std::vector<ListRow> rows;
        const Manifest manifest = m_state->manifest();
        for (const auto &[name, source] : manifest.sources) {
            const QJsonObject body = sourceStateOrError(*m_state, name, source, {});
            rows.push_back({body,
                            {{u"id"_s, name},
                             {u"name"_s, name},
                             {u"kind"_s, source.kind},
                             {u"state"_s, orNull(body, u"state"_s)},
                             {u"branch"_s, orNull(body, u"branch"_s)},
                             {u"exists"_s, body.value("exists"_L1)},
                             {u"dirty"_s, body.value("dirty"_L1).toBool()},
                             {u"pushed"_s, body.value("pushed"_L1)}}});
        }
        return Reply::json(applyListQuery(rows, query,
                                          {u"id"_s, u"name"_s, u"kind"_s, u"state"_s, u"branch"_s,
                                           u"exists"_s, u"dirty"_s, u"pushed"_s}));
    });
}

Reply StackEngine::sourceStatus(const QString &name)
{
    return answer([&] {
        const Manifest manifest = m_state->manifest();
        return Reply::json(
            sourceState(*m_state, name, declared(manifest.sources, u"source"_s, name), {}));
    });
}

Reply StackEngine::sourceFetch(const QString &name, Stop stop)
{
    return answer([&] {
        m_state->requireWritable();
        const Manifest manifest = m_state->manifest();
        const Source &source = declared(manifest.sources, u"source"_s, name);
        const QString path = sourcePath(*m_state, name, source);
        if (source.kind != "git"_L1 && !pathExists(path))
            throw EngineError::failed(
                u"local source %1 path %2: stat %2: no such file or directory"_s.arg(goQuote(name),
                                                                                     path));
        materialiseSource(*m_state, name, source, stop);
        return Reply::json(sourceState(*m_state, name, source, stop));
    });
}

Reply StackEngine::sourcePull(const QString &name, Stop stop)
{
    return answer([&] {
        m_state->requireWritable();
        const Manifest manifest = m_state->manifest();
        const Source &source = gitSource(manifest, name);
        materialiseSource(*m_state, name, source, stop);
        Git(sourcePath(*m_state, name, source), stop).act({u"pull"_s, u"--ff-only"_s});
        return Reply::json(sourceState(*m_state, name, source, stop));
    });
}

Reply StackEngine::sourcePush(const QString &name, const QJsonValue &body, Stop stop)
{
    return answer([&] {
        m_state->requireWritable();
        const QString ref = RequestFields(body, u"SourcePushRequest"_s).text(u"ref"_s);
        checkRef(u"ref"_s, ref);
        const Manifest manifest = m_state->manifest();
        const Source &source = gitSource(manifest, name);
        const Git git(sourcePath(*m_state, name, source), stop);
        if (git.isDirty())
            throw EngineError::failed(u"source %1 has uncommitted changes"_s.arg(goQuote(name)));
        git.act(ref.isEmpty() ? QStringList{u"push"_s} : QStringList{u"push"_s, u"origin"_s, ref});
        return Reply::json(sourceState(*m_state, name, source, stop));
    });
}

Reply StackEngine::sourceDiff(const QString &name, const QString &ref, Stop stop)
{
    return answer([&] {
        checkRef(u"ref"_s, ref);
        const Manifest manifest = m_state->manifest();
        const Source &source = declared(manifest.sources, u"source"_s, name);
        if (source.kind != "git"_L1)
            throw EngineError::invalid(u"name"_s,
                                       u"source %1 is %2, only git sources can be diffed"_s.arg(
                                           goQuote(name), source.kind));
        return Reply::json(Git(sourcePath(*m_state, name, source), stop).diff(ref));
    });
}

Reply StackEngine::gitOpsTopology(int withCommits, Stop stop)
{
    return answer([&] {
        if (withCommits < 0)
            throw EngineError::invalid(u"withCommits"_s, u"must be non-negative"_s);
        const int limit = std::min(withCommits, mostCommits);
        const Manifest manifest = m_state->manifest();
        Summary summary;
        QJsonArray sourceList;
        for (const auto &[name, source] : manifest.sources) {
            QJsonObject body = sourceStateOrError(*m_state, name, source, stop);
            if (limit > 0 && source.kind == "git"_L1 && body.value("state"_L1) != "error"_L1
                && body.value("exists"_L1).toBool())
                body.insert(u"commits"_s,
                            Git(sourcePath(*m_state, name, source), stop).commits(limit));
            summary.add(u"sources"_s);
            summary.count(body);
            sourceList.append(body);
        }
        QJsonArray workspaceList;
        QJsonArray links;
        for (const auto &[name, workspace] : manifest.workspaces) {
            const QJsonObject body = workspaceStatusBody(*m_state, manifest, name, stop);
            summary.add(u"workspaces"_s);
            workspaceList.append(body);
            const QJsonArray slotList = body.value("sources"_L1).toArray();
            for (const QJsonValue &slot : slotList) {
                const QJsonObject link = linkFrom(name, slot.toObject());
                if (link.value("kind"_L1) == "git"_L1 && link.value("mode"_L1) == "worktree"_L1)
                    summary.add(u"worktrees"_s);
                summary.count(link);
                links.append(link);
            }
        }
        return Reply::json(QJsonObject{{u"root"_s, m_state->root},
                                       {u"name"_s, manifest.name},
                                       {u"sources"_s, sourceList},
                                       {u"workspaces"_s, workspaceList},
                                       {u"links"_s, links},
                                       {u"summary"_s, summary.toJson()}});
    });
}

} // namespace angee::sandbox
