// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/consolewindow.h"
#include "ui/files/codeeditor.h"
#include "ui/files/documentview.h"
#include "ui/shell/headerbar.h"
#include "ui/widgets/noticebar.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

const auto good = "name: demo\n"
                  "sources:\n"
                  "  whole: {kind: local, path: .}\n"
                  "services:\n"
                  "  one: {runtime: local, command: [\"sleep\", \"1000\"]}\n"_ba;

} // namespace

//! One bad save of the manifest makes every route of the daemon fail, the one that would correct it
//! too.
class TestManifestGuard final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_console.reset(); }
    void asksBeforeItLocksTheDaemon();
    void brokenByOthers();
    void whatGetsStuckIsOnlyTold();

private:
    void openManifest();
    void typeAtTheEnd(const QString &text);
    [[nodiscard]] QString notice(const QString &id) const;

    std::unique_ptr<ConsoleWindow> m_console;
    DocumentView *m_view = nullptr;
};

void TestManifestGuard::init()
{
    m_console = std::make_unique<ConsoleWindow>(good);
    QVERIFY(m_console->start(u"files"_s));
    openManifest();
}

void TestManifestGuard::openManifest()
{
    auto *path = m_console->find<QLineEdit>("openPath");
    path->setFocus();
    QTest::keyClicks(path, u"whole:angee.yaml"_s);
    QTest::keyClick(path, Qt::Key_Return);
    m_view = m_console->find<DocumentView>("documentView");
    QTRY_VERIFY(m_view->session()->isLoaded());
    QTRY_VERIFY(m_view->manifest()->watches());
}

void TestManifestGuard::typeAtTheEnd(const QString &text)
{
    m_view->editor()->SendScintilla(QsciScintilla::SCI_DOCUMENTEND);
    QTest::keyClicks(m_view->editor(), text);
}

QString TestManifestGuard::notice(const QString &id) const
{
    for (const Notice &notice : m_console->window()->notices()->notices()) {
        if (notice.id == id)
            return notice.text;
    }
    return {};
}

void TestManifestGuard::asksBeforeItLocksTheDaemon()
{
    typeAtTheEnd(u"bogus: 1"_s);
    QTRY_VERIFY(m_view->notices()->contains(u"manifest"_s));
    QCOMPARE(m_view->manifest()->problems().first().line, 6);
    m_view->editor()->goToLine(1);
    QTest::keyClick(m_view->editor(), Qt::Key_F7);
    QTRY_COMPARE(m_view->editor()->caretLine(), 6);

    const auto ask = [this]() -> QWidget * {
        QTest::keyClick(m_view->editor(), Qt::Key_S, Qt::ControlModifier);
        QWidget *dialog = shownDialog(u"manifestDialog"_s);
        return dialog;
    };
    QWidget *dialog = ask();
    QVERIFY(dialog);
    auto *verb = shownChild<QPushButton>(dialog, u"confirmVerb"_s);
    QVERIFY(!verb->isEnabled());
    QTest::mouseClick(shownChild<QPushButton>(dialog, u"confirmCancel"_s), Qt::LeftButton);
    QTRY_VERIFY(!shownDialog(u"manifestDialog"_s));
    QCOMPARE(m_console->fileInStack(u"angee.yaml"_s), good);
    QCOMPARE(m_view->session()->state(), DocumentSession::State::Dirty);

    // With his word it is sent, and then the window says what has happened.
    dialog = ask();
    QVERIFY(dialog);
    QTest::keyClicks(shownChild<QLineEdit>(dialog, u"typedName"_s), u"demo"_s);
    verb = shownChild<QPushButton>(dialog, u"confirmVerb"_s);
    QVERIFY(verb->isEnabled());
    QTest::mouseClick(verb, Qt::LeftButton);
    QTRY_COMPARE(m_console->fileInStack(u"angee.yaml"_s), good + "bogus: 1");
    m_console->live()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!notice(u"manifestBroken"_s).isEmpty(), 30'000);
}

// The daemon does not say that it cannot be reached, and neither does the window.
void TestManifestGuard::brokenByOthers()
{
    QFile file(m_console->sandbox().path(u"angee.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(good + "bogus: 1\n") > 0 && file.flush());
    m_console->live()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!notice(u"manifestBroken"_s).isEmpty(), 30'000);
    const QString text = notice(u"manifestBroken"_s);
    QVERIFY2(text.contains(u"line 6: field bogus not found"_s), qPrintable(text));
    QVERIFY2(text.contains(file.fileName()), qPrintable(text));
    const auto *state = m_console->find<QLabel>("connectionState");
    QTRY_VERIFY2(state->text().startsWith(u"The stack's manifest is broken"_s),
                 qPrintable(state->text()));

    QVERIFY(m_console->click("noticeAction_copyManifest"));
    QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), good);
    QVERIFY(m_console->click("noticeAction_saveManifest"));
    auto *dialog = m_console->find<QFileDialog>("manifestSaveDialog");
    const QString copy = m_console->sandbox().path(u"copy.yaml"_s);
    emit dialog->fileSelected(copy);
    dialog->reject();
    QCOMPARE(m_console->fileInStack(u"copy.yaml"_s), good);

    QVERIFY(file.resize(0) && file.seek(0) && file.write(good) > 0 && file.flush());
    m_console->live()->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(notice(u"manifestBroken"_s).isEmpty(), 30'000);
    QTRY_VERIFY(!state->text().contains(u"manifest"_s));
}

void TestManifestGuard::whatGetsStuckIsOnlyTold()
{
    typeAtTheEnd(u"  two: {runtime: local, command: [\"${secret.none}\"]}"_s);
    QTRY_VERIFY(m_view->notices()->contains(u"manifest"_s));
    QCOMPARE(m_view->manifest()->problems().first().consequence,
             ManifestProblem::Consequence::Stuck);
    QTest::keyClick(m_view->editor(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(m_console->fileInStack(u"angee.yaml"_s).contains("two: "));
    QVERIFY(!shownDialog(u"manifestDialog"_s));
}

QTEST_MAIN(TestManifestGuard)

#include "tst_manifestguard.moc"
