// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/slotreader.h"

#include "core/daemon/filecalls.h"
#include "core/daemon/operatordaemon.h"
#include "core/model/names.h"
#include "core/model/reflog.h"

#include <QCoreApplication>

#include <algorithm>
#include <memory>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct SlotWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::SlotReader)
};

constexpr int mostCommits = 200;
constexpr int triedAtOnce = 6; // as many as go to one host side by side
constexpr int mostTried = 96; // working trees of one clone that are looked at

constexpr auto gitFolder = ".git/"_L1;

//! What git calls the working trees of a clone: after their folder, numbered from the second on.
//! The daemon makes them in a folder called "source".
QStringList treeNames(const QString &path)
{
    const QString own = path.section(u'/', -1);
    QStringList names;
    for (int number = 0; names.size() < mostTried; ++number) {
        for (const QString &stem : {u"source"_s, own}) {
            const QString name = number == 0 ? stem : stem + QString::number(number);
            if (!stem.isEmpty() && !names.contains(name))
                names.append(name);
        }
    }
    return names;
}

//! The commits that remote branches stand on.
QSet<QString> remoteTips(const QByteArray &packedRefs)
{
    QSet<QString> tips;
    const QList<QByteArray> lines = packedRefs.split('\n');
    for (const QByteArray &line : lines) {
        if (line.mid(40).startsWith(" refs/remotes/"))
            tips.insert(QString::fromLatin1(line.left(40)));
    }
    return tips;
}

//! From git's notes for a merge: "# Conflicts:", then a file a line.
QStringList conflictsIn(const QByteArray &message)
{
    QStringList files;
    bool inList = false;
    const QList<QByteArray> lines = message.split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("# Conflicts:"))
            inList = true;
        else if (inList && line.startsWith("#\t"))
            files.append(QString::fromUtf8(line.mid(2)));
    }
    return files;
}

} // namespace

//! One question. It ends itself.
class SlotReader::Reading final : public QObject
{
public:
    Reading(SlotReader *reader, SlotRecord slot, Extent extent, QObject *context, Told told)
        : QObject(reader)
        , m_extent(extent)
        , m_reader(reader)
        , m_slot(std::move(slot))
        , m_context(context)
        , m_told(std::move(told))
    { }

    void start();

private:
    using Read = std::function<void(const Result<RemoteFile> &)>;

    void read(const QString &path, const Read &then);
    void tryNames();
    void readAll();
    void collect(const QString &path);
    void assemble();
    void assembleWork();
    void end();

    [[nodiscard]] QString branch() const;
    [[nodiscard]] QStringList workPaths() const;
    [[nodiscard]] QStringList baseNames() const;
    void assembleStanding(const Reflog &log, const QString &tip);
    [[nodiscard]] QByteArray tipOf(const QString &branch) const;

    Extent m_extent;
    SlotReader *m_reader;
    SlotRecord m_slot;
    QPointer<QObject> m_context;
    Told m_told;
    QString m_folder;
    QStringList m_names; // still to be tried
    bool m_hitOne = false; // in this round
    int m_pending = 0;
    bool m_unreadable = false;
    QHash<QString, QByteArray> m_files; // by path; what is missing is not in it
    SlotInsight m_insight;
};

void SlotReader::Reading::start()
{
    m_insight.work.count = m_slot.slot.ahead;
    m_insight.work.isUncommitted = m_slot.slot.dirty;
    if (!m_slot.slot.exists || !m_slot.isGit() || m_slot.slot.mode != "worktree"_L1)
        return end();
    m_folder = m_reader->m_folders.value(m_slot.slot.path);
    if (!m_folder.isEmpty())
        return readAll();
    m_names = treeNames(m_slot.slot.path);
    m_hitOne = true; // the first round is always tried
    tryNames();
}

void SlotReader::Reading::end()
{
    // Never from inside ask().
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_context)
                m_told(m_insight);
            deleteLater();
        },
        Qt::QueuedConnection);
}

void SlotReader::Reading::read(const QString &path, const Read &then)
{
    OperatorDaemon *daemon = m_reader->m_daemon;
    if (!daemon) {
        m_unreadable = true;
        return;
    }
    ++m_pending;
    auto *call = daemon->run(new ReadFileCall(m_slot.slot.source, path));
    // The daemon can go first, with its calls.
    auto answered = std::make_shared<bool>(false);
    const auto once = [this, answered, then](const Result<RemoteFile> &result) {
        if (std::exchange(*answered, true))
            return;
        --m_pending;
        then(result);
    };
    call->whenDone(this, once);
    connect(call, &QObject::destroyed, this, [once] {
        OperatorDaemonError gone;
        gone.kind = OperatorDaemonError::Kind::Cancelled;
        once(Result<RemoteFile>(gone));
    });
}

//! A few names at a time, until none of a round belongs to any working tree.
void SlotReader::Reading::tryNames()
{
    if (m_names.isEmpty() || !m_hitOne || !m_reader->m_daemon)
        return end();
    m_hitOne = false;
    const QStringList round = m_names.mid(0, triedAtOnce);
    m_names = m_names.mid(triedAtOnce);
    for (const QString &name : round) {
        const QString folder = gitFolder + u"worktrees/"_s + name + u'/';
        read(folder + u"gitdir"_s, [this, folder](const Result<RemoteFile> &result) {
            if (result) {
                m_hitOne = true;
                QString tree = QString::fromUtf8(result.value().content).trimmed();
                if (tree.endsWith("/.git"_L1))
                    tree.chop(5);
                m_reader->m_folders.insert(tree, folder);
            }
            if (m_pending > 0)
                return;
            m_folder = m_reader->m_folders.value(m_slot.slot.path);
            if (m_folder.isEmpty())
                tryNames();
            else
                readAll();
        });
    }
}

//! The branch whose commits count: the one it should stand on, where it stands on none.
QString SlotReader::Reading::branch() const
{
    const WorkspaceSlot &slot = m_slot.slot;
    const bool isOnBranch = !slot.currentRef.isEmpty() && !m_slot.isOnWrongBranch();
    return isOnBranch || slot.branch.isEmpty() ? slot.currentRef : slot.branch;
}

void SlotReader::Reading::collect(const QString &path)
{
    read(path, [this, path](const Result<RemoteFile> &result) {
        if (result)
            m_files.insert(path, result.value().content);
        else if (result.error().kind != OperatorDaemonError::Kind::NotFound)
            m_unreadable = true;
        if (m_pending == 0)
            assemble();
    });
}

void SlotReader::Reading::readAll()
{
    if (!m_reader->m_daemon)
        return end();
    QStringList paths{m_folder + u"gitdir"_s, m_folder + u"MERGE_HEAD"_s,
                      m_folder + u"rebase-merge/onto"_s, m_folder + u"rebase-apply/onto"_s};
    if (m_extent == Extent::Everything)
        paths += workPaths();
    paths.removeDuplicates();
    for (const QString &path : std::as_const(paths))
        collect(path);
}

//! The declared base, or what it is as a rule where none is declared.
QStringList SlotReader::Reading::baseNames() const
{
    const QString &declared = m_slot.slot.ref;
    if (declared.isEmpty())
        return {u"main"_s, u"master"_s};
    return problemWithGitRef(declared).isEmpty() ? QStringList{declared} : QStringList();
}

QStringList SlotReader::Reading::workPaths() const
{
    QStringList paths{m_folder + u"MERGE_MSG"_s, m_folder + u"logs/HEAD"_s,
                      gitFolder + u"packed-refs"_s};
    const QString name = branch();
    if (!name.isEmpty() && problemWithGitRef(name).isEmpty()) {
        paths.append(gitFolder + u"logs/refs/heads/"_s + name);
        paths.append(gitFolder + u"refs/remotes/origin/"_s + name);
    }
    if (!m_slot.slot.upstream.isEmpty())
        paths.append(gitFolder + u"refs/remotes/"_s + m_slot.slot.upstream);
    const QStringList bases = baseNames();
    for (const QString &base : bases)
        paths.append(gitFolder + u"refs/remotes/origin/"_s + base);
    return paths;
}

void SlotReader::Reading::assemble()
{
    // Another working tree may have got the name meanwhile.
    const QString tree = QString::fromUtf8(m_files.value(m_folder + u"gitdir"_s)).trimmed();
    if (tree != m_slot.slot.path + u"/.git"_s) {
        m_reader->m_folders.remove(m_slot.slot.path);
        return end();
    }
    const auto sha = [this](const QString &path) {
        return QString::fromUtf8(m_files.value(path)).section(u'\n', 0, 0).trimmed();
    };
    if (m_files.contains(m_folder + u"MERGE_HEAD"_s)) {
        m_insight.midst = GitMidst::Merging;
        m_insight.midstWith = sha(m_folder + u"MERGE_HEAD"_s);
        m_insight.conflictFiles = conflictsIn(m_files.value(m_folder + u"MERGE_MSG"_s));
    } else {
        m_insight.midst = m_unreadable ? GitMidst::Unknown : GitMidst::None;
        for (const QString &folder : {u"rebase-merge/onto"_s, u"rebase-apply/onto"_s}) {
            if (!m_files.contains(m_folder + folder))
                continue;
            m_insight.midst = GitMidst::Rebasing;
            m_insight.midstWith = sha(m_folder + folder);
        }
    }
    if (m_extent == Extent::Everything)
        assembleWork();
    end();
}

void SlotReader::Reading::assembleWork()
{
    QSet<QString> stops = remoteTips(m_files.value(gitFolder + u"packed-refs"_s));
    for (auto it = m_files.cbegin(); it != m_files.cend(); ++it) {
        if (it.key().startsWith(gitFolder + u"refs/remotes/"_s))
            stops.insert(QString::fromUtf8(it.value()).trimmed());
    }
    Reflog log;
    log.add(m_files.value(m_folder + u"logs/HEAD"_s));
    QString tip = log.tip();
    log.add(m_files.value(gitFolder + u"logs/refs/heads/"_s + branch()));
    // Where it stands on no branch and nothing is under way, what it stands on is in danger.
    const bool isAstray = m_slot.isOnWrongBranch() && m_insight.midst == GitMidst::None;
    if (!isAstray && !log.tip().isEmpty())
        tip = log.tip();
    assembleStanding(log, tip);
    const Reflog::Walk walk = log.walk(tip, stops, mostCommits);
    UnpushedWork &work = m_insight.work;
    work.commits = walk.commits;
    // Down to what a remote branch stands on, they are all; the daemon counts from the clone's own
    // branch, which can be older, and takes those of others for the slot's.
    if (stops.contains(walk.base))
        work.count = int(walk.commits.size());
    if (work.count > 0)
        work.commits = work.commits.mid(0, work.count);
    work.isWhole = work.count > 0 ? work.commits.size() == work.count : !walk.base.isEmpty();
    // What the daemon calls pushed is on a remote, whatever its branch was made of.
    if (m_slot.slot.pushed && work.count == 0) {
        work.commits.clear();
        work.isWhole = true;
    }
}

//! By the commit that the branch's own commits stand on: the daemon counts against the clone's own
//! branch, which can be older than what was fetched.
void SlotReader::Reading::assembleStanding(const Reflog &log, const QString &tip)
{
    QString base;
    const QStringList names = baseNames();
    for (const QString &name : names) {
        const QString found = QString::fromUtf8(tipOf(name)).trimmed();
        if (base.isEmpty())
            base = found;
    }
    const Reflog::Walk own = log.walk(tip, {base}, mostCommits);
    // After a merge of the base the own commits still stand on an older one.
    const bool hasMerged =
        std::any_of(own.commits.cbegin(), own.commits.cend(),
                    [](const Commit &commit) { return commit.summary.startsWith("Merge "_L1); });
    if (base.isEmpty() || own.base.isEmpty())
        return;
    if (own.base == base)
        m_insight.standing = BaseStanding::OnIt;
    else if (!hasMerged)
        m_insight.standing = BaseStanding::Behind;
}

//! Where the remote's branch stands: in a file of its own, or packed with others.
QByteArray SlotReader::Reading::tipOf(const QString &branch) const
{
    const QByteArray loose = m_files.value(gitFolder + u"refs/remotes/origin/"_s + branch);
    if (!loose.isEmpty())
        return loose;
    const QByteArray wanted = " refs/remotes/origin/" + branch.toUtf8();
    const QList<QByteArray> lines = m_files.value(gitFolder + u"packed-refs"_s).split('\n');
    for (const QByteArray &line : lines) {
        if (line.mid(40) == wanted)
            return line.left(40);
    }
    return {};
}

SlotReader::SlotReader(OperatorDaemon *daemon, QObject *parent)
    : QObject(parent)
    , m_daemon(daemon)
{ }

SlotReader::~SlotReader() = default;

void SlotReader::ask(const SlotRecord &slot, QObject *context, const Told &told, Extent extent)
{
    (new Reading(this, slot, extent, context, told))->start();
}

void SlotReader::askAll(const QList<SlotRecord> &records, QObject *context, const ManyTold &told)
{
    auto known = std::make_shared<QHash<QString, SlotInsight>>();
    if (records.isEmpty()) {
        QMetaObject::invokeMethod(
            context, [told] { told({}); }, Qt::QueuedConnection);
        return;
    }
    const qsizetype wanted = records.size();
    auto answers = std::make_shared<qsizetype>(0);
    for (const SlotRecord &record : records) {
        ask(record, context, [=, id = record.id()](const SlotInsight &insight) {
            known->insert(id, insight);
            if (++*answers == wanted)
                told(*known);
        });
    }
}

QStringList workLines(const UnpushedWork &work, int most)
{
    QStringList lines;
    for (const Commit &commit : work.commits) {
        if (lines.size() == most)
            break;
        lines.append(u"%1 %2"_s.arg(commit.sha.left(7), commit.summary));
    }
    const int told = int(lines.size());
    const int all = qMax(int(work.commits.size()), work.count);
    if (told == 0 && all > 0)
        lines.append(SlotWords::tr("%n commit(s), whose first lines the daemon does not tell",
                                   nullptr, all));
    else if (all > told)
        lines.append(SlotWords::tr("and %n more commit(s)", nullptr, all - told));
    else if (!work.isWhole && told > 0)
        lines.append(SlotWords::tr("and perhaps more"));
    if (work.isUncommitted)
        lines.append(SlotWords::tr("changes that are not committed"));
    return lines;
}

QString midstText(GitMidst midst)
{
    switch (midst) {
    case GitMidst::Merging:
        return SlotWords::tr("in the middle of a merge");
    case GitMidst::Rebasing:
        return SlotWords::tr("in the middle of a rebase");
    case GitMidst::None:
    case GitMidst::Unknown:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace angee
