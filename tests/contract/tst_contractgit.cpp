// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include "contracttarget.h"
#include <optional>

using namespace Qt::StringLiterals;
using namespace angee;
using test::json;

namespace {

constexpr int gitTimeout = 20'000;

} // namespace

//! \brief Git work in slots, conflicts included: two workspaces of one source whose branches change
//! the same line. See ContractTarget for which daemon it is; the slots must be on this machine.
//!
//! It leaves the repository's main branch as it found it, and two branches in it.
class TestContractGit : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();

    void refuses_data();
    void refuses();
    void mergesWithAConflict();
    void rebasesWithAConflict();
    void leavesASyncInTheMiddle();
    void pushesAndPublishes();
    void tellsWhatChanged();
    void findsAWrongBranch();
    void gitsNotesAreRead();

private:
    [[nodiscard]] const test::WireClient &client() const { return m_target.client(); }
    [[nodiscard]] static QByteArray slotOf(const QByteArray &workspace)
    {
        return "/workspaces/" + workspace + "/sources/lib/";
    }
    //! Runs git in the slot of a workspace; what it printed, or nothing if it failed.
    std::optional<QByteArray> git(const QByteArray &workspace, const QStringList &arguments) const;
    bool write(const QByteArray &workspace, const QByteArray &text) const;
    bool commit(const QByteArray &workspace, const QByteArray &text) const;
    [[nodiscard]] QJsonObject slotStatus(const QByteArray &workspace) const
    {
        return client()
            .get("/workspaces/" + workspace + "/status")[u"sources"_s]
            .toArray()
            .first()
            .toObject();
    }

    test::ContractTarget m_target;
    QMap<QByteArray, QString> m_paths;
};

void TestContractGit::initTestCase()
{
    const QString problem = m_target.start();
    QVERIFY2(problem.isEmpty(), qUtf8Printable(problem));
}

void TestContractGit::init()
{
    for (const QByteArray name : {"one", "two"}) {
        const QByteArray topic = "git-" + name;
        const auto made = client().post("/workspaces",
                                        R"({"template":"demo","sync":true,"inputs":{"topic":")"
                                            + topic + R"("}})");
        QVERIFY2(made.status == 201, made.body.constData());
        m_paths.insert(topic, slotStatus(topic).value("path"_L1).toString());
        if (!QDir(m_paths.value(topic)).exists())
            QSKIP("the daemon's folders are not on this machine");
        // What sync-base commits is somebody's, and the daemon's host may have nobody set.
        QVERIFY(git(topic, {u"config"_s, u"user.name"_s, u"t"_s}));
        QVERIFY(git(topic, {u"config"_s, u"user.email"_s, u"t@example.invalid"_s}));
        // From the start, also where an earlier run has left the branch.
        QVERIFY(git(topic, {u"reset"_s, u"-q"_s, u"--hard"_s, u"origin/main"_s}));
        QVERIFY(commit(topic, "line of " + name + '\n'));
    }
}

void TestContractGit::cleanup()
{
    for (const QByteArray &workspace : m_paths.keys()) {
        for (const QString &verb : {u"merge"_s, u"rebase"_s})
            git(workspace, {verb, u"--abort"_s}); // refused where nothing is under way
        git(workspace, {u"checkout"_s, u"-q"_s, u"-f"_s, u"ws/"_s + QString::fromUtf8(workspace)});
        // So that nothing is unpushed.
        git(workspace, {u"reset"_s, u"-q"_s, u"--hard"_s, u"origin/main"_s});
        git(workspace, {u"branch"_s, u"-q"_s, u"--unset-upstream"_s});
        client().post("/workspaces/" + workspace + "/destroy?purge=true");
    }
    m_paths.clear();
}

void TestContractGit::cleanupTestCase()
{
    if (!m_target.isStarted())
        return;
    for (const QByteArray name : {"git-one", "git-two"})
        client().post("/workspaces/" + name + "/destroy?purge=true");
}

std::optional<QByteArray> TestContractGit::git(const QByteArray &workspace,
                                               const QStringList &arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_paths.value(workspace));
    process.start(u"git"_s,
                  QStringList{u"-c"_s, u"user.name=t"_s, u"-c"_s, u"user.email=t@example.invalid"_s}
                      + arguments);
    if (!process.waitForFinished(gitTimeout) || process.exitCode() != 0)
        return std::nullopt;
    return process.readAllStandardOutput().trimmed();
}

bool TestContractGit::write(const QByteArray &workspace, const QByteArray &text) const
{
    QFile file(m_paths.value(workspace) + u"/lib.py"_s);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

bool TestContractGit::commit(const QByteArray &workspace, const QByteArray &text) const
{
    return write(workspace, text)
        && git(workspace, {u"commit"_s, u"-qam"_s, QString::fromUtf8(text.trimmed())});
}

void TestContractGit::refuses_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    const QByteArray slot = slotOf("git-one");
    const auto row = [](const char *name, const QByteArray &target, const QByteArray &body,
                        int status, const QString &error) {
        QTest::newRow(name) << target << body << status << error;
    };
    row("no workspace", "/workspaces/none/sources/lib/fetch", {}, 404,
        u"workspace \"none\" is not declared"_s);
    row("no slot", "/workspaces/git-one/sources/none/fetch", {}, 404,
        u"workspace-source \"none\" is not declared"_s);
    row("merge without ref", slot + "merge", "{}", 400, u"ref: merge ref is required"_s);
    row("rebase without ref", slot + "rebase", "{}", 400, u"ref: rebase ref is required"_s);
    row("method", "/workspaces/git-one/sync-base", R"({"method":"x"})", 400,
        u"method: workspace sync-base method must be \"merge\" or \"rebase\""_s);
    const QString failed = u"git %1 in %2: exit status %3"_s;
    row("merge of nothing", slot + "merge", R"({"ref":"nope"})", 500,
        failed.arg(u"merge --no-ff --no-edit nope"_s, u"PATH"_s, u"1"_s));
    row("rebase on nothing", slot + "rebase", R"({"ref":"nope"})", 500,
        failed.arg(u"rebase nope"_s, u"PATH"_s, u"128"_s));
    row("no merge to abort", slot + "merge-abort", {}, 500,
        failed.arg(u"merge --abort"_s, u"PATH"_s, u"128"_s));
}

void TestContractGit::refuses()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, error);
    const auto answer = client().post(target, body);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer[u"error"_s].toString(), error.replace(u"PATH"_s, m_paths.value("git-one"_ba)));
}

void TestContractGit::mergesWithAConflict()
{
    const auto merged = client().post(slotOf("git-one") + "merge", R"({"ref":"ws/git-two"})");
    QCOMPARE(merged.status, 200);
    QCOMPARE(merged[u"ok"_s], QJsonValue(false));
    QCOMPARE(merged[u"conflicted"_s], QJsonValue(true));
    QCOMPARE(merged[u"conflict_files"_s], QJsonValue(QJsonArray{u"lib.py"_s}));
    QVERIFY2(
        merged[u"message"_s].toString().contains(u"CONFLICT (content): Merge conflict in lib.py"_s),
        merged.body.constData());
    QCOMPARE(slotStatus("git-one").value("state"_L1).toString(), u"dirty"_s);
    // While it lasts, what needs a clean tree is refused.
    QCOMPARE(client().post(slotOf("git-one") + "push", "{}")[u"error"_s].toString(),
             u"workspace \"git-one\" source \"lib\" has uncommitted changes"_s);
    const auto aborted = client().post(slotOf("git-one") + "merge-abort");
    QCOMPARE(aborted.status, 200);
    QCOMPARE(aborted[u"ok"_s], QJsonValue(true));
    QCOMPARE(aborted[u"conflict_files"_s], QJsonValue(QJsonArray()));
    QCOMPARE(slotStatus("git-one").value("dirty"_L1), QJsonValue(false));
}

void TestContractGit::rebasesWithAConflict()
{
    const QByteArray body = R"({"ref":"ws/git-two"})";
    const auto first = client().post(slotOf("git-one") + "rebase", body);
    QCOMPARE(first.status, 200);
    QCOMPARE(first[u"conflicted"_s], QJsonValue(true));
    QCOMPARE(first[u"conflict_files"_s], QJsonValue(QJsonArray{u"lib.py"_s}));
    QCOMPARE(client().post(slotOf("git-one") + "rebase-abort")[u"ok"_s], QJsonValue(true));
    QCOMPARE(client().post(slotOf("git-one") + "rebase", body)[u"conflicted"_s], QJsonValue(true));
    // Going on without having resolved it is the same conflict.
    const auto again = client().post(slotOf("git-one") + "rebase-continue");
    QCOMPARE(again.status, 200);
    QCOMPARE(again[u"conflicted"_s], QJsonValue(true));
    QVERIFY(write("git-one", "line of both\n"));
    QVERIFY(git("git-one", {u"add"_s, u"lib.py"_s}));
    const auto done = client().post(slotOf("git-one") + "rebase-continue");
    QCOMPARE(done.status, 200);
    QCOMPARE(done[u"ok"_s], QJsonValue(true));
    QCOMPARE(slotStatus("git-one").value("current_ref"_L1).toString(), u"ws/git-one"_s);
    QCOMPARE(client().post(slotOf("git-one") + "rebase-continue").status, 500);
}

void TestContractGit::leavesASyncInTheMiddle()
{
    const auto before = git("git-two", {u"rev-parse"_s, u"origin/main"_s});
    QVERIFY(before);
    QVERIFY(git("git-two", {u"push"_s, u"-q"_s, u"origin"_s, u"ws/git-two:main"_s}));
    const auto synced = client().post("/workspaces/git-one/sync-base", "{}");
    const QJsonObject middle = slotStatus("git-one");
    const auto aborted = client().post(slotOf("git-one") + "merge-abort");
    QVERIFY(git(
        "git-two",
        {u"push"_s, u"-q"_s, u"--force"_s, u"origin"_s, QString::fromUtf8(*before) + u":main"_s}));
    QVERIFY(git("git-two", {u"fetch"_s, u"-q"_s}));
    QCOMPARE(synced.status, 500);
    QVERIFY2(
        synced[u"error"_s].toString().contains(u"CONFLICT (content): Merge conflict in lib.py"_s),
        synced.body.constData());
    QCOMPARE(middle.value("state"_L1).toString(), u"dirty"_s);
    QCOMPARE(aborted.status, 200);
}

void TestContractGit::pushesAndPublishes()
{
    QVERIFY(git("git-one", {u"push"_s, u"-q"_s, u"origin"_s, u"--delete"_s, u"ws/git-one"_s})
            || true); // where an earlier run had pushed it
    const auto published = client().post(slotOf("git-one") + "publish", "{}");
    QVERIFY2(published.status == 200, published.body.constData());
    QCOMPARE(published[u"ok"_s], QJsonValue(true));
    QCOMPARE(slotStatus("git-one").value("upstream"_L1).toString(), u"origin/ws/git-one"_s);
    QCOMPARE(slotStatus("git-one").value("pushed"_L1), QJsonValue(true));
    QVERIFY(commit("git-one", "one more\n"));
    QCOMPARE(slotStatus("git-one").value("ahead"_L1).toInt(), 1);
    const auto pushed = client().post(slotOf("git-one") + "push", "{}");
    QCOMPARE(pushed.status, 200);
    QCOMPARE(pushed[u"pushed"_s], QJsonValue(true));
    // Behind what is there: a push is rejected, and a pull brings it.
    QVERIFY(git("git-one", {u"reset"_s, u"-q"_s, u"--hard"_s, u"HEAD~1"_s}));
    QCOMPARE(slotStatus("git-one").value("behind"_L1).toInt(), 1);
    QCOMPARE(client().post(slotOf("git-one") + "pull").status, 200);
    QCOMPARE(slotStatus("git-one").value("state"_L1).toString(), u"clean"_s);
    QVERIFY(git("git-one", {u"reset"_s, u"-q"_s, u"--hard"_s, u"HEAD~1"_s}));
    QVERIFY(commit("git-one", "another\n"));
    QCOMPARE(slotStatus("git-one").value("state"_L1).toString(), u"diverged"_s);
    const auto rejected = client().post(slotOf("git-one") + "push", "{}");
    QCOMPARE(rejected.status, 500);
    QVERIFY2(rejected[u"error"_s].toString().contains(u"[rejected]"_s), rejected.body.constData());
    QCOMPARE(client().post(slotOf("git-one") + "pull").status, 500); // fast-forward only
}

void TestContractGit::tellsWhatChanged()
{
    QVERIFY(write("git-one", "line of one, changed\n"));
    const QJsonArray files = client().get(slotOf("git-one") + "diff").json().toArray();
    QCOMPARE(files.size(), 1);
    QCOMPARE(files.first().toObject().value("new_path"_L1).toString(), u"lib.py"_s);
    QCOMPARE(files.first()
                 .toObject()
                 .value("hunks"_L1)
                 .toArray()
                 .first()
                 .toObject()
                 .value("body"_L1)
                 .toString(),
             u"-line of one\n+line of one, changed\n"_s);
    QCOMPARE(client().post(slotOf("git-one") + "pull")[u"error"_s].toString(),
             u"workspace \"git-one\" source \"lib\" has uncommitted changes"_s);
    const QJsonObject summary = client().get("/gitops/topology")[u"summary"_s].toObject();
    QVERIFY(summary.value("dirty"_L1).toInt() >= 1);
    // Git's empty tree lists all there is.
    const auto all =
        client().get(slotOf("git-one") + "diff?ref=4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    QCOMPARE(all.status, 200);
    QCOMPARE(all.json().toArray().size(), 1);
}

void TestContractGit::findsAWrongBranch()
{
    QVERIFY(git("git-one", {u"checkout"_s, u"-q"_s, u"--detach"_s}));
    const QJsonObject slot = slotStatus("git-one");
    QCOMPARE(slot.value("state"_L1).toString(), u"branch-mismatch"_s);
    const auto refused = client().post(slotOf("git-one") + "pull");
    QCOMPARE(refused.status, 500);
    QVERIFY2(refused[u"error"_s].toString().startsWith(
                 u"workspace \"git-one\" source \"lib\" has branch mismatch: "_s),
             refused.body.constData());
}

// What is committed in a slot alone is in no list, and what is under way neither: but git's own
// notes are files of the source.
void TestContractGit::gitsNotesAreRead()
{
    const auto note = [this](const QByteArray &path) {
        return client().get("/files?source=lib&path=" + path);
    };
    const QByteArray topology = client().get("/gitops/topology?with_commits=100").body;
    QVERIFY(!topology.contains("line of one"));
    const auto log = note(".git/logs/refs/heads/ws/git-one");
    QCOMPARE(log.status, 200);
    QVERIFY2(log[u"content"_s].toString().contains("\tcommit: line of one\n"_L1),
             log.body.constData());
    QVERIFY(!git("git-one", {u"merge"_s, u"ws/git-two"_s}));
    const auto folder = git("git-one", {u"rev-parse"_s, u"--git-dir"_s});
    QVERIFY(folder);
    const QByteArray name = folder->mid(folder->lastIndexOf('/') + 1);
    const QByteArray place = ".git/worktrees/" + name;
    QCOMPARE(note(place + "/gitdir")[u"content"_s].toString().trimmed(),
             m_paths.value("git-one") + u"/.git"_s);
    QCOMPARE(note(place + "/MERGE_HEAD").status, 200);
    QVERIFY(note(place + "/MERGE_MSG")[u"content"_s].toString().contains("#\tlib.py"_L1));
    QVERIFY(git("git-one", {u"merge"_s, u"--abort"_s}));
    QCOMPARE(note(place + "/MERGE_HEAD").status, 404);
    QVERIFY(!git("git-one", {u"rebase"_s, u"ws/git-two"_s}));
    QCOMPARE(note(place + "/rebase-merge/onto").status, 200);
}

QTEST_GUILESS_MAIN(TestContractGit)
#include "tst_contractgit.moc"
