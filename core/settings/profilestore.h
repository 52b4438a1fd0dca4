// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/settings/connectionsettings.h"

#include <QList>
#include <QObject>

namespace angee {

//! \brief The saved connections, in one JSON file (mode 0600) written as a whole.
//!
//! Never holds a token. Profiles are told apart by their id, so equal names cannot overwrite each
//! other. A file that cannot be read is left as it is and reported, not replaced.
class ProfileStore final : public QObject
{
    Q_OBJECT

public:
    explicit ProfileStore(QString path, QObject *parent = nullptr);

    //! False, with problem() set, when the file exists but cannot be understood.
    bool load();
    [[nodiscard]] QString problem() const { return m_problem; }

    [[nodiscard]] const QList<Profile> &profiles() const { return m_profiles; }
    [[nodiscard]] std::optional<Profile> byId(const QString &id) const;
    //! By name or id; nothing when there is none or when two carry the name.
    [[nodiscard]] std::optional<Profile> find(const QString &nameOrId) const;
    [[nodiscard]] std::optional<Profile> lastUsed() const;
    void setLastUsed(const QString &id);

    //! Adds or replaces by id; a profile without an id is given one. Returns the id, or nothing
    //! when the disk did not take it.
    std::optional<QString> save(Profile profile);
    bool remove(const QString &id);

signals:
    void changed();

private:
    bool write();

    QString m_path;
    QString m_problem;
    QString m_lastUsed;
    QList<Profile> m_profiles;
};

} // namespace angee
