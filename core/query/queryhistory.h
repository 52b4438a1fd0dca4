// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/query/preparedquery.h"

#include <QDateTime>
#include <QList>

namespace angee {

//! \brief A query that was run.
struct QueryRecord
{
    QByteArray document;
    QByteArray variables;
    QString operationName;
    GraphQlOperationType type = GraphQlOperationType::Query;
    QString title;
    QDateTime time; //!< UTC

    //! Of a document with a mutation neither variables nor comments are kept, and its strings are
    //! empty: any of them may be a secret value.
    static QueryRecord of(const PreparedQuery &query, const QDateTime &time);
    //! The same to run again, whenever it was run.
    [[nodiscard]] bool sameAs(const QueryRecord &other) const;
};

//! \brief The queries that were run under one profile, newest first, in a file of mode 0600.
//!
//! Bounded by countLimit and sizeLimit; a query larger than recordLimit is not kept. The functions
//! touch the file alone, so that a worker can call them; one at a time.
class QueryHistory final
{
public:
    static constexpr qsizetype countLimit = 100;
    static constexpr qsizetype recordLimit = qsizetype(64) * 1024;
    static constexpr qsizetype sizeLimit = qsizetype(1024) * 1024;

    explicit QueryHistory(QString path);

    //! Empty when there is no file yet, or what is there cannot be read.
    [[nodiscard]] QList<QueryRecord> read() const;
    //! Reads, puts \a record in front and writes; another window may have written meanwhile. False
    //! with \a problem when the disk does not take it.
    bool add(const QueryRecord &record, QString *problem) const;
    //! Takes the file away.
    bool clear(QString *problem) const;

    //! Puts \a record in front, without the former one that is the same, within the bounds.
    static void prepend(QList<QueryRecord> *records, const QueryRecord &record);

private:
    void putDamagedAside() const;

    QString m_path;
};

} // namespace angee
