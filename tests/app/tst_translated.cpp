// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/ui/consolewindow.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProcess>
#include <QRegularExpression>
#include <QTabBar>
#include <QTranslator>

using namespace angee;
using namespace angee::test;
using namespace Qt::StringLiterals;

namespace {

constexpr QChar begins(0x27E6); // ⟦
constexpr QChar ends(0x27E7);

QString text(const QString &word)
{
    QString plain = word;
    return plain.replace("&lt;"_L1, "<"_L1)
        .replace("&gt;"_L1, ">"_L1)
        .replace("&quot;"_L1, "\""_L1)
        .replace("&apos;"_L1, "'"_L1)
        .replace("&amp;"_L1, "&"_L1);
}

bool run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(QStringLiteral(ANGEE_SOURCE_DIR));
    process.start(program, arguments);
    const bool ended =
        QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 120'000);
    if (ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return true;
    qWarning() << program << arguments << process.readAll();
    return false;
}

//! Fills a language in which each text is itself in brackets; the texts are added to \a sources.
bool fill(const QString &fileName, QSet<QString> *sources)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    QString all = QString::fromUtf8(file.readAll());
    file.close();
    static const QRegularExpression message(
        u"<source>(.*?)</source>(.*?)<translation[^>]*?(/>|>.*?</translation>)"_s,
        QRegularExpression::DotMatchesEverythingOption);
    QString filled;
    qsizetype at = 0;
    auto found = message.globalMatch(all);
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        const QString source = match.captured(1);
        sources->insert(text(source));
        const QString mine = begins + source + ends;
        const bool counted = match.captured(3).contains("<numerusform"_L1);
        filled += QStringView(all).sliced(at, match.capturedStart() - at).toString();
        filled += u"<source>"_s + source + u"</source>"_s + match.captured(2) + u"<translation>"_s;
        filled += counted ? u"<numerusform>%1</numerusform>"_s.arg(mine) : mine;
        filled += u"</translation>"_s;
        at = match.capturedEnd();
    }
    filled += QStringView(all).sliced(at).toString();
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate)
        && file.write(filled.toUtf8()) == filled.toUtf8().size();
}

//! What a person reads on \a widget, headings of tables included.
QStringList readOn(QWidget *widget)
{
    QStringList words{widget->toolTip(), widget->accessibleName(), widget->accessibleDescription()};
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        words += label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        words += button->text();
    if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
        words += edit->placeholderText();
    if (const auto *group = qobject_cast<const QGroupBox *>(widget))
        words += group->title();
    if (const auto *combo = qobject_cast<const QComboBox *>(widget)) {
        for (int i = 0; i < combo->count(); ++i)
            words += combo->itemText(i);
    }
    if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
        for (int tab = 0; tab < tabs->count(); ++tab)
            words += tabs->tabText(tab);
    }
    if (const auto *menu = qobject_cast<const QMenu *>(widget)) {
        for (const QAction *action : menu->actions())
            words += action->text() + u'\n' + action->toolTip();
    }
    const auto *view = qobject_cast<const QAbstractItemView *>(widget);
    if (view && view->model() && !qobject_cast<const QHeaderView *>(view)) {
        for (int column = 0; column < view->model()->columnCount(); ++column) {
            words += view->model()->headerData(column, Qt::Horizontal).toString();
            for (int row = 0; row < qMin(50, view->model()->rowCount()); ++row)
                words += view->model()->index(row, column).data().toString();
        }
    }
    return words;
}

} // namespace

//! The window in a language that has every text: what is still English cannot be translated.
class TestTranslated final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void everyTextIsTranslated();

private:
    QTemporaryDir m_folder;
    QTranslator m_translator;
    QSet<QString> m_sources;
};

void TestTranslated::initTestCase()
{
    const QString file = m_folder.filePath(u"pseudo.ts"_s);
    if (!QFile::exists(QStringLiteral(ANGEE_LUPDATE)))
        QSKIP("needs lupdate");
    QVERIFY(run(QStringLiteral(ANGEE_LUPDATE),
                {u"-silent"_s, u"-target-language"_s, u"ja"_s, u"-locations"_s, u"none"_s, u"-I"_s,
                 u"."_s, u"core"_s, u"ui"_s, u"app"_s, u"-ts"_s, file}));
    QVERIFY(fill(file, &m_sources));
    QVERIFY(m_sources.size() > 500);
    const QString compiled = m_folder.filePath(u"pseudo.qm"_s);
    QVERIFY(run(QStringLiteral(ANGEE_LRELEASE), {u"-silent"_s, file, u"-qm"_s, compiled}));
    QVERIFY(m_translator.load(compiled));
    QVERIFY(QCoreApplication::installTranslator(&m_translator));
}

void TestTranslated::everyTextIsTranslated()
{
    ConsoleWindow console(watchableManifest());
    QVERIFY(console.start(u"overview"_s));
    QSet<QString> english;
    int translated = 0;
    const auto look = [&](const QString &where) {
        const QWidgetList widgets = QApplication::allWidgets();
        for (QWidget *widget : widgets) {
            const QStringList words = readOn(widget);
            for (const QString &said : words) {
                if (said.contains(begins))
                    ++translated;
                else if (m_sources.contains(said) || m_sources.contains(said.trimmed()))
                    english.insert(where + u", "_s + widget->objectName() + u": "_s + said);
            }
        }
    };
    for (const PaneDescriptor &descriptor : console.window()->panes()) {
        const QString id = descriptor.id;
        console.window()->showPane(id);
        QVERIFY(QTest::qWaitFor([&] { return console.window()->pane(id)->isVisible(); }));
        look(id);
    }
    for (const char *action : {"workspaceCreate", "serviceCreate", "secretAdd", "actionDown",
                               "actionBuildSome", "actionDestroyStack"}) {
        if (!console.trigger(action))
            continue;
        look(QLatin1StringView(action));
        const auto dialogs = console.window()->findChildren<QDialog *>();
        for (QDialog *dialog : dialogs)
            dialog->close();
        QTRY_VERIFY(console.window()->findChildren<QDialog *>().isEmpty());
    }
    QVERIFY(translated > 300);
    // Words of the daemon that are words of ours elsewhere.
    static const QStringList wire{u"container"_s, u"local"_s, u"running"_s, u"git"_s, u"plain"_s,
                                  u"stopped"_s, u"exited"_s, u"declared"_s, u"starting"_s,
                                  u"none"_s,
                                  // Qt's own buttons, from its own catalogue.
                                  u"Cancel"_s, u"OK"_s, u"Close"_s};
    english.removeIf([](const QString &said) {
        return wire.contains(said.section(u": "_s, 1)) || said.section(u": "_s, 1).size() < 3;
    });
    QVERIFY2(english.isEmpty(),
             qPrintable(QStringList(english.cbegin(), english.cend()).join(u'\n')));
}

QTEST_MAIN(TestTranslated)
#include "tst_translated.moc"
