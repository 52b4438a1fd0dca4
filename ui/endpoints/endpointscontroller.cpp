// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/endpoints/endpointscontroller.h"

#include "core/actions/tokenactions.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/net/httplog.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/endpoints/connectiontokendialog.h"
#include "ui/endpoints/endpointspane.h"
#include "ui/panes/taskfailure.h"
#include "ui/widgets/noticebar.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QGuiApplication>
#include <QUrl>

#include <memory>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds probePatience{6'000};
constexpr qint64 enoughOfAnAnswer = qint64(64) * 1024;

Status statusOf(std::string_view status, std::string_view health)
{
    if (health == "unhealthy")
        return Status::Unhealthy;
    if (status == "running")
        return Status::Running;
    return status == "declared" ? Status::Declared : Status::Unknown;
}

EndpointRecord recordOf(const RouteRow &route, const Snapshot &snapshot)
{
    EndpointRecord record;
    record.service = toText(route.service);
    record.address = toText(route.url);
    for (const ServiceRow &service : snapshot.services()) {
        if (service.name != route.service)
            continue;
        record.state = toText(service.status);
        if (!service.health.empty())
            record.state += u", "_s + toText(service.health);
        record.status = statusOf(service.status, service.health);
    }
    return record;
}

} // namespace

EndpointsController::EndpointsController(Session *session, EndpointsPane *pane, QObject *parent)
    : PaneController(session, pane, parent)
    , m_pane(pane)
{
    connect(pane, &EndpointsPane::mintRequested, this, &EndpointsController::mint);
    connect(pane, &EndpointsPane::probeRequested, this, &EndpointsController::probe);
    connect(pane, &EndpointsPane::openAddressRequested, this, &EndpointsController::openAddress);
    connect(pane, &EndpointsPane::logAddressRequested, this, &EndpointsController::copyLogAddress);
    connect(pane, &EndpointsPane::addressWithTokenRequested, this,
            &EndpointsController::copyWithToken);
    connect(session, &Session::daemonChanged, this, &EndpointsController::onDaemonChanged);
    onDaemonChanged();
    start();
}

EndpointsController::~EndpointsController() = default;

void EndpointsController::onDaemonChanged()
{
    m_probes.clear();
    readMinted();
}

void EndpointsController::show(const LiveUpdatePtr &)
{
    showRoutes();
}

void EndpointsController::showRoutes()
{
    const SnapshotPtr snapshot = this->snapshot();
    QList<EndpointRecord> records;
    if (snapshot) {
        for (const RouteRow &route : snapshot->routes()) {
            records.append(recordOf(route, *snapshot));
            records.last().probe = m_probes.value(records.last().service);
        }
    }
    m_pane->setRoutes(records, snapshot != nullptr);
    const QString daemonAddress = daemon() ? daemon()->base().display() : QString();
    const QString mcp =
        daemon() ? QString::fromLatin1(daemon()->base().rest("/mcp"_ba).toEncoded()) : QString();
    m_pane->setIngress(snapshot ? toText(snapshot->ingressType()) : QString(),
                       snapshot ? toText(snapshot->ingressDomain()) : QString(), daemonAddress,
                       mcp);
}

QString EndpointsController::mintedPath() const
{
    return QDir(session()->profileFolder()).filePath(u"minted.jsonl"_s);
}

void EndpointsController::readMinted()
{
    m_reading.cancel();
    if (!session()->isConnected())
        return m_pane->setMinted({});
    m_reading.start([this, path = mintedPath()]() -> BackgroundTask::Done {
        const auto entries = std::make_shared<QList<MintedEntry>>(MintedList(path).read());
        return [this, entries] { m_pane->setMinted(*entries); };
    });
}

void EndpointsController::remember(const MintedToken &token)
{
    if (const QString problem = MintedList(mintedPath()).add(entryOf(token)); !problem.isEmpty())
        say(tr("That a token was minted could not be written down: %1").arg(problem));
    readMinted();
}

void EndpointsController::mint()
{
    auto *dialog = new ConnectionTokenDialog(&m_clipboard, m_pane->window());
    connect(dialog, &ConnectionTokenDialog::mintRequested, this,
            [this, dialog](const QString &actor, const QStringList &scope, const QString &ttl) {
                // It counts as minted here, also where nobody waited to see it.
                const QPointer<ConnectionTokenDialog> shownIn = dialog;
                const auto minted = [this, shownIn](const MintedToken &token) {
                    if (shownIn)
                        shownIn->setToken(token);
                    remember(token);
                };
                const auto follow = [dialog](Task *task) {
                    connect(task, &Task::finished, dialog, [task, dialog] {
                        if (!task->succeeded())
                            dialog->setFailure(failureOf(*task));
                    });
                };
                tasks()->request(mintTokenTask(actor, scope, ttl, this, minted), dialog, follow,
                                 [dialog] { dialog->setBusy({}); });
            });
    open(dialog);
}

//! As somebody from outside would: without a token, and not where it is sent on to.
void EndpointsController::probe(const QString &service, const QString &address)
{
    QString reason;
    const auto base = BaseUrl::parse(address, &reason);
    if (!base || base->ssh())
        return say(tr("%1 cannot be probed. %2").arg(address, reason));
    auto *client = new HttpClient(*base, this);
    client->setPolicy(session()->settings().policy);
    HttpRequest request;
    request.path = "/"_ba;
    request.anonymous = true;
    request.accept = "*/*"_ba;
    request.idleTimeout = probePatience;
    request.maxBody = enoughOfAnAnswer;
    m_probes.insert(service, tr("asking…"));
    showRoutes();
    HttpExchange *exchange = client->send(request, this);
    connect(exchange, &HttpExchange::finished, client,
            [this, client, service](const HttpResult &result) {
                client->deleteLater();
                m_probes.insert(
                    service,
                    result.status > 0
                        ? tr("HTTP %1 in %2 ms").arg(result.status).arg(result.elapsedMs)
                        : failureWord(result.failure));
                showRoutes();
            });
}

void EndpointsController::openAddress(const QString &address)
{
    if (!QDesktopServices::openUrl(QUrl(address, QUrl::StrictMode)))
        say(tr("No browser could be started. The address can be copied."));
}

QString EndpointsController::logAddress(const QString &service) const
{
    const QUrl url = daemon() ? daemon()->base().webSocket(
                         "/services/" + encodeSegment(service) + "/logs/stream", "tail=500"_ba)
                              : QUrl();
    return QString::fromLatin1(url.toEncoded());
}

void EndpointsController::copyLogAddress(const QString &service)
{
    QGuiApplication::clipboard()->setText(logAddress(service));
}

void EndpointsController::copyWithToken(const QString &service, const QString &address)
{
    const QString actor = session()->settings().identity().actor;
    const auto minted = [this, service, address](const MintedToken &token) {
        m_clipboard.copy(address + (address.contains(u'?') ? u"&token="_s : u"?token="_s)
                         + QString::fromLatin1(encodeQueryValue(QString::fromLatin1(token.token))));
        remember(token);
        m_pane->notices()->show({u"copiedAddress"_s,
                                 Notice::Kind::Success,
                                 tr("The address of %1 was copied with a token of one hour. It "
                                    "leaves the clipboard after 30 seconds.")
                                     .arg(service),
                                 {},
                                 true});
    };
    tasks()->request(
        mintRouteTokenTask(service, actor.isEmpty() ? u"admin"_s : actor, u"1h"_s, this, minted),
        this);
}

void EndpointsController::say(const QString &words)
{
    m_pane->notices()->show({u"endpoints"_s, Notice::Kind::Warning, words, {}, true});
}

} // namespace angee
