// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/tasks/activityjournal.h"

#include "core/base/processlock.h"
#include "core/base/rfc3339.h"
#include "core/base/statefile.h"
#include "core/tasks/task.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaEnum>
#include <QSet>
#include <QUuid>

#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestWords = 4096;
constexpr qsizetype mostUnwritten = qsizetype(1024) * 1024;
constexpr std::chrono::milliseconds writeAgainAfter{5'000};
constexpr qsizetype longestArgument = 64 * 1024; // Linux takes 128 KiB for one

QJsonObject toJson(const ActivityRecord &record)
{
    return {{u"run"_s, record.run},         {u"time"_s, record.time.toString(Qt::ISODateWithMs)},
            {u"profile"_s, record.profile}, {u"actor"_s, record.actor},
            {u"title"_s, record.title},     {u"verb"_s, record.verb},
            {u"kind"_s, record.objectKind}, {u"name"_s, record.objectName},
            {u"state"_s, record.state},     {u"request"_s, record.request},
            {u"body"_s, record.bodyHash},   {u"status"_s, record.status},
            {u"ms"_s, record.elapsedMs},    {u"words"_s, record.words}};
}

ActivityRecord fromJson(const QJsonObject &object)
{
    ActivityRecord record;
    record.run = object.value("run"_L1).toString();
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

constexpr QLatin1StringView begun("Begun");

//! Another one for each process, whatever the number that the system gives it.
QString thisProcess()
{
    static const QString token = QUuid::createUuid().toString(QUuid::Id128) + u'-';
    return token;
}

//! Where an action has ended its beginning says no more; where no end was written it is told.
void tellOfCutOff(QList<ActivityRecord> *records)
{
    QSet<QString> ended;
    for (const ActivityRecord &record : std::as_const(*records)) {
        if (record.state != begun)
            ended.insert(record.run);
    }
    records->removeIf([&ended](const ActivityRecord &record) {
        return record.state == begun
            && (ended.contains(record.run) || record.run.startsWith(thisProcess()));
    });
    for (ActivityRecord &record : *records) {
        if (record.state != begun)
            continue;
        record.state = u"Unknown"_s;
        record.words = ActivityJournal::tr("No end was written: the console that sent it was ended "
                                           "in the middle of it, or still runs as another process. "
                                           "It may or may not have happened.");
    }
}

//! Its body may hold a value that could be guessed from a hash, or that the daemon repeats.
bool carriesSecrets(const Task &task)
{
    return task.spec().content == TaskSpec::Content::Secret;
}

//! One word for every POSIX shell, whatever is in it.
QString shellQuoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

ActivityJournal::ActivityJournal(QString path, QString profile, QString actor, QObject *parent)
    : QObject(parent)
    , m_run(thisProcess() + QUuid::createUuid().toString(QUuid::Id128).left(8) + u'-')
    , m_path(std::move(path))
    , m_profile(std::move(profile))
    , m_actor(std::move(actor))
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &ActivityJournal::write);
}

ActivityJournal::~ActivityJournal()
{
    if (!m_unwritten.isEmpty())
        write();
}

ActivityRecord ActivityJournal::recordOf(const Task &task) const
{
    ActivityRecord record;
    record.run = m_run + QString::number(task.id());
    record.time = QDateTime::currentDateTimeUtc();
    record.profile = m_profile;
    record.actor = m_actor;
    record.title = task.spec().title;
    record.verb = actionVerbId(task.spec().verb);
    record.objectKind = objectKindId(task.spec().object.kind);
    record.objectName = task.spec().object.name;
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
    return record;
}

void ActivityJournal::begin(const Task &task)
{
    ActivityRecord record = recordOf(task);
    record.state = begun;
    keep(record);
}

void ActivityJournal::record(const Task &task)
{
    const ActivityRecord record = recordOf(task);
    keep(record);
    emit recorded(record);
}

void ActivityJournal::keep(const ActivityRecord &record)
{
    if (m_unwritten.size() < mostUnwritten)
        m_unwritten += QJsonDocument(toJson(record)).toJson(QJsonDocument::Compact) + '\n';
    write();
}

void ActivityJournal::write()
{
    startAnew();
    const QString problem = appendLines(m_path, m_unwritten);
    if (problem.isEmpty()) {
        m_unwritten.clear();
        if (std::exchange(m_failing, false))
            emit worksAgain();
        return;
    }
    m_again.start(writeAgainAfter);
    if (!std::exchange(m_failing, true))
        emit failed(problem);
}

//! A full journal becomes the former one. Another window may come to the same idea.
void ActivityJournal::startAnew()
{
    const auto isFull = [this] {
        return QFileInfo(m_path).size() + m_unwritten.size() > sizeLimit;
    };
    if (!isFull())
        return;
    ProcessLock lock(m_path + u".lock"_s);
    if (!lock.lockSoon() || !isFull())
        return;
    QFile::remove(m_path + u".1"_s);
    QFile::rename(m_path, m_path + u".1"_s);
}

QList<ActivityRecord> ActivityJournal::readFiles(const QString &path, qsizetype count)
{
    QList<ActivityRecord> records;
    for (const QString &part : {path + u".1"_s, path}) {
        const QByteArrayList lines = readStateFile(part, 2 * sizeLimit).bytes.split('\n');
        for (const QByteArray &line : lines) {
            const QJsonDocument document = QJsonDocument::fromJson(line);
            if (document.isObject())
                records.append(fromJson(document.object()));
        }
    }
    tellOfCutOff(&records);
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
    // As it stands: no globbing, no path made shorter, output as it comes.
    QString command = u"curl -sSgN --path-as-is -X %1 -H \"Authorization: Bearer "
                      "$ANGEE_OPERATOR_TOKEN\" -H %2"_s.arg(
                          QString::fromLatin1(verbName(request.verb)),
                          shellQuoted(u"Accept: "_s + QString::fromLatin1(request.accept)));
    if (request.verb == HttpVerb::Get)
        return command + u' ' + shellQuoted(url);
    command +=
        u" -H "_s + shellQuoted(u"Content-Type: "_s + QString::fromLatin1(request.contentType));
    const QString body = QString::fromUtf8(request.body);
    if (request.body.isEmpty() || (!carriesSecrets(task) && request.body.size() < longestArgument))
        return command + u" --data-raw %1 %2"_s.arg(shellQuoted(body), shellQuoted(url));
    // A file that is not there ends curl before it sends anything, a name that is not given the
    // shell.
    if (carriesSecrets(task))
        return command + u" -H 'Expect:' -T \"${BODY:?a file that holds the request}\" "_s
            + shellQuoted(url);
    return u"printf %s %1 | "_s.replace("%1"_L1, shellQuoted(body)) + command
        + u" -H 'Expect:' --data-binary @- "_s + shellQuoted(url);
}

} // namespace angee
