// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/application.h"
#include "app/consolepanes.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "tests/support/requested.h"
#include "tests/ui/taborder.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/sidebar.h"
#include "ui/tasks/taskstrip.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/tableview.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAbstractProxyModel>
#include <QAccessible>
#include <QComboBox>
#include <QDirIterator>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace angee;
using namespace Qt::StringLiterals;

namespace {

const auto token = "window-test-bearer-5c1f"_ba;

HttpRequest openStream()
{
    HttpRequest request = graphQlRequest(
        "subscription { onStackSnapshotChange { health { status } } }"_ba, {}, {}, false);
    request.accept = "text/event-stream"_ba;
    request.streaming = true;
    return request;
}

class OpenStreamCall final : public TypedCall<Done>
{
public:
    OpenStreamCall()
        : TypedCall(openStream())
    { }

protected:
    void decode(const QJsonValue &, const HttpResult &, QString *) override { }
};

} // namespace

//! The whole program against its own sandbox: real widgets, a real socket, real files.
class TestWindow final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void everyModelKeepsItsPromises();
    void everyPaneIsReachable();
    void tabGoesFromTopToBottom();
    void everyControlHasAName();
    void setsASecretOnce();
    void refusesABadSecret();
    void revealsAndForgets();
    void buildsOnceAndTellsTheFailure();
    void asksBeforeDestroyingTheStack();
    void paletteOpensAnObject();
    void asksBeforeQuittingARunningJob();
    void bearerIsNowhereOnDisk();

private:
    template <typename Widget>
    Widget *find(const QString &name, QWidget *parent = nullptr)
    {
        auto *widget = (parent ? parent : m_app->window())->template findChild<Widget *>(name);
        if (!widget)
            qWarning() << "no widget" << name;
        return widget;
    }
    void click(const QString &name, QWidget *parent = nullptr)
    {
        auto *button = find<QAbstractButton>(name, parent);
        QVERIFY(button);
        QVERIFY2(button->isEnabled(), qPrintable(name + u": "_s + button->toolTip()));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void trigger(const QString &name)
    {
        auto *action = m_app->window()->findChild<QAction *>(name);
        QVERIFY2(action && action->isEnabled(), qPrintable(name));
        action->trigger();
    }
    [[nodiscard]] TaskRunner *tasks() const { return m_app->session()->tasks(); }

    QTemporaryDir m_home;
    std::unique_ptr<Application> m_app;
};

void TestWindow::initTestCase()
{
    QVERIFY(m_home.isValid());
    CommandLine line;
    line.mode = CommandLine::Mode::Sandbox;
    line.sandboxRoot = m_home.filePath(u"stack"_s);
    line.sandboxToken = QString::fromLatin1(token);
    line.theme = u"light"_s;
    m_app = std::make_unique<Application>(line, m_home.filePath(u"data"_s),
                                          m_home.filePath(u"console.ini"_s));
    m_app->start();
    QVERIFY(QTest::qWaitForWindowExposed(m_app->window()));
    QTRY_VERIFY_WITH_TIMEOUT(m_app->session()->live()
                                 && m_app->session()->live()->state() == LiveState::Live
                                 && m_app->session()->live()->snapshot()
                                 && m_app->session()->live()->snapshot()->knows(everyPart),
                             30'000);
}

void TestWindow::cleanupTestCase()
{
    m_app.reset();
}

//! The first, so that what all the others do to the models is watched too.
void TestWindow::everyModelKeepsItsPromises()
{
    MainWindow *window = m_app->window();
    for (const PaneDescriptor &descriptor : window->panes())
        QVERIFY(window->pane(descriptor.id));
    window->taskStrip()->setOpen(true);
    QSet<QAbstractItemModel *> models;
    const auto views = window->findChildren<QAbstractItemView *>();
    for (const QAbstractItemView *view : views) {
        QAbstractItemModel *model = view->model();
        while (model) {
            if (QByteArrayView(model->metaObject()->className()).startsWith("angee::"))
                models.insert(model);
            const auto *proxy = qobject_cast<QAbstractProxyModel *>(model);
            model = proxy ? proxy->sourceModel() : nullptr;
        }
    }
    QVERIFY2(models.size() >= 20, qPrintable(QString::number(models.size())));
    for (QAbstractItemModel *model : std::as_const(models))
        QVERIFY2((model->flags({}) & ~Qt::ItemFlags(Qt::ItemIsDropEnabled)) == 0,
                 model->metaObject()->className());
    for (QAbstractItemModel *model : std::as_const(models))
        new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::Fatal,
                                     model);
    for (const QString &filter : {u"a"_s, u"no such thing"_s, QString()}) {
        for (const PaneDescriptor &descriptor : window->panes())
            window->pane(descriptor.id)->setFilter(filter);
    }
    window->taskStrip()->setOpen(false);
}

void TestWindow::everyPaneIsReachable()
{
    MainWindow *window = m_app->window();
    // With everything in sight that there can be: the sample needs attention before long.
    QTRY_VERIFY_WITH_TIMEOUT(!m_app->session()->live()->lastUpdate()->attention.isEmpty(), 30'000);
    for (const PaneDescriptor &descriptor : window->panes()) {
        const QString &id = descriptor.id;
        window->showPane(id);
        QCOMPARE(window->currentPane(), id);
        QVERIFY(window->pane(id)->isVisible());
        const QString jump = test::tabOrderProblem(window->pane(id));
        QVERIFY2(jump.isEmpty(), qPrintable(id + u": Tab "_s + jump));
    }
    for (int number = 1; number <= qMin<qsizetype>(9, window->panes().size()); ++number) {
        QTest::keyClick(window, Qt::Key(Qt::Key_0 + number), Qt::ControlModifier);
        QTRY_COMPARE(window->currentPane(), window->panes().at(number - 1).id);
    }
    QVERIFY(window->windowTitle().contains(m_app->session()->stackName()));
    QVERIFY(!m_app->session()->stackName().isEmpty());
}

//! Panes are built one by one after the window, and the task strip stands below them all the same.
void TestWindow::tabGoesFromTopToBottom()
{
    MainWindow *window = m_app->window();
    QVERIFY(QTest::qWaitForWindowActive(window));
    const QStringList order{u"header"_s, u"sidebar"_s, u"paneStack"_s, u"taskStrip"_s};
    for (const PaneDescriptor &descriptor : window->panes()) {
        const QString &id = descriptor.id;
        window->showPane(id);
        find<QWidget>(u"profileButton"_s)->setFocus();
        QStringList seen;
        do {
            test::goToNext(window);
            for (const QWidget *at = window->focusWidget(); at; at = at->parentWidget()) {
                if (order.contains(at->objectName()) && !seen.endsWith(at->objectName()))
                    seen.append(at->objectName());
            }
            QVERIFY2(window->focusWidget(), qPrintable(id));
        } while (window->focusWidget()->objectName() != "profileButton"_L1);
        QVERIFY2(seen.mid(0, 4) == order && seen.size() <= 5,
                 qPrintable(id + u": "_s + seen.join(u", "_s)));
    }
}

void TestWindow::everyControlHasAName()
{
    QStringList unnamed;
    const auto controls = m_app->window()->findChildren<QWidget *>();
    for (QWidget *widget : controls) {
        const bool control = qobject_cast<QAbstractButton *>(widget)
            || qobject_cast<QLineEdit *>(widget) || qobject_cast<QComboBox *>(widget)
            || qobject_cast<QAbstractItemView *>(widget);
        // Parts that Qt makes inside its own widgets are named by what they belong to.
        const QString name = widget->objectName();
        // A button that is hidden has no text yet.
        const bool unused = qobject_cast<QAbstractButton *>(widget) && widget->isHidden();
        if (!control || unused || name.startsWith("qt_"_L1) || name.startsWith("ScrollLeft"_L1)
            || name.startsWith("ScrollRight"_L1) || qobject_cast<QHeaderView *>(widget)
            || widget->inherits("QTableCornerButton") || widget->inherits("QComboBoxListView")
            || widget->inherits("QLineEditIconButton") || widget->inherits("CloseButton")
            || (qobject_cast<QLineEdit *>(widget)
                && (qobject_cast<QComboBox *>(widget->parent())
                    || widget->parent()->inherits("QAbstractSpinBox"))))
            continue;
        const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        QString spoken = accessible ? accessible->text(QAccessible::Name) : QString();
        if (name.isEmpty() || spoken.isEmpty())
            unnamed.append(u"%1 \"%2\" in %3 \"%4\" says \"%5\""_s.arg(
                QString::fromLatin1(widget->metaObject()->className()), name,
                QString::fromLatin1(widget->parent()->metaObject()->className()),
                widget->parent()->objectName(), spoken));
    }
    QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u'\n')));
}

void TestWindow::setsASecretOnce()
{
    MainWindow *window = m_app->window();
    window->showPane(u"secrets"_s);
    auto *table = find<FilterTable>(u"secretsTable"_s);
    QTRY_VERIFY(table->selectKey(u"smtp-password"_s));
    trigger(u"secretSet"_s);
    auto *dialog = window->findChild<QDialog *>(u"secretDialog"_s);
    QVERIFY(dialog);
    auto *value = dialog->findChild<QWidget *>(u"secretNewLine"_s)->findChild<QLineEdit *>();
    QTest::keyClicks(value, u"a[b]c<d>&amp; \"e\""_s);
    const qsizetype before = tasks()->tasks().size();
    auto *set = dialog->findChild<QPushButton *>(u"secretSetButton"_s);
    QVERIFY2(set->isEnabled(), qPrintable(set->toolTip() + value->text()));
    QTest::mouseClick(set, Qt::LeftButton);
    QTest::mouseClick(set, Qt::LeftButton);
    QTRY_COMPARE(tasks()->tasks().size(), before + 1);
    QTRY_COMPARE(tasks()->tasks().constLast()->state(), Task::State::Succeeded);
    QTest::qWait(50); // a second click would have become a task by now
    QCOMPARE(tasks()->tasks().size(), before + 1);
    QTRY_VERIFY(!window->findChild<QDialog *>(u"secretDialog"_s));
}

void TestWindow::refusesABadSecret()
{
    MainWindow *window = m_app->window();
    const qsizetype before = tasks()->tasks().size();
    trigger(u"secretAdd"_s);
    auto *dialog = window->findChild<QDialog *>(u"secretDialog"_s);
    QVERIFY(dialog);
    auto *name = dialog->findChild<QLineEdit *>(u"secretName"_s);
    QTest::keyClicks(name, u"bad name"_s);
    auto *set = dialog->findChild<QPushButton *>(u"secretSetButton"_s);
    QVERIFY(!set->isEnabled());
    bool told = false;
    for (const QLabel *label : dialog->findChildren<QLabel *>())
        told = told || label->text().contains("Use letters"_L1);
    QVERIFY(told);
    dialog->reject();
    QTRY_VERIFY(!window->findChild<QDialog *>(u"secretDialog"_s));
    QCOMPARE(tasks()->tasks().size(), before);
}

void TestWindow::revealsAndForgets()
{
    auto *table = find<FilterTable>(u"secretsTable"_s);
    QVERIFY(table->selectKey(u"smtp-password"_s));
    auto *value = find<QWidget>(u"secretValue"_s)->findChild<QLineEdit *>();
    QTRY_VERIFY(m_app->window()->findChild<QAction *>(u"secretReveal"_s)->isEnabled());
    trigger(u"secretReveal"_s);
    QTRY_COMPARE(value->text(), u"a[b]c<d>&amp; \"e\""_s);
    QCOMPARE(value->echoMode(), QLineEdit::Normal);
    // Another row must not show the value of this one.
    QVERIFY(table->selectKey(u"session-key"_s));
    QTRY_VERIFY(value->text().isEmpty());
}

void TestWindow::buildsOnceAndTellsTheFailure()
{
    auto *build = find<QPushButton>(u"buildButton"_s);
    const qsizetype before = tasks()->tasks().size();
    QTest::mouseClick(build, Qt::LeftButton);
    QTest::mouseClick(build, Qt::LeftButton);
    QTRY_COMPARE(tasks()->tasks().size(), before + 1);
    Task *task = tasks()->tasks().constLast();
    QTRY_VERIFY_WITH_TIMEOUT(!task->isActive(), 60'000);
    // The sample has one service whose build fails, and says where.
    QCOMPARE(task->state(), Task::State::Failed);
    QVERIFY2(task->words().contains("error"_L1), qPrintable(task->words()));
    QVERIFY(find<QLabel>(u"taskLine"_s)->text().contains("Build stack"_L1));
    QTRY_VERIFY(build->isEnabled());
}

void TestWindow::asksBeforeDestroyingTheStack()
{
    trigger(u"actionDestroyStack"_s);
    // What would be lost is read first.
    ConfirmDialog *dialog = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT(
        (dialog = m_app->window()->findChild<ConfirmDialog *>(u"confirmDialog"_s)), 30'000);
    auto *cancel = find<QPushButton>(u"confirmCancel"_s, dialog);
    auto *verb = find<QPushButton>(u"confirmVerb"_s, dialog);
    QVERIFY(cancel->isDefault());
    const QString stack = m_app->session()->stackName();
    QVERIFY(dialog->windowTitle().contains(stack));
    const QString where = find<QLabel>(u"confirmWhere"_s, dialog)->text();
    QVERIFY(where.contains(stack) && where.contains(m_app->session()->profileName()));
    // Deleting the data needs the name.
    QTest::mouseClick(find<QAbstractButton>(u"choice-purge"_s, dialog), Qt::LeftButton,
                      Qt::NoModifier, QPoint(10, 10));
    QVERIFY(!verb->isEnabled());
    QTest::keyClicks(find<QLineEdit>(u"typedName"_s, dialog), stack);
    // And so does work that is nowhere else.
    QVERIFY(!verb->isEnabled());
    QTest::mouseClick(find<QCheckBox>(u"confirmTick"_s, dialog), Qt::LeftButton, Qt::NoModifier,
                      QPoint(5, 5));
    QVERIFY(verb->isEnabled());
    QCOMPARE(test::tabOrderProblem(dialog), QString());
    const qsizetype before = tasks()->tasks().size();
    QTest::mouseClick(cancel, Qt::LeftButton);
    QTRY_VERIFY(!m_app->window()->findChild<ConfirmDialog *>(u"confirmDialog"_s));
    QCOMPARE(tasks()->tasks().size(), before);
}

void TestWindow::paletteOpensAnObject()
{
    MainWindow *window = m_app->window();
    window->showPane(u"secrets"_s);
    window->activateWindow();
    QTRY_VERIFY(window->isActiveWindow());
    QTest::keyClick(window, Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::focusWidget()
                && qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    QTest::keyClicks(QApplication::focusWidget(), u"database"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(window->currentPane(), u"services"_s);
    QTRY_COMPARE(find<FilterTable>(u"servicesTable"_s)->currentKey(), u"database"_s);
}

void TestWindow::asksBeforeQuittingARunningJob()
{
    trigger(u"actionRun"_s);
    auto *run = find<ConfirmDialog>(u"confirmDialog"_s);
    QVERIFY(run);
    run->reject();
    QTRY_VERIFY(!m_app->window()->findChild<ConfirmDialog *>(u"confirmDialog"_s));

    // A call that the daemon leaves open while it lasts: the same that live updates use.
    TaskSpec spec;
    spec.title = u"Long work"_s;
    spec.quitWarning = u"It ends."_s;
    spec.cancelWarning = u"It ends."_s;
    spec.start = [](OperatorDaemon &daemon) { return daemon.run(new OpenStreamCall); };
    Task *task = test::requested(tasks(), spec);
    QTRY_COMPARE(task->state(), Task::State::Running);
    m_app->window()->close();
    auto *quit = find<ConfirmDialog>(u"quitDialog"_s);
    QVERIFY(quit);
    QVERIFY(m_app->window()->isVisible());
    QVERIFY(find<QLabel>(u"lostList"_s, quit)->text().contains("Long work"_L1));
    quit->reject();
    QTRY_VERIFY(!m_app->window()->findChild<ConfirmDialog *>(u"quitDialog"_s));
    QVERIFY(task->isActive());
    tasks()->cancel(task);
    QTRY_COMPARE(task->state(), Task::State::Cancelled);
}

void TestWindow::bearerIsNowhereOnDisk()
{
    m_app.reset(); // everything is written
    int files = 0;
    for (const QString &path : {m_home.filePath(u"data"_s), m_home.filePath(u"console.ini"_s)}) {
        QStringList names{path};
        QDirIterator it(path, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext())
            names.append(it.next());
        for (const QString &name : names) {
            QFile file(name);
            if (!QFileInfo(name).isFile() || !file.open(QIODevice::ReadOnly))
                continue;
            ++files;
            const QByteArray content = file.readAll();
            QVERIFY2(!content.contains(token), qPrintable(name));
            QVERIFY2(!content.contains("a[b]c<d>"), qPrintable(name));
        }
    }
    QVERIFY(files >= 2); // settings and the journal at least
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
