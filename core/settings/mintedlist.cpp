// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/settings/mintedlist.h"

#include "core/base/statefile.h"
#include "core/model/minttoken.h"
#include "core/model/tokenclaims.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestList = qint64(4) * 1024 * 1024;

QString timeWord(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

QDateTime timeOf(const QJsonValue &word)
{
    return QDateTime::fromString(word.toString(), Qt::ISODate).toUTC();
}

} // namespace

MintedEntry entryOf(const MintedToken &token)
{
    const TokenClaims claims = readClaims(token.token).value_or(TokenClaims{});
    return {.fingerprint = tokenFingerprint(token.token),
            .actor = token.actor,
            .audience = claims.audience.join(u' '),
            .scope = claims.scope.join(u' '),
            .mintedAt = QDateTime::currentDateTimeUtc(),
            .expiresAt = token.expiresAt.toUTC()};
}

MintedList::MintedList(QString path)
    : m_path(std::move(path))
{ }

QList<MintedEntry> MintedList::read() const
{
    QList<MintedEntry> entries;
    const QDateTime oldest = QDateTime::currentDateTimeUtc().addDays(-keptDays);
    const QByteArrayList lines = readStateFile(m_path, largestList).bytes.split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        MintedEntry entry{.fingerprint = object.value("fingerprint"_L1).toString(),
                          .actor = object.value("actor"_L1).toString(),
                          .audience = object.value("audience"_L1).toString(),
                          .scope = object.value("scope"_L1).toString(),
                          .mintedAt = timeOf(object.value("mintedAt"_L1)),
                          .expiresAt = timeOf(object.value("expiresAt"_L1))};
        if (!entry.fingerprint.isEmpty()
            && (!entry.expiresAt.isValid() || entry.expiresAt > oldest))
            entries.prepend(entry);
    }
    return entries;
}

QString MintedList::add(const MintedEntry &entry) const
{
    const QJsonObject object{
        {u"fingerprint"_s, entry.fingerprint},     {u"actor"_s, entry.actor},
        {u"audience"_s, entry.audience},           {u"scope"_s, entry.scope},
        {u"mintedAt"_s, timeWord(entry.mintedAt)}, {u"expiresAt"_s, timeWord(entry.expiresAt)}};
    return appendLines(m_path, QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace angee
