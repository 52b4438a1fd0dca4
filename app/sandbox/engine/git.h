// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/sandbox/engine/childprocess.h"

#include <QJsonArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace angee::sandbox {

//! Throws a 400 that names \a field when \a ref starts with a '-'. On purpose unlike the daemon,
//! which hands such a word to git: `--output=FILE` empties a file, `--mirror` deletes branches.
void checkRef(const QString &field, const QString &ref);

//! \brief One working tree, through the git program. Stateless; every call runs git anew and
//! throws a 500 EngineError with what git printed, unless it says otherwise.
class Git final
{
public:
    Git(QString dir, std::stop_token stop)
        : m_dir(std::move(dir))
        , m_stop(std::move(stop))
    { }

    [[nodiscard]] static bool isInstalled();
    static void clone(const QString &repo, const QString &dest, const std::stop_token &stop);

    //! Asks git something and answers its standard output.
    [[nodiscard]] QByteArray run(const QStringList &arguments) const;
    //! Lets git do something; what it prints on both streams is the error when it fails.
    void act(const QStringList &arguments) const;
    //! Runs git and leaves the judgement to the caller; output holds stdout and stderr.
    [[nodiscard]] CommandResult tryRun(const QStringList &arguments,
                                       bool separateErrors = false) const;

    struct Distance
    {
        int ahead = 0;
        int behind = 0;
    };
    //! What one run of git status tells.
    struct Status
    {
        QString currentRef; //!< the branch, or the short commit of a detached HEAD
        QString upstream; //!< "origin/main"; empty if there is none
        std::optional<Distance> distance; //!< to the upstream, where that exists
        bool isDirty = false; //!< untracked files count
    };
    [[nodiscard]] Status status() const;
    [[nodiscard]] bool isDirty() const { return status().isDirty; }
    [[nodiscard]] QString upstream() const { return status().upstream; }
    [[nodiscard]] Distance distanceTo(const QString &base) const;
    [[nodiscard]] bool hasRef(const QString &ref) const;
    //! "origin/REF" if it exists, else \a ref itself; throws if neither does.
    [[nodiscard]] QString syncBase(const QString &ref) const;

    void fetch() const;
    //! The newest commits of all refs as [CommitRef].
    [[nodiscard]] QJsonArray commits(int limit) const;
    //! [DiffFile]: the working tree against the index, or HEAD against \a ref.
    [[nodiscard]] QJsonArray diff(const QString &ref) const;

    [[nodiscard]] bool isWorktreeRegistered(const QString &dest) const;

private:
    QString m_dir;
    std::stop_token m_stop;
};

//! Git's unified diff as [DiffFile] of contract.md, section 4.
[[nodiscard]] QJsonArray parseDiff(const QByteArray &text);

} // namespace angee::sandbox
