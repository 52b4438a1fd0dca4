// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/query/queryhistory.h"

#include "core/base/rfc3339.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

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
    QFile file(m_path);
    if (file.size() > largestFile || !file.open(QIODevice::ReadOnly))
        return records;
    const QJsonArray list = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &entry : list) {
        QueryRecord record = fromJson(entry.toObject());
        if (!record.document.isEmpty() && records.size() < countLimit)
            records.append(std::move(record));
    }
    return records;
}

bool QueryHistory::add(const QueryRecord &record, QString *problem) const
{
    QList<QueryRecord> records = read();
    prepend(&records, record);
    QJsonArray list;
    for (const QueryRecord &kept : std::as_const(records))
        list.append(toJson(kept));
    QSaveFile file(m_path);
    const QByteArray bytes = QJsonDocument(list).toJson(QJsonDocument::Compact);
    // The mode is set before any byte is in it.
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(bytes) == bytes.size() && file.commit();
    if (!written)
        *problem = file.errorString();
    return written;
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
