// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/enginestate.h"
#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/git.h"

#include <QDir>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

QString sourcePath(const EngineState &state, const QString &name, const Source &source)
{
    if (source.kind == "local"_L1 && !source.path.isEmpty())
        return QDir::cleanPath(QDir(state.root).absoluteFilePath(source.path));
    const QString cache = source.cachePath.isEmpty() ? u"sources/"_s + name : source.cachePath;
    return QDir::cleanPath(QDir(state.root).absoluteFilePath(cache));
}

void materialiseSource(const EngineState &state, const QString &name, const Source &source,
                       const Stop &stop)
{
    const QString path = sourcePath(state, name, source);
    if (source.kind == "git"_L1) {
        if (pathExists(path + u"/.git"_s))
            Git(path, stop).fetch();
        else
            Git::clone(source.repo, path, stop);
        return;
    }
    const bool isInside = path == state.root || path.startsWith(state.root + u'/');
    if (!isInside && !pathExists(path))
        throw EngineError::failed(
            u"local source %1 path %2: stat %2: no such file or directory"_s.arg(goQuote(name),
                                                                                 path));
}

void TreeFacts::addTo(QJsonObject *body) const
{
    const auto add = [body](const QString &key, const QJsonValue &value, bool present) {
        if (present)
            body->insert(key, value);
    };
    body->insert(u"state"_s, state);
    body->insert(u"pushed"_s, pushed);
    add(u"current_ref"_s, currentRef, !currentRef.isEmpty());
    add(u"upstream"_s, upstream, !upstream.isEmpty());
    add(u"unpushed_reason"_s, unpushedReason, !unpushedReason.isEmpty());
    add(u"ahead"_s, ahead, ahead > 0);
    add(u"behind"_s, behind, behind > 0);
}

TreeFacts treeFacts(const QString &path, const QString &expectedBranch, const QString &base,
                    const Stop &stop)
{
    const Git git(path, stop);
    const Git::Status status = git.status();
    TreeFacts facts;
    facts.currentRef = status.currentRef;
    facts.dirty = status.isDirty;
    const auto unpushed = [&facts](const QString &newState, const QString &reason) {
        facts.state = newState;
        facts.pushed = false;
        facts.unpushedReason = reason;
        return facts;
    };
    if (!expectedBranch.isEmpty() && facts.currentRef != expectedBranch)
        return unpushed(u"branch-mismatch"_s,
                        u"current branch/ref %1, expected workspace branch %2"_s.arg(
                            goQuote(facts.currentRef), goQuote(expectedBranch)));
    if (facts.dirty)
        return unpushed(u"dirty"_s, u"uncommitted changes"_s);
    facts.upstream = status.upstream;
    facts.state = u"clean"_s;
    const QString against = facts.upstream.isEmpty() ? base : facts.upstream;
    if (against.isEmpty())
        return facts;
    const bool known = !status.upstream.isEmpty() && status.distance;
    const Git::Distance distance = known ? *status.distance : git.distanceTo(against);
    facts.ahead = distance.ahead;
    facts.behind = distance.behind;
    const QString ahead = u"%1 commit(s) ahead of "_s.arg(facts.ahead);
    if (facts.ahead > 0 && facts.behind > 0)
        return unpushed(u"diverged"_s, ahead + against);
    if (facts.ahead > 0)
        return unpushed(u"ahead"_s,
                        facts.upstream.isEmpty()
                            ? ahead + u"base ref %1 with no upstream"_s.arg(against)
                            : ahead + against);
    if (facts.behind > 0)
        facts.state = u"behind"_s;
    return facts;
}

QJsonObject sourceState(const EngineState &state, const QString &name, const Source &source,
                        const Stop &stop)
{
    const QString path = sourcePath(state, name, source);
    const bool exists = pathExists(path);
    QJsonObject body{{u"name"_s, name},
                     {u"kind"_s, source.kind},
                     {u"path"_s, path},
                     {u"exists"_s, exists},
                     {u"state"_s, exists ? u"ready"_s : u"missing"_s},
                     {u"pushed"_s, true}};
    if (!exists || source.kind != "git"_L1)
        return body;
    const TreeFacts facts = treeFacts(path, {}, source.defaultRef, stop);
    facts.addTo(&body);
    body.insert(u"ref"_s, facts.currentRef);
    if (facts.dirty)
        body.insert(u"dirty"_s, true);
    return body;
}

QJsonObject sourceStateOrError(const EngineState &state, const QString &name, const Source &source,
                               const Stop &stop)
{
    try {
        return sourceState(state, name, source, stop);
    } catch (const EngineError &e) {
        return {{u"name"_s, name},
                {u"kind"_s, source.kind},
                {u"path"_s, sourcePath(state, name, source)},
                {u"exists"_s, true},
                {u"state"_s, u"error"_s},
                {u"pushed"_s, false},
                {u"error"_s, e.error}};
    }
}

} // namespace angee::sandbox
