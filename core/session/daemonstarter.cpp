// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/session/daemonstarter.h"

#include "core/base/boundedtext.h"
#include "core/base/statefile.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>

#include <array>
#include <cerrno>
#include <chrono>
#ifdef Q_OS_UNIX
#include <csignal>
#endif

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds glance{300};
constexpr qint64 mostAtOnce = qint64(64) * 1024;

//! The daemon's own program, or the one that has it as a command; empty for neither.
QStringList program()
{
    if (const QString own = QStandardPaths::findExecutable(u"angee-operator"_s); !own.isEmpty())
        return {own};
    if (const QString whole = QStandardPaths::findExecutable(u"angee"_s); !whole.isEmpty())
        return {whole, u"operator"_s};
    return {};
}

QByteArray newToken()
{
    std::array<quint32, 8> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), qsizetype(bits.size()));
    return QByteArray(reinterpret_cast<const char *>(bits.data()), sizeof(bits)).toHex();
}

QString quotedForShell(const QString &text)
{
    return u'\'' + QString(text).replace("'"_L1, "'\\''"_L1) + u'\'';
}

} // namespace

DaemonStarter::DaemonStarter(const StackFolder &stack, QString logFile, QObject *parent)
    : QObject(parent)
    , m_stack(stack)
    , m_logFile(std::move(logFile))
    , m_token(stack.token().isEmpty() ? newToken() : stack.token())
{
    connect(&m_timer, &QTimer::timeout, this, &DaemonStarter::look);
}

DaemonStarter::~DaemonStarter() = default;

bool DaemonStarter::canStart()
{
    return !program().isEmpty();
}

QStringList DaemonStarter::arguments(const QString &token) const
{
    return {u"--root"_s,  m_stack.root(), u"--port"_s, QString::number(m_stack.port()),
            u"--token"_s, token};
}

QString DaemonStarter::command() const
{
    const QStringList found = program();
    const bool whole = found.size() > 1;
    return u"%1 --root %2 --port %3 --token \"$ANGEE_OPERATOR_TOKEN\""_s.arg(
        whole ? u"angee operator"_s : u"angee-operator"_s, quotedForShell(m_stack.root()),
        QString::number(m_stack.port()));
}

QString DaemonStarter::start()
{
    const QStringList found = program();
    if (found.isEmpty())
        return tr("Neither angee-operator nor angee is on PATH.");
    if (const QString problem = saveFile(m_logFile, {}, FileUse::State); !problem.isEmpty())
        return problem;
    QProcess process;
    process.setProgram(found.constFirst());
    process.setArguments(found.mid(1) + arguments(QString::fromUtf8(m_token)));
    process.setWorkingDirectory(m_stack.root());
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(m_logFile, QIODevice::Append);
    process.setStandardErrorFile(m_logFile, QIODevice::Append);
    m_read = 0;
    if (!process.startDetached(&m_pid))
        return tr("%1 could not be started: %2").arg(found.constFirst(), process.errorString());
    m_timer.start(glance);
    return {};
}

bool DaemonStarter::isRunning() const
{
#ifdef Q_OS_UNIX
    return m_pid > 0 && (::kill(pid_t(m_pid), 0) == 0 || errno == EPERM);
#else
    return m_pid > 0;
#endif
}

void DaemonStarter::look()
{
    const bool running = isRunning(); // before reading: its last words are read then
    QFile file(m_logFile);
    if (file.open(QIODevice::ReadOnly) && file.seek(m_read)) {
        const QByteArray more = file.read(mostAtOnce);
        m_read += more.size();
        QString text = QString::fromUtf8(more);
        text.replace(QString::fromUtf8(m_token), u"••••"_s);
        if (!text.isEmpty())
            emit outputRead(boundedWords(text));
    }
    if (running)
        return;
    m_timer.stop();
    emit ended();
}

} // namespace angee
