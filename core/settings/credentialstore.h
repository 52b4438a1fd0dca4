// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/settings/connectionsettings.h"

#include <QHash>
#include <QObject>

#include <chrono>
#include <functional>

namespace angee {

//! \brief Bearers at rest: in the system keyring, and nowhere else on disk.
//!
//! Each is kept together with the address that it was given for, and is handed out for that address
//! alone: whoever edits the file of the profiles does not get it sent elsewhere.
//!
//! Each request is answered once, later, within timeLimit: a mute secret service would hang for 50
//! s (measured). Where there is no keyring, or it does not answer, the bearer is kept in memory for
//! this run only, and the answer says so.
class CredentialStore final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds timeLimit{3'000};

    enum class Place {
        Keyring,
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

    explicit CredentialStore(QObject *parent = nullptr);
    ~CredentialStore() override;

    //! \a receiver is not called once \a context is gone.
    void read(const Profile &profile, const QObject *context, const Receiver &receiver);
    //! Replaces whatever was kept for the profile, for whichever address.
    void write(const Profile &profile, const QByteArray &bearer, const QObject *context,
               const Receiver &receiver);
    void remove(const QString &profileId, const QObject *context, const Receiver &receiver);

private:
    QHash<QString, QByteArray> m_memory; // by profile; each with its address
};

} // namespace angee
