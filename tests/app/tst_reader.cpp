// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/consolewindow.h"
#include "ui/tasks/taskstrip.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QRadioButton>
#include <QTabBar>
#include <QToolButton>
#include <qpa/qplatformaccessibility.h>
#include <qpa/qplatformintegration.h>

#include <private/qguiapplication_p.h>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

QStringList announced; // names of alerts, as they were when they came
int focusEvents = 0;
QStringList hiddenFocus; // who said to have the focus without being shown

void hear(QAccessibleEvent *event)
{
    QAccessibleInterface *reader = event->accessibleInterface();
    if (!reader)
        return;
    if (event->type() == QAccessible::Alert)
        announced.append(reader->text(QAccessible::Name));
    const auto *widget = qobject_cast<QWidget *>(event->object());
    focusEvents += event->type() == QAccessible::Focus;
    if (event->type() == QAccessible::Focus && widget && !widget->isVisible())
        hiddenFocus.append(widget->objectName());
}

//! All that \a reader and what lies below it say, one a line.
void read(QAccessibleInterface *reader, QStringList *words, int depth = 0)
{
    if (!reader || !reader->isValid() || depth > 40)
        return;
    for (const QAccessible::Text kind :
         {QAccessible::Name, QAccessible::Description, QAccessible::Value})
        words->append(reader->text(kind));
    if (QAccessibleTextInterface *text = reader->textInterface())
        words->append(text->text(0, text->characterCount()));
    for (int i = 0; i < reader->childCount(); ++i)
        read(reader->child(i), words, depth + 1);
}

QString readAll(QWidget *window)
{
    QStringList words;
    read(QAccessible::queryAccessibleInterface(window), &words);
    return words.join(u'\n');
}

QString withoutKeys(QString caption)
{
    return caption.replace("&&"_L1, "\x01"_L1).remove(u'&').replace("\x01"_L1, "&"_L1);
}

//! The words that a person sees on \a widget.
QStringList seenOn(const QWidget *widget)
{
    QStringList seen;
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        seen += label->buddy() ? withoutKeys(label->text()) : label->text();
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    const auto *tool = qobject_cast<const QToolButton *>(widget);
    if (button && !(tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly))
        seen += withoutKeys(button->text());
    if (const auto *combo = qobject_cast<const QComboBox *>(widget))
        seen += combo->currentText();
    if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
        for (int tab = 0; tab < tabs->count(); ++tab)
            seen += withoutKeys(tabs->tabText(tab));
    }
    const auto *view = qobject_cast<const QAbstractItemView *>(widget);
    if (view && view->model() && !widget->inherits("QHeaderView")) {
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                const QModelIndex cell = view->model()->index(row, column);
                if (!view->visualRect(cell).isEmpty())
                    seen += cell.data().toString();
            }
        }
    }
    seen.removeAll(QString());
    return seen;
}

//! What is seen in \a window and not said by its readers.
QStringList unsaidIn(QWidget *window)
{
    const QString said = readAll(window);
    QStringList unsaid;
    const QWidgetList widgets = window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->window() != window)
            continue;
        const QStringList seen = seenOn(widget);
        for (const QString &words : seen) {
            if (!said.contains(words))
                unsaid.append(widget->objectName() + u": "_s + words);
        }
    }
    return unsaid;
}

//! The controls of \a window that say no name.
QStringList namelessIn(const QWidget *window)
{
    QStringList nameless;
    const QWidgetList widgets = window->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        const auto *combo = qobject_cast<const QComboBox *>(widget);
        const bool field = combo || qobject_cast<const QLineEdit *>(widget)
            || widget->inherits("QPlainTextEdit") || qobject_cast<const QAbstractButton *>(widget)
            || qobject_cast<const QAbstractItemView *>(widget);
        if (!field || !widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus)
            || widget->inherits("QHeaderView") || widget->focusProxy())
            continue;
        const QString name = QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
        if (name.isEmpty() || (combo && name == combo->currentText()))
            nameless.append(widget->objectName() + u" says \""_s + name + u'"');
    }
    return nameless;
}

} // namespace

//! The window as somebody who does not see it finds it.
class TestReader final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void saysWhatIsSeen();
    void dialogsSayWhatIsSeen_data();
    void dialogsSayWhatIsSeen();
    void menusAreInTheTree_data();
    void menusAreInTheTree();
    void theEndOfATaskIsAnnounced();
    void nobodyHiddenTakesTheFocus();

private:
    [[nodiscard]] MainWindow *window() const { return m_console->window(); }

    std::unique_ptr<ConsoleWindow> m_console;
};

void TestReader::initTestCase()
{
    QAccessible::installUpdateHandler(hear);
    // As a screen reader does it. QAccessible::setActive() only tells those who want to know, and
    // without this no event comes at all.
    QGuiApplicationPrivate::platformIntegration()->accessibility()->setActive(true);
    QVERIFY(QAccessible::isActive());
    m_console = std::make_unique<ConsoleWindow>(watchableManifest());
    QVERIFY(m_console->start(u"services"_s));
}

void TestReader::saysWhatIsSeen()
{
    for (const PaneDescriptor &descriptor : window()->panes()) {
        const QString id = descriptor.id;
        window()->showPane(id);
        QVERIFY(QTest::qWaitFor([&] { return window()->pane(id)->isVisible(); }));
        const QStringList unsaid = unsaidIn(window());
        QVERIFY2(unsaid.isEmpty(), qPrintable(id + u":\n"_s + unsaid.join(u'\n')));
        const QStringList nameless = namelessIn(window());
        QVERIFY2(nameless.isEmpty(), qPrintable(id + u":\n"_s + nameless.join(u'\n')));
    }
    const QString said = readAll(window());
    for (const QString &words : {u"Connection state: Live"_s, u"Working as: as admin"_s})
        QVERIFY2(said.contains(words), qPrintable(words));
}

void TestReader::dialogsSayWhatIsSeen_data()
{
    QTest::addColumn<QString>("pane");
    QTest::addColumn<QString>("action");
    QTest::newRow("connect") << u"overview"_s << u"connectAction"_s;
    QTest::newRow("profiles") << u"overview"_s << u"manageProfilesAction"_s;
    QTest::newRow("workspace") << u"workspaces"_s << u"workspaceCreate"_s;
    QTest::newRow("service") << u"services"_s << u"serviceCreate"_s;
    QTest::newRow("secret") << u"secrets"_s << u"secretAdd"_s;
    QTest::newRow("down") << u"overview"_s << u"actionDown"_s;
    QTest::newRow("destroy") << u"services"_s << u"serviceDestroy"_s;
    QTest::newRow("build some") << u"overview"_s << u"actionBuildSome"_s;
}

void TestReader::dialogsSayWhatIsSeen()
{
    QFETCH(const QString, pane);
    QFETCH(const QString, action);
    window()->showPane(pane);
    if (!window()->findChild<QAction *>(action))
        QSKIP("the window alone does not have it");
    QVERIFY(m_console->trigger(qPrintable(action)));
    QDialog *dialog = nullptr;
    QVERIFY(QTest::qWaitFor([&] {
        const auto dialogs = window()->findChildren<QDialog *>();
        for (QDialog *each : dialogs)
            dialog = each->isVisible() ? each : dialog;
        return dialog != nullptr;
    }));
    const QStringList unsaid = unsaidIn(dialog);
    const QStringList nameless = namelessIn(dialog);
    dialog->reject();
    QVERIFY2(unsaid.isEmpty(), qPrintable(unsaid.join(u'\n')));
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u'\n')));
}

void TestReader::menusAreInTheTree_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("name");
    QTest::newRow("stack") << u"stackMenuButton"_s << u"More stack actions"_s;
    QTest::newRow("profile") << u"profileButton"_s << u"Profile and stack: "_s;
}

void TestReader::menusAreInTheTree()
{
    QFETCH(const QString, button);
    QFETCH(const QString, name);
    auto *widget = m_console->find<QToolButton>(qPrintable(button));
    QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(widget);
    QCOMPARE(reader->role(), QAccessible::ButtonMenu);
    QVERIFY(reader->text(QAccessible::Name).startsWith(name));
    QCOMPARE(reader->childCount(), 1);
    QCOMPARE(reader->child(0)->object(), static_cast<QObject *>(widget->menu()));
    QCOMPARE(reader->indexOfChild(reader->child(0)), 0);
    QVERIFY(reader->actionInterface()->actionNames().contains(
        QAccessibleActionInterface::showMenuAction()));
    bool shown = false;
    connect(widget->menu(), &QMenu::aboutToShow, widget, [widget, &shown] {
        shown = true;
        QMetaObject::invokeMethod(widget->menu(), &QMenu::close, Qt::QueuedConnection);
    });
    reader->actionInterface()->doAction(QAccessibleActionInterface::showMenuAction());
    QTRY_VERIFY(shown);
    widget->menu()->disconnect(widget);
}

void TestReader::theEndOfATaskIsAnnounced()
{
    announced.clear();
    window()->showPane(u"services"_s);
    QVERIFY(m_console->trigger("actionPrepare"));
    QTRY_VERIFY_WITH_TIMEOUT(!announced.filter(u"Prepare"_s).isEmpty(), 30'000);
    const QAccessibleInterface *line =
        QAccessible::queryAccessibleInterface(m_console->find<QLabel>("taskLine"));
    QCOMPARE(line->role(), QAccessible::AlertMessage);
}

void TestReader::nobodyHiddenTakesTheFocus()
{
    QVERIFY(focusEvents > 0);
    QVERIFY2(hiddenFocus.isEmpty(), qPrintable(hiddenFocus.join(u", "_s)));
}

QTEST_MAIN(TestReader)
#include "tst_reader.moc"
