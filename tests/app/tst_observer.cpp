// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/sandbox/engine/containertable.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"

#include <QTemporaryDir>
#include <QTest>

#include "sandboxfixture.h"

using namespace angee;
using namespace Qt::StringLiterals;

using SightState = ServiceSight::State;
using SightCause = ServiceSight::Cause;

//! Why nothing can be seen of containers that run, found out by the session itself.
class TestObserver final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aRefusedStackIsNoEnd();
    void anEngineOutOfReachIsNoEnd();

private:
    [[nodiscard]] ServiceSight sight(const QString &service) const
    {
        return m_session->live()->lastUpdate()->sights.value(service);
    }

    std::unique_ptr<test::RunningSandbox> m_sandbox;
    std::unique_ptr<QTemporaryDir> m_data;
    std::unique_ptr<Session> m_session;
};

// Some run, and one has crashed already.
void TestObserver::init()
{
    m_sandbox = std::make_unique<test::RunningSandbox>(test::containerManifest());
    QVERIFY(m_sandbox->isRunning());
    QCOMPARE(m_sandbox->client().post("/stack/up", "{}").status, 200);
    m_data = std::make_unique<QTemporaryDir>();
    m_session = std::make_unique<Session>(m_data->path());
    LiveTimings timings;
    timings.active = std::chrono::milliseconds(300);
    m_session->setLiveTimings(timings);
    ConnectionSettings settings;
    settings.url.value = u"http://127.0.0.1:%1"_s.arg(m_sandbox->port());
    settings.token.value = QString::fromUtf8(m_sandbox->client().token());
    m_session->connectTo(settings);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->live()->lastUpdate(), 100'000);
    QTRY_VERIFY_WITH_TIMEOUT(sight(u"exit3"_s).state == SightState::EndedUnseen, 100'000);
    QVERIFY(sight(u"ansi"_s).state == SightState::Running);
}

void TestObserver::cleanup()
{
    m_session.reset();
    m_sandbox.reset();
    m_data.reset();
}

void TestObserver::aRefusedStackIsNoEnd()
{
    m_sandbox->write(
        u"angee.yaml"_s,
        test::containerManifest().replace("depends_on: [page]", "depends_on: [page, crun]"));
    // A log that is opened makes the daemon prepare the stack too, and one that read the manifest
    // before this change may write what it made of it after it.
    const auto isRefused = [this] {
        return m_sandbox->client().post("/stack/prepare").status == 200
            && !m_sandbox->client().get("/services").body.contains(R"("status":"running")");
    };
    QTRY_VERIFY_WITH_TIMEOUT(isRefused(), 100'000);
    QTRY_VERIFY_WITH_TIMEOUT(sight(u"ansi"_s).cause == SightCause::StackRefused, 100'000);
    QVERIFY(sight(u"ansi"_s).state == SightState::NotObserved);
    const QList<StuckCause> stuck = m_session->live()->lastUpdate()->stuck;
    QCOMPARE(stuck.size(), 1);
    QVERIFY(stuck.constFirst().kind == StuckCause::Kind::DependsOnUndefined);
    QCOMPARE(stuck.constFirst().object, u"crun"_s);
    // Mended: nothing stays of it.
    m_sandbox->write(u"angee.yaml"_s, test::containerManifest());
    QTRY_VERIFY_WITH_TIMEOUT(!isRefused(), 100'000);
    QTRY_VERIFY_WITH_TIMEOUT(sight(u"ansi"_s).state == SightState::Running, 100'000);
    QTRY_VERIFY(m_session->live()->lastUpdate()->stuck.isEmpty());
}

void TestObserver::anEngineOutOfReachIsNoEnd()
{
    m_sandbox->containers().setReachable(false);
    QTRY_VERIFY_WITH_TIMEOUT(sight(u"ansi"_s).cause == SightCause::EngineGone, 100'000);
    QVERIFY(sight(u"ansi"_s).state == SightState::NotObserved);
    m_sandbox->containers().setReachable(true);
    QTRY_VERIFY_WITH_TIMEOUT(sight(u"ansi"_s).state == SightState::Running, 100'000);
}

QTEST_GUILESS_MAIN(TestObserver)
#include "tst_observer.moc"
