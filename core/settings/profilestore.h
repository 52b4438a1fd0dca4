// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/settings/connectionsettings.h"

#include <QJsonObject>
#include <QList>
#include <QObject>

#include <functional>

namespace angee {

//! \brief The saved connections, in one JSON file (mode 0600) written as a whole.
//!
//! Never holds a token. Profiles are told apart by their id, so equal names cannot overwrite each
//! other. A file that cannot be read is left as it is and reported, not replaced. Every change is
//! made to what the file holds at that moment, under a lock: of two windows none takes back what
//! the other one saved. What a later version wrote beside the fields known here stays.
class ProfileStore final : public QObject
{
    Q_OBJECT

public:
    explicit ProfileStore(QString path, QObject *parent = nullptr);

    //! False, with problem() set, when the file exists but cannot be understood.
    bool load();
    //! Why the file cannot be used, or why the last change did not reach the disk; empty when all
    //! is well.
    [[nodiscard]] QString problem() const { return m_problem; }
    //! What stands in the file and cannot be used as it is, for people; empty when there is none.
    [[nodiscard]] QString remarks() const { return m_remarks; }

    [[nodiscard]] const QList<Profile> &profiles() const { return m_profiles; }
    [[nodiscard]] std::optional<Profile> byId(const QString &id) const;
    //! By name or id; nothing when there is none or when two carry the name.
    [[nodiscard]] std::optional<Profile> find(const QString &nameOrId) const;
    [[nodiscard]] std::optional<Profile> lastUsed() const;
    //! False, with problem(), when the disk did not take it.
    bool setLastUsed(const QString &id);

    //! Adds or replaces by id; a profile without an id is given one. Returns the id, or nothing
    //! when the disk did not take it.
    std::optional<QString> save(Profile profile);
    bool remove(const QString &id);

signals:
    void changed();

private:
    struct Content
    {
        QJsonObject whole; // with the fields of later versions
        QList<Profile> profiles;
        QString lastUsed;
    };
    [[nodiscard]] std::optional<Content> read();
    bool change(const std::function<void(Content &)> &edit);
    void adopt(const Content &content);

    QString m_path;
    QString m_problem;
    QString m_remarks;
    QString m_lastUsed;
    QList<Profile> m_profiles;
};

} // namespace angee
