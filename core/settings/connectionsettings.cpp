// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings/connectionsettings.h"

#include "core/model/names.h"
#include "core/settings/stackfolder.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView urlVariable("ANGEE_OPERATOR_URL");
constexpr QLatin1StringView tokenVariable("ANGEE_OPERATOR_TOKEN");

Setting pickSetting(const std::optional<QString> &flag, const QString &variable)
{
    if (flag)
        return {*flag, SettingSource::Flag};
    if (!variable.isEmpty())
        return {variable, SettingSource::Environment};
    return {};
}

Setting fromFlag(const std::optional<QString> &flag)
{
    return pickSetting(flag, {});
}

//! "127.0.0.1:9000/operator": enough to tell one daemon from another.
QString shortAddress(const QString &url)
{
    const auto base = BaseUrl::parse(url);
    return base ? base->display().section(u"://"_s, 1) : url.trimmed();
}

//! Of one file by its very name: fromPath() would take "*" and "?" in it for a pattern.
QByteArray bytesOfFile(const QString &fileName)
{
    constexpr qint64 largest = qint64(4) * 1024 * 1024;
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.read(largest) : QByteArray();
}

QList<QSslCertificate> certificatesIn(const QString &fileName)
{
    return QSslCertificate::fromData(bytesOfFile(fileName));
}

QSslKey keyIn(const QString &fileName)
{
    const QByteArray bytes = bytesOfFile(fileName);
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        const QSslKey key(bytes, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

bool sameAddress(const QString &one, const QString &other)
{
    const auto base = BaseUrl::parse(one);
    return base && base == BaseUrl::parse(other);
}

ConnectionSettings withValuesOf(const Profile &profile, const QByteArray &token,
                                SettingSource source)
{
    const auto setting = [source](const QString &value) {
        return value.isEmpty() ? Setting{} : Setting{value, source};
    };
    ConnectionSettings settings;
    settings.url = setting(profile.url);
    settings.token = setting(QString::fromUtf8(token));
    settings.actor = setting(profile.actor);
    settings.scope = setting(profile.scope.join(u','));
    settings.ttl = setting(profile.ttl);
    settings.policy = profile.policy(&settings.policyProblem);
    settings.profileId = profile.id;
    settings.profileName = profile.name;
    settings.profileColour = profile.colour;
    settings.keepDrafts = profile.keepDrafts;
    settings.reviewBeforeSave = profile.reviewBeforeSave;
    settings.protection = profile.protection;
    return settings;
}

GivenConnection withoutAddress(const ConnectionFlags &flags, const QString &variableToken)
{
    GivenConnection given;
    if (flags.token || flags.actor || flags.scope || flags.ttl)
        given.problem = ConnectionSettings::tr(
            "A token or an identity on the command line belongs to an address: give "
            "--url or ANGEE_OPERATOR_URL with it. It is not used.");
    else if (!variableToken.isEmpty())
        given.problem = ConnectionSettings::tr(
            "ANGEE_OPERATOR_TOKEN is set without ANGEE_OPERATOR_URL. It is not "
            "used: no profile takes a token from the environment.");
    return given;
}

} // namespace

ConnectionPolicy Profile::policy(QString *problem) const
{
    ConnectionPolicy policy;
    policy.allowPlainHttp = allowPlainHttp;
    policy.proxy = proxy;
    policy.readOnly = protection == Protection::ReadOnly;
    policy.pinnedCertificate = pinnedCertificate;
    if (!authorityFile.isEmpty()) {
        policy.extraAuthorities = certificatesIn(authorityFile);
        if (policy.extraAuthorities.isEmpty())
            *problem = ConnectionSettings::tr("There is no certificate in %1 (PEM is expected).")
                           .arg(authorityFile);
    }
    if (!clientCertificateFile.isEmpty()) {
        policy.clientCertificates = certificatesIn(clientCertificateFile);
        const QString keyFile = clientKeyFile.isEmpty() ? clientCertificateFile : clientKeyFile;
        policy.clientKey = keyIn(keyFile);
        if (policy.clientCertificates.isEmpty())
            *problem = ConnectionSettings::tr("There is no certificate in %1 (PEM is expected).")
                           .arg(clientCertificateFile);
        else if (policy.clientKey->isNull())
            *problem =
                ConnectionSettings::tr("There is no key in %1 that can be read (PEM, without "
                                       "a passphrase).")
                    .arg(keyFile);
    }
    if (proxy.kind == ProxyChoice::Kind::Http || proxy.kind == ProxyChoice::Kind::Socks5) {
        if (proxy.host.isEmpty() || proxy.port == 0)
            *problem = ConnectionSettings::tr("The proxy needs a host and a port.");
    }
    return policy;
}

WorkingIdentity ConnectionSettings::identity() const
{
    WorkingIdentity identity;
    identity.actor = actor.value.trimmed();
    for (const QString &item : scope.value.split(u',', Qt::SkipEmptyParts))
        identity.scope.append(item.trimmed());
    identity.ttl = ttl.value.trimmed();
    return identity;
}

QString ConnectionSettings::problem() const
{
    QString reason;
    if (!BaseUrl::parse(url.value, &reason))
        return reason;
    reason = problemWithToken(token.value.trimmed());
    return reason.isEmpty() ? policyProblem : reason;
}

GivenConnection ConnectionSettings::given(const ConnectionFlags &flags,
                                          const QProcessEnvironment &environment)
{
    const QString variableUrl = environment.value(urlVariable);
    const QString variableToken = environment.value(tokenVariable);
    GivenConnection given;
    ConnectionSettings &settings = given.settings;
    settings.kind = Kind::Given;
    settings.url = pickSetting(flags.url, variableUrl);
    if (settings.url.value.isEmpty())
        return withoutAddress(flags, variableToken);
    const bool variable = settings.url.source == SettingSource::Environment;
    QString reason;
    if (!BaseUrl::parse(settings.url.value, &reason)) {
        given.state = GivenConnection::State::Unusable;
        given.problem = (variable ? ConnectionSettings::tr("ANGEE_OPERATOR_URL: %1")
                                  : ConnectionSettings::tr("--url: %1"))
                            .arg(reason);
        return given;
    }
    settings.token = pickSetting(flags.token, variableToken);
    settings.actor = fromFlag(flags.actor);
    settings.scope = fromFlag(flags.scope);
    settings.ttl = fromFlag(flags.ttl);
    settings.profileName = (variable ? ConnectionSettings::tr("%1 (environment)")
                                     : ConnectionSettings::tr("%1 (command line)"))
                               .arg(shortAddress(settings.url.value));
    given.state = GivenConnection::State::Usable;
    const bool variableTokenWins = settings.token.source == SettingSource::Environment;
    if (variableTokenWins && !variable && !variableUrl.isEmpty()
        && !sameAddress(variableUrl, settings.url.value)) {
        settings.token = {};
        given.problem = ConnectionSettings::tr(
            "ANGEE_OPERATOR_TOKEN belongs to ANGEE_OPERATOR_URL and is not sent to "
            "the address of --url.");
    } else if (reason = settings.problem(); !reason.isEmpty()) {
        given.state = GivenConnection::State::Unusable;
        given.problem = (variableTokenWins ? ConnectionSettings::tr("ANGEE_OPERATOR_TOKEN: %1")
                                           : ConnectionSettings::tr("--token: %1"))
                            .arg(reason);
        settings.token = {};
    }
    return given;
}

ConnectionSettings ConnectionSettings::ofProfile(const Profile &profile,
                                                 const QByteArray &savedToken)
{
    ConnectionSettings settings = withValuesOf(profile, savedToken, SettingSource::SavedProfile);
    settings.kind = Kind::Saved;
    return settings;
}

ConnectionSettings ConnectionSettings::typed(const Profile &profile, const QByteArray &token,
                                             const std::optional<Profile> &saved)
{
    ConnectionSettings settings = withValuesOf(profile, token, SettingSource::Typed);
    settings.kind = Kind::Typed;
    if (saved && sameAddress(saved->url, profile.url)) {
        settings.profileId = saved->id;
        settings.profileName = saved->name;
    } else {
        settings.profileId.clear();
        settings.profileName =
            ConnectionSettings::tr("%1 (not saved)").arg(shortAddress(profile.url));
    }
    return settings;
}

ConnectionSettings ConnectionSettings::ofFolder(const StackFolder &stack, const QByteArray &token)
{
    ConnectionSettings settings;
    settings.kind = Kind::Folder;
    settings.url = {stack.url(), SettingSource::Folder};
    settings.token = {QString::fromUtf8(token), SettingSource::Folder};
    // Two folders may take turns on one port: drafts and journals are the folder's.
    settings.profileId = u"folder-"_s
        + QString::fromLatin1(QCryptographicHash::hash(stack.root().toUtf8(),
                                                       QCryptographicHash::Sha256)
                                  .toHex()
                                  .left(16));
    settings.profileName = ConnectionSettings::tr("%1 (folder)").arg(stack.root());
    return settings;
}

ConnectionSettings ConnectionSettings::ofSandbox(const QString &url, const QByteArray &token,
                                                 const ConnectionFlags &flags)
{
    ConnectionSettings settings;
    settings.kind = Kind::Sandbox;
    settings.url = {url, SettingSource::Sandbox};
    settings.token = {QString::fromUtf8(token), SettingSource::Sandbox};
    settings.actor = fromFlag(flags.actor);
    settings.scope = fromFlag(flags.scope);
    settings.ttl = fromFlag(flags.ttl);
    settings.profileId = u"sandbox"_s;
    settings.profileName = ConnectionSettings::tr("sandbox");
    return settings;
}

QString settingSourceName(SettingSource source)
{
    switch (source) {
    case SettingSource::Flag:
        return ConnectionSettings::tr("command line");
    case SettingSource::Environment:
        return ConnectionSettings::tr("environment");
    case SettingSource::SavedProfile:
        return ConnectionSettings::tr("saved profile");
    case SettingSource::Typed:
        return ConnectionSettings::tr("typed, not saved");
    case SettingSource::Folder:
        return ConnectionSettings::tr("stack folder");
    case SettingSource::Sandbox:
        return ConnectionSettings::tr("sandbox");
    case SettingSource::Default:
        return ConnectionSettings::tr("default");
    }
    Q_UNREACHABLE();
}

} // namespace angee
