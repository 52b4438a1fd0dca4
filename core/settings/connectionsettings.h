// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/workingidentity.h"
#include "core/net/httpclient.h"

#include <QProcessEnvironment>
#include <QString>

#include <chrono>
#include <optional>

namespace angee {

//! The longest life of a minted token (contract.md, section 2).
inline constexpr std::chrono::hours longestTokenTtl{24};

//! How much a profile lets through without asking.
enum class Protection {
    Normal, //!< destructive actions ask
    Confirm, //!< every change asks
    ReadOnly, //!< no change leaves the program
};

//! \brief A saved connection. The token is not part of it: see CredentialStore.
struct Profile
{
    QString id; //!< never shown; two profiles may carry the same name
    QString name;
    QString url;
    QString actor;
    QStringList scope;
    QString ttl;
    Protection protection = Protection::Normal;
    QString colour; //!< "#rrggbb" for the header of a protected profile; empty for none
    bool allowPlainHttp = false;
    bool useSystemProxy = false;
    bool keepDrafts = true;
    bool reviewBeforeSave = false;
    QString authorityFile; //!< PEM file with the authority of the daemon's certificate
    QByteArray pinnedCertificate; //!< SHA-256, hex

    friend bool operator==(const Profile &, const Profile &) = default;
};

//! Where a setting came from; the order is the order of precedence.
enum class SettingSource {
    Flag,
    Environment,
    SavedProfile,
    Default,
};

//! \brief A resolved value and which source won.
struct Setting
{
    QString value;
    SettingSource source = SettingSource::Default;

    friend bool operator==(const Setting &, const Setting &) = default;
};

//! What the command line gave; absent values fall through to the environment, then the profile.
struct ConnectionFlags
{
    std::optional<QString> url;
    std::optional<QString> token;
    std::optional<QString> actor;
    std::optional<QString> scope; //!< separated by commas
    std::optional<QString> ttl;
};

//! \brief Everything a connection needs, each value with the source that won.
struct ConnectionSettings
{
    Setting url;
    Setting token;
    Setting actor;
    Setting scope;
    Setting ttl;
    ConnectionPolicy policy;
    QString profileId;
    QString profileName;
    QString profileColour;
    bool keepDrafts = true;
    bool reviewBeforeSave = false;
    Protection protection = Protection::Normal;

    [[nodiscard]] WorkingIdentity identity() const;

    //! Flag before environment (ANGEE_OPERATOR_URL, ANGEE_OPERATOR_TOKEN) before profile, for each
    //! value by itself; but a saved token never goes to another address than the one it was saved
    //! for.
    static ConnectionSettings resolve(const ConnectionFlags &flags,
                                      const QProcessEnvironment &environment,
                                      const std::optional<Profile> &profile,
                                      const QString &savedToken);
};

//! The name of a source for people.
[[nodiscard]] QString settingSourceName(SettingSource source);

} // namespace angee
