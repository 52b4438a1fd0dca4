// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/tasks/actionverb.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! Of what git does.
QString gitVerbId(ActionVerb verb)
{
    switch (verb) {
    case ActionVerb::Fetch:
        return u"fetch"_s;
    case ActionVerb::Pull:
        return u"pull"_s;
    case ActionVerb::Push:
        return u"push"_s;
    case ActionVerb::Publish:
        return u"publish"_s;
    case ActionVerb::Merge:
        return u"merge"_s;
    case ActionVerb::Rebase:
        return u"rebase"_s;
    case ActionVerb::AbortMerge:
        return u"abort-merge"_s;
    case ActionVerb::AbortRebase:
        return u"abort-rebase"_s;
    case ActionVerb::ContinueRebase:
        return u"continue-rebase"_s;
    case ActionVerb::SyncBase:
        return u"sync-base"_s;
    default:
        Q_UNREACHABLE();
    }
}

} // namespace

QString actionVerbId(ActionVerb verb)
{
    switch (verb) {
    case ActionVerb::Create:
        return u"create"_s;
    case ActionVerb::Update:
        return u"update"_s;
    case ActionVerb::UpdateFromTemplate:
        return u"update-from-template"_s;
    case ActionVerb::Destroy:
        return u"destroy"_s;
    case ActionVerb::Start:
        return u"start"_s;
    case ActionVerb::Stop:
        return u"stop"_s;
    case ActionVerb::Restart:
        return u"restart"_s;
    case ActionVerb::Up:
        return u"up"_s;
    case ActionVerb::Down:
        return u"down"_s;
    case ActionVerb::Run:
        return u"run"_s;
    case ActionVerb::Build:
        return u"build"_s;
    case ActionVerb::BuildAndApply:
        return u"build-and-apply"_s;
    case ActionVerb::Prepare:
        return u"prepare"_s;
    case ActionVerb::Fetch:
    case ActionVerb::Pull:
    case ActionVerb::Push:
    case ActionVerb::Publish:
    case ActionVerb::Merge:
    case ActionVerb::Rebase:
    case ActionVerb::AbortMerge:
    case ActionVerb::AbortRebase:
    case ActionVerb::ContinueRebase:
    case ActionVerb::SyncBase:
        return gitVerbId(verb);
    case ActionVerb::Set:
        return u"set"_s;
    case ActionVerb::Delete:
        return u"delete"_s;
    case ActionVerb::Save:
        return u"save"_s;
    case ActionVerb::MintToken:
        return u"mint-token"_s;
    case ActionVerb::MintRouteToken:
        return u"mint-route-token"_s;
    case ActionVerb::RunMutation:
        return u"run-mutation"_s;
    }
    Q_UNREACHABLE();
}

bool buildsImages(ActionVerb verb)
{
    return verb == ActionVerb::Build || verb == ActionVerb::BuildAndApply;
}

bool buildsImages(const QString &verbId)
{
    return verbId == actionVerbId(ActionVerb::Build)
        || verbId == actionVerbId(ActionVerb::BuildAndApply);
}

} // namespace angee
