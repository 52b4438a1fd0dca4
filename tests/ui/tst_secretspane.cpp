// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/livestore.h"
#include "core/tasks/taskrunner.h"
#include "tests/ui/panefixture.h"
#include "tests/ui/shownwords.h"
#include "ui/secrets/secretscontroller.h"
#include "ui/secrets/secretspane.h"
#include "ui/tasks/taskstrip.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/multilinefield.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/tableview.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>
#include <QVBoxLayout>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

const auto value = u"s3cret-9b1e<b>&amp;"_s;
const auto key = u"webhook-key"_s; // declared in the sample stack, without a value

} // namespace

class TestSecretsPane final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void tellsDeclaredFromHasValue();
    void setsByKeyboardAlone();
    void refusesAnEmptyValue();
    void saysWhatArrivesInAContainer();
    void refusesABadName_data();
    void refusesABadName();
    void keepsSeveralLinesAsTheyAre();
    void lineEndsOfASecretAreThoseTyped();
    void revealsOnDemandAndHidesAgain();
    void forgetsTheValueWithTheRow();
    void copiesWithoutShowing();
    void deletesOnlyAfterAYes();
    void showsTheDaemonsWordsInFull();
    void saysWhenAReplyWasLost();
    void saysWhyNothingCanBeChanged();

private:
    void trigger(const QString &action);
    void click(QWidget *in, const QString &button);
    QWidget *dialog(const QString &name);
    QWidget *openSet();
    [[nodiscard]] QString cell(const QString &secret, int column) const;
    [[nodiscard]] QString problem(const QWidget *in, const QString &field) const;
    [[nodiscard]] QByteArray stored(const QByteArray &secret) const;
    [[nodiscard]] QLineEdit *shownValue() const;
    void give(const QByteArray &json);

    std::unique_ptr<PaneFixture> m_fixture;
    std::unique_ptr<QWidget> m_window;
    SecretsPane *m_pane = nullptr;
    FilterTable *m_table = nullptr;
    std::unique_ptr<SecretsController> m_controller;
};

void TestSecretsPane::init()
{
    if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
        QSKIP("git is not installed");
    m_fixture = std::make_unique<PaneFixture>();
    const QString error = m_fixture->start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    m_window = std::make_unique<QWidget>();
    m_window->resize(1200, 800);
    m_pane = new SecretsPane(m_window.get());
    auto *strip = new TaskStrip(m_fixture->session()->tasks(), m_window.get());
    auto *layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_pane);
    layout->addWidget(strip);
    strip->setOpen(true);
    connect(strip, &TaskStrip::findOutRequested, m_fixture->session()->tasks(),
            &TaskRunner::findOut);
    m_controller = std::make_unique<SecretsController>(m_fixture->session(), m_pane);
    m_table = m_pane->findChild<FilterTable *>(u"secretsTable"_s);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_COMPARE(m_table->selectedKeys().size(), 1); // the detail is never empty for want of one
    QVERIFY(m_table->selectKey(key));
}

//! Whatever a test did, the value is in no widget, in no task and in no file of the console.
void TestSecretsPane::cleanup()
{
    if (!m_fixture)
        return;
    QCOMPARE(whereShown(value), QStringList());
    QCOMPARE(whereOnDisk(m_fixture->dataFolder(), value.toUtf8()), QStringList());
    for (const Task *task : m_fixture->session()->tasks()->tasks()) {
        QVERIFY(!task->words().contains(value) && !task->spec().title.contains(value));
        QVERIFY(!task->output().contains(value.toUtf8()));
    }
    m_controller.reset();
    m_window.reset();
    m_fixture.reset();
    QVERIFY(QGuiApplication::clipboard()->text() != value);
}

void TestSecretsPane::trigger(const QString &name)
{
    auto *action = m_pane->findChild<QAction *>(name);
    QVERIFY2(action, qPrintable(name));
    QTRY_VERIFY2(action->isEnabled(), qPrintable(action->toolTip()));
    action->trigger();
}

void TestSecretsPane::click(QWidget *in, const QString &name)
{
    auto *button = in->findChild<QPushButton *>(name);
    QVERIFY2(button, qPrintable(name));
    QTRY_VERIFY2(button->isVisible() && button->isEnabled(), qPrintable(button->toolTip()));
    QTest::mouseClick(button, Qt::LeftButton);
}

QWidget *TestSecretsPane::dialog(const QString &name)
{
    (void)QTest::qWaitFor([&name] { return shownDialog(name); });
    return shownDialog(name);
}

QWidget *TestSecretsPane::openSet()
{
    trigger(u"secretSet"_s);
    return dialog(u"secretDialog"_s);
}

QString TestSecretsPane::cell(const QString &secret, int column) const
{
    const QAbstractItemModel *rows = m_table->view()->model();
    for (int row = 0; row < rows->rowCount(); ++row) {
        if (rows->index(row, 0).data().toString() == secret)
            return rows->index(row, column).data().toString();
    }
    return u"(no such row)"_s;
}

QString TestSecretsPane::problem(const QWidget *in, const QString &field) const
{
    const auto *label = in->findChild<QLabel *>(field + u"Problem"_s);
    return label && label->isVisible() ? label->text() : QString();
}

QByteArray TestSecretsPane::stored(const QByteArray &secret) const
{
    return m_fixture->wire().get("/secrets/" + secret + "/value")[u"value"_s].toString().toUtf8();
}

QLineEdit *TestSecretsPane::shownValue() const
{
    return m_pane->findChild<SecretField *>(u"secretValue"_s)->lineEdit();
}

//! Another client of the daemon sets the value of the current secret.
void TestSecretsPane::give(const QByteArray &json)
{
    QCOMPARE(m_fixture->wire().post("/secrets/webhook-key", "{\"value\":" + json + '}').status,
             200);
    m_fixture->session()->live()->refresh();
    QTRY_COMPARE(cell(key, 1), u"has a value"_s);
}

void TestSecretsPane::tellsDeclaredFromHasValue()
{
    QCOMPARE(m_table->view()->model()->rowCount(), 2);
    QCOMPARE(cell(key, 1), u"no value"_s);
    QCOMPARE(cell(key, 3), u"set by hand"_s);
    QCOMPARE(cell(u"api-token"_s, 3), u"generated"_s);
    QCOMPARE(cell(key, 4), u"ANGEE_SECRET_WEBHOOK_KEY"_s);
    const auto *facts = m_pane->findChild<QLabel *>(u"secretFacts"_s);
    QVERIFY(facts->text().contains(u"no value"_s));
    for (const QString &name : {u"secretReveal"_s, u"secretCopy"_s, u"secretDelete"_s}) {
        const auto *action = m_pane->findChild<QAction *>(name);
        QVERIFY(!action->isEnabled());
        QVERIFY(action->toolTip().endsWith(u": It has no value."_s));
    }
    give("\"x\"");
    QCOMPARE(m_table->currentKey(), key);
    QVERIFY(facts->text().contains(u"has a value"_s));
}

void TestSecretsPane::setsByKeyboardAlone()
{
    PaneFixture::clearRequests();
    m_table->view()->setFocus();
    QTest::keyClick(m_table->view(), Qt::Key_Return);
    QWidget *setting = dialog(u"secretDialog"_s);
    QVERIFY(setting);
    QVERIFY(setting->windowTitle().contains(key));
    QVERIFY(setting->findChild<QLabel *>(u"dialogContext"_s)->text().contains(u"staging"_s));
    auto *edit = setting->findChild<SecretField *>(u"secretNewLine"_s)->lineEdit();
    QTRY_VERIFY(edit->hasFocus());
    QCOMPARE(edit->echoMode(), QLineEdit::Password);
    QTest::keyClicks(edit, value);
    QTest::keyClick(edit, Qt::Key_Return);
    QTest::keyClick(edit, Qt::Key_Return); // a second one does nothing
    QTRY_VERIFY(!shownDialog(u"secretDialog"_s));
    QTRY_COMPARE(cell(key, 1), u"has a value"_s);
    QCOMPARE(stored("webhook-key"), value.toUtf8());
    QCOMPARE(PaneFixture::requests(u"POST"_s).filter(u"/secrets/"_s).size(), 1);
    QCOMPARE(m_fixture->session()->tasks()->tasks().size(), 1);
    QCOMPARE(m_fixture->session()->tasks()->tasks().first()->state(), Task::State::Succeeded);
}

void TestSecretsPane::refusesAnEmptyValue()
{
    QWidget *setting = openSet();
    auto *edit = setting->findChild<SecretField *>(u"secretNewLine"_s)->lineEdit();
    QVERIFY(!setting->findChild<QPushButton *>(u"secretSetButton"_s)->isEnabled());
    QVERIFY(problem(setting, u"secretNewValue"_s).isEmpty()); // nobody did anything wrong yet
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(problem(setting, u"secretNewValue"_s).contains(u"delete the secret"_s));
    QTest::keyClicks(edit, u"x"_s);
    QVERIFY(problem(setting, u"secretNewValue"_s).isEmpty());
    QTest::keyClick(edit, Qt::Key_Backspace);
    QVERIFY(problem(setting, u"secretNewValue"_s).contains(u"empty value cannot be set"_s));
    QVERIFY(setting->isVisible());
    click(setting, u"dialogClose"_s);
    QTRY_VERIFY(!shownDialog(u"secretDialog"_s));
    QCOMPARE(m_fixture->session()->tasks()->tasks().size(), 0);
}

//! "$" is compose's, on the way into a container.
void TestSecretsPane::saysWhatArrivesInAContainer()
{
    QWidget *setting = openSet();
    auto *edit = setting->findChild<SecretField *>(u"secretNewLine"_s)->lineEdit();
    auto *arrives = setting->findChild<SecretField *>(u"secretArrives"_s);
    auto *anyway = setting->findChild<QCheckBox *>(u"secretAnyway"_s);
    auto *set = setting->findChild<QPushButton *>(u"secretSetButton"_s);
    QTest::keyClicks(edit, u"cost: 5 $"_s);
    QVERIFY(!arrives->isVisible());
    edit->clear();
    QTest::keyClicks(edit, u"pa$word"_s);
    QVERIFY(arrives->isVisible());
    QCOMPARE(arrives->text(), u"pa"_s);
    QCOMPARE(arrives->lineEdit()->echoMode(), QLineEdit::Password);
    QVERIFY(set->isEnabled());
    // This one would stop the whole stack.
    QTest::keyClicks(edit, u"${"_s);
    QVERIFY(!arrives->isVisible());
    QVERIFY(!set->isEnabled());
    QVERIFY(anyway->isVisible());
    anyway->click();
    QVERIFY(set->isEnabled());
    edit->clear();
    QTest::keyClicks(edit, u"again${"_s);
    QVERIFY(!set->isEnabled()); // another value, another question
    click(setting, u"dialogClose"_s);
    QTRY_VERIFY(!shownDialog(u"secretDialog"_s));
}

void TestSecretsPane::refusesABadName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    QTest::newRow("space") << u"bad name"_s << u"Use letters, digits"_s;
    QTest::newRow("way out") << u"../x"_s << u"Use letters, digits"_s;
    QTest::newRow("no letter") << u".."_s << u"at least one letter or digit"_s;
    QTest::newRow("umlaut") << u"schlüssel"_s << u"Use letters, digits"_s;
    QTest::newRow("too long") << QString(257, u'a') << u"at most 256 characters"_s;
}

void TestSecretsPane::refusesABadName()
{
    QFETCH(const QString, name);
    QFETCH(const QString, words);
    click(m_pane, u"secretsAdd"_s);
    QWidget *setting = dialog(u"secretDialog"_s);
    auto *edit = setting->findChild<QLineEdit *>(u"secretName"_s);
    QTRY_VERIFY(edit->hasFocus());
    edit->insert(name);
    QTest::keyClicks(setting->findChild<SecretField *>(u"secretNewLine"_s)->lineEdit(), value);
    QVERIFY2(problem(setting, u"secretName"_s).contains(words),
             qPrintable(problem(setting, u"secretName"_s)));
    QVERIFY(!setting->findChild<QPushButton *>(u"secretSetButton"_s)->isEnabled());
    QTest::keyClick(setting->findChild<SecretField *>(u"secretNewLine"_s)->lineEdit(),
                    Qt::Key_Return);
    QCOMPARE(m_fixture->session()->tasks()->tasks().size(), 0);
    edit->setText(u"mail.key_2"_s); // not declared, but allowed
    click(setting, u"secretSetButton"_s);
    QTRY_VERIFY(!shownDialog(u"secretDialog"_s));
    QCOMPARE(stored("mail.key_2"), value.toUtf8());
}

void TestSecretsPane::keepsSeveralLinesAsTheyAre()
{
    QWidget *setting = openSet();
    auto *several = setting->findChild<QCheckBox *>(u"secretMultiLine"_s);
    QTest::mouseClick(several, Qt::LeftButton, Qt::NoModifier, QPoint(8, 8));
    QVERIFY(several->isChecked());
    auto *lines = setting->findChild<QPlainTextEdit *>(u"secretNewLines"_s);
    lines->insertPlainText(u"-- KEY --\n\ttwo\u00a0words\n"_s);
    click(setting, u"secretSetButton"_s);
    QTRY_VERIFY(!shownDialog(u"secretDialog"_s));
    QCOMPARE(stored("webhook-key"), u"-- KEY --\n\ttwo\u00a0words\n"_s.toUtf8());
}

// Every way to begin a line gives a line end, and CRLF that was pasted arrives as such.
void TestSecretsPane::lineEndsOfASecretAreThoseTyped()
{
    QWidget *setting = openSet();
    auto *several = setting->findChild<QCheckBox *>(u"secretMultiLine"_s);
    several->setChecked(true);
    auto *lines = setting->findChild<MultiLineField *>(u"secretNewLines"_s);
    QTest::keyClicks(lines, u"a"_s);
    QTest::keyClick(lines, Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(lines, u"b"_s);
    QTest::keyClick(lines, Qt::Key_Enter, Qt::ShiftModifier | Qt::KeypadModifier);
    QTest::keyClicks(lines, u"c"_s);
    QTest::keyClick(lines, Qt::Key_Return);
    QCOMPARE(lines->value(), u"a\nb\nc\n"_s);
    QCOMPARE(lines->note(), QString());

    QGuiApplication::clipboard()->setText(u"x\r\ny\u00a0z\r\n"_s);
    lines->selectAll();
    lines->paste();
    QCOMPARE(lines->value(), u"x\r\ny\u00a0z\r\n"_s);
    QVERIFY(lines->note().contains(u"CRLF"_s));
    QVERIFY(!test::whereShown(lines->note()).isEmpty());
    // To one line and back, and copied out and in again.
    several->setChecked(false);
    several->setChecked(true);
    QCOMPARE(lines->value(), u"x\r\ny\u00a0z\r\n"_s);
    lines->selectAll();
    lines->copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"x\r\ny\u00a0z\r\n"_s);
    click(setting, u"secretSetButton"_s);
    QTRY_VERIFY(!shownDialog(u"secretDialog"_s));
    QCOMPARE(stored("webhook-key"), u"x\r\ny\u00a0z\r\n"_s.toUtf8());
}

void TestSecretsPane::revealsOnDemandAndHidesAgain()
{
    give("\"s3cret-9b1e<b>&amp;\"");
    QCOMPARE(whereShown(value), QStringList());
    QVERIFY(!shownValue()->isVisible());
    trigger(u"secretReveal"_s);
    QTRY_COMPARE(shownValue()->displayText(), value);
    QVERIFY(shownValue()->isVisible() && shownValue()->isReadOnly());
    m_fixture->session()->live()->refresh(); // news of the stack do not take it away
    QCOMPARE(PaneFixture::requests(u"GET"_s).filter(u"/secrets/webhook-key/value"_s).size(), 1);
    auto *hide = m_pane->findChild<QTimer *>(u"secretHideTimer"_s);
    QVERIFY(hide && hide->isActive());
    QCOMPARE(hide->interval(), SecretField::hideAfterMs);
    QCOMPARE(shownValue()->displayText(), value);
    hide->start(0);
    QTRY_VERIFY(!shownValue()->isVisible());
    QVERIFY(shownValue()->text().isEmpty()); // forgotten, not merely masked
}

void TestSecretsPane::forgetsTheValueWithTheRow()
{
    give("\"s3cret-9b1e<b>&amp;\"");
    trigger(u"secretReveal"_s);
    QTRY_COMPARE(shownValue()->displayText(), value);
    QVERIFY(m_table->selectKey(u"api-token"_s));
    QTRY_VERIFY(shownValue()->text().isEmpty());

    // An answer that comes after another row was chosen is not shown there.
    QVERIFY(m_table->selectKey(key));
    m_fixture->server()->faults()->setFrozen(true);
    PaneFixture::clearRequests();
    trigger(u"secretReveal"_s);
    QVERIFY(m_table->selectKey(u"api-token"_s));
    m_fixture->server()->faults()->setFrozen(false);
    QTRY_COMPARE(PaneFixture::requests(u"GET"_s).filter(u"/secrets/webhook-key/value"_s).size(), 1);
    QVERIFY(shownValue()->text().isEmpty());
}

void TestSecretsPane::copiesWithoutShowing()
{
    give("\"s3cret-9b1e<b>&amp;\"");
    trigger(u"secretCopy"_s);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), value);
    QVERIFY(!shownValue()->isVisible());
    QVERIFY(!wordsBelow(m_pane).filter(u"on the clipboard for 30 seconds"_s).isEmpty());
    m_controller.reset(); // closing takes it away
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
}

void TestSecretsPane::deletesOnlyAfterAYes()
{
    give("\"s3cret-9b1e<b>&amp;\"");
    m_table->view()->setFocus();
    QTest::keyClick(m_table->view(), Qt::Key_Delete);
    QWidget *question = dialog(u"confirmDialog"_s);
    QVERIFY(question);
    QCOMPARE(question->windowTitle(), u"Delete secret \"webhook-key\""_s);
    const QString where = question->findChild<QLabel *>(u"confirmWhere"_s)->text();
    QVERIFY(where.contains(u"staging"_s) && where.contains(u"demo"_s));
    QTest::keyClick(question, Qt::Key_Return); // the safe button
    QTRY_VERIFY(!shownDialog(u"confirmDialog"_s));
    QCOMPARE(m_fixture->session()->tasks()->tasks().size(), 0);
    QCOMPARE(stored("webhook-key"), value.toUtf8());

    trigger(u"secretDelete"_s);
    click(dialog(u"confirmDialog"_s), u"confirmVerb"_s);
    QTRY_VERIFY(!shownDialog(u"confirmDialog"_s));
    QTRY_COMPARE(cell(key, 1), u"no value"_s);
    QCOMPARE(m_fixture->wire().get("/secrets/webhook-key/value").status, 404);
    QCOMPARE(PaneFixture::requests(u"DELETE"_s).size(), 1);
}

// The store cannot be written: a folder stands where its file belongs.
void TestSecretsPane::showsTheDaemonsWordsInFull()
{
    const QString store = m_fixture->stack()->root() + u"/.env"_s;
    QFile::remove(store);
    QVERIFY(QDir().mkpath(store + u"/in the way"_s));
    const WireAnswer said = m_fixture->wire().post("/secrets/webhook-key", R"({"value":"x"})");
    QCOMPARE(said.status, 500);
    const QString words = said[u"error"_s].toString();
    QVERIFY(!words.isEmpty());
    QWidget *setting = openSet();
    auto *edit = setting->findChild<SecretField *>(u"secretNewLine"_s)->lineEdit();
    QTest::keyClicks(edit, value);
    click(setting, u"secretSetButton"_s);
    auto *refusal = setting->findChild<QPlainTextEdit *>(u"dialogRefusal"_s);
    QTRY_VERIFY(refusal->isVisible());
    QVERIFY2(refusal->toPlainText().contains(words), qPrintable(refusal->toPlainText()));
    QVERIFY(setting->isVisible() && edit->isEnabled());
    QCOMPARE(edit->text(), value); // to be tried again
    QCOMPARE(m_fixture->session()->tasks()->tasks().first()->state(), Task::State::Failed);
    click(setting, u"dialogClose"_s);
    QTRY_VERIFY(!shownDialog(u"secretDialog"_s));
}

void TestSecretsPane::saysWhenAReplyWasLost()
{
    m_fixture->server()->faults()->dropNext(u"POST /secrets/webhook-key"_s, 1,
                                            sandbox::SandboxFaults::Drop::Fin);
    QWidget *setting = openSet();
    QTest::keyClicks(setting->findChild<SecretField *>(u"secretNewLine"_s)->lineEdit(), value);
    click(setting, u"secretSetButton"_s);
    auto *refusal = setting->findChild<QPlainTextEdit *>(u"dialogRefusal"_s);
    QTRY_VERIFY(refusal->isVisible());
    QVERIFY(refusal->toPlainText().contains(u"may or may not have happened"_s));
    QCOMPARE(m_fixture->session()->tasks()->tasks().first()->state(), Task::State::Unknown);
    click(setting, u"dialogClose"_s);
    QTRY_VERIFY(!shownDialog(u"secretDialog"_s));
    click(m_window.get(), u"taskDetailFindOut"_s);
    QTRY_VERIFY(m_window->findChild<QPlainTextEdit *>(u"taskWords"_s)
                    ->toPlainText()
                    .contains(u"Setting it again is safe"_s));
}

void TestSecretsPane::saysWhyNothingCanBeChanged()
{
    m_fixture->session()->disconnectFromDaemon();
    for (const QString &name : {u"secretSet"_s, u"secretDelete"_s, u"secretAdd"_s}) {
        const auto *action = m_pane->findChild<QAction *>(name);
        QTRY_VERIFY(!action->isEnabled());
        QVERIFY(!action->toolTip().isEmpty() && action->toolTip() != action->text());
    }
    QVERIFY(!m_pane->findChild<QPushButton *>(u"secretsAdd"_s)->isEnabled());
}

QTEST_MAIN(TestSecretsPane)
#include "tst_secretspane.moc"
