// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/screenshots.h"

#include "app/application.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "ui/shell/mainwindow.h"
#include "ui/tasks/taskstrip.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QTemporaryDir>
#include <QTimer>

#include <chrono>
#include <cstdio>

namespace angee {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! Goes from pane to pane in steps of the event loop, so that each is laid out and painted as it
//! would be for a person.
class Photographer final : public QObject
{
public:
    Photographer(Application *application, const QString &folder)
        : m_application(application)
        , m_folder(folder)
    {
        for (const QSize &size : {QSize(1440, 900), QSize(1024, 700)}) {
            for (const Theme::Scheme scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
                for (const PaneDescriptor &pane : application->window()->panes())
                    m_shots.append({pane.id, size, scheme});
            }
        }
        connect(application, &Application::cannotConnect, this,
                [this](const QString &words) { end(words); });
        m_patience.setSingleShot(true);
        connect(&m_patience, &QTimer::timeout, this,
                [this] { end(u"the sandbox showed no stack in time"_s); });
        m_patience.start(60s);
        m_wait.setInterval(100ms);
        connect(&m_wait, &QTimer::timeout, this, &Photographer::waitForStack);
        m_wait.start();
    }

private:
    struct Shot
    {
        QString pane;
        QSize size;
        Theme::Scheme scheme;
    };

    void waitForStack()
    {
        const LiveStore *live = m_application->session()->live();
        if (!live || !live->snapshot() || live->state() != LiveState::Live)
            return;
        m_wait.stop();
        m_patience.stop();
        // The sample's services need a moment to start, and one to fail.
        QTimer::singleShot(6s, this, &Photographer::pose);
    }

    void pose()
    {
        if (m_next == m_shots.size())
            return end({});
        const Shot &shot = m_shots.at(m_next);
        m_application->theme()->setScheme(shot.scheme);
        m_application->window()->resize(shot.size);
        m_application->window()->showPane(shot.pane);
        QTimer::singleShot(400ms, this, &Photographer::shoot);
    }

    void shoot()
    {
        const Shot &shot = m_shots.at(m_next++);
        const QString name =
            u"%1%2-%3.png"_s.arg(shot.pane, shot.size.width() < 1100 ? u"-small"_s : QString(),
                                 shot.scheme == Theme::Scheme::Dark ? u"dark"_s : u"light"_s);
        if (!m_application->window()->grab().save(QDir(m_folder).filePath(name)))
            return end(u"%1 could not be written"_s.arg(name));
        pose();
    }

    void end(const QString &problem)
    {
        if (!problem.isEmpty())
            std::fprintf(stderr, "angee-console: %s\n", problem.toUtf8().constData());
        QCoreApplication::exit(problem.isEmpty() ? 0 : 1);
    }

    Application *m_application;
    QString m_folder;
    QList<Shot> m_shots;
    qsizetype m_next = 0;
    QTimer m_wait;
    QTimer m_patience;
};

} // namespace

int takeScreenshots(const CommandLine &commandLine)
{
    QTemporaryDir home;
    if (!home.isValid() || !QDir().mkpath(commandLine.screenshotFolder)) {
        std::fprintf(stderr, "angee-console: the folder for the pictures cannot be made\n");
        return 1;
    }
    CommandLine sandbox = commandLine;
    sandbox.sandboxRoot = home.filePath(u"stack"_s);
    Application application(sandbox, home.filePath(u"data"_s), home.filePath(u"console.ini"_s));
    const Photographer photographer(&application, commandLine.screenshotFolder);
    application.start();
    return QApplication::exec();
}

} // namespace angee
