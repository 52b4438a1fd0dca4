// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace angee {

//! \brief One schema as it was fetched once.
struct KeptSchema
{
    QDateTime time; //!< UTC, when it was fetched
    QString origin; //!< the daemon's address
    QString path; //!< of the file with the answer's bytes

    friend bool operator==(const KeptSchema &, const KeptSchema &) = default;
};

//! \brief The schemas one profile has seen, each in a file of its own (mode 0600) that the user may
//! also open with other tools.
//!
//! Holds nothing but the folder's name: it reads and writes when called, on the calling thread, and
//! may be copied to another one. One thread at a time per folder.
class SchemaArchive final
{
public:
    static constexpr qsizetype maximum = 20;

    //! What keep() found and did.
    struct Outcome
    {
        std::optional<KeptSchema> previous; //!< the newest one before
        bool added = false; //!< false when the bytes are those of the newest, or on a problem
        QString problem; //!< translated; empty when all went well
    };

    //! The folder is made (mode 0700) when something is first kept.
    explicit SchemaArchive(QString folder);

    //! The newest first. Files that it did not write are passed over.
    [[nodiscard]] QList<KeptSchema> entries() const;
    //! Keeps \a bytes unless they are those of the newest one; beyond maximum the oldest go.
    [[nodiscard]] Outcome keep(const QByteArray &bytes, const QString &origin,
                               const QDateTime &time) const;

private:
    QString m_folder;
};

} // namespace angee
