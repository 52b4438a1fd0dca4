// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/taskfiletransport.h"

#include "core/daemon/operatordaemon.h"
#include "core/tasks/taskrunner.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! What the call answered, filled before the task ends.
struct Written
{
    QByteArray content;
    QString etag;
};

FileReply replyOf(const Task &task, const Written &written)
{
    FileReply reply;
    switch (task.state()) {
    case Task::State::Succeeded:
        reply.outcome = FileReply::Outcome::Ok;
        reply.content = written.content;
        reply.etag = written.etag.toLatin1();
        return reply;
    case Task::State::Cancelled:
        reply.outcome = FileReply::Outcome::Cancelled;
        break;
    case Task::State::Blocked:
        reply.outcome = FileReply::Outcome::Refused;
        break;
    case Task::State::Unknown:
        reply.outcome = FileReply::Outcome::OutcomeUnknown;
        break;
    default:
        if (task.error())
            return fileReplyOf(*task.error(), true);
        reply.outcome = FileReply::Outcome::Unreachable; // nothing is connected: nothing was sent
        break;
    }
    reply.words = task.words();
    return reply;
}

class TaskFileRequest final : public FileRequest
{
public:
    TaskFileRequest(Task *task, TaskRunner *tasks, const std::shared_ptr<Written> &written,
                    QObject *parent)
        : FileRequest(parent)
        , m_task(task)
        , m_tasks(tasks)
    {
        connect(task, &Task::finished, this, [this, written] {
            m_task->disconnect(this); // finding out may end the task a second time
            deleteLater();
            emit finished(replyOf(*m_task, *written));
        });
    }

    void cancel() override
    {
        if (m_task && m_tasks)
            m_tasks->cancel(m_task);
    }

private:
    QPointer<Task> m_task;
    QPointer<TaskRunner> m_tasks;
};

} // namespace

TaskFileTransport::TaskFileTransport(OperatorDaemon *daemon, TaskRunner *tasks, QObject *parent)
    : FileTransport(parent)
    , m_direct(daemon)
    , m_tasks(tasks)
{ }

TaskFileTransport::~TaskFileTransport() = default;

FileRequest *TaskFileTransport::read(const QString &source, const QString &path)
{
    return m_direct.read(source, path);
}

FileRequest *TaskFileTransport::probe(const QString &source, const QString &path)
{
    return m_direct.probe(source, path);
}

FileRequest *TaskFileTransport::write(const QString &source, const QString &path,
                                      const QByteArray &content, const QByteArray &etag)
{
    auto written = std::make_shared<Written>();
    TaskSpec spec;
    spec.title = tr("Save %1 in %2").arg(path, source);
    spec.verb = u"save"_s;
    spec.objectKind = u"file"_s;
    spec.objectName = source + u'/' + path;
    spec.lane = u"file:"_s + spec.objectName;
    spec.cancelWarning = tr("The file may or may not have been written; the editor finds out.");
    spec.start = [=](OperatorDaemon &daemon) {
        auto *call = daemon.writeFile(source, path, content, QString::fromLatin1(etag));
        call->whenDone(call, [written](const Result<RemoteFile> &file) {
            if (file.ok())
                *written = {file.value().content, file.value().etag};
        });
        return call;
    };
    return new TaskFileRequest(m_tasks->submit(spec), m_tasks, written, this);
}

} // namespace angee
