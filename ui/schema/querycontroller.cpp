// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/schema/querycontroller.h"

#include "core/actions/queryactions.h"
#include "core/base/statefile.h"
#include "core/daemon/operatordaemon.h"
#include "core/query/queryanswer.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/schema/queryresultview.h"
#include "ui/schema/queryview.h"
#include "ui/schema/schemapane.h"
#include "ui/widgets/noticebar.h"

#include <QFileDialog>
#include <QLocale>
#include <QTime>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

using Verdict = QueryResultView::Verdict;

const QString historyNotice = u"queryHistory"_s;
const QString savedNotice = u"querySaved"_s;
constexpr qsizetype largestEvent = qsizetype(16) * 1024 * 1024;
constexpr qsizetype eventShown = qsizetype(256) * 1024; // of one event

QString historyPath(const Session &session)
{
    return session.profileFolder() + u"/queries.json"_s;
}

QString facts(const QueryReply &reply)
{
    const QLocale locale;
    return QueryController::tr("HTTP %1, %2 ms, %3")
        .arg(QString::number(reply.status), locale.toString(reply.elapsedMs),
             locale.formattedDataSize(reply.body.size()));
}

QString details(const QueryAnswer &answer)
{
    QStringList lines = answer.errors;
    if (answer.errorCount > lines.size())
        lines.append(
            QueryController::tr("And %n more.", nullptr, int(answer.errorCount - lines.size())));
    return lines.join(u'\n');
}

QString errorCount(const QueryAnswer &answer)
{
    return QueryController::tr("%n error(s)", nullptr, int(answer.errorCount));
}

} // namespace

QueryController::QueryController(Session *session, SchemaPane *pane, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
    , m_view(new QueryView)
{
    m_disk.setMaxThreadCount(1);
    pane->addTab(m_view, tr("Query"));
    connect(m_view, &QueryView::runRequested, this, &QueryController::run);
    connect(m_view, &QueryView::stopRequested, this, &QueryController::stop);
    connect(m_view, &QueryView::documentRested, this, &QueryController::check);
    connect(m_view, &QueryView::historyRequested, this,
            [this](int row) { m_view->restore(m_history.at(row)); });
    connect(m_view, &QueryView::clearHistoryRequested, this, &QueryController::clearHistory);
    connect(m_view->result(), &QueryResultView::saveRequested, this, &QueryController::save);
    connect(session, &Session::daemonChanged, this, &QueryController::onDaemonChanged);
    connect(session, &Session::stateChanged, this, &QueryController::updateAvailability);
    onDaemonChanged();
    check();
}

QueryController::~QueryController() = default;

void QueryController::setSchema(const SchemaDocumentPtr &schema)
{
    m_schema = schema;
    m_view->setSchema(schema);
}

void QueryController::onDaemonChanged()
{
    m_isAsking = false; // what was being asked is withdrawn
    endStream();
    m_reading.cancel();
    // A mutation under way tells its own end: it has become a task.
    if (m_running != Running::Mutation) {
        end();
        m_view->result()->clear(Verdict::None, tr("Nothing was run yet."));
    }
    m_history.clear();
    if (m_session->isConnected())
        m_history = QueryHistory(historyPath(*m_session)).read();
    m_view->setHistory(m_history);
    updateAvailability();
}

void QueryController::updateAvailability()
{
    m_view->setWhyNotRun(m_session->whyNoChanges());
}

void QueryController::check()
{
    if (m_checking.isRunning()) {
        m_checkAgain = true;
        return;
    }
    m_checkAgain = false;
    m_checking.start([this, document = m_view->document(), schema = m_schema] {
        const QueryCheck found = checkQuery(document, schema ? &schema->schema : nullptr);
        return [this, found] {
            if (m_checkAgain)
                return check();
            m_view->setCheck(found);
        };
    });
}

void QueryController::run()
{
    if (!m_session->whyNoChanges().isEmpty() || m_running != Running::Nothing || m_isAsking)
        return;
    QString problem;
    const auto query =
        prepareQuery(m_view->document(), m_view->variables(), m_view->operation(), &problem);
    if (!query) {
        m_reading.cancel();
        m_view->result()->clear(Verdict::Bad, tr("Nothing was sent."), problem);
        return check();
    }
    switch (query->type) {
    case GraphQlOperationType::Query:
        return sendQuery(*query);
    case GraphQlOperationType::Mutation:
        return askForMutation(*query);
    case GraphQlOperationType::Subscription:
        return subscribe(*query);
    }
}

void QueryController::stop()
{
    switch (m_running) {
    case Running::Nothing:
        return;
    case Running::Query:
        if (m_call)
            m_call->abort();
        return;
    case Running::Mutation:
        if (m_task)
            m_session->tasks()->cancel(m_task);
        return;
    case Running::Subscription:
        endStream();
        end();
        m_view->result()->setVerdict(Verdict::None,
                                     tr("Stopped after %n event(s).", nullptr, int(m_events)));
        return;
    }
}

void QueryController::begin(Running what, const PreparedQuery &query)
{
    m_running = what;
    m_reading.cancel(); // of an answer before
    m_view->setRunning(true);
    remember(query);
}

void QueryController::end()
{
    m_running = Running::Nothing;
    m_view->setRunning(false);
}

void QueryController::sendQuery(const PreparedQuery &query)
{
    begin(Running::Query, query);
    m_view->result()->clear(Verdict::Under, tr("Waiting for the answer…"));
    auto *call = m_session->daemon()->run(new RunQueryCall(query));
    m_call = call;
    connect(call, &DaemonCall::finished, this, [this, call] {
        if (m_call != call)
            return;
        end();
        showReply(call->reply(), call->failure());
    });
}

void QueryController::askForMutation(const PreparedQuery &query)
{
    m_isAsking = true;
    m_reply = {};
    const auto answered = [this](const QueryReply &reply) { m_reply = reply; };
    // What was read in the question is what is sent, to the daemon that it named.
    m_session->tasks()->request(
        runMutationTask(query, m_session->stackName(), this, answered), this,
        [this, query](Task *task) {
            m_isAsking = false;
            followMutation(query, task);
        },
        [this] { m_isAsking = false; });
}

void QueryController::followMutation(const PreparedQuery &query, Task *task)
{
    if (m_running != Running::Nothing)
        return;
    begin(Running::Mutation, query);
    m_view->result()->clear(Verdict::Under, tr("Waiting for the answer…"));
    m_task = task;
    connect(task, &Task::finished, this, [this, task] { onMutationEnded(*task); });
}

void QueryController::onMutationEnded(const Task &task)
{
    end();
    const QueryReply reply = std::exchange(m_reply, {});
    if (reply.status != 0)
        return showReply(reply, task.error());
    const bool unsure =
        task.state() == Task::State::Unknown || task.state() == Task::State::Cancelled;
    m_view->result()->clear(unsure ? Verdict::Warning : Verdict::Bad, task.words());
}

void QueryController::showReply(const QueryReply &reply,
                                const std::optional<OperatorDaemonError> &failure)
{
    const QString failed = failure ? failure->summary() : QString();
    if (reply.status == 0) {
        const bool stopped = failure && failure->kind == OperatorDaemonError::Kind::Cancelled;
        return m_view->result()->clear(stopped ? Verdict::None : Verdict::Bad, failed);
    }
    m_view->result()->setVerdict(Verdict::Under, tr("Reading the answer…"));
    m_reading.start([this, reply, failed] {
        const QueryAnswer answer = QueryAnswer::read(reply.body);
        return [this, reply, failed, answer] {
            m_view->result()->setAnswer(answer);
            if (answer.errorCount > 0)
                m_view->result()->setVerdict(Verdict::Bad,
                                             tr("%1 (%2)").arg(errorCount(answer), facts(reply)),
                                             details(answer));
            else if (!failed.isEmpty())
                m_view->result()->setVerdict(Verdict::Bad, tr("%1 (%2)").arg(failed, facts(reply)));
            else if (!answer.isJson)
                m_view->result()->setVerdict(Verdict::Warning,
                                             tr("The answer is not JSON (%1)").arg(facts(reply)));
            else
                m_view->result()->setVerdict(Verdict::Good, tr("Done (%1)").arg(facts(reply)));
        };
    });
}

void QueryController::subscribe(const PreparedQuery &query)
{
    begin(Running::Subscription, query);
    m_events = 0;
    m_view->result()->clear(Verdict::Under, tr("Subscribing…"));
    m_stream = m_session->daemon()->subscribe(graphQlBody(query), largestEvent, this);
    connect(m_stream, &DaemonEvents::opened, this, [this] {
        m_view->result()->setVerdict(Verdict::Under, tr("Subscribed. No event yet."));
    });
    connect(m_stream, &DaemonEvents::eventReceived, this,
            [this](const QByteArray &, const QByteArray &data) { onEvent(data); });
    connect(m_stream, &DaemonEvents::ended, this, &QueryController::onStreamEnded);
}

void QueryController::onEvent(const QByteArray &data)
{
    const QString time = QTime::currentTime().toString(u"HH:mm:ss.zzz"_s);
    const QueryAnswer event = QueryAnswer::read(data, eventShown);
    ++m_events;
    QByteArray text = tr("# %1, event %2").arg(time).arg(m_events).toUtf8();
    if (event.isCut)
        text += ' ' + tr("(only a part of it)").toUtf8();
    m_view->result()->appendEvent(text + '\n' + event.shown + "\n\n");
    const QString words =
        tr("Subscribed. %n event(s), the last at %1.", nullptr, int(m_events)).arg(time);
    if (event.errorCount > 0)
        m_view->result()->setVerdict(Verdict::Bad, tr("%1 %2").arg(words, errorCount(event)),
                                     details(event));
    else
        m_view->result()->setVerdict(Verdict::Under, words);
}

void QueryController::onStreamEnded(EventStream::End how, const HttpResult &result)
{
    endStream();
    end();
    const QString count = tr("%n event(s) came.", nullptr, int(m_events));
    switch (how) {
    case EventStream::End::Complete:
        return m_view->result()->setVerdict(Verdict::Warning,
                                            tr("Ended by the daemon. %1").arg(count));
    case EventStream::End::TooLarge:
        return m_view->result()->setVerdict(
            Verdict::Bad, tr("Ended here: one event was too large to be read. %1").arg(count));
    case EventStream::End::Refused:
    case EventStream::End::Lost:
        break;
    }
    HttpRequest request; // a subscription changes nothing
    const auto failure = OperatorDaemonError::fromHttp(request, result);
    if (how == EventStream::End::Refused)
        return showReply({result.status, result.body, result.elapsedMs}, failure);
    m_view->result()->setVerdict(
        Verdict::Bad, tr("The connection was lost. %1").arg(count),
        result.isAnswer() ? tr("The stream ended without the daemon's word that it is complete.")
                          : failure.summary());
}

void QueryController::endStream()
{
    if (!m_stream)
        return;
    m_stream->close();
    m_stream->deleteLater();
    m_stream = nullptr;
}

void QueryController::remember(const PreparedQuery &query)
{
    const QueryRecord record = QueryRecord::of(query, QDateTime::currentDateTimeUtc());
    QueryHistory::prepend(&m_history, record);
    m_view->setHistory(m_history);
    onDisk([history = QueryHistory(historyPath(*m_session)), record](QString *problem) {
        (void)history.add(record, problem);
    });
}

void QueryController::clearHistory()
{
    m_history.clear();
    m_view->setHistory(m_history);
    onDisk([history = QueryHistory(historyPath(*m_session))](QString *problem) {
        (void)history.clear(problem);
    });
}

void QueryController::onDisk(std::function<void(QString *problem)> work)
{
    m_disk.start([this, work = std::move(work)] {
        QString problem;
        work(&problem);
        const auto tell = [this, problem] {
            if (problem.isEmpty())
                return m_pane->notices()->clear(historyNotice);
            m_pane->notices()->show(
                {historyNotice,
                 Notice::Kind::Warning,
                 tr("The history of queries could not be kept: %1").arg(problem),
                 {},
                 true});
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    });
}

void QueryController::save()
{
    auto *dialog = new QFileDialog(m_pane->window(), tr("Save result"));
    dialog->setObjectName(u"querySaveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(u"result.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &QueryController::writeResult);
    dialog->open();
}

void QueryController::writeResult(const QString &path)
{
    m_saving.start([this, path, text = m_view->result()->wholeText()] {
        const QByteArray bytes = text.endsWith('\n') ? text : text + '\n';
        const QString problem = saveFile(path, bytes, FileUse::Export);
        const bool saved = problem.isEmpty();
        const QString words =
            saved ? tr("Saved to %1.").arg(path) : tr("It could not be saved: %1").arg(problem);
        return [this, saved, words] {
            m_pane->notices()->show({savedNotice,
                                     saved ? Notice::Kind::Success : Notice::Kind::Warning,
                                     words,
                                     {},
                                     true});
        };
    });
}

} // namespace angee
