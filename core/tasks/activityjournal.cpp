// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/tasks/activityjournal.h"

#include "core/base/rfc3339.h"
#include "core/tasks/task.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaEnum>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestWords = 4096;

QJsonObject toJson(const ActivityRecord &record)
{
    return {{u"time"_s, record.time.toString(Qt::ISODateWithMs)},
            {u"profile"_s, record.profile},
            {u"actor"_s, record.actor},
            {u"title"_s, record.title},
            {u"verb"_s, record.verb},
            {u"kind"_s, record.objectKind},
            {u"name"_s, record.objectName},
            {u"state"_s, record.state},
            {u"request"_s, record.request},
            {u"body"_s, record.bodyHash},
            {u"status"_s, record.status},
            {u"ms"_s, record.elapsedMs},
            {u"words"_s, record.words}};
}

ActivityRecord fromJson(const QJsonObject &object)
{
    ActivityRecord record;
    record.time = rfc3339Time(object.value("time"_L1).toString());
    record.profile = object.value("profile"_L1).toString();
    record.actor = object.value("actor"_L1).toString();
    record.title = object.value("title"_L1).toString();
    record.verb = object.value("verb"_L1).toString();
    record.objectKind = object.value("kind"_L1).toString();
    record.objectName = object.value("name"_L1).toString();
    record.state = object.value("state"_L1).toString();
    record.request = object.value("request"_L1).toString();
    record.bodyHash = object.value("body"_L1).toString();
    record.status = object.value("status"_L1).toInt();
    record.elapsedMs = object.value("ms"_L1).toInteger();
    record.words = object.value("words"_L1).toString();
    return record;
}

//! Its body may hold a value that could be guessed from a hash, or that the daemon repeats.
bool carriesSecrets(const Task &task)
{
    return task.spec().objectKind == "secret"_L1 || task.spec().objectKind == "graphql"_L1;
}

bool bodyStaysOut(const Task &task)
{
    return carriesSecrets(task) || task.spec().objectKind == "file"_L1;
}

QString shellQuoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

ActivityJournal::ActivityJournal(QString path, QString profile, QString actor, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_profile(std::move(profile))
    , m_actor(std::move(actor))
{ }

void ActivityJournal::record(const Task &task)
{
    ActivityRecord record;
    record.time = QDateTime::currentDateTimeUtc();
    record.profile = m_profile;
    record.actor = m_actor;
    record.title = task.spec().title;
    record.verb = task.spec().verb;
    record.objectKind = task.spec().objectKind;
    record.objectName = task.spec().objectName;
    record.state =
        QString::fromLatin1(QMetaEnum::fromType<Task::State>().valueToKey(int(task.state())));
    if (const auto &request = task.request()) {
        record.request = QString::fromLatin1(verbName(request->verb) + ' ' + request->path);
        // A guessable secret could be found from its hash, so secrets are not even hashed.
        if (!request->body.isEmpty() && !carriesSecrets(task))
            record.bodyHash = QString::fromLatin1(
                QCryptographicHash::hash(request->body, QCryptographicHash::Sha256).toHex());
    }
    record.status = task.error() ? task.error()->status : 0;
    record.elapsedMs = task.elapsedMs();
    // A tool behind the daemon may repeat what it was given, and GraphQL servers quote the
    // variables that they do not accept.
    if (!carriesSecrets(task))
        record.words = task.words().left(longestWords);
    const QByteArray line = QJsonDocument(toJson(record)).toJson(QJsonDocument::Compact) + '\n';
    if (append(line))
        m_failing = false;
    emit recorded(record);
}

bool ActivityJournal::append(const QByteArray &line)
{
    QFile file(m_path);
    if (file.size() + line.size() > sizeLimit) {
        QFile::remove(m_path + u".1"_s);
        QFile::rename(m_path, m_path + u".1"_s);
    }
    QDir().mkpath(QFileInfo(m_path).path());
    const bool written = file.open(QIODevice::WriteOnly | QIODevice::Append)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(line) == line.size() && file.flush();
    if (!written && !m_failing) {
        m_failing = true;
        emit failed(file.errorString());
    }
    return written;
}

QList<ActivityRecord> ActivityJournal::readFiles(const QString &path, qsizetype count)
{
    QList<ActivityRecord> records;
    for (const QString &part : {path + u".1"_s, path}) {
        QFile file(part);
        if (!file.open(QIODevice::ReadOnly))
            continue; // not written yet
        while (!file.atEnd()) {
            const QJsonDocument document = QJsonDocument::fromJson(file.readLine());
            if (document.isObject())
                records.append(fromJson(document.object()));
        }
    }
    return records.size() > count ? records.last(count) : records;
}

QString asCurl(const Task &task, const QString &baseUrl)
{
    if (!task.request())
        return {};
    const HttpRequest &request = *task.request();
    QString url = baseUrl + QString::fromLatin1(request.path);
    if (!request.query.isEmpty())
        url += u'?' + QString::fromLatin1(request.query);
    QString command = u"curl -sS -X %1 -H \"Authorization: Bearer $ANGEE_OPERATOR_TOKEN\""_s.arg(
        QString::fromLatin1(verbName(request.verb)));
    if (!request.body.isEmpty()) {
        command += u" -H 'Content-Type: "_s + QString::fromLatin1(request.contentType) + u"' -d "_s;
        command +=
            bodyStaysOut(task) ? u"@body.json"_s : shellQuoted(QString::fromUtf8(request.body));
    }
    return command + u' ' + shellQuoted(url);
}

} // namespace angee
