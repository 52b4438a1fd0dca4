// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/authenticator.h"
#include "core/daemon/daemonstreams.h"
#include "core/daemon/filecalls.h"
#include "core/daemon/jobcalls.h"
#include "core/daemon/schemacalls.h"
#include "core/daemon/secretcalls.h"
#include "core/daemon/servicecalls.h"
#include "core/daemon/sourcecalls.h"
#include "core/daemon/stackcalls.h"
#include "core/daemon/templatecalls.h"
#include "core/daemon/tokencalls.h"
#include "core/daemon/workspacecalls.h"
#include "core/net/httpclient.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace angee {

struct ConnectionSettings;

//! \brief One operator daemon: every operation as a call of its own.
//!
//! The functions below only name the common operations; run() takes any call. Each returns the
//! call, which reports exactly once and later, belongs to this object and deletes itself. Whatever
//! goes to the daemon, streams and sockets included, goes through here: it waits while the working
//! token is being minted, and a read that meets a 401 is asked again once on a fresh token; a
//! change never is. All on the thread that made it.
class OperatorDaemon final : public QObject
{
    Q_OBJECT

public:
    OperatorDaemon(const BaseUrl &base, const QByteArray &adminBearer,
                   const WorkingIdentity &identity, const ConnectionPolicy &policy,
                   QObject *parent = nullptr);
    ~OperatorDaemon() override;

    //! The daemon that the settings resolve to; null when they name no usable address.
    static OperatorDaemon *fromSettings(const ConnectionSettings &settings,
                                        QObject *parent = nullptr);

    [[nodiscard]] HttpClient *http() { return m_http; }
    [[nodiscard]] Authenticator *authenticator() { return m_authenticator; }
    [[nodiscard]] const BaseUrl &base() const { return m_http->base(); }
    //! The daemon's own clock, for whoever counts by it or tells that ours is wrong.
    [[nodiscard]] const ServerClock &clock() const { return std::as_const(*m_http).clock(); }
    [[nodiscard]] bool isReadOnly() const { return m_http->policy().readOnly; }

    //! Takes the call over and sends it as soon as there is a bearer.
    template <typename Call>
    Call *run(Call *call)
    {
        accept(call);
        return call;
    }

    //! A subscription; see DaemonEvents. An event of more than \a largestEvent bytes ends it.
    DaemonEvents *subscribe(const QByteArray &body, qsizetype largestEvent, QObject *parent);
    //! The log of a service, with the last \a tail lines there are; see DaemonLog.
    DaemonLog *openLog(const QString &service, int tail, QObject *parent);
    //! A person asks for another try: mints anew where there is something to mint.
    void renewAuthorisation();
    //! No later request uses a connection that is open now; see HttpClient.
    void dropConnections() { m_http->dropConnections(); }

    MintTokenCall *mintToken(const QString &actor, const QStringList &scope = {},
                             const QString &ttl = {});
    IntrospectCall *introspect();
    SetSecretCall *setSecret(const QString &name, const QString &value);
    ResolveTemplateCall *resolveTemplateRef(const QString &name, const QString &kind);
    CreateWorkspaceCall *createWorkspace(const WorkspaceRequest &workspace);
    CreateServiceCall *createService(const ServiceRequest &service);
    DestroyWorkspaceCall *destroyWorkspace(const QString &name, bool purge);
    ServiceActionCall *destroyService(const QString &name);
    ServiceEndpointCall *serviceEndpoint(const QString &name);
    MintRouteTokenCall *mintRouteToken(const QString &actor, const QString &service,
                                       const QString &ttl = {});
    ReadFileCall *readFile(const QString &source, const QString &path);
    WriteFileCall *writeFile(const QString &source, const QString &path, const QByteArray &content,
                             const QString &etag);
    BuildStackCall *stackBuild(const QStringList &services = {});

signals:
    //! Something ended with a 401 that a fresh token did not cure.
    void unauthorized();

private:
    friend class DaemonEvents;
    friend class DaemonLog;

    enum class Effect {
        Reads,
        Changes,
    };
    //! Something that waits for a bearer.
    struct Waiting
    {
        QPointer<QObject> who;
        std::function<void()> go;
        std::function<void(const OperatorDaemonError &)> giveUp;
    };

    //! Calls one of the two, perhaps at once; neither once \a who is gone.
    void whenAuthorised(QObject *who, std::function<void()> go,
                        std::function<void(const OperatorDaemonError &)> giveUp);
    //! The rule for a 401. True: ask once more through whenAuthorised(), \a askedAgain remembers
    //! it.
    [[nodiscard]] bool askAgainAfter401(Effect effect, bool *askedAgain);
    void accept(DaemonCall *call);
    void send(DaemonCall *call);
    void onAuthentication(Authenticator::State state);
    void onResult(DaemonCall *call, const HttpResult &result);

    HttpClient *m_http;
    Authenticator *m_authenticator;
    QList<Waiting> m_waiting;
};

} // namespace angee
