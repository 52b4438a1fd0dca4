// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings/profilestore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QUuid>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr int formatVersion = 1;

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
            {u"useSystemProxy"_s, profile.useSystemProxy},
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
    profile.useSystemProxy = object.value("useSystemProxy"_L1).toBool();
    profile.keepDrafts = object.value("keepDrafts"_L1).toBool(true);
    profile.reviewBeforeSave = object.value("reviewBeforeSave"_L1).toBool();
    profile.authorityFile = object.value("authorityFile"_L1).toString();
    profile.pinnedCertificate = object.value("pinnedCertificate"_L1).toString().toLatin1();
    return profile;
}

} // namespace

ProfileStore::ProfileStore(QString path, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
{ }

bool ProfileStore::load()
{
    m_problem.clear();
    QFile file(m_path);
    if (!file.exists())
        return true;
    if (!file.open(QIODevice::ReadOnly)) {
        m_problem = tr("The profiles cannot be read: %1").arg(file.errorString());
        return false;
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject()) {
        m_problem = tr("The file of the profiles is damaged (%1). It is left as it is: %2")
                        .arg(error.errorString(), m_path);
        return false;
    }
    m_lastUsed = document.object().value("lastUsed"_L1).toString();
    m_profiles.clear();
    const QJsonArray saved = document.object().value("profiles"_L1).toArray();
    for (const QJsonValue &item : saved)
        m_profiles.append(fromJson(item.toObject()));
    emit changed();
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

void ProfileStore::setLastUsed(const QString &id)
{
    if (m_lastUsed == id)
        return;
    m_lastUsed = id;
    write();
}

std::optional<QString> ProfileStore::save(Profile profile)
{
    if (profile.id.isEmpty())
        profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QList<Profile> before = m_profiles;
    const auto existing =
        std::find_if(m_profiles.begin(), m_profiles.end(),
                     [&profile](const Profile &other) { return other.id == profile.id; });
    if (existing == m_profiles.end())
        m_profiles.append(profile);
    else
        *existing = profile;
    if (!write()) {
        m_profiles = before;
        return std::nullopt;
    }
    emit changed();
    return profile.id;
}

bool ProfileStore::remove(const QString &id)
{
    const QList<Profile> before = m_profiles;
    m_profiles.removeIf([&id](const Profile &profile) { return profile.id == id; });
    if (!write()) {
        m_profiles = before;
        return false;
    }
    emit changed();
    return true;
}

bool ProfileStore::write()
{
    if (!m_problem.isEmpty())
        return false; // a file that was not understood is not replaced
    QJsonArray profiles;
    for (const Profile &profile : std::as_const(m_profiles))
        profiles.append(toJson(profile));
    const QJsonObject whole{
        {u"version"_s, formatVersion}, {u"lastUsed"_s, m_lastUsed}, {u"profiles"_s, profiles}};
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(QJsonDocument(whole).toJson());
    return file.commit();
}

} // namespace angee
