// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/query/queryhistory.h"

#include "core/base/processlock.h"
#include "core/base/rfc3339.h"
#include "core/base/statefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct QueryHistoryWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::QueryHistory)
};

constexpr qint64 largestFile = 8 * QueryHistory::sizeLimit; // escapes make the file grow

//! The document without anything that could be a value of somebody's.
QByteArray withoutValues(const QByteArray &document)
{
    const std::string_view text(document.constData(), size_t(document.size()));
    QByteArray kept;
    std::size_t from = 0;
    GraphQlTokenizer tokenizer(text);
    for (auto token = tokenizer.next(); token.kind != GraphQlTokenKind::EndOfText;
         token = tokenizer.next()) {
        const bool isString =
            token.kind == GraphQlTokenKind::String || token.kind == GraphQlTokenKind::BlockString;
        if (!isString && token.kind != GraphQlTokenKind::Comment)
            continue;
        kept += text.substr(from, token.offset - from);
        if (isString)
            kept += "\"\"";
        from = token.end();
    }
    return kept += text.substr(from);
}

QJsonObject toJson(const QueryRecord &record)
{
    return {{u"document"_s, QString::fromUtf8(record.document)},
            {u"variables"_s, QString::fromUtf8(record.variables)},
            {u"operation"_s, record.operationName},
            {u"type"_s, operationTypeName(record.type)},
            {u"title"_s, record.title},
            {u"time"_s, record.time.toString(Qt::ISODateWithMs)}};
}

QueryRecord fromJson(const QJsonObject &object)
{
    QueryRecord record;
    record.document = object.value("document"_L1).toString().toUtf8();
    record.variables = object.value("variables"_L1).toString().toUtf8();
    record.operationName = object.value("operation"_L1).toString();
    const QString type = object.value("type"_L1).toString();
    for (const auto candidate :
         {GraphQlOperationType::Mutation, GraphQlOperationType::Subscription}) {
        if (type == operationTypeName(candidate))
            record.type = candidate;
    }
    record.title = object.value("title"_L1).toString();
    record.time = rfc3339Time(object.value("time"_L1).toString());
    return record;
}

qsizetype sizeOf(const QueryRecord &record)
{
    return record.document.size() + record.variables.size();
}

} // namespace

QueryRecord QueryRecord::of(const PreparedQuery &query, const QDateTime &time)
{
    QueryRecord record;
    record.document = query.hasMutation ? withoutValues(query.document) : query.document;
    record.variables = query.hasMutation ? QByteArray() : query.variables;
    record.operationName = query.operationName;
    record.type = query.type;
    record.title = query.title();
    record.time = time;
    return record;
}

bool QueryRecord::sameAs(const QueryRecord &other) const
{
    return document == other.document && variables == other.variables
        && operationName == other.operationName;
}

QueryHistory::QueryHistory(QString path)
    : m_path(std::move(path))
{ }

QList<QueryRecord> QueryHistory::read() const
{
    QList<QueryRecord> records;
    const QJsonArray list =
        QJsonDocument::fromJson(readStateFile(m_path, largestFile).bytes).array();
    for (const QJsonValue &entry : list) {
        QueryRecord record = fromJson(entry.toObject());
        if (!record.document.isEmpty() && records.size() < countLimit)
            records.append(std::move(record));
    }
    return records;
}

bool QueryHistory::add(const QueryRecord &record, QString *problem) const
{
    // Another window of the profile reads, adds and writes as well.
    ProcessLock lock(m_path + u".lock"_s);
    if (*problem = makePrivateFolder(QFileInfo(m_path).path()); !problem->isEmpty())
        return false;
    if (!lock.lockSoon()) {
        *problem = QueryHistoryWords::tr("another window is writing it");
        return false;
    }
    putDamagedAside();
    QList<QueryRecord> records = read();
    prepend(&records, record);
    QJsonArray list;
    for (const QueryRecord &kept : std::as_const(records))
        list.append(toJson(kept));
    *problem = saveFile(m_path, QJsonDocument(list).toJson(QJsonDocument::Compact), FileUse::State);
    return problem->isEmpty();
}

//! What cannot be read is not written over: somebody may want to look at it.
void QueryHistory::putDamagedAside() const
{
    const StateFile file = readStateFile(m_path, largestFile);
    if (!file.exists || (file.problem.isEmpty() && QJsonDocument::fromJson(file.bytes).isArray()))
        return;
    QFile::remove(m_path + u".damaged"_s);
    QFile::rename(m_path, m_path + u".damaged"_s);
}

bool QueryHistory::clear(QString *problem) const
{
    QFile file(m_path);
    const bool gone = !file.exists() || file.remove();
    if (!gone)
        *problem = file.errorString();
    return gone;
}

void QueryHistory::prepend(QList<QueryRecord> *records, const QueryRecord &record)
{
    if (sizeOf(record) > recordLimit)
        return;
    records->removeIf([&record](const QueryRecord &other) { return other.sameAs(record); });
    records->prepend(record);
    qsizetype size = 0;
    for (qsizetype i = 0; i < records->size(); ++i) {
        size += sizeOf(records->at(i));
        if (i == countLimit || size > sizeLimit)
            return records->resize(i);
    }
}

} // namespace angee
