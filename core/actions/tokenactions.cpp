// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/tokenactions.h"

#include "core/daemon/operatordaemon.h"

#include <QCoreApplication>
#include <QPointer>

namespace angee {

namespace {

struct TokenActions
{
    Q_DECLARE_TR_FUNCTIONS(angee::TokenActions)
};

//! Starts \a call and gives its token to \a minted, unless \a context is gone by then.
template <typename Call>
auto minting(Call call, const QObject *context,
             const std::function<void(const MintedToken &)> &minted)
{
    return [call, minted,
            receiver = QPointer<const QObject>(context)](OperatorDaemon &daemon) -> DaemonCall * {
        auto *started = call(daemon);
        if (receiver)
            started->whenDone(receiver, [minted](const Result<MintedToken> &result) {
                if (result)
                    minted(result.value());
            });
        return started;
    };
}

} // namespace

TaskSpec mintRouteTokenTask(const QString &service, const QString &actor, const QString &ttl,
                            const QObject *context,
                            const std::function<void(const MintedToken &)> &minted)
{
    TaskSpec spec;
    spec.title = TokenActions::tr("Mint route token for service \"%1\"").arg(service);
    spec.verb = ActionVerb::MintRouteToken;
    spec.object = {ObjectKind::Service, service};
    spec.content = TaskSpec::Content::Secret; // the answer is a bearer
    spec.question.verb = TokenActions::tr("Mint");
    spec.question.text =
        TokenActions::tr("The daemon signs a token that opens the routes of this service to "
                         "whoever holds it. It cannot be called back before it expires.");
    spec.dropped = TaskSpec::Dropped::Safe; // a token that nobody has seen
    spec.start =
        minting([=](OperatorDaemon &daemon) { return daemon.mintRouteToken(actor, service, ttl); },
                context, minted);
    return spec;
}

TaskSpec mintTokenTask(const QString &actor, const QStringList &scope, const QString &ttl,
                       const QObject *context,
                       const std::function<void(const MintedToken &)> &minted)
{
    TaskSpec spec;
    spec.title = TokenActions::tr("Mint connection token for \"%1\"").arg(actor);
    spec.verb = ActionVerb::MintToken;
    spec.object = {ObjectKind::Stack, {}};
    spec.content = TaskSpec::Content::Secret; // the answer is a bearer
    spec.question.verb = TokenActions::tr("Mint");
    spec.question.text = TokenActions::tr(
        "The daemon signs a token by which its holder can do everything on this stack, whatever "
        "scope it names. It cannot be called back before it expires.");
    spec.dropped = TaskSpec::Dropped::Safe; // a token that nobody has seen
    spec.start =
        minting([=](OperatorDaemon &daemon) { return daemon.mintToken(actor, scope, ttl); },
                context, minted);
    return spec;
}

} // namespace angee
