// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/settings/connectionsettings.h"

#include <QHash>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

class QJsonObject;
namespace QKeychain {
class Job;
}

namespace angee {

//! \brief Bearers at rest: in the system keyring, or where there is none and a person has agreed to
//! it, in a file of mode 0600. Nowhere else on disk.
//!
//! Each is kept together with the address that it was given for, and is handed out for that address
//! alone: whoever edits the file of the profiles does not get it sent elsewhere.
//!
//! Each request is answered once, later. A keyring that is locked asks a person to unlock it, which
//! takes as long as it takes: after patience, waiting() says so, and giveUpWaiting() goes on
//! without it. Where there is no keyring the bearer is kept in memory for this run only, and the
//! answer says so.
class CredentialStore final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds patience{3'000};

    enum class Place {
        Keyring,
        File, //!< a person has agreed to it
        MemoryOnly, //!< kept for this run; words say why
        Nowhere, //!< nothing is saved under this id
    };

    struct Answer
    {
        Place place = Place::Nowhere;
        QByteArray bearer; //!< for reads
        QString words; //!< empty when all went well
    };
    using Receiver = std::function<void(const Answer &)>;

    //! \a file is for what the keyring does not take; it is made by keepInFile() alone.
    explicit CredentialStore(QString file = {}, QObject *parent = nullptr);
    ~CredentialStore() override;

    //! \a receiver is not called once \a context is gone.
    void read(const Profile &profile, const QObject *context, const Receiver &receiver);
    //! Replaces whatever was kept for the profile, for whichever address.
    void write(const Profile &profile, const QByteArray &bearer, const QObject *context,
               const Receiver &receiver);
    void remove(const QString &profileId, const QObject *context, const Receiver &receiver);

    //! Somebody has agreed: what is kept in memory for the profile goes into the file, now and
    //! whenever it changes. Empty, or why the disk does not take it.
    [[nodiscard]] QString keepInFile(const QString &profileId);
    [[nodiscard]] const QString &file() const { return m_file; }

public slots:
    //! What the keyring has not answered yet is answered as if there were none.
    void giveUpWaiting();

signals:
    //! The keyring has been silent for a while; it may be asking to be unlocked.
    void waiting();
    //! It has answered, or is waited for no longer.
    void waitingEnded();

private:
    struct KeyringOutcome
    {
        bool ok = false;
        bool notFound = false;
        QString words;
    };
    struct Request;
    void run(QKeychain::Job *job, const QObject *context,
             const std::function<void(const KeyringOutcome &)> &report);
    void settle(const std::shared_ptr<Request> &request, const KeyringOutcome &outcome);
    [[nodiscard]] QString changeFile(const std::function<void(QJsonObject &)> &edit) const;
    [[nodiscard]] QByteArray inFile(const QString &profileId) const;

    QString m_file;
    QList<std::shared_ptr<Request>> m_requests;
    bool m_waiting = false;
    QHash<QString, QByteArray> m_memory; // by profile; each with its address
};

//! \brief The proxy of a profile as something whose password is a secret of its own, bound to the
//! proxy as the token is to the daemon; nothing when it asks for none.
[[nodiscard]] std::optional<Profile> proxySecretOf(const Profile &profile);

//! \brief Hands \a profile, with the password of its proxy, and its token to \a receiver, once and
//! later, unless \a context goes first.
void readProfileSecrets(
    CredentialStore *store, const Profile &profile, const QObject *context,
    const std::function<void(const Profile &, const CredentialStore::Answer &)> &receiver);

} // namespace angee
