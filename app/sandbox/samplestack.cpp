// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/samplestack.h"

#include "app/sandbox/engine/containertable.h"
#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/git.h"
#include "app/sandbox/engine/stackengine.h"

#include <QDir>
#include <QDirIterator>
#include <QLoggingCategory>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcSample, "angee.sandbox.sample")

//! Takes out what stands between the lines "# with git" and "# end"; or only these lines.
QByteArray adapted(const QByteArray &manifest, const QString &root, bool withGit)
{
    QByteArray out;
    bool inBlock = false;
    for (const QByteArray &line : manifest.split('\n')) {
        const QByteArray word = line.trimmed();
        if (word == "# with git" || word == "# end") {
            inBlock = word == "# with git";
            continue;
        }
        if (!inBlock || withGit)
            out += line + '\n';
    }
    out.chop(1);
    return out.replace("@ROOT@", root.toUtf8());
}

void logFailure(const char *step, const Reply &reply)
{
    if (reply.isError())
        qCWarning(lcSample, "%s: %s", step, qUtf8Printable(reply.error->error));
}

void commitFile(const Git &git, const QString &dir, const QString &name, const QByteArray &bytes,
                const QString &message)
{
    replaceFile(dir + u'/' + name, bytes, 0644);
    git.act({u"add"_s, u"-A"_s});
    git.act({u"commit"_s, u"-q"_s, u"-m"_s, message});
}

//! The repository that the source "recipes" clones: a few commits, so that there is a history.
void makeRepository(const QString &root, const std::stop_token &stop)
{
    const QString bare = root + u"/repositories/recipes.git"_s;
    const QString work = root + u"/run/recipes"_s;
    makePath(bare);
    makePath(work);
    Git(bare, stop).act({u"init"_s, u"-q"_s, u"--bare"_s, u"-b"_s, u"main"_s});
    const Git git(work, stop);
    git.act({u"init"_s, u"-q"_s, u"-b"_s, u"main"_s});
    git.act({u"remote"_s, u"add"_s, u"origin"_s, bare});
    const QByteArray rye = readWholeFile(root + u"/library/rye.md"_s);
    commitFile(git, work, u"rye.md"_s, rye, u"Write down the rye bread"_s);
    commitFile(git, work, u"croissant.md"_s, readWholeFile(root + u"/library/croissant.md"_s),
               u"Write down the croissants"_s);
    commitFile(git, work, u"rye.md"_s, rye + "\nBake for 55 minutes.\n",
               u"Say how long the rye bakes"_s);
    git.act({u"push"_s, u"-q"_s, u"origin"_s, u"main"_s});
}

//! One more commit in the repository, which the clone does not have yet.
void goAhead(const QString &root, const std::stop_token &stop)
{
    const QString work = root + u"/run/recipes"_s;
    const Git git(work, stop);
    commitFile(git, work, u"brioche.md"_s, "# Brioche\n\nPlenty of eggs.\n", u"Add the brioche"_s);
    git.act({u"push"_s, u"-q"_s, u"origin"_s, u"main"_s});
    removeTree(work);
}

void seedGit(StackEngine *engine, const std::stop_token &stop)
{
    makeRepository(engine->root(), stop);
    logFailure("clone", engine->sourceFetch(u"recipes"_s, stop));
    goAhead(engine->root(), stop);
}

void seedSlot(const StackEngine &engine, const std::stop_token &stop)
{
    const QString slot = engine.root() + u"/workspaces/spring-menu/recipes"_s;
    commitFile(Git(slot, stop), slot, u"asparagus.md"_s, "# Asparagus quiche\n",
               u"Start the spring menu"_s);
}

//! Everything, from images that seem to have been built before; then a container in each state.
void startContainers(StackEngine *engine, const std::stop_token &stop)
{
    logFailure("prepare", engine->stackPrepare(stop));
    engine->pretendBuilt({u"gateway"_s, u"reports"_s, u"search"_s});
    logFailure("dev", engine->stackDev(QJsonObject(), stop));
    engine->containers().pause(u"preview"_s);
    engine->containers().keepRestarting(u"importer"_s, true);
}

QJsonObject workspaceRequest(const QString &ref, const QJsonObject &inputs, const QString &ttl)
{
    return {{u"template"_s, ref}, {u"inputs"_s, inputs}, {u"ttl"_s, ttl}};
}

} // namespace

void layOutSample(const QString &root)
{
    const QString from = u":/sandbox/sample"_s;
    QDirIterator it(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        const QString target = root + file.fileName().mid(from.size());
        if (!file.open(QIODevice::ReadOnly))
            throw EngineError::failed(u"open %1: %2"_s.arg(file.fileName(), file.errorString()));
        QByteArray bytes = file.readAll();
        if (target == root + u"/angee.yaml"_s)
            bytes = adapted(bytes, root, Git::isInstalled());
        makePath(QFileInfo(target).path());
        replaceFile(target, bytes, target.endsWith(".sh"_L1) ? 0755 : 0644);
    }
}

void seedSample(StackEngine *engine, const std::stop_token &stop)
{
    try {
        if (Git::isInstalled())
            seedGit(engine, stop);
        logFailure(
            "secret",
            engine->secretSet(u"payment-key"_s, QJsonObject{{u"value"_s, u"pk_test_5fe2"_s}}));
        logFailure(
            "workspace",
            engine->workspaceCreate(
                workspaceRequest(u"feature"_s, {{u"topic"_s, u"Spring menu"_s}}, u"24h"_s), stop));
        logFailure(
            "workspace",
            engine->workspaceCreate(
                workspaceRequest(u"scratch"_s, {{u"name"_s, u"Tasting"_s}, {u"guests"_s, u"6"_s}},
                                 u"20m"_s),
                stop));
        if (Git::isInstalled())
            seedSlot(*engine, stop);
        logFailure(
            "service",
            engine->serviceCreate(
                QJsonObject{{u"template"_s, u"echo"_s}, {u"workspace"_s, u"spring-menu"_s}}, stop));
        startContainers(engine, stop);
    } catch (const EngineError &e) {
        if (!stop.stop_requested())
            qCWarning(lcSample, "%s", qUtf8Printable(e.error));
    }
}

} // namespace angee::sandbox
