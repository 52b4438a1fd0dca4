// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/runmarker.h"

#include "core/base/boundedtext.h"
#include "core/base/statefile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QUuid>

#include <array>
#include <utility>

#ifdef Q_OS_UNIX
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif
#ifdef __GLIBC__
#include <execinfo.h>
#endif

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! For its texts alone.
struct RunMarkerWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::RunMarker)
};

constexpr qint64 mostRead = qint64(64) * 1024;

#ifdef Q_OS_UNIX
volatile sig_atomic_t crashFile = -1;
// Sanitizers have handlers of their own.
[[maybe_unused]] constexpr std::array crashSignals{SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};

// Nothing here allocates or locks.
extern "C" void writeCrash(int number)
{
    const int file = crashFile;
    if (file >= 0) {
        std::array<char, 12> text{'s', 'i', 'g', 'n', 'a', 'l', ' ', '0', '0', '\n'};
        text[7] = char('0' + number / 10);
        text[8] = char('0' + number % 10);
        [[maybe_unused]] const ssize_t wrote = ::write(file, text.data(), 10);
#ifdef __GLIBC__
        std::array<void *, 64> calls{};
        ::backtrace_symbols_fd(calls.data(), ::backtrace(calls.data(), int(calls.size())), file);
#endif
    }
    ::signal(number, SIG_DFL);
    ::raise(number);
}

void watchCrashes(int file)
{
    crashFile = file;
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#ifdef __GLIBC__
    std::array<void *, 2> first{}; // loads what it needs now and not in a crash
    ::backtrace(first.data(), int(first.size()));
#endif
    for (const int number : crashSignals)
        ::signal(number, file >= 0 ? writeCrash : SIG_DFL);
#endif
}
#endif

} // namespace

RunMarker::RunMarker(const QString &folder)
{
    if (!makePrivateFolder(folder).isEmpty())
        return;
    readFormer(folder);
    const QString name = u"run-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_path = QDir(folder).filePath(name);
    m_lock = std::make_unique<ProcessLock>(m_path);
    if (!m_lock->tryLock())
        return;
#ifdef Q_OS_UNIX
    m_file =
        ::open(QFile::encodeName(m_path).constData(), O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC);
    watchCrashes(m_file);
#endif
}

RunMarker::~RunMarker()
{
#ifdef Q_OS_UNIX
    watchCrashes(-1);
    if (m_file >= 0)
        ::close(m_file);
#endif
    if (m_lock && m_lock->isLocked())
        QFile::remove(m_path);
}

void RunMarker::readFormer(const QString &folder)
{
    QStringList ends;
    const auto left = QDir(folder).entryInfoList({u"run-*"_s}, QDir::Files, QDir::Time);
    for (const QFileInfo &file : left) {
        ProcessLock lock(file.filePath());
        if (!lock.tryLock())
            continue; // it runs
        const QString when = file.lastModified().toString(Qt::ISODate);
        const QString said =
            QString::fromUtf8(readStateFile(file.filePath(), mostRead).bytes).trimmed();
        ends.append(said.isEmpty()
                        ? RunMarkerWords::tr("A run begun at %1 ended without a goodbye: it was "
                                             "killed, or the machine went down.")
                              .arg(when)
                        : RunMarkerWords::tr("A run crashed at %1:").arg(when) + u'\n'
                            + boundedWords(said));
        QFile::remove(file.filePath());
    }
    m_formerEnd = ends.join(u"\n\n"_s);
}

} // namespace angee
