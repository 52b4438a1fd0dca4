// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings/connectionsettings.h"

#include <QCoreApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

Setting pick(const std::optional<QString> &flag, const QString &environment, const QString &saved)
{
    if (flag)
        return {*flag, SettingSource::Flag};
    if (!environment.isEmpty())
        return {environment, SettingSource::Environment};
    if (!saved.isEmpty())
        return {saved, SettingSource::SavedProfile};
    return {};
}

} // namespace

WorkingIdentity ConnectionSettings::identity() const
{
    WorkingIdentity identity;
    identity.actor = actor.value.trimmed();
    for (const QString &item : scope.value.split(u',', Qt::SkipEmptyParts))
        identity.scope.append(item.trimmed());
    identity.ttl = ttl.value.trimmed();
    return identity;
}

ConnectionSettings ConnectionSettings::resolve(const ConnectionFlags &flags,
                                               const QProcessEnvironment &environment,
                                               const std::optional<Profile> &profile,
                                               const QString &savedToken)
{
    const Profile saved = profile.value_or(Profile{});
    ConnectionSettings settings;
    settings.url = pick(flags.url, environment.value(u"ANGEE_OPERATOR_URL"_s), saved.url);
    settings.token = pick(flags.token, environment.value(u"ANGEE_OPERATOR_TOKEN"_s), savedToken);
    settings.actor = pick(flags.actor, {}, saved.actor);
    settings.scope = pick(flags.scope, {}, saved.scope.join(u','));
    settings.ttl = pick(flags.ttl, {}, saved.ttl);

    // The profile's token was saved for the profile's address. With another address from the
    // command line or the environment it must not travel there.
    const bool otherAddress = settings.url.source != SettingSource::SavedProfile
        && BaseUrl::parse(settings.url.value) != BaseUrl::parse(saved.url);
    if (settings.token.source == SettingSource::SavedProfile && otherAddress)
        settings.token = {};

    settings.policy.allowPlainHttp = saved.allowPlainHttp;
    settings.policy.useSystemProxy = saved.useSystemProxy;
    settings.policy.readOnly = saved.protection == Protection::ReadOnly;
    settings.policy.pinnedCertificate = saved.pinnedCertificate;
    if (!saved.authorityFile.isEmpty())
        settings.policy.extraAuthorities = QSslCertificate::fromPath(saved.authorityFile);
    settings.profileId = saved.id;
    settings.profileName = saved.name;
    settings.profileColour = saved.colour;
    settings.keepDrafts = saved.keepDrafts;
    settings.reviewBeforeSave = saved.reviewBeforeSave;
    settings.protection = saved.protection;
    return settings;
}

QString settingSourceName(SettingSource source)
{
    switch (source) {
    case SettingSource::Flag:
        return QCoreApplication::translate("angee::ConnectionSettings", "command line");
    case SettingSource::Environment:
        return QCoreApplication::translate("angee::ConnectionSettings", "environment");
    case SettingSource::SavedProfile:
        return QCoreApplication::translate("angee::ConnectionSettings", "saved profile");
    case SettingSource::Default:
        return QCoreApplication::translate("angee::ConnectionSettings", "default");
    }
    Q_UNREACHABLE();
}

} // namespace angee
