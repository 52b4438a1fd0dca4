// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/stuckcause.h"

#include <QtTest>

using namespace angee;
using namespace Qt::StringLiterals;
using Kind = StuckCause::Kind;

Q_DECLARE_METATYPE(Kind)

namespace {

const QString compose =
    u"docker compose -f /srv/demo/docker-compose.yaml --env-file /srv/demo/.env "_s;

} // namespace

//! The texts are the daemon's own, from a real engine.
class TestStuckCause final : public QObject
{
    Q_OBJECT

private slots:
    void namesTheCauseAndItsObject_data();
    void namesTheCauseAndItsObject();
    void otherWordsNameNone_data();
    void otherWordsNameNone();
    void leadsToWhereItIsMended();
};

void TestStuckCause::namesTheCauseAndItsObject_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("object");
    QTest::addColumn<QString>("user");
    const auto row = [](const char *name, const QString &words, Kind kind, const QString &object,
                        const QString &user = {}) {
        QTest::newRow(name) << words << kind << object << user;
    };
    row("secret", uR"re(service keyed env: LAB_KEY: secret "lab-key" is not resolved)re"_s,
        Kind::SecretNotResolved, u"lab-key"_s, u"keyed"_s);
    row("secret, after a create",
        uR"re(re-render compose after service create: service needy-first-fix env: K: secret "nobody-set-me" is not resolved)re"_s,
        Kind::SecretNotResolved, u"nobody-set-me"_s, u"needy-first-fix"_s);
    row("secret, alone", uR"re(secret "k" is not resolved)re"_s, Kind::SecretNotResolved, u"k"_s);
    row("workspace",
        uR"re(service boxed-first-fix mounts: workspace "first-fix" is not declared)re"_s,
        Kind::WorkspaceNotDeclared, u"first-fix"_s, u"boxed-first-fix"_s);
    row("depends on a local service",
        compose
            + uR"re(up -d ansi dep exit3: exit status 15: service "dep" depends on undefined service "web": invalid compose project)re"_s,
        Kind::DependsOnUndefined, u"web"_s, u"dep"_s);
    row("depends on a job, seen in another's log",
        compose
            + uR"re(logs ansi: exit status 15: service "dep" depends on undefined service "crun": invalid compose project)re"_s,
        Kind::DependsOnUndefined, u"crun"_s, u"dep"_s);
    row("name with a blank",
        compose
            + u"up -d sp ace: exit status 15: validating /srv/demo/docker-compose.yaml: "
              "services Additional property sp ace is not allowed"_s,
        Kind::NameRefused, u"sp ace"_s);
    row("compose file, otherwise",
        compose + u"up -d a: exit status 15: services.a.ports.0 must be a string"_s,
        Kind::ComposeFileInvalid, {});
    row("port taken",
        compose
            + u"up -d clash: exit status 1: Container demo-42abbecc-clash-1  Starting\nError "
              "response from daemon: driver failed programming external connectivity on "
              "endpoint demo-42abbecc-clash-1 (2884865): Bind for 127.0.0.1:38081 failed: "
              "port is already allocated"_s,
        Kind::PortTaken, u"127.0.0.1:38081"_s);
    row("two ups at once",
        uR"re(Error response from daemon: Conflict. The container name "/demo-42abbecc-routed-1" is already in use by container "342a". You have to remove (or rename) that container to be able to reuse that name.)re"_s,
        Kind::NameInUse, u"demo-42abbecc-routed-1"_s);
    for (const QString &verb : {u"build ansi exit3"_s, u"start ansi"_s, u"down"_s})
        row(qPrintable(u"engine, "_s + verb),
            compose + verb
                + u": exit status 1: Cannot connect to the Docker daemon at "
                  "unix:///nonexistent. Is the docker daemon running?"_s,
            Kind::EngineUnreachable, u"unix:///nonexistent"_s);
    row("engine, job",
        u"job container command failed: exit status 125: docker: Cannot connect to the Docker "
        "daemon at unix:///nonexistent. Is the docker daemon running?\n\nRun 'docker run "
        "--help' for more information\n"_s,
        Kind::EngineUnreachable, u"unix:///nonexistent"_s);
    row("docker missing",
        compose + uR"re(up -d ansi: exec: "docker": executable file not found in $PATH: )re"_s,
        Kind::EngineMissing, u"docker"_s);
    row("docker missing, log socket",
        uR"re(streaming logs for service "ansi": )re"_s + compose
            + uR"re(logs --follow --no-log-prefix --tail 3 ansi: exec: "docker": executable file not found in $PATH)re"_s,
        Kind::EngineMissing, u"docker"_s);
    row("manifest",
        u"yaml: unmarshal errors:\n  line 3: field bogus not found in type manifest.Stack"_s,
        Kind::ManifestBroken, {});
    row("secret with an open brace",
        compose
            + uR"re(up -d keyed: exit status 15: failed to read /srv/demo/.env: Invalid template: "x${HOME")re"_s,
        Kind::SecretBreaksStack, {});
    row("never prepared",
        compose
            + u"down: exit status 14: stat /srv/demo/docker-compose.yaml: no such file "
              "or directory"_s,
        Kind::ComposeFileMissing, u"/srv/demo/docker-compose.yaml"_s);
}

void TestStuckCause::namesTheCauseAndItsObject()
{
    QFETCH(QString, words);
    QFETCH(Kind, kind);
    QFETCH(QString, object);
    QFETCH(QString, user);
    const auto cause = findStuckCause(words);
    QVERIFY(cause);
    QVERIFY(cause->kind == kind);
    QCOMPARE(cause->object, object);
    QCOMPARE(cause->user, user);
    QVERIFY(words.contains(cause->words));
    QVERIFY(!cause->words.contains(u'\n'));
    QVERIFY(!stuckText(*cause).isEmpty());
    QVERIFY(!stuckAdvice(*cause).isEmpty());
}

void TestStuckCause::otherWordsNameNone_data()
{
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QString &words) { QTest::newRow(name) << words; };
    row("nothing", {});
    row("no container",
        compose + uR"re(start ansi: exit status 1: service "ansi" has no container to start)re"_s);
    row("paused",
        u"Error response from daemon: cannot start a paused container, try unpause instead"_s);
    row("build failed", u"failed to solve: executor failed running: exit code: 9"_s);
    row("unknown service", uR"re(service "nope" is not declared)re"_s);
    row("supervisor", u"dial tcp 127.0.0.1:38080: connect: connection refused"_s);
    row("job failed", u"job container command failed: exit status 7: doing\nbad thing\n"_s);
    row("long", QString(1'000'000, u'x'));
}

void TestStuckCause::otherWordsNameNone()
{
    QFETCH(QString, words);
    QVERIFY(!findStuckCause(words));
}

void TestStuckCause::leadsToWhereItIsMended()
{
    const auto leads = [](const QString &words) { return stuckObject(*findStuckCause(words)); };
    QCOMPARE(leads(uR"re(service a env: K: secret "s" is not resolved)re"_s),
             (ObjectRef{ObjectKind::Secret, u"s"_s}));
    QCOMPARE(leads(uR"re(service a mounts: workspace "w" is not declared)re"_s),
             (ObjectRef{ObjectKind::Service, u"a"_s}));
    QCOMPARE(leads(u"Cannot connect to the Docker daemon"_s), (ObjectRef{ObjectKind::Stack, {}}));
}

QTEST_GUILESS_MAIN(TestStuckCause)

#include "tst_stuckcause.moc"
