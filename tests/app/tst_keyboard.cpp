// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/panelist.h"
#include "tests/ui/consolewindow.h"
#include "ui/files/codeeditor.h"
#include "ui/panes/pane.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QShortcut>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

//! Every part of the window is reached by keys alone, from wherever the focus is.
class TestKeyboard final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void f6GoesRound();
    void f6LeavesTheEditor();
    void aPaneIsEnteredAtItsRows();
    void settingsTakeTheKeyboard();
    void tasksAreGoneToAndLeft();
    void noKeyIsGivenTwice();

private:
    [[nodiscard]] MainWindow *window() const { return m_console->window(); }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : window(),
                        Qt::Key(key), modifiers);
    }
    [[nodiscard]] static QString part()
    {
        static const QStringList parts{u"header"_s,        u"sidebar"_s,   u"servicesTable"_s,
                                       u"serviceDetail"_s, u"taskStrip"_s, u"servicesPane"_s};
        for (const QWidget *at = QApplication::focusWidget(); at; at = at->parentWidget()) {
            if (parts.contains(at->objectName()))
                return at->objectName();
        }
        return {};
    }

    std::unique_ptr<ConsoleWindow> m_console;
};

void TestKeyboard::initTestCase()
{
    m_console = std::make_unique<ConsoleWindow>(watchableManifest());
    m_console->sandbox().write(u"app/notes.txt"_s, "one\ntwo\n");
    QVERIFY(m_console->start(u"services"_s));
    QTRY_VERIFY(!m_console->live()->snapshot()->services().empty());
}

void TestKeyboard::f6GoesRound()
{
    m_console->find<QWidget>("profileButton")->setFocus();
    QStringList seen;
    for (int step = 0; step < 6; ++step) {
        seen += part();
        press(Qt::Key_F6);
    }
    QCOMPARE(seen.constFirst(), u"header"_s);
    QCOMPARE(seen.mid(1, 2), (QStringList{u"sidebar"_s, u"servicesTable"_s}));
    QVERIFY2(seen.contains(u"taskStrip"_s), qPrintable(seen.join(u", "_s)));
    QCOMPARE(QSet<QString>(seen.cbegin(), seen.cend()).size(), 5);
    // And back the same way.
    m_console->find<QWidget>("profileButton")->setFocus();
    press(Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(part(), u"taskStrip"_s);
    press(Qt::Key_F6);
    QCOMPARE(part(), u"header"_s);
    // From the filter above the rows the next part are the rows.
    QLineEdit *filter = nullptr;
    const auto edits = window()->pane(u"services"_s)->findChildren<QLineEdit *>();
    for (QLineEdit *edit : edits)
        filter = filter || !edit->isVisible() ? filter : edit;
    QVERIFY(filter);
    filter->setFocus();
    press(Qt::Key_F6);
    QCOMPARE(part(), u"servicesTable"_s);
}

void TestKeyboard::f6LeavesTheEditor()
{
    window()->showPane(u"files"_s);
    QTRY_VERIFY(window()->findChild<QLineEdit *>(u"openPath"_s));
    auto *path = m_console->find<QLineEdit>("openPath");
    path->setFocus();
    QTest::keyClicks(path, u"notes.txt"_s);
    QTest::keyClick(path, Qt::Key_Return);
    QTRY_VERIFY(qobject_cast<CodeEditor *>(QApplication::focusWidget()));
    QPointer<QWidget> editor = QApplication::focusWidget();
    press(Qt::Key_F6);
    QVERIFY(QApplication::focusWidget() != editor);
    press(Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget(), editor.data());
}

void TestKeyboard::aPaneIsEnteredAtItsRows()
{
    for (const QString &id : {u"services"_s, u"secrets"_s, u"sources"_s}) {
        const QList<PaneDescriptor> &panes = window()->panes();
        const auto found = std::find_if(panes.begin(), panes.end(),
                                        [&](const PaneDescriptor &pane) { return pane.id == id; });
        const int number = int(found - panes.begin()) + 1;
        window()->showPane(id);
        press(Qt::Key_Slash);
        QVERIFY2(qobject_cast<QLineEdit *>(QApplication::focusWidget()), qPrintable(id));
        // From its own filter, and coming back to a pane that was left with the filter in use.
        press(Qt::Key_0 + number, Qt::ControlModifier);
        QVERIFY2(qobject_cast<QAbstractItemView *>(QApplication::focusWidget()), qPrintable(id));
        press(Qt::Key_Slash);
        press(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(window()->currentPane(), u"overview"_s);
        press(Qt::Key_0 + number, Qt::ControlModifier);
        QCOMPARE(window()->currentPane(), id);
        QVERIFY2(qobject_cast<QAbstractItemView *>(QApplication::focusWidget()), qPrintable(id));
    }
}

void TestKeyboard::settingsTakeTheKeyboard()
{
    window()->showPane(u"services"_s);
    m_console->find<QWidget>("profileButton")->setFocus();
    press(Qt::Key_Comma, Qt::ControlModifier);
    QCOMPARE(window()->currentPane(), u"settings"_s);
    QVERIFY(window()->pane(u"settings"_s)->isAncestorOf(QApplication::focusWidget()));
}

void TestKeyboard::tasksAreGoneToAndLeft()
{
    window()->enterPane(u"services"_s);
    const QPointer<QWidget> before = QApplication::focusWidget();
    press(Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"taskTable"_s);
    // While they are open the same key goes there from elsewhere.
    window()->enterPane(u"services"_s);
    press(Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"taskTable"_s);
    press(Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), before.data());
    QVERIFY(!m_console->find<QAbstractItemView>("taskTable")->isVisible());
}

//! Qt runs neither of two that hear the same key.
void TestKeyboard::noKeyIsGivenTwice()
{
    QStringList twice;
    for (const PaneDescriptor &descriptor : paneList()) {
        const QString id = descriptor.id;
        window()->showPane(id);
        Pane *pane = window()->pane(id);
        QMap<QString, QStringList> heard; // by key, the names of what the whole window hears
        const auto hears = [pane](const QObject *object) {
            for (const QObject *at = object; at; at = at->parent()) {
                if (at == pane)
                    return true;
                if (qobject_cast<const Pane *>(at))
                    return false; // of another pane
            }
            return true;
        };
        for (const QAction *action : window()->findChildren<QAction *>()) {
            if (action->shortcutContext() != Qt::WindowShortcut || !hears(action))
                continue;
            for (const QKeySequence &key : action->shortcuts())
                heard[key.toString()].append(action->objectName());
        }
        for (const QShortcut *shortcut : window()->findChildren<QShortcut *>()) {
            if (shortcut->context() == Qt::WindowShortcut && hears(shortcut))
                heard[shortcut->key().toString()].append(shortcut->objectName());
        }
        for (auto it = heard.cbegin(); it != heard.cend(); ++it) {
            if (!it.key().isEmpty() && it->size() > 1)
                twice.append(id + u": "_s + it.key() + u" for "_s + it->join(u" and "_s));
        }
    }
    QVERIFY2(twice.isEmpty(), qPrintable(twice.join(u'\n')));
}

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
