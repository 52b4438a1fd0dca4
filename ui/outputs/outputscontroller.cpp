// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/outputs/outputscontroller.h"

#include "core/outputs/outputrecorder.h"
#include "core/session/oldstates.h"
#include "core/session/session.h"
#include "ui/outputs/outputspane.h"
#include "ui/outputs/outputview.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/noticebar.h"

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;

OutputsController::OutputsController(Session *session, OutputsPane *pane, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pane(pane)
{
    const OutputRecorder *recorder = session->outputs();
    connect(session, &Session::daemonChanged, this, &OutputsController::onDaemonChanged);
    connect(recorder, &OutputRecorder::began, this, &OutputsController::onBegan);
    connect(recorder, &OutputRecorder::ended, this, &OutputsController::onEnded);
    connect(recorder, &OutputRecorder::appended, this,
            [this](const QString &id, const QByteArray &bytes) {
                if (id == m_shown)
                    m_pane->view()->add(bytes);
            });
    const OutputShelf *shelf = recorder->shelf();
    connect(shelf, &OutputShelf::finished, this, &OutputsController::onFinished);
    connect(shelf, &OutputShelf::removed, this, &OutputsController::onRemoved);
    connect(shelf, &OutputShelf::failed, this, [this](const QString &reason) {
        m_pane->notices()->show({u"shelf"_s,
                                 Notice::Kind::Warning,
                                 tr("What is printed now is not kept: %1").arg(reason),
                                 {},
                                 true});
    });
    connect(shelf, &OutputShelf::worksAgain, this,
            [this] { m_pane->notices()->clear(u"shelf"_s); });
    connect(session->oldStates(), &OldStates::changed, this, &OutputsController::updateApplied);
    connect(pane, &Pane::refreshRequested, this, &OutputsController::read);
    connect(pane, &OutputsPane::outputWanted, this, &OutputsController::showOutput);
    connect(pane, &OutputsPane::searchRequested, this, &OutputsController::search);
    connect(pane, &OutputsPane::saveRequested, this, &OutputsController::save);
    connect(pane, &OutputsPane::copyRequested, this, &OutputsController::copy);
    connect(pane, &OutputsPane::deleteRequested, this, &OutputsController::askToDelete);
    connect(pane, &OutputsPane::deleteAllRequested, this, [this] {
        QStringList ids;
        for (const OutputRecord &record : std::as_const(m_records)) {
            if (!record.isActive())
                ids.append(record.id);
        }
        askToDelete(ids);
    });
    connect(pane->view(), &OutputView::placeRequested, this, &OutputsController::openPlace);
    connect(pane->view(), &OutputView::completed, this, [this] {
        if (!m_pane->searched().isEmpty())
            m_pane->view()->find(m_pane->searched());
    });
    onDaemonChanged();
}

OutputsController::~OutputsController()
{
    cancelSearch();
}

void OutputsController::tell(const QString &id, bool good, const QString &words)
{
    m_pane->notices()->show(
        {id, good ? Notice::Kind::Success : Notice::Kind::Warning, words, {}, true});
}

void OutputsController::onDaemonChanged()
{
    m_folder = m_session->isConnected() ? m_session->outputs()->folder() : QString();
    m_pane->setFolder(m_folder);
    m_reading.cancel();
    cancelSearch();
    m_records.clear();
    showRows();
    if (m_folder.isEmpty())
        return m_pane->showNotConnected();
    m_pane->showLoading();
    read();
}

void OutputsController::read()
{
    if (m_folder.isEmpty())
        return;
    struct Box
    {
        QList<OutputRecord> records;
    };
    m_reading.start(
        [this, folder = m_folder, own = m_session->outputs()->running()]() -> BackgroundTask::Done {
            const auto box = std::make_shared<Box>();
            box->records = readOutputs(folder, own);
            return [this, box] { setRecords(box->records); };
        });
}

void OutputsController::setRecords(const QList<OutputRecord> &records)
{
    m_records = records;
    showRows();
}

const OutputRecord *OutputsController::find(const QString &id) const
{
    const auto found = std::find_if(m_records.cbegin(), m_records.cend(),
                                    [&id](const OutputRecord &record) { return record.id == id; });
    return found == m_records.cend() ? nullptr : &*found;
}

void OutputsController::onBegan(const OutputRecord &record)
{
    if (m_reading.isRunning())
        read(); // it may or may not have met this one
    m_records.prepend(record);
    showRows();
}

void OutputsController::onEnded(const OutputRecord &record)
{
    if (m_reading.isRunning())
        read();
    for (OutputRecord &each : m_records) {
        if (each.id == record.id)
            each = record;
    }
    if (record.id == m_shown) {
        m_pane->view()->end(record);
        updateApplied();
    }
    showRows();
}

//! It can be read from the disk now, which somebody may wait for.
void OutputsController::onFinished(const OutputRecord &record)
{
    for (OutputRecord &each : m_records) {
        if (each.id == record.id)
            each = record;
    }
    showRows();
    const OutputView *view = m_pane->view();
    if (m_pane->table()->currentKey() == record.id
        && (m_shown != record.id || view->record().state != record.state))
        showOutput(record.id);
}

void OutputsController::onRemoved(const QStringList &ids)
{
    m_records.removeIf([&ids](const OutputRecord &record) { return ids.contains(record.id); });
    showRows();
}

void OutputsController::showRows()
{
    QList<OutputRow> rows;
    const QString text = m_pane->searched();
    for (const OutputRecord &record : std::as_const(m_records)) {
        const OutputHits hits = m_hits.value(record.id);
        const bool named = record.title.contains(text, Qt::CaseInsensitive)
            || record.reason.contains(text, Qt::CaseInsensitive);
        if (!m_isSearching || hits.lines > 0 || named)
            rows.append({record, hits});
    }
    if (!m_folder.isEmpty())
        m_pane->setRows(rows);
}

void OutputsController::showOutput(const QString &id)
{
    m_text.cancel();
    m_shown.clear();
    const OutputRecord *record = find(id);
    if (!record)
        return m_pane->view()->clear();
    const OutputRecorder *recorder = m_session->outputs();
    if (recorder->taskOf(id)) {
        m_shown = id;
        m_pane->view()->begin(*record, recorder->textOf(id));
        return;
    }
    if (record->isActive()) { // it has ended a moment ago, and is being written
        m_pane->view()->clear();
        return;
    }
    m_text.start([this, folder = m_folder, record = *record]() -> BackgroundTask::Done {
        const OutputText text = readOutputText(folder, record.id);
        return [this, record, text] {
            m_shown = record.id;
            OutputRecord shown = record;
            if (shown.problem.isEmpty())
                shown.problem = text.problem;
            m_pane->view()->begin(shown, text.bytes);
            m_pane->view()->end(shown);
            updateApplied();
        };
    });
}

//! Only what is seen to run on with what was before is told.
void OutputsController::updateApplied()
{
    const OutputRecord *record = find(m_shown);
    if (!record || record->verb != actionVerbId(ActionVerb::Build)
        || record->state != Task::State::Succeeded)
        return;
    QStringList certain;
    QStringList possible;
    const QHash<QString, OldState> &all = m_session->oldStates()->all();
    for (auto it = all.cbegin(); it != all.cend(); ++it) {
        if (it->way != OldState::Way::Restart)
            (it->certainty == OldState::Certainty::Certain ? certain : possible).append(it.key());
    }
    certain.sort();
    possible.sort();
    m_pane->view()->setNotApplied(certain, possible);
}

void OutputsController::cancelSearch()
{
    if (m_cancelSearch)
        *m_cancelSearch = true;
    m_cancelSearch.reset();
    m_searching.cancel();
    m_isSearching = false;
    m_hits.clear();
}

void OutputsController::search(const QString &text)
{
    cancelSearch();
    m_pane->view()->find(text);
    m_pane->setSearchWords(text.isEmpty() ? QString() : tr("searching"));
    if (text.isEmpty())
        return showRows();
    QStringList ids;
    for (const OutputRecord &record : std::as_const(m_records))
        ids.append(record.id);
    m_cancelSearch = std::make_shared<std::atomic_bool>(false);
    m_searching.start(
        [this, folder = m_folder, ids, text, cancelled = m_cancelSearch]() -> BackgroundTask::Done {
            const auto hits = searchOutputs(folder, ids, {text}, *cancelled);
            return [this, hits] {
                m_hits = hits;
                m_isSearching = true;
                m_pane->setSearchWords(tr("%n output(s) hold it", nullptr, int(hits.size())));
                showRows();
            };
        });
}

} // namespace angee
