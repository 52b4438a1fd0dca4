// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/application.h"
#include "app/fleetcontroller.h"
#include "app/windowset.h"
#include "core/base/logfile.h"
#include "core/fleet/fleet.h"
#include "core/settings/credentialstore.h"
#include "tests/app/sandboxfixture.h"
#include "tests/support/scriptedserver.h"
#include "tests/ui/panefixture.h"
#include "ui/fleet/fleetwindow.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/tableview.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>

#include <memory>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60'000;

QByteArray manifestOf(const QByteArray &name)
{
    return "name: " + name + R"(
secrets:
  needed: {required: true}
services:
  loop:
    runtime: local
    command: ["sh", "-c", "while :; do sleep 0.2; done"]
  box:
    runtime: container
    build: box
)";
}

} // namespace

//! \brief The window of all stacks over real daemons, and its ways to the windows of one.
class TestFleetWindow final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void showsEachStack();
    void isWatchedWhileItIsSeen();
    void attentionOfAll();
    void objectsOfAll();
    void paletteFindsOtherStacks();
    void hostileWords();
    void innerStacksLeadToTheirDaemon();
    void openLeadsToTheProfile();
    void whatAWindowShowsIsNotAskedTwice();
    void buildsMany();
    void failedRowsAreTriedAgain();
    void carefulProfilesAskByName();
    void setsASecretInMany();
    void allByKeyboard();
    void closingAsksWhileSomethingRuns();

private:
    void addProfile(const QString &name, const QString &url, const QByteArray &token,
                    Protection protection = Protection::Normal);
    void open();
    //! Without it the daemons refuse every build.
    void giveSecrets() const;
    [[nodiscard]] FleetWindow *window() const { return m_windows->fleet()->window(); }
    [[nodiscard]] Fleet *fleet() const { return m_windows->fleet()->fleet(); }
    [[nodiscard]] FilterTable *stacks() const
    {
        return window()->findChild<FilterTable *>(u"fleetStacks"_s);
    }
    [[nodiscard]] QString idOf(const QString &name) const;
    [[nodiscard]] FleetFacts factsOf(const QString &name) const
    {
        return fleet()->member(idOf(name))->facts();
    }
    [[nodiscard]] QString cell(const QString &table, int row, const QString &column) const;
    void choose(const QStringList &names) const;
    void click(const QString &action) const;
    bool confirm(const QString &typed = {}) const;
    [[nodiscard]] QStringList results() const;

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<RunningSandbox> m_one;
    std::unique_ptr<RunningSandbox> m_two;
    std::unique_ptr<LogFile> m_log;
    std::unique_ptr<WindowSet> m_windows;
    QHash<QString, QByteArray> m_tokens; // by profile id
};

void TestFleetWindow::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_one = std::make_unique<RunningSandbox>(manifestOf("one"));
    m_two = std::make_unique<RunningSandbox>(manifestOf("two"));
    QVERIFY(m_one->isRunning() && m_two->isRunning());
    addProfile(u"alpha"_s, u"http://127.0.0.1:%1"_s.arg(m_one->port()), "T0ken");
    addProfile(u"beta"_s, u"http://127.0.0.1:%1"_s.arg(m_two->port()), "T0ken");
    m_log = std::make_unique<LogFile>(m_home->filePath(u"data/console.log"_s));
}

void TestFleetWindow::cleanup()
{
    m_windows.reset();
    m_log.reset();
    m_one.reset();
    m_two.reset();
    m_tokens.clear();
    m_home.reset();
}

void TestFleetWindow::addProfile(const QString &name, const QString &url, const QByteArray &token,
                                 Protection protection)
{
    ProfileStore store(m_home->filePath(u"data/profiles.json"_s));
    store.load();
    Profile profile;
    profile.name = name;
    profile.url = url;
    profile.protection = protection;
    const auto id = store.save(profile);
    QVERIFY(id);
    m_tokens.insert(*id, token);
}

QString TestFleetWindow::idOf(const QString &name) const
{
    ProfileStore store(m_home->filePath(u"data/profiles.json"_s));
    store.load();
    const auto found = store.find(name);
    return found ? found->id : QString();
}

void TestFleetWindow::open()
{
    ProfileStore store(m_home->filePath(u"data/profiles.json"_s));
    store.load();
    // There is no keyring here: the file is the place that somebody agreed to.
    CredentialStore credentials(m_home->filePath(u"data/tokens.json"_s));
    for (const Profile &profile : store.profiles()) {
        bool written = false;
        credentials.write(profile, m_tokens.value(profile.id), this,
                          [&written](const CredentialStore::Answer &) { written = true; });
        QTRY_VERIFY_WITH_TIMEOUT(written, patience);
        QCOMPARE(credentials.keepInFile(profile.id), QString());
    }
    m_windows = std::make_unique<WindowSet>(
        m_home->filePath(u"data"_s), m_home->filePath(u"console.ini"_s), m_log.get(), QString());
    FleetTimings timings;
    timings.between = 200ms;
    m_windows->fleet()->setTimings(timings);
    m_windows->fleet()->open();
    QVERIFY(QTest::qWaitForWindowExposed(window()));
    new QAbstractItemModelTester(stacks()->table(),
                                 QAbstractItemModelTester::FailureReportingMode::Fatal, window());
}

void TestFleetWindow::giveSecrets() const
{
    for (const RunningSandbox *sandbox : {m_one.get(), m_two.get()})
        QCOMPARE(sandbox->client().post("/secrets/needed", R"({"value":"v"})").status, 200);
}

QString TestFleetWindow::cell(const QString &table, int row, const QString &column) const
{
    const TableModelBase *model = window()->findChild<FilterTable *>(table)->table();
    return model->index(row, model->columnOf(column)).data().toString();
}

void TestFleetWindow::choose(const QStringList &names) const
{
    const auto *proxy = stacks()->view()->model();
    const int column = stacks()->table()->columnOf(u"name");
    const auto rowOf = [&](const QString &name) {
        int row = proxy->rowCount() - 1;
        while (row >= 0 && proxy->index(row, column).data().toString() != name)
            --row;
        return row;
    };
    for (const QString &name : names)
        QTRY_VERIFY_WITH_TIMEOUT(rowOf(name) >= 0, patience);
    stacks()->view()->clearSelection();
    for (const QString &name : names)
        stacks()->view()->selectionModel()->select(
            proxy->index(rowOf(name), 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QCOMPARE(stacks()->selectedKeys().size(), names.size());
}

void TestFleetWindow::click(const QString &action) const
{
    auto *found = window()->findChild<QAction *>(action);
    QVERIFY(found);
    QTRY_VERIFY_WITH_TIMEOUT(found->isEnabled(), patience);
    found->trigger();
}

//! Types what is asked for and presses the verb of the question that is shown.
bool TestFleetWindow::confirm(const QString &typed) const
{
    QWidget *dialog = nullptr;
    if (!QTest::qWaitFor([&dialog] { return (dialog = shownDialog(u"confirmDialog"_s)); },
                         patience))
        return false;
    auto *field = dialog->findChild<QLineEdit *>(u"typedName"_s);
    auto *verb = dialog->findChild<QPushButton *>(u"confirmVerb"_s);
    if (field && field->isVisible()) {
        if (typed.isEmpty() || verb->isEnabled())
            return false;
        QTest::keyClicks(field, typed);
    } else if (!typed.isEmpty()) {
        return false;
    }
    QTest::mouseClick(verb, Qt::LeftButton);
    return QTest::qWaitFor([dialog = QPointer(dialog)] { return !dialog || !dialog->isVisible(); },
                           patience);
}

QStringList TestFleetWindow::results() const
{
    QStringList all;
    const auto *table = window()->findChild<QTableWidget *>(u"bulkTable"_s);
    for (int row = 0; row < table->rowCount(); ++row)
        all.append(table->item(row, 0)->text() + u' ' + table->item(row, 1)->text());
    return all;
}

void TestFleetWindow::showsEachStack()
{
    giveSecrets();
    addProfile(u"gone"_s, u"http://127.0.0.1:1"_s, "x");
    addProfile(u"far"_s, u"ssh://nobody@nowhere.invalid"_s, "x");
    addProfile(u"unknown"_s, u"http://127.0.0.1:%1"_s.arg(m_two->port()), "wrong");
    open();
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"fleetStacks"_s, 0, u"stack"_s), u"one"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"fleetStacks"_s, 1, u"stack"_s), u"two"_s, patience);
    QCOMPARE(cell(u"fleetStacks"_s, 0, u"state"_s), u"current"_s);
    QCOMPARE(cell(u"fleetStacks"_s, 0, u"running"_s), u"0 of 2"_s);
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"fleetStacks"_s, 2, u"state"_s), u"unreachable"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"fleetStacks"_s, 3, u"state"_s), u"not connected"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"fleetStacks"_s, 4, u"state"_s), u"token needed"_s, patience);
    QTRY_VERIFY_WITH_TIMEOUT(cell(u"fleetStacks"_s, 0, u"version"_s).startsWith(u"angee"_s),
                             patience);
    const auto *summary = window()->findChild<QLabel *>(u"fleetSummary"_s);
    QTRY_VERIFY_WITH_TIMEOUT(summary->text().contains(u"5 stack"_s)
                                 && summary->text().contains(u"2 current"_s),
                             patience);
    // What happens there is seen here by itself.
    QCOMPARE(m_one->client().post("/services/box/up").status, 200);
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"fleetStacks"_s, 0, u"running"_s), u"1 of 2"_s, patience);
}

void TestFleetWindow::isWatchedWhileItIsSeen()
{
    ScriptedServer server;
    ScriptedServer other; // tells how time goes by
    for (ScriptedServer *each : {&server, &other})
        each->setHandler([](const ReceivedRequest &) { return Script::text("not now"_ba, 503); });
    addProfile(u"scripted"_s, server.url(), "x");
    open();
    FleetTimings timings;
    timings.between = 200ms;
    CredentialStore credentials;
    Fleet clock(&credentials, m_home->filePath(u"clock"_s), timings);
    Profile profile;
    profile.id = u"clock"_s;
    profile.url = other.url();
    clock.setProfiles({profile});
    clock.setWatched(true);
    QTRY_VERIFY_WITH_TIMEOUT(server.requests().size() >= 3, patience);
    for (const bool minimised : {false, true}) {
        minimised ? window()->showMinimized() : window()->hide();
        QTRY_COMPARE_WITH_TIMEOUT(server.open(), 0, patience);
        const qsizetype before = server.requests().size();
        const qsizetype then = other.requests().size();
        QTRY_VERIFY_WITH_TIMEOUT(other.requests().size() >= then + 5, patience);
        QCOMPARE(server.requests().size(), before);
        window()->present();
        QTRY_VERIFY_WITH_TIMEOUT(server.requests().size() > before, patience);
    }
}

void TestFleetWindow::attentionOfAll()
{
    open();
    const auto *table = window()->findChild<FilterTable *>(u"fleetAttention"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table->table()->rowCount(), 2, patience);
    QCOMPARE(cell(u"fleetAttention"_s, 0, u"name"_s), u"needed"_s);
    QCOMPARE(cell(u"fleetAttention"_s, 0, u"profile"_s), u"alpha"_s);
    QCOMPARE(cell(u"fleetAttention"_s, 1, u"profile"_s), u"beta"_s);
    const auto *tabs = window()->findChild<QTabWidget *>(u"fleetTabs"_s);
    QCOMPARE(tabs->tabText(1), u"Attention (2)"_s);
}

void TestFleetWindow::objectsOfAll()
{
    open();
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"beta"_s).hasServices && factsOf(u"alpha"_s).hasServices,
                             patience);
    window()->findChild<QTabWidget *>(u"fleetTabs"_s)->setCurrentIndex(2);
    auto *table = window()->findChild<FilterTable *>(u"fleetObjects"_s);
    QTRY_VERIFY_WITH_TIMEOUT(table->table()->rowCount() >= 6, patience);
    QTest::keyClicks(table->filterEdit(), u"box"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table->view()->model()->rowCount(), 2, patience);
    table->selectAny();
    emit table->activated(table->currentKey());
    QTRY_COMPARE_WITH_TIMEOUT(m_windows->windows().size(), 1U, patience);
    Application *application = m_windows->windows().front();
    QTRY_COMPARE_WITH_TIMEOUT(application->window()->currentPane(), u"services"_s, patience);
}

// Ctrl+K finds what is in other stacks as well.
void TestFleetWindow::paletteFindsOtherStacks()
{
    open();
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"beta"_s).hasServices, patience);
    CommandLine line;
    line.profile = u"alpha"_s;
    Application *alpha = m_windows->open(line);
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"alpha"_s).isOpen, patience);
    // What its window hears again and again is not told as old here, although nothing changes.
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"alpha"_s).seenAt.isValid(), patience);
    const QDateTime seen = factsOf(u"alpha"_s).seenAt;
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"alpha"_s).seenAt >= seen.addSecs(8), patience);
    const QList<PaletteEntry> entries = m_windows->fleet()->paletteEntries(alpha);
    const auto found = std::find_if(entries.begin(), entries.end(), [](const PaletteEntry &entry) {
        return entry.title == u"box"_s;
    });
    QVERIFY(found != entries.end());
    QVERIFY(found->subtitle.contains(u"beta"_s));
    QVERIFY(std::none_of(entries.begin(), entries.end(), [](const PaletteEntry &entry) {
        return entry.subtitle.contains(u"alpha"_s);
    }));
    auto *field = [&] {
        emit alpha->window()->paletteRequested();
        return alpha->window()->findChild<QLineEdit *>(u"paletteEdit"_s);
    }();
    QVERIFY(field);
    QTest::keyClicks(field, u"box beta"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_windows->windows().size(), 2U, patience);
    Application *beta = m_windows->windows().back();
    QTRY_COMPARE_WITH_TIMEOUT(beta->window()->currentPane(), u"services"_s, patience);
    QCOMPARE(beta->session()->profileName(), u"beta"_s);
}

void TestFleetWindow::hostileWords()
{
    ScriptedServer server;
    const QByteArray name = "<img src=x>\\u202eevil\\n" + QByteArray(20'000, 'x');
    server.setHandler([&name](const ReceivedRequest &) {
        return Script::json(R"({"data":{"stackStatus":{"root":"/srv","name":")" + name
                            + R"(","services":[]}},"errors":[{"message":"<b>)" + name + R"("}]})");
    });
    addProfile(u"<b>bold</b>"_s, server.url(), "x");
    open();
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"<b>bold</b>"_s).hasServices
                                 || factsOf(u"<b>bold</b>"_s).seenAt.isValid(),
                             patience);
    QVERIFY(factsOf(u"<b>bold</b>"_s).stack.size() < 5'000);
    QTRY_COMPARE_WITH_TIMEOUT(stacks()->view()->model()->rowCount(), 3, patience);
    choose({u"<b>bold</b>"_s});
    stacks()->selectKey(idOf(u"<b>bold</b>"_s));
    const auto *words = window()->findChild<QLabel *>(u"fleetWords"_s);
    QTRY_VERIFY_WITH_TIMEOUT(words->text().contains(u"<b>"_s), patience);
    QCOMPARE(words->textFormat(), Qt::PlainText);
    QVERIFY(!words->text().contains(QChar(0x202e)));
    QVERIFY(words->text().size() < 20'000);
}

// A stack within a workspace stands below its own, and its daemon is a click away.
void TestFleetWindow::innerStacksLeadToTheirDaemon()
{
    ScriptedServer server;
    server.setHandler([](const ReceivedRequest &) {
        return Script::json(
            R"({"data":{"stackStatus":{"root":"/srv","name":"outer","services":[]},)"
            R"("workspaces":[{"name":"first-fix"},{"name":"plain"}],)"
            R"("gitOpsTopology":{"workspaces":[{"name":"first-fix","innerStack":)"
            R"({"root":"/nowhere/inner","name":"inner","services":[]}},{"name":"plain"}]}}})");
    });
    addProfile(u"outer"_s, server.url(), "x");
    open();
    const auto *part = window()->findChild<QWidget *>(u"fleetInnerPart"_s);
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"alpha"_s).hasServices, patience);
    QTRY_VERIFY_WITH_TIMEOUT(stacks()->selectKey(idOf(u"alpha"_s)), patience);
    QVERIFY(!part->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"outer"_s).hasServices, patience);
    QVERIFY(stacks()->selectKey(idOf(u"outer"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(part->isVisible(), patience);
    QCOMPARE(cell(u"fleetInner"_s, 0, u"workspace"_s), u"first-fix"_s);
    QCOMPARE(cell(u"fleetInner"_s, 0, u"inner"_s), u"inner"_s);
    QCOMPARE(window()->findChild<FilterTable *>(u"fleetInner"_s)->table()->rowCount(), 1);
    auto *connectInner = window()->findChild<QPushButton *>(u"fleetConnectInner"_s);
    QTRY_VERIFY_WITH_TIMEOUT(connectInner->isEnabled(), patience);
    QTest::mouseClick(connectInner, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(shownDialog(u"connectDialog"_s), patience);
    const QWidget *dialog = shownDialog(u"connectDialog"_s);
    QCOMPARE(dialog->findChild<QLineEdit *>(u"connectUrl"_s)->text(), u"http://127.0.0.1"_s);
    const auto *message = dialog->findChild<QLabel *>(u"connectMessage"_s);
    QVERIFY(message->text().contains(u"/nowhere/inner"_s));
    QVERIFY(message->text().contains(u"first-fix"_s));
}

void TestFleetWindow::openLeadsToTheProfile()
{
    open();
    QTRY_COMPARE_WITH_TIMEOUT(stacks()->table()->rowCount(), 2, patience);
    choose({u"beta"_s});
    click(u"fleetOpen"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_windows->windows().size(), 1U, patience);
    Application *beta = m_windows->windows().front();
    QTRY_COMPARE_WITH_TIMEOUT(beta->session()->profileName(), u"beta"_s, patience);
    click(u"fleetOpen"_s); // the one that is there
    QCOMPARE(m_windows->windows().size(), 1U);
    // And back: there is one fleet, whoever asks for it.
    const FleetWindow *before = window();
    beta->window()->findChild<QAction *>(u"fleetAction"_s)->trigger();
    QCOMPARE(window(), before);
}

void TestFleetWindow::whatAWindowShowsIsNotAskedTwice()
{
    open();
    QTRY_COMPARE_WITH_TIMEOUT(factsOf(u"alpha"_s).state, FleetFacts::State::Current, patience);
    CommandLine line;
    line.profile = u"alpha"_s;
    Application *alpha = m_windows->open(line);
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"alpha"_s).isOpen, patience);
    QTRY_COMPARE_WITH_TIMEOUT(factsOf(u"alpha"_s).state, FleetFacts::State::Current, patience);
    QCOMPARE(fleet()->member(idOf(u"alpha"_s))->tasks(), alpha->session()->tasks());
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"fleetStacks"_s, 0, u"state"_s), u"current, in a window"_s,
                              patience);
    alpha->window()->close();
    QTRY_VERIFY_WITH_TIMEOUT(!factsOf(u"alpha"_s).isOpen, patience);
    const QDateTime seen = factsOf(u"alpha"_s).seenAt;
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"alpha"_s).seenAt > seen, patience); // by itself again
}

void TestFleetWindow::buildsMany()
{
    giveSecrets();
    open();
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"alpha"_s).state == FleetFacts::State::Current
                                 && factsOf(u"beta"_s).state == FleetFacts::State::Current,
                             patience);
    choose({u"alpha"_s, u"beta"_s});
    click(u"fleetBuild"_s);
    QVERIFY(confirm());
    const QStringList done{u"alpha done"_s, u"beta done"_s};
    QTRY_COMPARE_WITH_TIMEOUT(results(), done, patience);
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"alpha"_s).lastBuild.succeeded(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"beta"_s).lastBuild.succeeded(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"fleetStacks"_s, 1, u"build"_s), u"done"_s, patience);
    // It is in the profile's journal, as what is done in its window.
    QFile journal(m_home->filePath(u"data/profiles/%1/activity.jsonl"_s.arg(idOf(u"alpha"_s))));
    QVERIFY(journal.open(QIODevice::ReadOnly));
    QVERIFY(journal.readAll().contains("Build stack"));
    QTest::mouseClick(window()->findChild<QPushButton *>(u"bulkDismissButton"_s), Qt::LeftButton);
    QVERIFY(!window()->findChild<QWidget *>(u"bulkPanel"_s)->isVisible());
}

void TestFleetWindow::failedRowsAreTriedAgain()
{
    giveSecrets();
    m_two->write(u"box/build.sh"_s, "echo broken on purpose >&2\nfalse\n");
    open();
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"alpha"_s).state == FleetFacts::State::Current
                                 && factsOf(u"beta"_s).state == FleetFacts::State::Current,
                             patience);
    choose({u"alpha"_s, u"beta"_s});
    click(u"fleetBuild"_s);
    QVERIFY(confirm());
    const QStringList failed{u"alpha done"_s, u"beta failed"_s};
    QTRY_COMPARE_WITH_TIMEOUT(results(), failed, patience);
    const auto *table = window()->findChild<QTableWidget *>(u"bulkTable"_s);
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"fleetStacks"_s, 1, u"build"_s), u"not done"_s, patience);
    QVERIFY2(table->item(1, 2)->text().contains(u"broken on purpose"_s),
             qPrintable(table->item(1, 2)->text()));
    m_two->write(u"box/build.sh"_s, "true\n");
    QTest::mouseClick(window()->findChild<QPushButton *>(u"bulkRetryButton"_s), Qt::LeftButton);
    const QStringList done{u"alpha done"_s, u"beta done"_s};
    QTRY_COMPARE_WITH_TIMEOUT(results(), done, patience);
}

void TestFleetWindow::carefulProfilesAskByName()
{
    giveSecrets();
    addProfile(u"production"_s, u"http://127.0.0.1:%1"_s.arg(m_two->port()), "T0ken",
               Protection::Confirm);
    addProfile(u"museum"_s, u"http://127.0.0.1:%1"_s.arg(m_two->port()), "T0ken",
               Protection::ReadOnly);
    open();
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"alpha"_s).state == FleetFacts::State::Current
                                 && factsOf(u"museum"_s).state == FleetFacts::State::Current
                                 && factsOf(u"production"_s).state == FleetFacts::State::Current,
                             patience);
    choose({u"alpha"_s, u"production"_s, u"museum"_s});
    click(u"fleetBuild"_s);
    QVERIFY(confirm()); // for all of them
    QVERIFY(confirm(u"two"_s)); // for the careful one: the name of its stack
    const QStringList done{u"alpha done"_s, u"production done"_s, u"museum skipped"_s};
    QTRY_COMPARE_WITH_TIMEOUT(results(), done, patience);
    // Declined for the careful one, the others are done all the same.
    QTest::mouseClick(window()->findChild<QPushButton *>(u"bulkDismissButton"_s), Qt::LeftButton);
    choose({u"alpha"_s, u"production"_s});
    click(u"fleetBuild"_s);
    QVERIFY(confirm());
    QTRY_VERIFY_WITH_TIMEOUT(shownDialog(u"confirmDialog"_s), patience);
    QTest::keyClick(shownDialog(u"confirmDialog"_s), Qt::Key_Escape);
    const QStringList declined{u"alpha done"_s, u"production skipped"_s};
    QTRY_COMPARE_WITH_TIMEOUT(results(), declined, patience);
}

void TestFleetWindow::setsASecretInMany()
{
    open();
    QTRY_VERIFY_WITH_TIMEOUT(factsOf(u"alpha"_s).state == FleetFacts::State::Current
                                 && factsOf(u"beta"_s).state == FleetFacts::State::Current,
                             patience);
    choose({u"alpha"_s, u"beta"_s});
    click(u"fleetSecret"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shownDialog(u"secretDialog"_s), patience);
    QWidget *dialog = shownDialog(u"secretDialog"_s);
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"secretName"_s), u"needed"_s);
    QTest::keyClicks(dialog->findChild<SecretField *>(u"secretNewLine"_s)->lineEdit(), u"s3cret"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"secretSetButton"_s), Qt::LeftButton);
    QVERIFY(confirm());
    const QStringList done{u"alpha done"_s, u"beta done"_s};
    QTRY_COMPARE_WITH_TIMEOUT(results(), done, patience);
    for (const RunningSandbox *sandbox : {m_one.get(), m_two.get()})
        QVERIFY(sandbox->client().get("/secrets/needed/value").body.contains("s3cret"));
    // What was missing is missing no longer, and that is seen without waiting.
    const auto *table = window()->findChild<FilterTable *>(u"fleetAttention"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table->table()->rowCount(), 0, patience);
}

void TestFleetWindow::allByKeyboard()
{
    open();
    QTRY_COMPARE_WITH_TIMEOUT(stacks()->table()->rowCount(), 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(factsOf(u"alpha"_s).state, FleetFacts::State::Current, patience);
    stacks()->selectKey(idOf(u"alpha"_s));
    stacks()->view()->setFocus();
    QTest::keyClick(stacks()->view(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_windows->windows().size(), 1U, patience);
    for (const QString &name :
         {u"fleetStacks"_s, u"fleetAttention"_s, u"fleetObjects"_s, u"fleetInner"_s})
        QVERIFY(!window()->findChild<FilterTable *>(name)->view()->accessibleName().isEmpty());
    window()->present();
    QTest::keyClick(window(), Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!window(), patience);
    QVERIFY(!fleet());
    MainWindow *main = m_windows->windows().front()->window();
    main->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(main));
    QTest::keyClick(main, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(window() && window()->isVisible(), patience);
}

void TestFleetWindow::closingAsksWhileSomethingRuns()
{
    giveSecrets();
    m_one->write(u"box/build.sh"_s, "sleep 600\n");
    open();
    QTRY_COMPARE_WITH_TIMEOUT(factsOf(u"alpha"_s).state, FleetFacts::State::Current, patience);
    choose({u"alpha"_s});
    click(u"fleetBuild"_s);
    QVERIFY(confirm());
    QTRY_COMPARE_WITH_TIMEOUT(factsOf(u"alpha"_s).runsNow, u"Build stack"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(cell(u"fleetStacks"_s, 0, u"runs"_s), u"Build stack"_s, patience);
    window()->close();
    QVERIFY(window() && window()->isVisible());
    QVERIFY(confirm());
    QTRY_VERIFY_WITH_TIMEOUT(!window(), patience);
}

QTEST_MAIN(TestFleetWindow)
#include "tst_fleetwindow.moc"
