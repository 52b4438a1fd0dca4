// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/backgroundtask.h"
#include "core/daemon/daemonstreams.h"
#include "core/daemon/schemacalls.h"
#include "core/query/queryhistory.h"
#include "core/schema/schemadocument.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>

namespace angee {

class QueryView;
class SchemaPane;
class Session;
class Task;

//! \brief Runs what somebody writes in the tab "Query" of the schema pane.
//!
//! Queries go at once, mutations ask and are tasks, subscriptions are streams on a connection of
//! their own. One of them is under way at a time. Under a read-only profile nothing is sent at all:
//! what a daemon does on a query is its own affair. GUI thread.
class QueryController final : public QObject
{
    Q_OBJECT

public:
    //! Adds the tab "Query" to \a pane.
    QueryController(Session *session, SchemaPane *pane, QObject *parent = nullptr);
    //! Waits for the history that is just being written.
    ~QueryController() override;

    //! Documents are checked and completed with it; null: they are not.
    void setSchema(const SchemaDocumentPtr &schema);

private:
    enum class Running {
        Nothing,
        Query,
        Mutation,
        Subscription,
    };

    void onDaemonChanged();
    void updateAvailability();
    void check();
    void run();
    void stop();
    void sendQuery(const PreparedQuery &query);
    void askForMutation(const PreparedQuery &query);
    void followMutation(const PreparedQuery &query, Task *task);
    void onMutationEnded(const Task &task);
    void subscribe(const PreparedQuery &query);
    void onEvent(const QByteArray &data);
    void onStreamEnded(EventStream::End end, const HttpResult &result);
    void endStream();
    void begin(Running what, const PreparedQuery &query);
    void end();
    void showReply(const QueryReply &reply, const std::optional<OperatorDaemonError> &failure);
    void remember(const PreparedQuery &query);
    void clearHistory();
    void onDisk(std::function<void(QString *problem)> work);
    void save();
    void writeResult(const QString &path);

    Session *m_session;
    SchemaPane *m_pane;
    QueryView *m_view;
    SchemaDocumentPtr m_schema;
    Running m_running = Running::Nothing;
    QPointer<RunQueryCall> m_call;
    QPointer<Task> m_task;
    bool m_isAsking = false; // whether a mutation is to be run
    QPointer<DaemonEvents> m_stream;
    QueryReply m_reply; // of the mutation under way
    qsizetype m_events = 0;
    QList<QueryRecord> m_history;
    BackgroundTask m_checking;
    BackgroundTask m_reading;
    BackgroundTask m_saving;
    bool m_checkAgain = false; // the document changed while it was being checked
    QThreadPool m_disk; // one thread: the history takes one change at a time
};

} // namespace angee
