// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/daemonfiletransport.h"
#include "core/model/objectref.h"

#include <QHash>
#include <QPointer>

namespace angee {

class Task;
class TaskRunner;

//! \brief The daemon's files, with each write as a task of its own: seen in the task strip, written
//! to the journal, and refused in a read-only profile like every other change. Reads go straight
//! through.
class TaskFileTransport final : public FileTransport
{
    Q_OBJECT

public:
    //! Neither is owned; \a daemon may die first.
    TaskFileTransport(OperatorDaemon *daemon, TaskRunner *tasks, QObject *parent = nullptr);
    ~TaskFileTransport() override;

    [[nodiscard]] FileRequest *read(const QString &source, const QString &path) override;
    [[nodiscard]] FileRequest *write(const QString &source, const QString &path,
                                     const QByteArray &content, const QByteArray &etag) override;
    [[nodiscard]] FileRequest *probe(const QString &source, const QString &path) override;

private:
    //! After \a request the state of the file is known better than a save whose answer was lost.
    FileRequest *settling(FileRequest *request, const ObjectRef &file);

    DaemonFileTransport m_direct;
    QHash<ObjectRef, QPointer<Task>> m_unknown; // saves whose answer was lost, the newest of each
    QPointer<TaskRunner> m_tasks;
};

} // namespace angee
