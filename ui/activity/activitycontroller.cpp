// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/activity/activitycontroller.h"

#include "core/session/session.h"
#include "ui/activity/activitypane.h"
#include "ui/widgets/noticebar.h"

namespace angee {

using namespace Qt::StringLiterals;

ActivityController::ActivityController(Session *session, ActivityPane *pane, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
{
    connect(session, &Session::daemonChanged, this, &ActivityController::onDaemonChanged);
    connect(pane, &Pane::refreshRequested, this, &ActivityController::read);
    onDaemonChanged();
}

ActivityController::~ActivityController() = default;

void ActivityController::onDaemonChanged()
{
    if (m_journal)
        m_journal->disconnect(this);
    m_journal = m_session->journal();
    m_entries.clear();
    m_reading.cancel();
    m_pane->notices()->clear(u"journal"_s);
    if (!m_journal) {
        m_pane->setEntries({});
        m_pane->showNotConnected();
        return;
    }
    m_pane->setPath(m_journal->path());
    connect(m_journal, &ActivityJournal::recorded, this, &ActivityController::onRecorded);
    connect(m_journal, &ActivityJournal::failed, this, [this](const QString &reason) {
        m_pane->notices()->show({u"journal"_s,
                                 Notice::Kind::Information,
                                 tr("What is done now is not written down: %1").arg(reason),
                                 {},
                                 true});
    });
    connect(m_journal, &ActivityJournal::worksAgain, this,
            [this] { m_pane->notices()->clear(u"journal"_s); });
    read();
}

void ActivityController::read()
{
    if (!m_journal)
        return;
    struct Box
    {
        QList<ActivityRecord> records;
    };
    m_reading.start([this, path = m_journal->path()]() -> BackgroundTask::Done {
        const auto box = std::make_shared<Box>();
        box->records = ActivityJournal::readFiles(path, shownRecords);
        return [this, box] { setRecords(box->records); };
    });
}

void ActivityController::setRecords(const QList<ActivityRecord> &records)
{
    m_entries.clear();
    for (const ActivityRecord &record : records)
        m_entries.prepend({m_nextNumber++, record});
    m_pane->setEntries(m_entries);
}

void ActivityController::onRecorded(const ActivityRecord &record)
{
    if (m_reading.isRunning())
        return read(); // it may or may not have met this one: read again
    m_entries.prepend({m_nextNumber++, record});
    if (m_entries.size() > shownRecords)
        m_entries.removeLast();
    m_pane->setEntries(m_entries);
}

} // namespace angee
