// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/diagnostics.h"

#include "core/base/logfile.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/net/sshtunnel.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/shell/headerbar.h"

#include <QApplication>
#include <QDir>
#include <QScreen>
#include <QSslSocket>
#include <QStyle>
#include <QSysInfo>
#include <Qsci/qsciglobal.h>

#include <boost/version.hpp>
#include <git2/version.h>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostFailures = 10;

#ifdef QT_DEBUG
constexpr auto buildKind = "debug";
#elif defined(NDEBUG)
constexpr auto buildKind = "release";
#else
constexpr auto buildKind = "release with assertions";
#endif

//! The kind of an address: what a problem depends on, without whose it is.
QString addressKind(const BaseUrl &base)
{
    const int port = base.rest("/"_ba).port(base.isTls() ? 443 : 80);
    if (base.ssh())
        return u"through ssh, daemon on port %1 there"_s.arg(base.ssh()->daemonPort);
    return u"%1, %2, port %3"_s
        .arg(base.isTls() ? u"https"_s : u"http"_s,
             base.isLoopback() ? u"this machine"_s : u"another machine"_s)
        .arg(port);
}

QStringList connectionFacts(const Session &session)
{
    if (!session.isConnected())
        return {u"Connection: none"_s, u"Why: "_s + session.whyNoChanges()};
    OperatorDaemon *daemon = session.daemon();
    QStringList facts{
        u"Connection: "_s + addressKind(daemon->base()),
        u"Given by: "_s + settingSourceName(session.settings().url.source),
        u"State: %1. %2"_s.arg(liveStateName(session.live()->state()), session.live()->reason()),
        u"Access: "_s + QVariant::fromValue(daemon->authenticator()->state()).toString()
            + (session.isDaemonOpen() ? u", the daemon is open"_s : QString())};
    if (const QString clock = daemon->clock().sentence(); !clock.isEmpty())
        facts.append(u"Clock: "_s + clock);
    if (const SshTunnel *tunnel = daemon->http()->tunnel())
        facts.append(u"Tunnel: %1 %2 %3"_s.arg(QVariant::fromValue(tunnel->state()).toString(),
                                               sshStageName(tunnel->stage()),
                                               tunnel->failure().words));
    return facts;
}

QStringList failures(const Session &session)
{
    QStringList lines;
    const QList<Task *> tasks = session.tasks()->tasks();
    for (const Task *task : tasks) {
        if (!task->isActive() && !task->succeeded())
            lines.append(u"%1: %2"_s.arg(task->spec().title, task->words()));
    }
    return lines.size() > mostFailures ? lines.last(mostFailures) : lines;
}

} // namespace

QString diagnosticsOf(const Session &session, const QStringList &warnings, const QString &formerEnd)
{
    QStringList lines{u"Angee Console %1, %2, compiler %3, %4"_s.arg(
                          QCoreApplication::applicationVersion(), QLatin1StringView(buildKind),
                          QStringLiteral(__VERSION__), QSysInfo::buildAbi()),
                      u"Qt %1 (built with %2), platform %3, style %4"_s.arg(
                          QString::fromLatin1(qVersion()), QStringLiteral(QT_VERSION_STR),
                          QGuiApplication::platformName(), QApplication::style()->objectName()),
                      u"Libraries: simdjson %1, libgit2 %2, QScintilla %3, Boost %4, TLS %5"_s.arg(
                          QStringLiteral(ANGEE_SIMDJSON_VERSION), QStringLiteral(LIBGIT2_VERSION),
                          QStringLiteral(QSCINTILLA_VERSION_STR), QStringLiteral(BOOST_LIB_VERSION),
                          QSslSocket::sslLibraryVersionString()),
                      u"System: %1, %2 %3"_s.arg(QSysInfo::prettyProductName(),
                                                 QSysInfo::kernelType(),
                                                 QSysInfo::kernelVersion())};
    const auto screens = QGuiApplication::screens();
    for (const QScreen *screen : screens)
        lines.append(u"Screen: %1×%2 at %3"_s.arg(screen->size().width())
                         .arg(screen->size().height())
                         .arg(screen->devicePixelRatio()));
    lines += connectionFacts(session);
    if (const QStringList failed = failures(session); !failed.isEmpty())
        lines += QStringList{u"Last failures:"_s} + failed;
    if (!warnings.isEmpty())
        lines += QStringList{u"Last warnings:"_s} + warnings;
    if (!formerEnd.isEmpty())
        lines += QStringList{u"Before this run:"_s} + formerEnd.split(u'\n');
    for (QString &line : lines)
        line = redacted(line.replace(QDir::homePath(), u"~"_s));
    QString text = lines.join(u'\n');
    // Whatever quoted it: a host is its owner's business.
    if (session.isConnected() && !session.daemon()->base().isLoopback())
        text.replace(session.daemon()->base().host(), u"HOST"_s);
    return text + u'\n';
}

} // namespace angee
