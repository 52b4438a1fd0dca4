// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshotworker.h"
#include "core/manifest/manifestuses.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include <optional>

namespace angee {

class LiveStore;
class Session;
class Task;

//! \brief Why a service that runs is not what its stack now declares.
struct OldState
{
    //! What brings the new state in.
    enum class Way {
        Recreate, //!< up makes the container anew
        BuildAndRecreate, //!< its image has to be built first
        Restart, //!< a local process reads it when it starts
    };

    enum class Certainty {
        Certain,
        Possible, //!< what the service uses cannot be read
    };

    Way way = Way::Recreate;
    Certainty certainty = Certainty::Certain;
    QStringList reasons; //!< each a sentence: Secret "key" was set.

    friend bool operator==(const OldState &, const OldState &) = default;
};

//! \brief Remembers what was changed from here since a service was started, and which services run
//! on with what was before.
//!
//! Only up brings a new value, image or declaration into a container, and only a restart into a
//! local process (contract.md, section 15). Known is what was done from this console while it was
//! connected; where the manifest cannot be read, whatever may use the changed thing is meant.
//! Belongs to the session. GUI thread.
class OldStates final : public QObject
{
    Q_OBJECT

public:
    explicit OldStates(Session *session);
    ~OldStates() override;

    //! Of the services that run, by name.
    [[nodiscard]] const QHash<QString, OldState> &all() const { return m_shown; }

signals:
    void changed();

private:
    void onDaemonChanged();
    void onTask(const Task *task);
    void noteChange(const Task &task);
    void noteApplied(const Task &task);
    void onRedeclared(const std::optional<QList<ManifestEntry>> &before);
    void mark(const QStringList &services, const QString &reason, OldState::Way container,
              OldState::Certainty certainty = OldState::Certainty::Certain);
    void show();
    [[nodiscard]] QStringList usersOf(QStringList ManifestEntry::*things,
                                      const QString &name) const;
    [[nodiscard]] QStringList built() const;
    [[nodiscard]] QStringList services() const;

    Session *m_session;
    QPointer<LiveStore> m_live;
    QHash<QString, OldState> m_states; // of all, whether they run or not
    QHash<QString, OldState> m_shown;
};

} // namespace angee
