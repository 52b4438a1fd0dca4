// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/visibletext.h"
#include "tests/ui/consolewindow.h"
#include "ui/shell/headerbar.h"
#include "ui/tasks/taskstrip.h"
#include "ui/widgets/confirmdialog.h"
#include "ui/widgets/words.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QDirIterator>
#include <QGroupBox>
#include <QHelpEvent>
#include <QLabel>
#include <QMenu>
#include <QRegularExpression>
#include <QStyledItemDelegate>
#include <QTabBar>
#include <QToolTip>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray hostileManifest();

bool hasHidden(const QString &text)
{
    const auto points = text.toUcs4();
    return std::any_of(points.cbegin(), points.cend(),
                       [](uint c) { return c != u'\n' && isHidden(characterKind(c)); });
}

QLabel *shownTip()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (window->inherits("QTipLabel") && window->isVisible())
            return qobject_cast<QLabel *>(window);
    }
    return nullptr;
}

//! Rests the mouse on \a widget at \a at; what is wrong with what then comes, or nothing.
QString problemOfTip(QWidget *widget, QPoint at, QStringList *seen)
{
    QToolTip::hideText();
    if (QLabel *old = shownTip())
        old->hide();
    QHelpEvent help(QEvent::ToolTip, at, widget->mapToGlobal(at));
    QApplication::sendEvent(widget, &help);
    const QLabel *tip = shownTip();
    if (!tip)
        return {};
    seen->append(tip->text());
    if (tip->textFormat() != Qt::PlainText)
        return u"markup: "_s + tip->text();
    if (hasHidden(tip->text()))
        return u"hidden: "_s + tip->text();
    return tip->text().size() > 3'000 ? u"long: "_s + tip->text().left(80) : QString();
}

QStringList problemsOfTips(QWidget *widget, QStringList *seen)
{
    QStringList problems(problemOfTip(widget, widget->rect().center(), seen));
    if (const auto *tabs = qobject_cast<QTabBar *>(widget)) {
        for (int tab = 0; tab < tabs->count(); ++tab)
            problems += problemOfTip(widget, tabs->tabRect(tab).center(), seen);
    }
    const auto *view = qobject_cast<QAbstractItemView *>(widget);
    if (view && view->model()) {
        for (int row = 0; row < view->model()->rowCount(view->rootIndex()); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                const QRect cell =
                    view->visualRect(view->model()->index(row, column, view->rootIndex()));
                if (!cell.isEmpty())
                    problems += problemOfTip(view->viewport(), cell.center(), seen);
            }
        }
    }
    problems.removeAll(QString());
    return problems;
}

//! What \a widget draws.
QStringList drawnBy(const QWidget *widget)
{
    QStringList drawn;
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        drawn += label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        drawn += button->text();
    if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
        for (int tab = 0; tab < tabs->count(); ++tab)
            drawn += tabs->tabText(tab);
    }
    const auto *view = qobject_cast<const QAbstractItemView *>(widget);
    const auto *cells =
        view ? qobject_cast<const QStyledItemDelegate *>(view->itemDelegate()) : nullptr;
    if (cells && view->model()) {
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column)
                drawn += cells->displayText(view->model()->index(row, column).data(), QLocale());
        }
    }
    return drawn;
}

QWidgetList shownIn(const QWidget *window)
{
    QWidgetList widgets = window->findChildren<QWidget *>();
    widgets.removeIf([](const QWidget *widget) { return !widget->isVisible(); });
    return widgets;
}

} // namespace

//! The whole window against names that look like markup, hide something or are more than one line.
class TestWords final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void noToolTipIsMarkup();
    void nothingHiddenIsDrawn();
    void oneLineSaysWhere();
    void questionsQuoteNames();
    void captionsKeepTheAmpersand();
    void tipsAreBounded();
    void nothingElseReadsMarkup();

private:
    [[nodiscard]] MainWindow *window() const { return m_console->window(); }

    std::unique_ptr<ConsoleWindow> m_console;
};

void TestWords::initTestCase()
{
    m_console = std::make_unique<ConsoleWindow>(hostileManifest());
    QVERIFY(m_console->start(u"services"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_console->live()->snapshot()->services().size() == 3, 30'000);
}

void TestWords::noToolTipIsMarkup()
{
    QStringList seen;
    for (const PaneDescriptor &descriptor : window()->panes()) {
        const QString id = descriptor.id;
        window()->showPane(id);
        QVERIFY(QTest::qWaitFor([&] { return window()->pane(id)->isVisible(); }));
        const QWidgetList widgets = shownIn(window());
        for (QWidget *widget : widgets) {
            const QStringList problems = problemsOfTips(widget, &seen);
            QVERIFY2(problems.isEmpty(), qPrintable(id + u": "_s + problems.join(u'\n')));
        }
    }
    QToolTip::hideText();
    const QString seenWords = seen.join(u'\n');
    for (const QString &word : {u"<img src=\"file:///dev/zero\">"_s, u"a&b <b>bold</b>"_s,
                                u"rlo[U+202E]txt.exe"_s, u"k&y<i>"_s})
        QVERIFY2(seenWords.contains(word), qPrintable(word));
}

void TestWords::nothingHiddenIsDrawn()
{
    bool marked = false;
    for (const PaneDescriptor &descriptor : window()->panes()) {
        const QString id = descriptor.id;
        window()->showPane(id);
        const QWidgetList widgets = shownIn(window());
        for (const QWidget *widget : widgets) {
            const auto *label = qobject_cast<const QLabel *>(widget);
            QVERIFY2(!label || label->textFormat() == Qt::PlainText,
                     qPrintable(id + u": "_s + widget->objectName()));
            const QStringList drawn = drawnBy(widget);
            for (const QString &text : drawn) {
                QVERIFY2(!hasHidden(text),
                         qPrintable(id + u": "_s + widget->objectName() + u": "_s + text));
                marked = marked || text.contains("[U+202E]"_L1);
            }
        }
    }
    QVERIFY(marked);
}

void TestWords::oneLineSaysWhere()
{
    const QString stack = u"evil [U+202E]gnp[U+000A]Profile: prod <b>x</b>"_s;
    QCOMPARE(window()->windowTitle(), stack + u" @ staging — Angee Console"_s);
    const auto *profile = m_console->find<QAbstractButton>("profileButton");
    QCOMPARE(profile->text(), stack + u" @ staging"_s);
    // Whoever sets a title need not think of it.
    QWidget other;
    other.setWindowTitle(u"Save rlo\u202etxt\nProfile: prod"_s);
    QCOMPARE(other.windowTitle(), u"Save rlo[U+202E]txt Profile: prod"_s);
}

void TestWords::questionsQuoteNames()
{
    Confirmation question;
    question.title = u"Delete \u202ex"_s;
    question.profile = u"pro\u2066d & <b>x</b>"_s;
    question.stack = u"a\nProfile: other"_s;
    question.verb = u"Delete a&b"_s;
    question.lost = {u"one\n• two\u202e"_s};
    question.typedName = u"a&b"_s;
    ConfirmDialog dialog(question, nullptr);
    dialog.show();
    QCOMPARE(dialog.findChild<QLabel *>(u"confirmWhere"_s)->text(),
             u"Profile: “pro[U+2066]d & <b>x</b>”     Stack: “a[U+000A]Profile: other”"_s);
    QCOMPARE(dialog.findChild<QLabel *>(u"confirmTitle"_s)->text(), u"Delete [U+202E]x"_s);
    QCOMPARE(dialog.findChild<QLabel *>(u"lostList"_s)->text(), u"• one • two[U+202E]"_s);
    QCOMPARE(dialog.findChild<QAbstractButton *>(u"confirmVerb"_s)->text(), u"Delete a&&b"_s);
    auto *typed = dialog.findChild<QLabel *>(u"typedLabel"_s);
    QVERIFY(QAccessible::queryAccessibleInterface(typed)
                ->text(QAccessible::Name)
                .contains("\"a&b\""_L1));
}

void TestWords::captionsKeepTheAmpersand()
{
    QCOMPARE(captionOf(u"a&b"_s), u"a&&b"_s);
    QCOMPARE(captionOf(u"&\u202e\n"_s), u"&&[U+202E][U+000A]"_s);
}

void TestWords::tipsAreBounded()
{
    QCOMPARE(tipText(u"a&b <b>bold</b>"_s), u"a&b <b>bold</b>"_s);
    const QStringList lines = tipText(QString(1'000'000, u'x')).split(u'\n');
    QVERIFY(lines.size() <= 25);
    for (const QString &line : lines)
        QVERIFY(line.size() <= 101);
    QVERIFY(tipText(u"line\n"_s.repeated(1'000)).split(u'\n').size() <= 25);
    const QString prose = u"word "_s.repeated(100).trimmed();
    QCOMPARE(tipText(prose).replace(u'\n', u' '), prose);
}

//! What could read markup is used in one place each, which this test knows.
void TestWords::nothingElseReadsMarkup()
{
    const QRegularExpression readers(
        u"Qt::(RichText|AutoText|MarkdownText)|setHtml\\(|insertHtml\\(|appendHtml\\(|"
        u"setMarkdown\\("
        "|QTextBrowser|new QTextEdit\\b|QMessageBox|QErrorMessage|setWhatsThis\\("
        "|QToolTip::|toHtmlEscaped|<qt>|<pre|QSplashScreen|QStaticText"_s);
    const QStringList known{u"ui/widgets/plainwords.cpp"_s, u"ui/widgets/words.cpp"_s,
                            u"ui/settings/desktopnotices.cpp"_s};
    QStringList found;
    for (const QString &room : {u"ui"_s, u"app"_s}) {
        const QDir top(QStringLiteral(ANGEE_SOURCE_DIR));
        QDirIterator files(top.filePath(room), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            const QString name = top.relativeFilePath(file.fileName());
            if (known.contains(name) || name.startsWith("app/sandbox/"_L1))
                continue;
            QVERIFY(file.open(QIODevice::ReadOnly));
            int number = 0;
            while (!file.atEnd()) {
                const QString line = QString::fromUtf8(file.readLine());
                ++number;
                if (readers.match(line).hasMatch())
                    found.append(u"%1:%2: %3"_s.arg(name).arg(number).arg(line.trimmed()));
            }
        }
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

namespace {

// Below the class: what generates its meta object does not read on behind a raw string like this.
//! Names that a daemon can have, and nobody wants to read as they are.
QByteArray hostileManifest()
{
    return R"(name: "evil \u202egnp\nProfile: prod <b>x</b>"
secrets:
  "k&y<i>": {}
sources:
  "s&rc<b>b</b>": {kind: local, path: app}
services:
  "a&b <b>bold</b>":
    runtime: local
    command: ["sh", "-c", "exit 3"]
  "<img src=\"file:///dev/zero\">":
    runtime: local
    command: ["sleep", "600"]
  "rlo\u202etxt.exe":
    runtime: local
    command: ["sleep", "600"]
jobs:
  "j&b\u2066<b>":
    runtime: local
    command: ["sh", "-c", "echo first"]
)";
}

} // namespace

QTEST_MAIN(TestWords)
#include "tst_words.moc"
