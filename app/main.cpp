// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/commandline.h"
#include "app/instancedoor.h"
#include "app/printsdl.h"
#include "app/quitsignals.h"
#include "app/sandbox/sandboxmain.h"
#include "app/sandboxhost.h"
#include "app/screenshots.h"
#include "app/translations.h"
#include "app/windowset.h"
#include "core/base/logfile.h"
#include "core/base/runmarker.h"
#include "core/net/askpass.h"
#include "core/schema/printsdl.h"

#include <QApplication>
#include <QDir>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTranslator>

#include <cstdio>
#include <cstring>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace {

using namespace Qt::StringLiterals;

void setNames()
{
    QCoreApplication::setApplicationName(u"angee-console"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(ANGEE_VERSION));
    QCoreApplication::setOrganizationDomain(u"angee.ai"_s);
}

QString dataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

void print(std::FILE *stream, const QString &text)
{
    std::fputs(text.toUtf8().constData(), stream);
}

//! Without a display Qt would abort the program. Pictures need none.
bool findDisplay(const angee::CommandLine &commandLine)
{
    if (!qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        return true; // somebody knows better
    if (commandLine.mode == angee::CommandLine::Mode::Screenshots) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        return true;
    }
#ifdef Q_OS_LINUX
    return !qEnvironmentVariableIsEmpty("DISPLAY")
        || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#else
    return true;
#endif
}

int runWindow(int argc, char **argv, const angee::CommandLine &commandLine,
              angee::InstanceDoor *door)
{
    if (!findDisplay(commandLine)) {
        print(stderr,
              QCoreApplication::translate(
                  "angee::CommandLine",
                  "There is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are not "
                  "set).\nTo see every pane all the same: angee-console --screenshots DIR\n"));
        return 1;
    }
#ifdef __GLIBC__
    // Two heaps instead of one for each thread that ever allocates: while snapshots of 10,000 rows
    // come in, that is a fifth less memory.
    mallopt(M_ARENA_MAX, 2);
#endif
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(u"Angee Console"_s);
    QApplication::setDesktopFileName(u"ai.angee.Console"_s);
    QTranslator translator;
    if (angee::loadTranslation(&translator))
        QApplication::installTranslator(&translator);
    if (commandLine.mode == angee::CommandLine::Mode::Screenshots)
        return angee::takeScreenshots(commandLine);

    const QString data = dataFolder();
    const QString settings =
        QDir(QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation))
            .filePath(u"console.ini"_s);
    angee::LogFile log(QDir(data).filePath(u"console.log"_s));
    const angee::RunMarker marker(QDir(data).filePath(u"runs"_s));
    angee::WindowSet windows(data, settings, &log, marker.formerEnd());
    const angee::QuitSignals quitSignals;
    QObject::connect(&quitSignals, &angee::QuitSignals::quitRequested, &windows,
                     &angee::WindowSet::quitUnasked);
    if (door) {
        QObject::connect(door, &angee::InstanceDoor::asked, &windows, &angee::WindowSet::receive);
        door->open();
    }
    windows.open(commandLine);
    return QApplication::exec();
}

//! Hands over to the process that has the windows already, or runs them.
int openWindow(int argc, char **argv, const angee::CommandLine &commandLine)
{
    if (commandLine.mode != angee::CommandLine::Mode::Window)
        return runWindow(argc, argv, commandLine, nullptr);
    angee::InstanceDoor door(dataFolder());
    return door.handOver(commandLine) ? 0 : runWindow(argc, argv, commandLine, &door);
}

int runWithoutWindow(int argc, char **argv, const angee::CommandLine &commandLine)
{
    QCoreApplication application(argc, argv);
    if (commandLine.mode == angee::CommandLine::Mode::SandboxOnly)
        return angee::sandbox::runSandboxOnly(angee::sandboxOptions(commandLine));
    return angee::printDaemonSdl(commandLine.given);
}

//! Whoever reads a core dump reads the bearer.
void forbidCoreDumps()
{
#ifdef Q_OS_LINUX
    if (qEnvironmentVariableIsEmpty("ANGEE_ALLOW_CORE_DUMPS")) // for whoever debugs this program
        ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

//! The quick way for scripts: a file's SDL needs nothing of Qt.
bool wantsSdlOfFile(int argc, char **argv)
{
    return argc == 3 && std::strcmp(argv[1], "--print-sdl") == 0
        && (argv[2][0] != '-' || argv[2][1] == '\0');
}

} // namespace

int main(int argc, char **argv)
{
    if (wantsSdlOfFile(argc, argv))
        return int(angee::printSdlFile(argv[2]));

    forbidCoreDumps();
    if (angee::isAskpassHelper())
        return angee::answerAskpass(argc, argv);
    setNames();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const auto commandLine =
        angee::CommandLine::parse(arguments, QProcessEnvironment::systemEnvironment());
    // What the program starts (services of the sandbox, a browser) has no use for it.
    qunsetenv("ANGEE_OPERATOR_TOKEN");
    const bool windowed = commandLine.mode == angee::CommandLine::Mode::Window
        || commandLine.mode == angee::CommandLine::Mode::Sandbox;
    if (!windowed) { // a window shows them itself
        for (const QString &warning : commandLine.warnings)
            print(stderr, u"angee-console: "_s + warning + u"\n"_s);
    }
    switch (commandLine.mode) {
    case angee::CommandLine::Mode::Help:
    case angee::CommandLine::Mode::Version:
        print(stdout, commandLine.message);
        return 0;
    case angee::CommandLine::Mode::Error:
        print(stderr, commandLine.message + u"\n"_s);
        return 2;
    case angee::CommandLine::Mode::PrintSdl:
        if (!commandLine.schemaFile.isEmpty())
            return int(angee::printSdlFile(commandLine.schemaFile.toLocal8Bit().constData()));
        [[fallthrough]];
    case angee::CommandLine::Mode::SandboxOnly:
        return runWithoutWindow(argc, argv, commandLine);
    case angee::CommandLine::Mode::Window:
    case angee::CommandLine::Mode::Sandbox:
    case angee::CommandLine::Mode::Screenshots:
        return openWindow(argc, argv, commandLine);
    }
    Q_UNREACHABLE();
}
