// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/foldedtext.h"
#include "ui/widgets/plaintextview.h"
#include "ui/widgets/refusalview.h"
#include "ui/widgets/secretclipboard.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/words.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

using namespace angee;
using namespace Qt::StringLiterals;

class TestSecretField final : public QObject
{
    Q_OBJECT

private slots:
    void maskedUntilAsked();
    void hidesWithTheFocus();
    void clipboardIsMarkedAndCleared();
    void clipboardOfOthersStays();
    void confirmationIsSafeByDefault();
    void typedConfirmation();
    void failureKeepsTheDialog();
    void wordsWithoutEscapes();
    void aLongLineIsFoldedAndCopiedWhole();
    void ofALongTextTheEndIsShown();
};

void TestSecretField::maskedUntilAsked()
{
    SecretField field;
    field.setText(u"correct horse"_s);
    auto *edit = field.findChild<QLineEdit *>(u"secretText"_s);
    QCOMPARE(edit->echoMode(), QLineEdit::Password);
    QVERIFY(edit->displayText() != u"correct horse"_s);
    QTest::mouseClick(field.findChild<QToolButton *>(u"secretReveal"_s), Qt::LeftButton);
    QVERIFY(field.isRevealed());
    QCOMPARE(edit->displayText(), u"correct horse"_s);
    field.clear();
    QVERIFY(!field.isRevealed());
    QCOMPARE(field.text(), QString());
}

void TestSecretField::hidesWithTheFocus()
{
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    SecretField field;
    QLineEdit other;
    layout->addWidget(&field);
    layout->addWidget(&other);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    field.setFocus();
    field.setRevealed(true);
    other.setFocus();
    QVERIFY(!field.isRevealed());
    field.setParent(nullptr);
    other.setParent(nullptr);
}

void TestSecretField::clipboardIsMarkedAndCleared()
{
    SecretClipboard clipboard;
    QSignalSpy cleared(&clipboard, &SecretClipboard::cleared);
    clipboard.copy(u"s3cret"_s);
    const QMimeData *data = QApplication::clipboard()->mimeData();
    QCOMPARE(data->text(), u"s3cret"_s);
    QCOMPARE(data->data(u"x-kde-passwordManagerHint"_s), "secret"_ba);
    QVERIFY(clipboard.holdsSecret());
    clipboard.clearNow();
    QCOMPARE(cleared.size(), 1);
    QCOMPARE(QApplication::clipboard()->text(), QString());
}

void TestSecretField::clipboardOfOthersStays()
{
    {
        SecretClipboard clipboard;
        QSignalSpy cleared(&clipboard, &SecretClipboard::cleared);
        clipboard.copy(u"s3cret"_s);
        QApplication::clipboard()->setText(u"copied later"_s);
        QVERIFY(!clipboard.holdsSecret());
        clipboard.clearNow();
        QCOMPARE(cleared.size(), 0);
    }
    QCOMPARE(QApplication::clipboard()->text(), u"copied later"_s);
    {
        SecretClipboard clipboard;
        clipboard.copy(u"s3cret"_s);
    }
    QCOMPARE(QApplication::clipboard()->text(), QString());
}

void TestSecretField::confirmationIsSafeByDefault()
{
    Confirmation confirmation;
    confirmation.title = u"Destroy service \"web\""_s;
    confirmation.profile = u"staging"_s;
    confirmation.stack = u"demo"_s;
    confirmation.lost = {u"<b>one</b> container"_s};
    confirmation.kept = {u"its files"_s};
    confirmation.verb = u"Destroy"_s;
    QWidget window;
    window.show();
    auto *dialog = new ConfirmDialog(confirmation, &window);
    dialog->open();
    QCOMPARE(dialog->windowModality(), Qt::WindowModal);
    QVERIFY(dialog->findChild<QLabel *>(u"confirmWhere"_s)->text().contains(u"demo"_s));
    const auto *lost = dialog->findChild<QLabel *>(u"lostList"_s);
    QCOMPARE(lost->textFormat(), Qt::PlainText);
    QVERIFY(lost->text().contains(u"<b>one</b>"_s));
    auto *verb = dialog->findChild<QPushButton *>(u"confirmVerb"_s);
    QCOMPARE(verb->text(), u"Destroy"_s);
    QSignalSpy confirmed(dialog, &ConfirmDialog::confirmed);
    QSignalSpy rejected(dialog, &QDialog::rejected);
    QTest::keyClick(dialog, Qt::Key_Return); // the default is the safe one
    QCOMPARE(confirmed.size(), 0);
    QCOMPARE(rejected.size(), 1);
}

void TestSecretField::typedConfirmation()
{
    Confirmation confirmation;
    confirmation.title = u"Destroy stack \"demo\""_s;
    confirmation.verb = u"Destroy"_s;
    confirmation.typedName = u"demo"_s;
    QWidget window;
    window.show();
    auto *dialog = new ConfirmDialog(confirmation, &window);
    dialog->open();
    auto *verb = dialog->findChild<QPushButton *>(u"confirmVerb"_s);
    auto *typed = dialog->findChild<QLineEdit *>(u"typedName"_s);
    QVERIFY(!verb->isEnabled());
    QTest::keyClicks(typed, u"dem"_s);
    QVERIFY(!verb->isEnabled());
    QTest::keyClicks(typed, u"o"_s);
    QVERIFY(verb->isEnabled());
    QTest::keyClicks(typed, u"x"_s);
    QVERIFY(!verb->isEnabled());
}

void TestSecretField::failureKeepsTheDialog()
{
    Confirmation confirmation;
    confirmation.verb = u"Destroy"_s;
    confirmation.text = QString(u"What the daemon will do, truthfully. "_s).repeated(6);
    confirmation.lost = QStringList{u"files"_s, u"ports"_s};
    QWidget window;
    window.show();
    auto *dialog = new ConfirmDialog(confirmation, &window);
    dialog->open();
    auto *verb = dialog->findChild<QPushButton *>(u"confirmVerb"_s);
    QSignalSpy confirmed(dialog, &ConfirmDialog::confirmed);
    QTest::mouseClick(verb, Qt::LeftButton);
    QCOMPARE(confirmed.size(), 1);
    QVERIFY(dialog->isVisible());
    dialog->setBusy(true);
    QVERIFY(!verb->isEnabled());
    dialog->setFailure(u"The daemon refused: mounted by web"_s);
    QVERIFY(verb->isEnabled());
    const auto *failure = dialog->findChild<QPlainTextEdit *>(u"confirmFailure"_s);
    QVERIFY(failure->isVisible());
    QCOMPARE(failure->toPlainText(), u"The daemon refused: mounted by web"_s);
    // Nothing above it may be squeezed by what it says.
    dialog->setFailure(QString(u"Failed to stop: the supervisor does not answer. "_s).repeated(20));
    QTRY_VERIFY([dialog] {
        const auto labels = dialog->findChildren<QLabel *>();
        return std::all_of(labels.cbegin(), labels.cend(), [](const QLabel *label) {
            return !label->isVisible() || label->height() >= label->heightForWidth(label->width());
        });
    }());
}

void TestSecretField::wordsWithoutEscapes()
{
    PlainTextView view(u"Output"_s);
    view.setWords(u"\x1b[31mred\x1b[0m\x1b]0;title\x07 <b>plain</b>\n"_s);
    QCOMPARE(view.toPlainText(), u"red <b>plain</b>\n"_s);
    view.resize(200, 100);
    view.show();
    for (int i = 0; i < 100; ++i)
        view.appendWords(u"line %1\n"_s.arg(i));
    QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
    view.verticalScrollBar()->setValue(0);
    view.appendWords(u"more\n"_s);
    QCOMPARE(view.verticalScrollBar()->value(), 0);
    QVERIFY(view.isReadOnly());
}

void TestSecretField::aLongLineIsFoldedAndCopiedWhole()
{
    const QString line = u"0123456789"_s.repeated(100'000);
    const QString words = u"first\n"_s + line + u"\nlast"_s;
    PlainTextView view(u"Output"_s);
    view.setWords(words.first(words.size() / 2));
    view.appendWords(words.sliced(words.size() / 2)); // as it is streamed
    QCOMPARE(view.blockCount(), 2 + (int(line.size()) + longestFoldedLine - 1) / longestFoldedLine);
    for (QTextBlock block = view.document()->begin(); block.isValid(); block = block.next())
        QVERIFY(block.length() <= longestFoldedLine + 1);
    view.selectAll();
    view.copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), words);

    QTextCursor part(view.document());
    part.setPosition(3);
    part.setPosition(6 + 2 * longestFoldedLine, QTextCursor::KeepAnchor);
    view.setTextCursor(part);
    view.copy();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             words.mid(3, 3 + 2 * longestFoldedLine - 1)); // one fold is in between

    RefusalView refusal;
    refusal.setWords(words);
    QVERIFY(refusal.blockCount() > 2); // what was refused is bounded, and folded as well
    refusal.selectAll();
    refusal.copy();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"first\n0123"_s));
}

void TestSecretField::ofALongTextTheEndIsShown()
{
    PlainTextView view(u"Output"_s);
    view.setWords(QString(PlainTextView::mostCharacters, u'a') + u"\nthe reason"_s);
    QVERIFY(view.toPlainText().endsWith(u"the reason"_s));
    QVERIFY(view.toPlainText().startsWith(u"… 11 earlier character"_s));

    QLabel label;
    setLabelText(&label, QString(100'000, u'a') + u"\nthe reason"_s);
    QVERIFY(label.text().size() < longestInLabel + 100);
    QVERIFY(label.text().endsWith(u"the reason"_s));
    QVERIFY(label.text().contains(u"94"_s)); // thousand are left out
}

QTEST_MAIN(TestSecretField)
#include "tst_secretfield.moc"
