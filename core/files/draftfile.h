// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>

namespace angee {

//! \brief What a draft belongs to.
struct DraftKey
{
    QString profile;
    QString source;
    QString path;
    QByteArray baseEtag; //!< Empty for a file that was not on the server.

    friend bool operator==(const DraftKey &, const DraftKey &) = default;
};

//! \brief A text that was typed and not saved, with the text it started from.
struct Draft
{
    DraftKey key;
    QByteArray base;
    QByteArray text;
    QDateTime started; //!< UTC.
    QDateTime changed; //!< UTC, of the last text that was read back whole.
    bool tornTail = false; //!< The last record was cut off; the text is the one before it.
};

//! The bytes of draft files: a log of records, each with its length and a check, so that a torn
//! tail costs only what was torn. Version 1; readers skip records they do not know, and a later
//! version is never written over.
namespace draftfile {

[[nodiscard]] QByteArray begin(const Draft &draft);
//! What changed from \a before to \a after, as one record.
[[nodiscard]] QByteArray change(const QByteArray &before, const QByteArray &after,
                                const QDateTime &when);
//! Nothing if this is no draft, or one of a later version, or its head is damaged.
[[nodiscard]] std::optional<Draft> replay(const QByteArray &log);
//! The key alone, from the first bytes of a log.
[[nodiscard]] std::optional<Draft> head(const QByteArray &log);

//! Enough for head() with names of usual length.
inline constexpr qsizetype headBytes = qsizetype(64) * 1024;

} // namespace draftfile

} // namespace angee
