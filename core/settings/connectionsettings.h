// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/workingidentity.h"
#include "core/net/httpclient.h"

#include <QCoreApplication>
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
    ProxyChoice proxy; //!< without its password: see CredentialStore
    bool keepDrafts = true;
    bool reviewBeforeSave = false;
    QString authorityFile; //!< PEM file with the authority of the daemon's certificate
    QString clientCertificateFile; //!< PEM file with the console's own certificate
    QString clientKeyFile; //!< PEM file with its key; empty: in the same file
    QByteArray pinnedCertificate; //!< SHA-256, hex

    //! How connections of this profile are made. Reads the files of the certificates; one that is
    //! no use is told in \a problem, with its name.
    [[nodiscard]] ConnectionPolicy policy(QString *problem) const;

    friend bool operator==(const Profile &, const Profile &) = default;
};

//! Where a setting came from.
enum class SettingSource {
    Flag,
    Environment,
    SavedProfile,
    Typed, //!< into the connect dialog, and not saved
    Folder, //!< read from a stack's own files
    Sandbox,
    Default,
};

//! \brief A value and where it came from.
struct Setting
{
    QString value;
    SettingSource source = SettingSource::Default;

    friend bool operator==(const Setting &, const Setting &) = default;
};

//! What the command line gave; absent values fall through to the environment.
struct ConnectionFlags
{
    std::optional<QString> url;
    std::optional<QString> token;
    std::optional<QString> actor;
    std::optional<QString> scope; //!< separated by commas
    std::optional<QString> ttl;
};

struct GivenConnection;
class StackFolder;

//! \brief Everything one connection needs, each value with its source.
//!
//! There are four kinds, and none of them takes anything from another: what the command line and
//! the environment make together, a saved profile, what was typed without saving it, and the
//! sandbox. A bearer is in here only beside the address that it was given for.
struct ConnectionSettings
{
    Q_DECLARE_TR_FUNCTIONS(angee::ConnectionSettings)

public:
    enum class Kind {
        Given, //!< by the command line and the environment
        Saved, //!< a profile, as it is saved
        Typed,
        Folder, //!< of a stack on this machine
        Sandbox,
    };

    Kind kind = Kind::Typed;
    Setting url;
    Setting token;
    Setting actor;
    Setting scope;
    Setting ttl;
    ConnectionPolicy policy;
    QString policyProblem; //!< a certificate file that is no use
    QString profileId; //!< empty for what is not a saved profile
    QString profileName; //!< names the connection in title and header
    QString profileColour;
    bool keepDrafts = true;
    bool reviewBeforeSave = false;
    Protection protection = Protection::Normal;

    [[nodiscard]] WorkingIdentity identity() const;
    //! Why nothing can be connected with these values (an address that is none, a token that no
    //! header can carry), in a sentence; empty when it can.
    [[nodiscard]] QString problem() const;

    //! The one connection of the flags and of ANGEE_OPERATOR_URL and ANGEE_OPERATOR_TOKEN: for each
    //! value the flag before the variable. The variable's token goes to no other address than the
    //! variable's, where there is one.
    static GivenConnection given(const ConnectionFlags &flags,
                                 const QProcessEnvironment &environment);
    //! A profile is its own address, token, identity and protection.
    //! \a profile comes with the password of its proxy.
    static ConnectionSettings ofProfile(const Profile &profile, const QByteArray &savedToken);
    //! What was typed and is not to be saved. It bears the name of \a saved only at the address of
    //! \a saved, else that of its own address.
    static ConnectionSettings typed(const Profile &profile, const QByteArray &token,
                                    const std::optional<Profile> &saved);
    //! The daemon of \a stack, by \a token; never saved.
    static ConnectionSettings ofFolder(const StackFolder &stack, const QByteArray &token);
    static ConnectionSettings ofSandbox(const QString &url, const QByteArray &token,
                                        const ConnectionFlags &flags);
};

//! \brief What came of the command line and the environment.
struct GivenConnection
{
    enum class State {
        None, //!< no address was given
        Usable,
        Unusable, //!< a daemon was meant that cannot be connected to; no other stands in for it
    };

    State state = State::None;
    ConnectionSettings settings;
    //! What is wrong with what was given, or is not used of it, and where it stands; for people.
    QString problem;
};

//! The name of a source for people.
[[nodiscard]] QString settingSourceName(SettingSource source);

} // namespace angee
