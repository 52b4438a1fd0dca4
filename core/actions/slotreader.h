// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/slotrecord.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>

namespace angee {

class OperatorDaemon;

//! \brief Finds out what the daemon's lists do not tell of a slot: whether git is in the middle of
//! a merge or a rebase there, and which commits are nowhere else.
//!
//! It reads what git itself notes in the clone of the slot's source, as files of that source, and
//! never changes anything. Slots that are clones of their own keep their notes where nobody can
//! read; of those nothing is known but what the daemon says. GUI thread.
class SlotReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SlotReader)

public:
    using Told = std::function<void(const SlotInsight &)>;
    using ManyTold = std::function<void(const QHash<QString, SlotInsight> &)>;

    //! \a daemon may go first: what was asked is then answered with what is known by then.
    explicit SlotReader(OperatorDaemon *daemon, QObject *parent = nullptr);
    ~SlotReader() override;

    enum class Extent {
        Midst, //!< of the insight only what git is in the middle of: some small files
        Everything,
    };
    //! Answers once, never from inside the call, unless \a context or this goes first.
    void ask(const SlotRecord &slot, QObject *context, const Told &told,
             Extent extent = Extent::Everything);
    //! The same for several, by their ids, once all are known.
    void askAll(const QList<SlotRecord> &records, QObject *context, const ManyTold &told);

private:
    class Reading;
    friend class Reading;

    QPointer<OperatorDaemon> m_daemon;
    // By the path of a working tree: where git keeps what is its own alone, below the source.
    QHash<QString, QString> m_folders;
};

//! \brief "3 commits: First line; …", and "uncommitted changes", a line for each; at most \a most
//! lines of commits, with the number of those that are left out or could not be told.
[[nodiscard]] QStringList workLines(const UnpushedWork &work, int most = 20);

//! \brief "a merge is in the middle", or nothing.
[[nodiscard]] QString midstText(GitMidst midst);

} // namespace angee
