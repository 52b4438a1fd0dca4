// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/files/taskfiletransport.h"

#include "core/actions/fileactions.h"
#include "core/daemon/operatordaemon.h"
#include "core/tasks/taskrunner.h"

namespace angee {

namespace {

FileReply replyOf(const Task &task, const WrittenFile &written)
{
    FileReply reply;
    switch (task.state()) {
    case Task::State::Succeeded:
    case Task::State::DoneAnyway:
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
    TaskFileRequest(TaskRunner *tasks, QObject *parent)
        : FileRequest(parent)
        , m_tasks(tasks)
    { }

    void follow(Task *task, const std::shared_ptr<WrittenFile> &written)
    {
        m_task = task;
        connect(task, &Task::finished, this, [this, written] {
            m_task->disconnect(this); // finding out may end the task a second time
            deleteLater();
            emit finished(replyOf(*m_task, *written));
        });
    }

    //! Ends without a task. Never from inside a call.
    void endUnsent(FileReply::Outcome outcome, const QString &words)
    {
        const auto tell = [this, outcome, words] {
            FileReply reply;
            reply.outcome = outcome;
            reply.words = words;
            deleteLater();
            emit finished(reply);
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    }

    void cancel() override
    {
        if (!m_task)
            endUnsent(FileReply::Outcome::Cancelled, {});
        else if (m_tasks)
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
    return settling(m_direct.read(source, path), fileObject(source, path));
}

FileRequest *TaskFileTransport::probe(const QString &source, const QString &path)
{
    return settling(m_direct.probe(source, path), fileObject(source, path));
}

FileRequest *TaskFileTransport::settling(FileRequest *request, const ObjectRef &file)
{
    if (m_unknown.contains(file))
        connect(request, &FileRequest::finished, this, [this, file] {
            Task *task = m_unknown.value(file);
            if (task && task->canFindOut() && m_tasks)
                m_tasks->findOut(task);
            else if (!task || task->state() != Task::State::Unknown)
                m_unknown.remove(file);
        });
    return request;
}

FileRequest *TaskFileTransport::write(const QString &source, const QString &path,
                                      const QByteArray &content, const QByteArray &etag)
{
    auto written = std::make_shared<WrittenFile>();
    auto *request = new TaskFileRequest(m_tasks, this);
    const ObjectRef file = fileObject(source, path);
    const Task *before = m_unknown.value(file);
    const SaveAttempt attempt = before && before->state() == Task::State::Unknown
        ? SaveAttempt::AfterLostAnswer
        : SaveAttempt::First;
    m_tasks->request(
        saveFileTask(source, path, content, etag, written, attempt), request,
        [this, request, written, file](Task *task) {
            request->follow(task, written);
            connect(task, &Task::finished, this, [this, task, file] {
                if (task->state() == Task::State::Unknown)
                    m_unknown.insert(file, task);
            });
        },
        [request] {
            request->endUnsent(FileReply::Outcome::Refused,
                               tr("Nobody has agreed to it. Nothing was sent."));
        });
    return settling(request, file);
}

} // namespace angee
