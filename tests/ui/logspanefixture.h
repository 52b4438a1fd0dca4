// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "tests/ui/consolewindow.h"
#include "ui/logs/logsheet.h"
#include "ui/logs/logspane.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>

namespace angee::test {

using namespace Qt::StringLiterals;

//! Services that say what stands in a file, once it is there.
inline QByteArray talkingManifest()
{
    return R"(name: plain
sources:
  app: {kind: local, path: app}
services:
  talk:
    runtime: local
    command: ["sh", "-c", "echo begin; while :; do if [ -e say ]; then cat say; rm say; fi; sleep 0.05; done"]
  quiet:
    runtime: local
    command: ["sh", "-c", "echo quietly; exec sleep 600"]
)";
}

//! \brief The logs pane over a real log socket of a sandbox, and what a person does and reads
//! there.
class LogsPaneFixture : public QObject
{
protected:
    void open();
    void close();
    void follow(const QString &service);
    void say(const QByteArray &lines);
    [[nodiscard]] QStringList lines() const;
    [[nodiscard]] QStringList said() const; // without the dividers
    [[nodiscard]] QString connection() const;
    [[nodiscard]] LogsPane *pane() const;
    [[nodiscard]] LogSheet *sheet() const { return pane()->currentSheet(); }
    [[nodiscard]] LogView *view() const { return sheet()->view(); }
    [[nodiscard]] int dividers() const;
    [[nodiscard]] bool isRunning(const char *service) const
    {
        const SnapshotPtr snapshot = m_console->live()->snapshot();
        const ServiceRow *row = snapshot ? snapshot->service(service) : nullptr;
        return row && toText(row->status) == u"running"_s;
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const;

    std::unique_ptr<ConsoleWindow> m_console;
};

inline void LogsPaneFixture::open()
{
    m_console = std::make_unique<ConsoleWindow>(talkingManifest());
    QVERIFY(m_console->start(u"logs"_s));
    QCOMPARE(m_console->sandbox().client().post("/services/talk/up").status, 200);
    QTRY_COMPARE(m_console->find<QComboBox>("logService")->count(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(isRunning("talk"), 30'000);
}

inline void LogsPaneFixture::close()
{
    m_console.reset();
}

inline LogsPane *LogsPaneFixture::pane() const
{
    return qobject_cast<LogsPane *>(m_console->window()->pane(u"logs"_s));
}

//! Chooses a service with the keyboard and waits until its log is open.
inline void LogsPaneFixture::follow(const QString &service)
{
    auto *services = m_console->find<QComboBox>("logService");
    const int wanted = services->findText(service);
    QVERIFY(wanted >= 0);
    services->setCurrentIndex(wanted);
    emit services->activated(wanted);
    QVERIFY(sheet());
    QTRY_COMPARE(connection(), u"following"_s);
    view()->setFocus();
}

//! Waits until the service has taken the file.
inline void LogsPaneFixture::say(const QByteArray &text)
{
    m_console->sandbox().write(u"said"_s, text);
    QVERIFY(
        QFile::rename(m_console->sandbox().path(u"said"_s), m_console->sandbox().path(u"say"_s)));
    QTRY_VERIFY(!QFile::exists(m_console->sandbox().path(u"say"_s)));
}

//! What is shown, whether in sight or not.
inline QStringList LogsPaneFixture::lines() const
{
    QStringList shown;
    const LogRows *rows = sheet()->rows();
    for (qint64 index = 0; index < rows->count(); ++index)
        shown.append(styledText(sheet()->store()->bytes(rows->lineAt(index))).text);
    return shown;
}

inline QStringList LogsPaneFixture::said() const
{
    QStringList shown;
    const LogRows *rows = sheet()->rows();
    for (qint64 index = 0; index < rows->count(); ++index) {
        const qint64 line = rows->lineAt(index);
        if (sheet()->store()->facts(line).entry() == LogEntry::Line)
            shown.append(styledText(sheet()->store()->bytes(line)).text);
    }
    return shown;
}

inline QString LogsPaneFixture::connection() const
{
    return m_console->find<QLabel>("logConnection")->text();
}

inline int LogsPaneFixture::dividers() const
{
    return int(lines().size() - said().size());
}

inline void LogsPaneFixture::key(Qt::Key key, Qt::KeyboardModifiers modifiers) const
{
    QTest::keyClick(view(), key, modifiers);
}

} // namespace angee::test
