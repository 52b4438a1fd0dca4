// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/daemonfiletransport.h"

#include <QPointer>

namespace angee {

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
    DaemonFileTransport m_direct;
    QPointer<TaskRunner> m_tasks;
};

} // namespace angee
