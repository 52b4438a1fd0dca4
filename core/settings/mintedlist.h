// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace angee {

struct MintedToken;

//! \brief A token that was minted here: enough to know it again, nothing to use it.
struct MintedEntry
{
    QString fingerprint; //!< see tokenFingerprint()
    QString actor;
    QString audience; //!< "operator", or "svc:" and a service
    QString scope;
    QDateTime mintedAt; //!< UTC
    QDateTime expiresAt; //!< UTC; invalid when the daemon told none

    friend bool operator==(const MintedEntry &, const MintedEntry &) = default;
};

//! What is kept of \a token: never itself.
[[nodiscard]] MintedEntry entryOf(const MintedToken &token);

//! \brief The tokens that were minted for one profile, in a state file, a line each.
class MintedList final
{
public:
    //! Entries that have been expired for so long are dropped when the list is read.
    static constexpr int keptDays = 30;

    explicit MintedList(QString path);

    //! Newest first. Blocks for a small file.
    [[nodiscard]] QList<MintedEntry> read() const;
    //! Empty when it was written down, else why not.
    [[nodiscard]] QString add(const MintedEntry &entry) const;

private:
    QString m_path;
};

} // namespace angee
