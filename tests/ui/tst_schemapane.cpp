// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/operationcheck.h"
#include "core/schema/schemaarchive.h"
#include "core/schema/schematext.h"
#include "core/schema/sdlparser.h"
#include "tests/ui/panefixture.h"
#include "tests/ui/taborder.h"
#include "ui/jobs/jobsdescriptor.h"
#include "ui/schema/schemacontroller.h"
#include "ui/schema/schemapane.h"
#include "ui/schema/sdlview.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/noticebar.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

class TestSchemaPane final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void searchesAndJumps();
    void searchesByKeys();
    void goesBackAndForward();
    void savesToAFile();
    void comparesWithAFile();
    void tellsThatItChanged();
    void tellsWhatAnOperationLacks();

private:
    void show();
    void chooseFile(const QString &dialog, const QString &path);
    [[nodiscard]] QByteArray sdl() const;
    [[nodiscard]] QString selection() const;
    [[nodiscard]] QString notice(const QString &id) const;
    template <typename Widget>
    [[nodiscard]] Widget *child(const QString &name) const
    {
        return m_pane->findChild<Widget *>(name);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<PaneFixture> m_fixture;
    std::unique_ptr<SchemaPane> m_pane;
    std::unique_ptr<SchemaController> m_controller;
};

void TestSchemaPane::init()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    m_fixture = std::make_unique<PaneFixture>();
    const QString error = m_fixture->start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    m_pane = std::make_unique<SchemaPane>();
    m_pane->resize(1200, 800);
    m_controller = std::make_unique<SchemaController>(m_fixture->session(), m_pane.get());
}

void TestSchemaPane::cleanup()
{
    m_controller.reset();
    m_pane.reset();
    m_fixture.reset();
}

void TestSchemaPane::show()
{
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    QTRY_VERIFY(m_pane->document());
}

void TestSchemaPane::chooseFile(const QString &name, const QString &path)
{
    QWidget *shown = nullptr;
    QTRY_VERIFY((shown = shownDialog(name)));
    auto *dialog = qobject_cast<QDialog *>(shown);
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(path);
    dialog->accept();
}

QByteArray TestSchemaPane::sdl() const
{
    const std::string_view text = m_pane->document()->sdl.text();
    return {text.data(), qsizetype(text.size())};
}

QString TestSchemaPane::selection() const
{
    return m_pane->findChild<SdlView *>()->selectedText();
}

QString TestSchemaPane::notice(const QString &id) const
{
    const QList<Notice> notices = m_pane->notices()->notices();
    for (const Notice &notice : notices) {
        if (notice.id == id)
            return notice.text;
    }
    return {};
}

void TestSchemaPane::searchesAndJumps()
{
    show();
    QVERIFY(child<QTreeView>(u"schemaTree"_s)->model()->rowCount() > 1);
    child<QLineEdit>(u"schemaSearch"_s)->setText(u"ServiceState"_s);
    QTreeView *tree = child<QTreeView>(u"schemaTree"_s);
    QVERIFY(tree->model()->rowCount() > 0);
    QVERIFY(child<QLabel>(u"schemaHits"_s)->isVisible());
    tree->setCurrentIndex(tree->model()->index(0, 0));
    QCOMPARE(selection(), u"ServiceState"_s);
    auto *uses = child<QListWidget>(u"schemaUses"_s);
    QVERIFY(uses->count() > 0);
    QVERIFY(!uses->findItems(u"Query.services"_s, Qt::MatchStartsWith).isEmpty());
    // The console's own operations fit the daemon that it was made for.
    QVERIFY(!m_pane->notices()->contains(u"schemaLacking"_s));
}

void TestSchemaPane::searchesByKeys()
{
    show();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    auto *search = child<QLineEdit>(u"schemaSearch"_s);
    auto *tree = child<QTreeView>(u"schemaTree"_s);
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Return}) {
        search->setFocus();
        search->clear();
        QTest::keyClicks(search, key == Qt::Key_Down ? u"ServiceState"_s : u"JobState"_s);
        QTest::keyClick(search, key);
        QVERIFY(tree->hasFocus());
        QCOMPARE(selection(), key == Qt::Key_Down ? u"ServiceState"_s : u"JobState"_s);
    }
    search->setFocus();
    goToNext(m_pane.get());
    QVERIFY(tree->hasFocus());
    // Without a result the key stays where it is.
    search->setFocus();
    search->setText(u"nothing of the kind"_s);
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(search->hasFocus());
}

void TestSchemaPane::goesBackAndForward()
{
    show();
    QVERIFY(m_pane->showElement(u"Query.services"_s));
    QCOMPARE(selection(), u"services"_s);
    QVERIFY(m_pane->showElement(u"JobState"_s));
    QVERIFY(!m_pane->showElement(u"Query.nothingOfTheKind"_s));
    QCOMPARE(selection(), u"JobState"_s);
    child<QToolButton>(u"schemaBackButton"_s)->click();
    QCOMPARE(selection(), u"services"_s);
    child<QToolButton>(u"schemaForwardButton"_s)->click();
    QCOMPARE(selection(), u"JobState"_s);
}

void TestSchemaPane::savesToAFile()
{
    show();
    const QString path = m_folder.filePath(u"saved.graphql"_s);
    child<QToolButton>(u"schemaSaveSdlButton"_s)->click();
    chooseFile(u"schemaSaveDialog"_s, path);
    QTRY_VERIFY(notice(u"schemaSaved"_s).contains(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), sdl() + '\n');
}

void TestSchemaPane::comparesWithAFile()
{
    show();
    QByteArray less = sdl();
    const qsizetype line = less.indexOf("\n  runtime: ");
    QVERIFY(line > 0);
    less.remove(line, less.indexOf('\n', line + 1) - line);
    QFile file(m_folder.filePath(u"less.graphql"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(less) == less.size());
    file.close();

    child<QToolButton>(u"schemaCompareButton"_s)->click();
    child<QToolButton>(u"schemaCompareFile"_s)->click();
    chooseFile(u"schemaCompareDialog"_s, file.fileName());
    auto *counts = child<QLabel>(u"schemaChangeCounts"_s);
    QTRY_COMPARE(counts->text(), u"0 breaking, 0 dangerous, 1 safe"_s);
    child<QToolButton>(u"schemaSwap"_s)->click();
    QTRY_COMPARE(counts->text(), u"1 breaking, 0 dangerous, 0 safe"_s);
    auto *table = child<FilterTable>(u"schemaChangesTable"_s);
    QCOMPARE(table->table()->rowCount(), 1);
    emit table->activated(table->table()->index(0, 0).data(TableModelBase::KeyRole).toString());
    QCOMPARE(selection(), u"runtime"_s);
}

void TestSchemaPane::tellsThatItChanged()
{
    const SchemaArchive archive(m_fixture->session()->profileFolder() + u"/schemas"_s);
    const QDateTime before = QDateTime::currentDateTimeUtc().addDays(-1);
    QVERIFY(archive.keep("type Query { wasThere: Int }"_ba, u"before"_s, before).added);
    show();
    QTRY_VERIFY(notice(u"schemaChanged"_s).startsWith(u"The schema changed since "_s));
    QVERIFY(notice(u"schemaChanged"_s).contains(u": 1 breaking, "_s));
    QCOMPARE(archive.entries().size(), 2);
    emit m_pane->notices()->actionTriggered(u"schemaChanged"_s, u"showChanges"_s);
    QTRY_VERIFY(child<QLabel>(u"schemaChangeCounts"_s)->text().startsWith(u"1 breaking"_s));
    QVERIFY(child<FilterTable>(u"schemaChangesTable"_s)->isVisible());
}

void TestSchemaPane::tellsWhatAnOperationLacks()
{
    show();
    for (const OperationCheck &check : checkOwnOperations(m_pane->document()->schema))
        QVERIFY2(check.isAccepted(), qPrintable(check.problems.join(u'\n')));
    const auto schema = parseSdl("type Query { health: Health } type Health { status: String }");
    QVERIFY(schema);
    const OperationCheck health =
        checkOperation(u"health.graphql"_s, "query Health { health { status } }"_ba, *schema);
    QVERIFY(health.isAccepted());
    const OperationCheck snapshot = checkOperation(
        u"snapshot.graphql"_s, "query Snapshot { health { status } jobs { name } }"_ba, *schema);
    QCOMPARE(snapshot.operation, u"Snapshot"_s);
    QCOMPARE(snapshot.lacking, QStringList{u"Query.jobs"_s});
    QCOMPARE(snapshot.fileName, u"snapshot.graphql"_s);
    QVERIFY(jobsDescriptor().operations.contains(snapshot.fileName));
}

QTEST_MAIN(TestSchemaPane)
#include "tst_schemapane.moc"
