// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/processlock.h"
#include "core/files/draftfile.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QThread>

#include <memory>

namespace angee {

class DraftWriter;

//! \brief Which texts may be written to disk before they are saved.
struct DraftPolicy
{
    bool enabled = true;
    QStringList excluded = defaultExcluded();

    //! Files that hold secrets: environment files, keys, and whatever says so in its name.
    static QStringList defaultExcluded();
    //! False if drafts are off or a glob matches \a path.
    [[nodiscard]] bool allows(const QString &path) const;

    friend bool operator==(const DraftPolicy &, const DraftPolicy &) = default;
};

//! A glob without '/' is held against every part of \a path, one with '/' against the whole; "**/"
//! stands for any folders, also none. Case does not count: a secret in capitals is one too.
[[nodiscard]] bool globMatches(const QString &glob, const QString &path);

//! \brief One draft in the list, without its text.
struct DraftSummary
{
    QString id; //!< Names the draft in this journal.
    DraftKey key;
    QDateTime started; //!< UTC.
    QDateTime changed; //!< UTC.
    bool openElsewhere = false; //!< A running window is writing it: not to be touched.
};

//! \brief The drafts of this user, as files that survive a crash, a kill and an upgrade.
//!
//! The folder is private to the user (0700, files 0600). Writing happens on a thread of the
//! journal, each change is synced to the disk before draftWritten(). Nothing is ever removed except
//! by discard(). The destructor waits for the writes handed over before it.
class DraftJournal final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DraftJournal)

public:
    explicit DraftJournal(QString folder, QObject *parent = nullptr);
    ~DraftJournal() override;

    [[nodiscard]] QString folder() const { return m_folder; }
    //! Newest first; of all profiles if \a profile is empty. Reads the heads of the files.
    [[nodiscard]] QList<DraftSummary> list(const QString &profile = {}) const;
    //! Those that no running window writes, newest first: text that was not saved when it ended.
    [[nodiscard]] QList<DraftSummary> leftBehind(const QString &profile) const;
    //! Those left behind for one file, newest first.
    [[nodiscard]] QList<DraftSummary> leftFor(const QString &profile, const QString &source,
                                              const QString &path) const;
    [[nodiscard]] std::optional<Draft> load(const QString &id) const;
    //! Writes the text alone; on failure false and the reason.
    bool exportTo(const QString &id, const QString &fileName, QString *reason) const;
    //! Removes a draft, unless a running window is writing it.
    void discard(const QString &id);

    void setPolicy(const QString &profile, const DraftPolicy &policy);
    [[nodiscard]] DraftPolicy policy(const QString &profile) const;

    //! Being written by this window.
    [[nodiscard]] bool isOwn(const QString &id) const;
    //! The id under which this window writes drafts for \a key.
    [[nodiscard]] QString idFor(const DraftKey &key) const;
    //! Hands the latest text to the writing thread; draftWritten() or failed() follows.
    void write(const QString &id, const Draft &draft);

signals:
    void draftWritten(const QString &id);
    //! A draft could not be written or removed; \a reason is for people. Typing is not safe.
    void failed(const QString &id, const QString &reason);
    //! Something that list() shows has changed.
    void listChanged();

private:
    [[nodiscard]] QString filePath(const QString &id) const;
    [[nodiscard]] bool isOpenElsewhere(const QString &id) const;

    QString m_folder;
    QString m_instance;
    ProcessLock m_lock; // says to other windows that drafts of this instance are being written
    QHash<QString, DraftPolicy> m_policies;
    QThread m_thread;
    DraftWriter *m_writer = nullptr; // lives on m_thread, deleted when it ends
};

} // namespace angee
