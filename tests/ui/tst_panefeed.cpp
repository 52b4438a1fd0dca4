// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/daemon/operatordaemonerror.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "tests/core/livedaemon.h"
#include "tests/support/tcpproxy.h"
#include "ui/panes/pane.h"
#include "ui/panes/panedescriptor.h"
#include "ui/panes/panefeed.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/statepage.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

class SomePane final : public Pane
{
public:
    SomePane()
        : Pane(PaneDescriptor{.id = u"some"_s, .title = u"Some"_s})
    {
        setContent(new QLabel(u"content"_s));
    }
};

//! A pane at a session that a real store keeps up to date.
struct Window
{
    explicit Window(PaneFeed::Data data)
        : session(folder.path())
        , feed(&session, &pane, data)
        , wanted(&feed, &PaneFeed::wanted)
        , dropped(&feed, &PaneFeed::dropped)
        , updated(&feed, &PaneFeed::updated)
    { }

    void connectAndWait()
    {
        ConnectionSettings settings;
        settings.url.value = proxy.url();
        LiveTimings timings;
        timings.active = std::chrono::milliseconds(100);
        session.setLiveTimings(timings);
        session.connectTo(settings);
        QTRY_VERIFY(session.live() && session.live()->state() == LiveState::Live);
        QTRY_VERIFY(session.live()->snapshot()->knows(everyPart));
    }

    [[nodiscard]] StatePage::State state() const { return pane.statePage()->state(); }

    //! As it was told last; empty for no snapshot.
    [[nodiscard]] QString toldStatus() const
    {
        const auto update = updated.last().first().value<LiveUpdatePtr>();
        return update ? toText(update->snapshot->services().front().status) : QString();
    }

    QTemporaryDir folder;
    LiveDaemon daemon;
    TcpProxy proxy{daemon.server.serverPort()};
    Session session;
    SomePane pane;
    PaneFeed feed;
    QSignalSpy wanted;
    QSignalSpy dropped;
    QSignalSpy updated;
};

OperatorDaemonError refusal()
{
    OperatorDaemonError error;
    error.kind = OperatorDaemonError::Kind::Blocked;
    error.words = u"no such thing"_s;
    return error;
}

} // namespace

class TestPaneFeed final : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsToldBeforeItStarts();
    void ownDataIsAskedForOnceSomebodyLooks();
    void ownDataIsAskedForAnew();
    void ownDataThatFailedIsSaid();
};

void TestPaneFeed::nothingIsToldBeforeItStarts()
{
    Window window(PaneFeed::Data::Snapshot);
    window.pane.show();
    window.connectAndWait();
    window.daemon.change(LiveDaemon::services({"web=exited"}));
    QTRY_COMPARE(window.session.live()->snapshot()->services().front().status, "exited");
    QCOMPARE(window.updated.size(), 0);

    window.feed.start();
    QCOMPARE(window.updated.size(), 1);
    QCOMPARE(window.toldStatus(), u"exited"_s);
    window.daemon.change(LiveDaemon::services({"web=running"}));
    QTRY_COMPARE(window.toldStatus(), u"running"_s);
    window.session.disconnectFromDaemon();
    QVERIFY(window.toldStatus().isEmpty());
    QCOMPARE(window.state(), StatePage::State::Empty);
}

void TestPaneFeed::ownDataIsAskedForOnceSomebodyLooks()
{
    Window window(PaneFeed::Data::Own);
    window.feed.start();
    QCOMPARE(window.state(), StatePage::State::Empty); // not connected
    window.connectAndWait();
    QCOMPARE(window.wanted.size(), 0);
    window.pane.show();
    QCOMPARE(window.wanted.size(), 1);
    QCOMPARE(window.state(), StatePage::State::Loading);
    window.pane.hide();
    window.pane.show();
    QCOMPARE(window.wanted.size(), 1);
    window.feed.setArrived();
    window.pane.statePage()->showContent();
    QVERIFY(!window.pane.statePage()->isStale());
    QCOMPARE(window.updated.size(), 0);
}

void TestPaneFeed::ownDataIsAskedForAnew()
{
    Window window(PaneFeed::Data::Own);
    window.pane.show();
    window.feed.start();
    window.connectAndWait();
    QCOMPARE(window.wanted.size(), 1);
    window.feed.setArrived();
    window.pane.statePage()->showContent();

    emit window.pane.refreshRequested();
    QCOMPARE(window.wanted.size(), 2);
    QCOMPARE(window.state(), StatePage::State::Ready); // what is there stays

    // A daemon that went away can come back as another version.
    window.proxy.refuse();
    window.proxy.cut(true);
    QTRY_COMPARE(window.session.live()->state(), LiveState::Reconnecting);
    window.proxy.accept();
    window.session.live()->retryNow();
    QTRY_COMPARE(window.wanted.size(), 3);

    // What another profile shows is not of this daemon.
    const auto dropped = window.dropped.size();
    window.connectAndWait();
    QCOMPARE(window.dropped.size(), dropped + 2); // the old one goes, the new one comes
    QCOMPARE(window.wanted.size(), 4);
    QCOMPARE(window.state(), StatePage::State::Loading);
}

void TestPaneFeed::ownDataThatFailedIsSaid()
{
    Window window(PaneFeed::Data::Own);
    window.pane.show();
    window.feed.start();
    window.connectAndWait();
    window.feed.setFailed(refusal());
    QCOMPARE(window.state(), StatePage::State::Failed);
    emit window.pane.statePage()->retryRequested();
    QCOMPARE(window.wanted.size(), 2);
    window.feed.setArrived();
    window.pane.statePage()->showContent();

    window.feed.setFailed(refusal());
    QCOMPARE(window.state(), StatePage::State::Ready);
    QVERIFY(window.pane.statePage()->isStale());
    QVERIFY(window.pane.notices()->notices().first().text.contains("no such thing"_L1));
}

QTEST_MAIN(TestPaneFeed)
#include "tst_panefeed.moc"
