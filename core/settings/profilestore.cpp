// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings/profilestore.h"

#include "core/base/logging.h"
#include "core/base/processlock.h"
#include "core/base/statefile.h"
#include "core/model/names.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>
#include <array>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int formatVersion = 1;
constexpr qint64 largestProfilesFile = qint64(8) * 1024 * 1024;

QString protectionWord(Protection protection)
{
    switch (protection) {
    case Protection::Normal:
        return u"normal"_s;
    case Protection::Confirm:
        return u"confirm"_s;
    case Protection::ReadOnly:
        return u"read-only"_s;
    }
    Q_UNREACHABLE();
}

Protection protectionOf(const QString &word)
{
    if (word == "normal"_L1)
        return Protection::Normal;
    if (word == "confirm"_L1)
        return Protection::Confirm;
    return Protection::ReadOnly; // an unknown word of a later version must not protect less
}

constexpr std::array<std::pair<ProxyChoice::Kind, QLatin1StringView>, 4> proxyWords{
    {{ProxyChoice::Kind::System, "system"_L1},
     {ProxyChoice::Kind::None, "none"_L1},
     {ProxyChoice::Kind::Http, "http"_L1},
     {ProxyChoice::Kind::Socks5, "socks5"_L1}}};

QJsonObject proxyToJson(const ProxyChoice &proxy)
{
    QJsonObject object;
    for (const auto &[kind, word] : proxyWords) {
        if (kind == proxy.kind)
            object.insert("kind"_L1, word);
    }
    if (proxy.host.isEmpty())
        return object;
    object.insert("host"_L1, proxy.host);
    object.insert("port"_L1, proxy.port);
    object.insert("user"_L1, proxy.user);
    return object;
}

ProxyChoice proxyFromJson(const QJsonValue &value)
{
    ProxyChoice proxy;
    const QString given = value["kind"_L1].toString();
    for (const auto &[kind, word] : proxyWords) {
        if (given == word)
            proxy.kind = kind;
    }
    proxy.host = value["host"_L1].toString();
    proxy.port = quint16(qBound(0, value["port"_L1].toInt(), 65535));
    proxy.user = value["user"_L1].toString();
    return proxy;
}

QJsonObject toJson(const Profile &profile)
{
    return {{u"id"_s, profile.id},
            {u"name"_s, profile.name},
            {u"url"_s, profile.url},
            {u"actor"_s, profile.actor},
            {u"scope"_s, QJsonArray::fromStringList(profile.scope)},
            {u"ttl"_s, profile.ttl},
            {u"protection"_s, protectionWord(profile.protection)},
            {u"colour"_s, profile.colour},
            {u"allowPlainHttp"_s, profile.allowPlainHttp},
            {u"proxy"_s, proxyToJson(profile.proxy)},
            {u"clientCertificateFile"_s, profile.clientCertificateFile},
            {u"clientKeyFile"_s, profile.clientKeyFile},
            {u"keepDrafts"_s, profile.keepDrafts},
            {u"reviewBeforeSave"_s, profile.reviewBeforeSave},
            {u"authorityFile"_s, profile.authorityFile},
            {u"pinnedCertificate"_s, QString::fromLatin1(profile.pinnedCertificate)}};
}

Profile fromJson(const QJsonObject &object)
{
    Profile profile;
    profile.id = object.value("id"_L1).toString();
    profile.name = object.value("name"_L1).toString();
    profile.url = object.value("url"_L1).toString();
    profile.actor = object.value("actor"_L1).toString();
    for (const QJsonValue &scope : object.value("scope"_L1).toArray())
        profile.scope.append(scope.toString());
    profile.ttl = object.value("ttl"_L1).toString();
    profile.protection = protectionOf(object.value("protection"_L1).toString(u"normal"_s));
    profile.colour = object.value("colour"_L1).toString();
    profile.allowPlainHttp = object.value("allowPlainHttp"_L1).toBool();
    profile.proxy = proxyFromJson(object.value("proxy"_L1));
    profile.clientCertificateFile = object.value("clientCertificateFile"_L1).toString();
    profile.clientKeyFile = object.value("clientKeyFile"_L1).toString();
    profile.keepDrafts = object.value("keepDrafts"_L1).toBool(true);
    profile.reviewBeforeSave = object.value("reviewBeforeSave"_L1).toBool();
    profile.authorityFile = object.value("authorityFile"_L1).toString();
    profile.pinnedCertificate = object.value("pinnedCertificate"_L1).toString().toLatin1();
    return profile;
}

//! What cannot be used of a profile as it stands in the file.
QString remarkOn(const Profile &profile)
{
    static const QRegularExpression colour(u"^(#[0-9a-fA-F]{6})?$"_s);
    const QString name = profile.name.isEmpty() ? profile.id : profile.name;
    QString reason;
    if (!BaseUrl::parse(profile.url, &reason))
        return ProfileStore::tr("The address of profile \"%1\": %2").arg(name, reason);
    if (reason = problemWithTtl(profile.ttl, longestTokenTtl); !reason.isEmpty())
        return ProfileStore::tr("The token life of profile \"%1\": %2").arg(name, reason);
    if (!colour.match(profile.colour).hasMatch())
        return ProfileStore::tr("The colour of profile \"%1\" is none: %2")
            .arg(name, profile.colour);
    return {};
}

bool isProfile(const QJsonValue &item)
{
    return !item["id"_L1].toString().isEmpty();
}

} // namespace

ProfileStore::ProfileStore(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
{ }

bool ProfileStore::load()
{
    const auto content = read();
    if (content)
        adopt(*content);
    return content.has_value();
}

std::optional<ProfileStore::Content> ProfileStore::read()
{
    m_problem.clear();
    Content content;
    const StateFile file = readStateFile(m_path, largestProfilesFile);
    if (!file.problem.isEmpty()) {
        m_problem = tr("The profiles cannot be read: %1").arg(file.problem);
        return std::nullopt;
    }
    if (!file.exists)
        return content;
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.bytes, &error);
    const bool isList = document["profiles"_L1].isArray() || document["profiles"_L1].isUndefined();
    if (!document.isObject() || !isList) {
        m_problem =
            tr("The file of the profiles is damaged (%1). It is left as it is: %2")
                .arg(document.isObject() ? tr("its list is none") : error.errorString(), m_path);
        return std::nullopt;
    }
    content.whole = document.object();
    content.lastUsed = content.whole.value("lastUsed"_L1).toString();
    const QJsonArray saved = content.whole.value("profiles"_L1).toArray();
    for (const QJsonValue &item : saved) {
        if (isProfile(item))
            content.profiles.append(fromJson(item.toObject()));
    }
    return content;
}

void ProfileStore::adopt(const Content &content)
{
    QStringList remarks;
    const QJsonArray saved = content.whole.value("profiles"_L1).toArray();
    if (!std::all_of(saved.begin(), saved.end(), isProfile))
        remarks.append(tr("Something in the file of the profiles is no profile and is left alone: "
                          "%1")
                           .arg(m_path));
    for (const Profile &profile : content.profiles)
        remarks.append(remarkOn(profile));
    remarks.removeAll(QString());
    m_remarks = remarks.join(u'\n');
    m_lastUsed = content.lastUsed;
    if (m_profiles == content.profiles)
        return;
    m_profiles = content.profiles;
    emit changed();
}

bool ProfileStore::change(const std::function<void(Content &)> &edit)
{
    if (m_problem = makePrivateFolder(QFileInfo(m_path).path()); !m_problem.isEmpty())
        return false;
    ProcessLock lock(m_path + u".lock"_s);
    if (!lock.lockSoon()) {
        m_problem = tr("Another window is writing the profiles. Try again.");
        return false;
    }
    auto content = read();
    if (!content)
        return false; // a file that was not understood is not replaced
    edit(*content);
    QHash<QString, QJsonObject> former;
    QJsonArray profiles;
    const QJsonArray saved = content->whole.value("profiles"_L1).toArray();
    for (const QJsonValue &item : saved) {
        if (isProfile(item))
            former.insert(item["id"_L1].toString(), item.toObject());
        else
            profiles.append(item); // not ours to throw away
    }
    for (const Profile &profile : std::as_const(content->profiles)) {
        QJsonObject object = former.value(profile.id);
        const QJsonObject known = toJson(profile);
        for (auto it = known.begin(); it != known.end(); ++it)
            object.insert(it.key(), it.value());
        profiles.append(object);
    }
    content->whole.insert("profiles"_L1, profiles);
    content->whole.insert("lastUsed"_L1, content->lastUsed);
    if (!content->whole.contains("version"_L1))
        content->whole.insert("version"_L1, formatVersion);
    const QString words = saveFile(m_path, QJsonDocument(content->whole).toJson(), FileUse::State);
    if (!words.isEmpty()) {
        m_problem = tr("The profiles could not be saved: %1").arg(words);
        qCWarning(settingsLog).noquote() << m_problem;
        return false;
    }
    adopt(*content);
    return true;
}

std::optional<Profile> ProfileStore::byId(const QString &id) const
{
    const auto found = std::find_if(m_profiles.cbegin(), m_profiles.cend(),
                                    [&id](const Profile &profile) { return profile.id == id; });
    return found == m_profiles.cend() ? std::nullopt : std::optional(*found);
}

std::optional<Profile> ProfileStore::find(const QString &nameOrId) const
{
    if (const auto exact = byId(nameOrId))
        return exact;
    std::optional<Profile> named;
    for (const Profile &profile : m_profiles) {
        if (profile.name != nameOrId)
            continue;
        if (named)
            return std::nullopt;
        named = profile;
    }
    return named;
}

std::optional<Profile> ProfileStore::lastUsed() const
{
    return byId(m_lastUsed);
}

bool ProfileStore::setLastUsed(const QString &id)
{
    return m_lastUsed == id || change([&id](Content &content) { content.lastUsed = id; });
}

std::optional<QString> ProfileStore::save(Profile profile)
{
    if (profile.id.isEmpty())
        profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    profile.proxy.password.clear();
    const auto put = [&profile](Content &content) {
        const auto existing =
            std::find_if(content.profiles.begin(), content.profiles.end(),
                         [&profile](const Profile &other) { return other.id == profile.id; });
        if (existing == content.profiles.end())
            content.profiles.append(profile);
        else
            *existing = profile;
    };
    return change(put) ? std::optional(profile.id) : std::nullopt;
}

bool ProfileStore::remove(const QString &id)
{
    return change([&id](Content &content) {
        content.profiles.removeIf([&id](const Profile &profile) { return profile.id == id; });
    });
}

} // namespace angee
