// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/filelister.h"

#include "core/daemon/operatordaemon.h"
#include "core/daemon/requests.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

// A path as PUT /files would take it; anything else cannot be opened and is no use.
bool isUsable(const QString &path)
{
    return !path.isEmpty() && !path.startsWith(u'/') && !path.endsWith(u'/')
        && !path.contains(u'\n') && !path.contains(QChar(u'\0'));
}

bool isFolder(const QJsonObject &entry)
{
    const QString kind = entry.value("kind"_L1).toString(entry.value("type"_L1).toString());
    return entry.value("is_dir"_L1).toBool() || entry.value("dir"_L1).toBool()
        || kind.startsWith("dir"_L1) || kind == "folder"_L1 || kind == "tree"_L1;
}

} // namespace

ListFilesCall::ListFilesCall(const QString &source)
    : TypedCall(quickRead("/files/list"_ba, "source=" + QUrl::toPercentEncoding(source)))
{ }

void ListFilesCall::decode(const QJsonValue &json, const HttpResult &, QString *problem)
{
    const QJsonValue list = json.isArray() ? json
        : json["nodes"_L1].isArray()       ? json["nodes"_L1]
                                           : json["files"_L1];
    if (!list.isArray()) {
        *problem = u"this is no list of files"_s;
        return;
    }
    const QJsonArray entries = list.toArray();
    for (const QJsonValue &entry : entries) {
        if (entry.isObject() && isFolder(entry.toObject()))
            continue;
        const QString path = entry.isString() ? entry.toString() : entry["path"_L1].toString();
        if (isUsable(path))
            m_value.append(path);
        if (m_value.size() == maxPaths)
            return;
    }
}

FileLister::FileLister(OperatorDaemon *daemon, QObject *parent)
    : QObject(parent)
    , m_daemon(daemon)
{ }

FileLister::~FileLister() = default;

void FileLister::ask(const QStringList &sources)
{
    for (const QString &source : sources) {
        if (!m_asked.contains(source)) {
            m_asked.insert(source);
            m_queue.append(source);
        }
    }
    next();
}

void FileLister::next()
{
    if (m_running || !m_offered || !m_daemon || m_queue.isEmpty())
        return;
    m_running = true;
    const QString source = m_queue.takeFirst();
    m_daemon->run(new ListFilesCall(source))
        ->whenDone(this, [this, source](const Result<QStringList> &paths) {
            m_running = false;
            onListed(source, paths);
            next();
        });
}

void FileLister::onListed(const QString &source, const Result<QStringList> &paths)
{
    if (paths)
        emit listed(source, paths.value());
    else // a source that it does not know is no word about the route
        m_offered = paths.error().kind == OperatorDaemonError::Kind::NotFound;
}

} // namespace angee
