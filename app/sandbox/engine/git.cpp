// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/git.h"

#include "app/sandbox/engine/fileaccess.h"
#include "app/sandbox/engine/gotime.h"
#include "app/sandbox/engine/reply.h"

#include <QDir>
#include <QJsonObject>

#include <map>

namespace angee::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortHashLength = 7;

Environment gitEnvironment()
{
    Environment out = currentEnvironment();
    out.insert_or_assign(u"LC_ALL"_s, u"C"_s);
    out.insert_or_assign(u"GIT_TERMINAL_PROMPT"_s, u"0"_s);
    // A status that is asked while something else works in the tree must not take its lock.
    out.insert_or_assign(u"GIT_OPTIONAL_LOCKS"_s, u"0"_s);
    // Merges and rebases are the daemon's own commits (contract.md, section 5.5).
    out.insert_or_assign(u"GIT_AUTHOR_NAME"_s, u"angee"_s);
    out.insert_or_assign(u"GIT_AUTHOR_EMAIL"_s, u"angee@example.invalid"_s);
    out.insert_or_assign(u"GIT_COMMITTER_NAME"_s, u"angee"_s);
    out.insert_or_assign(u"GIT_COMMITTER_EMAIL"_s, u"angee@example.invalid"_s);
    out.insert_or_assign(u"GIT_EDITOR"_s, u"true"_s);
    return out;
}

[[noreturn]] void refuse(const QStringList &arguments, const CommandResult &result)
{
    throw EngineError::failed(u"git [%1]: %2: %3"_s.arg(arguments.join(u' '), result.words(),
                                                        QString::fromUtf8(result.output)));
}

//! All refs that are no aliases, by the commit that they name.
std::map<QByteArray, QStringList> refsByCommit(const Git &git)
{
    std::map<QByteArray, QStringList> out;
    const QByteArray listing =
        git.run({u"for-each-ref"_s, u"--format=%(objectname) %(refname) %(symref)"_s});
    for (const QByteArray &line : listing.split('\n')) {
        const QByteArrayList parts = line.trimmed().split(' ');
        if (parts.size() == 2)
            out[parts[0]] += QString::fromUtf8(parts[1]);
    }
    for (auto &[hash, refs] : out)
        refs.sort();
    return out;
}

} // namespace

void checkRef(const QString &field, const QString &ref)
{
    if (ref.startsWith(u'-'))
        throw EngineError::invalid(field, u"must not start with \"-\""_s);
}

bool Git::isInstalled()
{
    return !findProgram(u"git"_s).isEmpty();
}

CommandResult Git::tryRun(const QStringList &arguments, bool separateErrors) const
{
    ChildSpec spec;
    spec.argv = QStringList{u"git"_s, u"-c"_s, u"core.quotepath=false"_s} + arguments;
    spec.environment = gitEnvironment();
    spec.workdir = m_dir;
    spec.separateErrors = separateErrors;
    return runCommand(spec, m_stop);
}

QByteArray Git::run(const QStringList &arguments) const
{
    const CommandResult result = tryRun(arguments, true);
    if (!result.isSuccess())
        refuse(arguments, result);
    return result.output;
}

void Git::act(const QStringList &arguments) const
{
    const CommandResult result = tryRun(arguments);
    if (!result.isSuccess())
        refuse(arguments, result);
}

void Git::clone(const QString &repo, const QString &dest, const std::stop_token &stop)
{
    makePath(QFileInfo(dest).path());
    const QStringList arguments{u"clone"_s, u"--"_s, repo, dest};
    const CommandResult result = Git({}, stop).tryRun(arguments);
    if (!result.isSuccess())
        refuse(arguments, result);
}

void Git::fetch() const
{
    act({u"fetch"_s, u"--all"_s, u"--prune"_s});
}

Git::Status Git::status() const
{
    Status out;
    QByteArray commit;
    for (const QByteArray &line :
         run({u"status"_s, u"--porcelain=v2"_s, u"--branch"_s}).split('\n')) {
        if (line.startsWith("# branch.oid "))
            commit = line.mid(13);
        else if (line.startsWith("# branch.head "))
            out.currentRef = QString::fromUtf8(line.mid(14));
        else if (line.startsWith("# branch.upstream "))
            out.upstream = QString::fromUtf8(line.mid(18));
        else if (line.startsWith("# branch.ab ")) {
            const QByteArrayList counts = line.mid(12).split(' ');
            out.distance = {counts.value(0).toInt(), -counts.value(1).toInt()};
        } else if (!line.isEmpty() && !line.startsWith('#'))
            out.isDirty = true;
    }
    if (out.currentRef == "(detached)"_L1)
        out.currentRef = QString::fromUtf8(commit.left(shortHashLength));
    return out;
}

Git::Distance Git::distanceTo(const QString &base) const
{
    const QByteArray text =
        run({u"rev-list"_s, u"--left-right"_s, u"--count"_s, base + u"...HEAD"_s, u"--"_s});
    const QByteArrayList numbers = text.trimmed().split('\t');
    return {numbers.value(1).toInt(), numbers.value(0).toInt()};
}

bool Git::hasRef(const QString &ref) const
{
    return tryRun({u"rev-parse"_s, u"--verify"_s, u"-q"_s, ref + u"^{commit}"_s}, true).isSuccess();
}

QString Git::syncBase(const QString &ref) const
{
    for (const QString &candidate : {u"origin/"_s + ref, ref}) {
        if (hasRef(candidate))
            return candidate;
    }
    throw EngineError::failed(u"base ref %1 was not found after fetch"_s.arg(goQuote(ref)));
}

QJsonArray Git::commits(int limit) const
{
    const auto refs = refsByCommit(*this);
    const QByteArray log = run({u"log"_s, u"-n"_s, QString::number(limit), u"--date-order"_s,
                                u"--format=%H%x00%P%x00%ct%x00%an <%ae>%x00%s%x1e"_s});
    QJsonArray out;
    for (const QByteArray &record : log.split('\x1e')) {
        const QByteArrayList parts = record.trimmed().split('\0');
        if (parts.size() != 5)
            continue;
        QJsonArray parents;
        for (const QByteArray &parent : parts[1].split(' ')) {
            if (!parent.isEmpty())
                parents.append(QString::fromLatin1(parent));
        }
        const auto named = refs.find(parts[0]);
        const WireTime time{std::chrono::seconds(parts[2].toLongLong())};
        out.append(QJsonObject{{u"sha"_s, QString::fromLatin1(parts[0])},
                               {u"parents"_s, parents},
                               {u"refs"_s,
                                named == refs.end()
                                    ? QJsonValue(QJsonValue::Null)
                                    : QJsonValue(QJsonArray::fromStringList(named->second))},
                               {u"time"_s, formatWireTime(time)},
                               {u"summary"_s, QString::fromUtf8(parts[4])},
                               {u"author"_s, QString::fromUtf8(parts[3])}});
    }
    return out;
}

QJsonArray Git::diff(const QString &ref) const
{
    QStringList arguments{u"diff"_s, u"--no-color"_s, u"--no-ext-diff"_s};
    if (!ref.isEmpty())
        arguments += {u"HEAD"_s, ref};
    const CommandResult result = tryRun(arguments);
    if (!result.isSuccess())
        throw EngineError::failed(
            u"git %1 in %2: %3 (%4)"_s.arg(arguments.join(u' '), m_dir, result.words(),
                                           QString::fromUtf8(result.output).trimmed()));
    return parseDiff(result.output);
}

bool Git::isWorktreeRegistered(const QString &dest) const
{
    const QString canonical = QFileInfo(dest).canonicalFilePath();
    const QString wanted = canonical.isEmpty() ? QDir::cleanPath(dest) : canonical;
    for (const QByteArray &line : run({u"worktree"_s, u"list"_s, u"--porcelain"_s}).split('\n')) {
        if (line.startsWith("worktree ") && QFile::decodeName(line.mid(9)) == wanted)
            return true;
    }
    return false;
}

} // namespace angee::sandbox
