// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/draftfile.h"

#include "core/base/rfc3339.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

#include <algorithm>

namespace angee::draftfile {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView magic = "AngeeDraft 1\n";
constexpr qsizetype checkBytes = 8;
constexpr qsizetype frameBytes = 1 + 4 + checkBytes;

enum Type : char {
    HeadRecord = 'H', // JSON
    BaseRecord = 'B', // the base text
    TextRecord = 'T', // time, the whole text
    ChangeRecord = 'C', // time, offset, removed bytes, inserted text
};

QByteArray checkOf(char type, QByteArrayView payload)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(&type, 1));
    hash.addData(payload);
    return hash.result().first(checkBytes);
}

template <typename Int>
void appendNumber(QByteArray &to, Int value)
{
    char bytes[sizeof(Int)];
    qToLittleEndian(value, bytes);
    to.append(bytes, sizeof(Int));
}

template <typename Int>
Int takeNumber(QByteArrayView &from)
{
    const Int value = qFromLittleEndian<Int>(from.data());
    from = from.sliced(sizeof(Int));
    return value;
}

QByteArray record(char type, QByteArrayView payload)
{
    QByteArray bytes;
    bytes.reserve(frameBytes + payload.size());
    bytes += type;
    appendNumber(bytes, quint32(payload.size()));
    bytes += checkOf(type, payload);
    bytes += payload;
    return bytes;
}

struct Record
{
    char type = 0;
    QByteArrayView payload;
};

// Takes the next whole and undamaged record; nothing at the end and before a torn tail.
std::optional<Record> takeRecord(QByteArrayView &log)
{
    if (log.size() < frameBytes)
        return std::nullopt;
    QByteArrayView rest = log.sliced(1);
    const char type = log.front();
    const auto size = qsizetype(takeNumber<quint32>(rest));
    const QByteArrayView check = rest.first(checkBytes);
    rest = rest.sliced(checkBytes);
    if (size > rest.size())
        return std::nullopt;
    const QByteArrayView payload = rest.first(size);
    if (checkOf(type, payload) != check)
        return std::nullopt;
    log = rest.sliced(size);
    return Record{type, payload};
}

QDateTime timeOf(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

bool applyChange(QByteArrayView payload, Draft &draft)
{
    constexpr qsizetype headBytes = sizeof(qint64) + 2 * sizeof(quint32);
    if (payload.size() < headBytes)
        return false;
    const auto when = takeNumber<qint64>(payload);
    const auto offset = qsizetype(takeNumber<quint32>(payload));
    const auto removed = qsizetype(takeNumber<quint32>(payload));
    if (offset + removed > draft.text.size())
        return false;
    draft.text.replace(offset, removed, payload.toByteArray());
    draft.changed = timeOf(when);
    return true;
}

bool apply(const Record &entry, Draft &draft)
{
    QByteArrayView payload = entry.payload;
    switch (entry.type) {
    case BaseRecord:
        draft.base = payload.toByteArray();
        return true;
    case TextRecord:
        if (payload.size() < qsizetype(sizeof(qint64)))
            return false;
        draft.changed = timeOf(takeNumber<qint64>(payload));
        draft.text = payload.toByteArray();
        return true;
    case ChangeRecord:
        return applyChange(payload, draft);
    default:
        return true;
    }
}

std::optional<Draft> takeHead(QByteArrayView &log)
{
    if (!log.startsWith(magic))
        return std::nullopt;
    log = log.sliced(magic.size());
    const std::optional<Record> entry = takeRecord(log);
    if (!entry || entry->type != HeadRecord)
        return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(entry->payload.toByteArray()).object();
    Draft draft;
    draft.key = {json["profile"_L1].toString(), json["source"_L1].toString(),
                 json["path"_L1].toString(), json["baseEtag"_L1].toString().toLatin1()};
    draft.started = rfc3339Time(json["started"_L1].toString());
    draft.changed = draft.started;
    return draft;
}

} // namespace

QByteArray begin(const Draft &draft)
{
    const QJsonObject json{{u"profile"_s, draft.key.profile},
                           {u"source"_s, draft.key.source},
                           {u"path"_s, draft.key.path},
                           {u"baseEtag"_s, QString::fromLatin1(draft.key.baseEtag)},
                           {u"started"_s, draft.started.toUTC().toString(Qt::ISODateWithMs)}};
    QByteArray text;
    appendNumber(text, qint64(draft.changed.toMSecsSinceEpoch()));
    text += draft.text;
    return magic.toByteArray()
        + record(HeadRecord, QJsonDocument(json).toJson(QJsonDocument::Compact))
        + record(BaseRecord, draft.base) + record(TextRecord, text);
}

QByteArray change(const QByteArray &before, const QByteArray &after, const QDateTime &when)
{
    const qsizetype shared = std::min(before.size(), after.size());
    const auto head =
        qsizetype(std::mismatch(before.begin(), before.begin() + shared, after.begin()).first
                  - before.begin());
    const auto tail = qsizetype(
        std::mismatch(before.rbegin(), before.rbegin() + (shared - head), after.rbegin()).first
        - before.rbegin());
    QByteArray payload;
    appendNumber(payload, qint64(when.toMSecsSinceEpoch()));
    appendNumber(payload, quint32(head));
    appendNumber(payload, quint32(before.size() - head - tail));
    payload += QByteArrayView(after).sliced(head, after.size() - head - tail);
    return record(ChangeRecord, payload);
}

std::optional<Draft> head(const QByteArray &log)
{
    QByteArrayView rest(log);
    return takeHead(rest);
}

std::optional<Draft> replay(const QByteArray &log)
{
    QByteArrayView rest(log);
    std::optional<Draft> draft = takeHead(rest);
    if (!draft)
        return std::nullopt;
    bool hasText = false;
    while (const std::optional<Record> entry = takeRecord(rest)) {
        if (!apply(*entry, *draft)) {
            draft->tornTail = true;
            return hasText ? draft : std::nullopt;
        }
        hasText = hasText || entry->type == TextRecord;
    }
    draft->tornTail = !rest.isEmpty();
    return hasText ? draft : std::nullopt;
}

} // namespace angee::draftfile
