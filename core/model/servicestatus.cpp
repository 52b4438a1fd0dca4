// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/servicestatus.h"

#include <QCoreApplication>
#include <QSet>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! For its texts alone.
struct ServiceWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::services)
};

bool isLocal(const QString &runtime)
{
    return runtime == "local"_L1;
}

} // namespace

ServiceActivity serviceActivity(const QString &status)
{
    static const QSet<QString> running{u"running"_s, u"foreground"_s, u"launched"_s, u"watching"_s};
    static const QSet<QString> stopped{u"exited"_s,   u"completed"_s, u"created"_s, u"dead"_s,
                                       u"disabled"_s, u"skipped"_s,   u"error"_s,   u"stopped"_s};
    if (status == "declared"_L1 || status.isEmpty())
        return ServiceActivity::NotObserved;
    if (running.contains(status))
        return ServiceActivity::Running;
    if (stopped.contains(status))
        return ServiceActivity::Stopped;
    return ServiceActivity::Changing;
}

QString serviceStatusText(const QString &status)
{
    if (status == "declared"_L1 || status.isEmpty())
        return ServiceWords::tr("declared, not observed");
    return status;
}

QString serviceStatusHint(const QString &status)
{
    if (status == "declared"_L1 || status.isEmpty())
        return ServiceWords::tr(
            "The daemon saw no process or container. It may be stopped, never started, or "
            "its tool could not be asked.");
    if (status == "completed"_L1)
        return ServiceWords::tr(
            "The process ended. A crash shows as \"completed\" too: see the logs.");
    return {};
}

QString whyNotNow(ServiceAction action, const QString &status, const QString &runtime)
{
    const ServiceActivity activity = serviceActivity(status);
    switch (action) {
    case ServiceAction::Start:
        if (activity == ServiceActivity::Running)
            return ServiceWords::tr("It is running already.");
        return {};
    case ServiceAction::Stop:
        if (activity == ServiceActivity::Stopped)
            return ServiceWords::tr("It is not running (%1).").arg(status);
        return {};
    case ServiceAction::Up:
        if (activity == ServiceActivity::Running && isLocal(runtime))
            return ServiceWords::tr("It is running already. Use Restart to start it anew.");
        return {};
    case ServiceAction::Restart:
    case ServiceAction::Destroy:
        return {};
    }
    Q_UNREACHABLE();
}

QString serviceActionName(ServiceAction action)
{
    switch (action) {
    case ServiceAction::Start:
        return ServiceWords::tr("Start");
    case ServiceAction::Stop:
        return ServiceWords::tr("Stop");
    case ServiceAction::Restart:
        return ServiceWords::tr("Restart");
    case ServiceAction::Up:
        return ServiceWords::tr("Up");
    case ServiceAction::Destroy:
        return ServiceWords::tr("Destroy");
    }
    Q_UNREACHABLE();
}

QString serviceActionProgress(ServiceAction action)
{
    switch (action) {
    case ServiceAction::Start:
        return ServiceWords::tr("starting…");
    case ServiceAction::Stop:
        return ServiceWords::tr("stopping…");
    case ServiceAction::Restart:
        return ServiceWords::tr("restarting…");
    case ServiceAction::Up:
        return ServiceWords::tr("bringing up…");
    case ServiceAction::Destroy:
        return ServiceWords::tr("destroying…");
    }
    Q_UNREACHABLE();
}

QString serviceActionVerb(ServiceAction action)
{
    switch (action) {
    case ServiceAction::Start:
        return u"start"_s;
    case ServiceAction::Stop:
        return u"stop"_s;
    case ServiceAction::Restart:
        return u"restart"_s;
    case ServiceAction::Up:
        return u"up"_s;
    case ServiceAction::Destroy:
        return u"destroy"_s;
    }
    Q_UNREACHABLE();
}

bool mayHoldConnection(ServiceAction action, const QString &runtime)
{
    return action == ServiceAction::Up && isLocal(runtime);
}

} // namespace angee
