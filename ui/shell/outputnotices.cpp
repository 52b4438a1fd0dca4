// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/outputnotices.h"

#include "core/live/livestore.h"
#include "core/model/servicestatus.h"
#include "core/outputs/outputrecorder.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/noticebar.h"

#include <QApplication>
#include <QLineEdit>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

const auto failedBuild = u"failedBuild"_s;
const auto endedRun = u"endedRun"_s;
constexpr qsizetype mostRunningNamed = 8;

//! It streams what the stack prints.
bool isAttached(const Task &task)
{
    return task.spec().verb == ActionVerb::Run && task.request() && task.request()->streaming;
}

} // namespace

OutputNotices::OutputNotices(Session *session, MainWindow *window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
{
    connect(session->outputs(), &OutputRecorder::began, this, &OutputNotices::onBegan);
    connect(session->outputs(), &OutputRecorder::ended, this, &OutputNotices::onEnded);
    connect(session->tasks(), &TaskRunner::taskFinished, this, &OutputNotices::onTaskFinished);
    connect(session, &Session::daemonChanged, this, [this] {
        m_expectedIn.reset();
        m_window->notices()->clear(failedBuild);
        forgetRun();
    });
    connect(window->notices(), &NoticeBars::closed, this, [this](const QString &notice) {
        if (notice == endedRun)
            forgetRun();
    });
    connect(window->notices(), &NoticeBars::actionTriggered, this, [this](const QString &notice) {
        if (notice == failedBuild) {
            m_window->notices()->clear(failedBuild);
            emit openRequested({ObjectKind::Output, m_failed});
        } else if (notice == endedRun) {
            emit downRequested();
        }
    });
}

OutputNotices::~OutputNotices() = default;

void OutputNotices::expectBuild()
{
    m_expectedIn = m_window->currentPane();
}

//! Who types or has a question open is not taken elsewhere.
bool OutputNotices::isWriting() const
{
    if (QApplication::activeModalWidget())
        return true;
    const QWidget *focus = QApplication::focusWidget();
    return focus
        && (focus->testAttribute(Qt::WA_InputMethodEnabled)
            || qobject_cast<const QLineEdit *>(focus));
}

void OutputNotices::onBegan(const OutputRecord &record)
{
    if (buildsImages(record.verb))
        m_window->notices()->clear(failedBuild);
    if (!holdsServices(record))
        return;
    forgetRun();
    const Task *task = m_session->outputs()->taskOf(record.id);
    if (task && isAttached(*task)) // to see it is what was asked for
        emit openRequested({ObjectKind::Output, record.id});
}

void OutputNotices::onEnded(const OutputRecord &record)
{
    if (!buildsImages(record.verb))
        return;
    const auto expectedIn = std::exchange(m_expectedIn, std::nullopt);
    if (record.state != Task::State::Failed)
        return;
    m_failed = record.id;
    if (expectedIn == m_window->currentPane() && !isWriting())
        return emit openRequested({ObjectKind::Output, record.id});
    m_window->notices()->show({failedBuild,
                               Notice::Kind::Warning,
                               tr("%1 failed: %2").arg(record.title, record.reason),
                               {{u"show"_s, tr("Show the first error")}},
                               true});
}

void OutputNotices::onTaskFinished(const Task *task)
{
    if (!isAttached(*task) || !m_session->live())
        return;
    m_runAt = m_session->live();
    // What the snapshot still says is of before; the next one is asked for by now.
    connect(m_runAt, &LiveStore::updated, this, &OutputNotices::tellWhatRuns);
}

//! The daemon stops containers only in part when the output is closed.
void OutputNotices::tellWhatRuns()
{
    const SnapshotPtr snapshot = m_runAt ? m_runAt->snapshot() : nullptr;
    if (!snapshot)
        return;
    QStringList running;
    for (const ServiceRow &service : snapshot->services()) {
        if (isUp(serviceState(service.status)))
            running.append(toText(service.name));
    }
    if (running.isEmpty())
        return m_window->notices()->clear(endedRun);
    QString names = running.mid(0, mostRunningNamed).join(u", "_s);
    if (running.size() > mostRunningNamed)
        names = tr("%1 and %n more", nullptr, int(running.size() - mostRunningNamed)).arg(names);
    m_window->notices()->show(
        {endedRun,
         Notice::Kind::Information,
         tr("The output of Run has ended. What still runs: %1. Down stops it cleanly.").arg(names),
         {{u"down"_s, tr("Down…")}},
         true});
}

void OutputNotices::forgetRun()
{
    if (m_runAt)
        m_runAt->disconnect(this);
    m_runAt.clear();
    m_window->notices()->clear(endedRun);
}

} // namespace angee
