// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"
#include "core/tasks/taskrunner.h"
#include "tests/ui/panefixture.h"
#include "ui/activity/activitycontroller.h"
#include "ui/activity/activitypane.h"
#include "ui/gitops/slotslist.h"
#include "ui/panes/bulkpanel.h"
#include "ui/sources/sourcedetail.h"
#include "ui/sources/sourcescontroller.h"
#include "ui/sources/sourcespane.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableview.h"

#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>
#include <QTreeView>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

class TestSourcesPane final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsWhereEachTreeStands();
    void fetchesThenPulls();
    void disabledActionsSayWhy();
    void pushAsksAndSendsOnce();
    void refusedPushKeepsTheDialogOpen();
    void showsChangesAndOpensTheFile();
    void tellsWhenThereIsNothingToCompare();
    void refsNeverBecomeOptions();
    void listsTheSlotsOverIt();
    void fetchesManyWithOneResultARow();
    void readOnlyProfileChangesNothing();
    void outOfSightHearsLaterAndInTimeToBeSeen();
    void activityKeepsWhatWasDone();

private:
    void trigger(const QString &action);
    [[nodiscard]] QAction *action(const QString &name) const;
    [[nodiscard]] const Source *source(const QString &name) const;
    void act(const QString &actionName, const QString &name);
    void changeFile();
    void takeServicesOut() const;

    std::unique_ptr<PaneFixture> m_fixture;
    std::unique_ptr<SourcesPane> m_pane;
    std::unique_ptr<SourcesController> m_controller;
};

void TestSourcesPane::init()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    m_fixture = std::make_unique<PaneFixture>();
    takeServicesOut();
    const QString error = m_fixture->start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    PaneFixture::clearRequests();
    m_pane = std::make_unique<SourcesPane>();
    m_pane->resize(1200, 800);
    m_controller = std::make_unique<SourcesController>(m_fixture->session(), m_pane.get());
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
}

//! The log of a service that does not run is read unasked, for which the daemon clones every source
//! (contract.md, 5.1). Here the sources are to be found as they were laid.
void TestSourcesPane::takeServicesOut() const
{
    QFile file(m_fixture->stack()->root() + u"/angee.yaml"_s);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray manifest = file.readAll();
    const qsizetype services = manifest.indexOf("services:\n");
    const qsizetype jobs = manifest.indexOf("jobs:\n");
    QVERIFY(services > 0 && jobs > services);
    manifest.remove(services, jobs - services);
    QVERIFY(file.resize(0) && file.seek(0));
    QCOMPARE(file.write(manifest), manifest.size());
}

void TestSourcesPane::cleanup()
{
    m_controller.reset();
    m_pane.reset();
    m_fixture.reset();
}

QAction *TestSourcesPane::action(const QString &name) const
{
    return m_pane->findChild<QAction *>(name);
}

void TestSourcesPane::trigger(const QString &name)
{
    QVERIFY2(action(name), qPrintable(name));
    QVERIFY2(action(name)->isEnabled(), qPrintable(action(name)->toolTip()));
    action(name)->trigger();
}

const Source *TestSourcesPane::source(const QString &name) const
{
    const auto record = m_pane->model()->source(name);
    return record ? &record->source : nullptr;
}

void TestSourcesPane::act(const QString &actionName, const QString &name)
{
    QVERIFY(m_pane->selectKey(name));
    trigger(actionName);
    QTRY_VERIFY_WITH_TIMEOUT(m_pane->model()->source(name)->result
                                 && !m_pane->model()->source(name)->result->active
                                 && !m_pane->model()->source(name)->result->unconfirmed,
                             20000);
}

void TestSourcesPane::changeFile()
{
    act(u"sourceFetch"_s, u"lib"_s);
    QFile file(m_fixture->stack()->root() + u"/sources/lib/lib.py"_s);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
    QVERIFY(file.write("one more line\n") > 0);
}

void TestSourcesPane::showsWhereEachTreeStands()
{
    QTRY_COMPARE(m_pane->model()->rowCount(), 2);
    QCOMPARE(source(u"app"_s)->kind, u"local"_s);
    QCOMPARE(source(u"lib"_s)->kind, u"git"_s);
    QCOMPARE(m_pane->count(), 2);
    QVERIFY(m_pane->selectKey(u"lib"_s));
    QVERIFY(m_pane->findChild<QWidget *>(u"sourceFacts"_s)->isVisible());
    // The daemon calls "pushed" what was never fetched.
    const auto pushed = [this] {
        const int slot = m_pane->model()->slotOfKey(u"lib"_s);
        return m_pane->model()
            ->slotData(slot, m_pane->model()->columnOf(u"pushed"_s), Qt::DisplayRole)
            .toString();
    };
    QCOMPARE(pushed(), u"–"_s);
    act(u"sourceFetch"_s, u"lib"_s);
    QTRY_COMPARE(pushed(), u"pushed"_s);
}

void TestSourcesPane::fetchesThenPulls()
{
    act(u"sourceFetch"_s, u"lib"_s);
    QTRY_VERIFY(source(u"lib"_s)->exists);
    QCOMPARE(m_pane->model()->source(u"lib"_s)->result->state, Task::State::Succeeded);
    act(u"sourcePull"_s, u"lib"_s);
    QCOMPARE(m_pane->model()->source(u"lib"_s)->result->verb, ActionVerb::Pull);
    QCOMPARE(m_pane->model()->source(u"lib"_s)->result->state, Task::State::Succeeded);
    QCOMPARE(PaneFixture::requests(u"/sources/lib/fetch"_s).size(), 1);
    QCOMPARE(PaneFixture::requests(u"/sources/lib/pull"_s).size(), 1);
}

void TestSourcesPane::disabledActionsSayWhy()
{
    QVERIFY(m_pane->selectKey(u"app"_s));
    for (const QString &name : {u"sourcePull"_s, u"sourcePush"_s}) {
        QVERIFY(!action(name)->isEnabled());
        QVERIFY2(action(name)->toolTip().contains("not a git tree"_L1),
                 qPrintable(action(name)->toolTip()));
    }
    QVERIFY(m_pane->selectKey(u"lib"_s)); // not cloned yet
    QVERIFY(!action(u"sourcePull"_s)->isEnabled());
    QVERIFY(action(u"sourceFetch"_s)->isEnabled());
}

void TestSourcesPane::pushAsksAndSendsOnce()
{
    act(u"sourceFetch"_s, u"lib"_s);
    QTRY_VERIFY(action(u"sourcePush"_s)->isEnabled());
    trigger(u"sourcePush"_s);
    QWidget *dialog = shownDialog(u"pushDialog"_s);
    QVERIFY(dialog);
    QCOMPARE(PaneFixture::requests(u"/sources/lib/push"_s).size(), 0);
    auto *push = dialog->findChild<QPushButton *>(u"pushButton"_s);
    QTest::mouseClick(push, Qt::LeftButton);
    QTest::mouseClick(push, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!shownDialog(u"pushDialog"_s), 20000);
    QCOMPARE(PaneFixture::requests(u"/sources/lib/push"_s).size(), 1);
    QCOMPARE(m_pane->model()->source(u"lib"_s)->result->state, Task::State::Succeeded);
}

void TestSourcesPane::refusedPushKeepsTheDialogOpen()
{
    act(u"sourceFetch"_s, u"lib"_s);
    QTRY_VERIFY(action(u"sourcePush"_s)->isEnabled());
    trigger(u"sourcePush"_s);
    QWidget *dialog = shownDialog(u"pushDialog"_s);
    QVERIFY(dialog);
    auto *ref = dialog->findChild<QLineEdit *>(u"pushRef"_s);
    QTest::keyClicks(ref, u"no-such-branch"_s);
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"pushButton"_s), Qt::LeftButton);
    const auto says = [dialog] {
        const auto views = dialog->findChildren<QPlainTextEdit *>();
        return std::any_of(views.cbegin(), views.cend(), [](const QPlainTextEdit *view) {
            return view->isVisible() && view->toPlainText().contains("no-such-branch"_L1);
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(says(), 20000);
    QCOMPARE(ref->text(), u"no-such-branch"_s);
}

void TestSourcesPane::showsChangesAndOpensTheFile()
{
    changeFile();
    QVERIFY(m_pane->selectKey(u"lib"_s));
    trigger(u"sourceChangesAction"_s);
    const auto *files = m_pane->findChild<QTreeView *>(u"changesFiles"_s)->model();
    QTRY_COMPARE_WITH_TIMEOUT(files->rowCount(), 1, 20000);
    QVERIFY(files->index(0, 0).data().toString().contains("lib.py"_L1));
    // Taken back elsewhere: what is on screen follows.
    m_fixture->session()->live()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(source(u"lib"_s)->dirty, 20000);
    QVERIFY(SectionElevenStack::git(m_fixture->stack()->root() + u"/sources/lib"_s,
                                    {u"checkout"_s, u"-q"_s, u"--"_s, u"lib.py"_s}));
    m_fixture->session()->live()->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(files->rowCount(), 0, 20000);
    changeFile();
    m_fixture->session()->live()->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(files->rowCount(), 1, 20000);
    QSignalSpy opened(m_pane.get(), &Pane::openRequested);
    QTest::mouseClick(m_pane->findChild<QPushButton *>(u"changesOpen"_s), Qt::LeftButton);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().value<ObjectRef>(),
             (ObjectRef{ObjectKind::File, u"lib:lib.py"_s}));
}

void TestSourcesPane::tellsWhenThereIsNothingToCompare()
{
    QVERIFY(m_pane->selectKey(u"app"_s));
    trigger(u"sourceChangesAction"_s);
    const auto says = [this](const QString &words) {
        const auto labels =
            m_pane->findChild<QWidget *>(u"changesPage"_s)->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&words](const QLabel *label) {
            return label->isVisible() && label->text().contains(words);
        });
    };
    QTRY_VERIFY(says(u"local folder"_s));
    QCOMPARE(PaneFixture::requests(u"/sources/app/diff"_s).size(), 0);
    QVERIFY(m_pane->selectKey(u"lib"_s)); // not cloned yet
    QTRY_VERIFY(says(u"no such folder"_s));
}

// What a person types reaches git as an argument, so nothing may leave that git reads as an option.
void TestSourcesPane::refsNeverBecomeOptions()
{
    act(u"sourceFetch"_s, u"lib"_s);
    QTRY_VERIFY(action(u"sourcePush"_s)->isEnabled());
    trigger(u"sourcePush"_s);
    QWidget *dialog = shownDialog(u"pushDialog"_s);
    QVERIFY(dialog);
    auto *target = dialog->findChild<QLineEdit *>(u"pushRef"_s);
    auto *push = dialog->findChild<QPushButton *>(u"pushButton"_s);
    for (const QString &bad : {u"--mirror"_s, u"--receive-pack=x"_s, u"+main"_s, u":main"_s}) {
        target->setText(bad);
        QVERIFY2(!push->isEnabled(), qPrintable(bad));
        QTest::keyClick(target, Qt::Key_Return);
        QTest::mouseClick(push, Qt::LeftButton);
    }
    QCOMPARE(PaneFixture::requests(u"/sources/lib/push"_s).size(), 0);
    target->setText(u"main"_s);
    QVERIFY(push->isEnabled());
}

void TestSourcesPane::listsTheSlotsOverIt()
{
    QVERIFY(m_fixture->makeWorkspace());
    QTRY_COMPARE(m_pane->model()->source(u"lib"_s)->uses, 1);
    QVERIFY(m_pane->selectKey(u"lib"_s));
    SlotsList *uses = m_pane->detail()->slotsList();
    QTRY_COMPARE(uses->model()->rowCount(), 1);
    QCOMPARE(uses->model()->record(0).record.workspace, u"first-fix"_s);
    QSignalSpy opened(m_pane.get(), &Pane::openRequested);
    emit uses->activated(uses->model()->record(0).record.id());
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().value<ObjectRef>(),
             (ObjectRef{ObjectKind::Slot, u"first-fix:lib"_s}));
}

void TestSourcesPane::fetchesManyWithOneResultARow()
{
    m_pane->table()->view()->selectAll();
    QCOMPARE(m_pane->table()->selectedKeys().size(), 2);
    trigger(u"sourceFetch"_s);
    QVERIFY(m_pane->bulkPanel()->isVisible());
    const auto *rows = m_pane->bulkPanel()->findChild<QTableWidget *>();
    QVERIFY(rows);
    QCOMPARE(rows->rowCount(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(PaneFixture::requests(u"/sources/"_s).filter(u"fetch"_s).size(), 2,
                              20000);
}

void TestSourcesPane::readOnlyProfileChangesNothing()
{
    ConnectionSettings settings = m_fixture->session()->settings();
    settings.protection = Protection::ReadOnly;
    settings.policy.readOnly = true;
    m_fixture->session()->connectTo(settings);
    QTRY_VERIFY_WITH_TIMEOUT(m_pane->model()->rowCount() == 2, 20000);
    QVERIFY(m_pane->selectKey(u"lib"_s));
    QTRY_VERIFY(!action(u"sourceFetch"_s)->isEnabled());
    QVERIFY(action(u"sourceFetch"_s)->toolTip().contains("read-only"_L1));
    QVERIFY(action(u"sourceChangesAction"_s)->isEnabled());
}

void TestSourcesPane::outOfSightHearsLaterAndInTimeToBeSeen()
{
    LiveStore *live = m_fixture->session()->live();
    QTRY_VERIFY(source(u"lib"_s));
    m_pane->hide();
    QObject context;
    bool wasHeldBack = false;
    connect(live, &LiveStore::updated, &context, [&] {
        wasHeldBack = wasHeldBack
            || (m_fixture->snapshot()->sources().back().exists && !source(u"lib"_s)->exists);
    });
    QCOMPARE(m_fixture->wire().post("/sources/lib/fetch").status, 200);
    live->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(source(u"lib"_s)->exists, 20000); // the sidebar counts on it
    QVERIFY(wasHeldBack);

    bool wasThereWhenShown = false;
    connect(live, &LiveStore::updated, &context, [&] {
        if (!m_fixture->snapshot()->sources().back().dirty || m_pane->isVisible())
            return;
        m_pane->show();
        wasThereWhenShown = source(u"lib"_s)->dirty;
    });
    QFile file(m_fixture->stack()->root() + u"/sources/lib/lib.py"_s);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
    QVERIFY(file.write("one more line\n") > 0);
    file.close();
    live->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(m_pane->isVisible(), 20000);
    QVERIFY(wasThereWhenShown);
}

void TestSourcesPane::activityKeepsWhatWasDone()
{
    ActivityPane pane;
    pane.resize(1000, 700);
    {
        ActivityController controller(m_fixture->session(), &pane);
        pane.show();
        act(u"sourceFetch"_s, u"lib"_s);
        QTRY_COMPARE(pane.table()->view()->model()->rowCount(), 1);
    }
    // Another controller reads from the disk what the first one saw happen.
    ActivityPane later;
    later.resize(1000, 700);
    ActivityController controller(m_fixture->session(), &later);
    later.show();
    QTRY_COMPARE(later.table()->view()->model()->rowCount(), 1);
    const auto *text = later.findChild<QPlainTextEdit *>(u"activityText"_s);
    QTRY_VERIFY(text->toPlainText().contains("POST /sources/lib/fetch"_L1));
    QVERIFY(text->toPlainText().contains("done"_L1));
    QSignalSpy opened(&later, &Pane::openRequested);
    later.findChild<QAction *>(u"activityOpen"_s)->trigger();
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().value<ObjectRef>(), (ObjectRef{ObjectKind::Source, u"lib"_s}));
}

QTEST_MAIN(TestSourcesPane)
#include "tst_sourcespane.moc"
