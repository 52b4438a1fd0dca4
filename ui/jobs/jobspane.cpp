// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/jobs/jobspane.h"

#include "ui/jobs/jobsdescriptor.h"
#include "ui/outputs/outputview.h"
#include "ui/widgets/filtertable.h"
#include "ui/widgets/status.h"

namespace angee {

using namespace Qt::StringLiterals;

JobsModel::JobsModel(QObject *parent)
    : SnapshotTable({{u"name"_s, tr("Name"), TableColumn::Kind::Name, 28},
                     {u"runtime"_s, tr("Runtime"), TableColumn::Kind::Text, 14},
                     {u"last"_s, tr("Last run here"), TableColumn::Kind::Status, 30},
                     {u"time"_s, tr("Time"), TableColumn::Kind::Number, 10}},
                    &Snapshot::jobs, &LiveUpdate::jobs, parent)
{ }

void JobsModel::setRun(const QString &job, const JobRun &run)
{
    if (m_runs.value(job) == run)
        return;
    m_runs.insert(job, run);
    announceRun(job);
}

void JobsModel::clearRun(const QString &job)
{
    if (m_runs.remove(job) > 0)
        announceRun(job);
}

void JobsModel::announceRun(const QString &job)
{
    const int slot = slotOfKey(job);
    if (slot < 0)
        return;
    // Proxies follow what is announced, so that a filter or a sort by these columns stays right.
    Merge merge;
    merge.changed.append({slot, quint64(1) << LastColumn | quint64(1) << TimeColumn});
    announce(merge, {Qt::DisplayRole, SortRole, FilterRole, StatusRole});
}

QVariant JobsModel::cell(const JobRow &row, int column, int role) const
{
    const auto run = m_runs.constFind(toText(row.name));
    if (role == StatusRole && column == LastColumn && run != m_runs.cend())
        return int(run->status);
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case NameColumn:
        return toText(row.name);
    case RuntimeColumn:
        return toText(row.runtime);
    case LastColumn:
        return run == m_runs.cend() ? tr("not run here yet") : run->state;
    case TimeColumn:
        return run == m_runs.cend() ? QString() : run->elapsed;
    default:
        return {};
    }
}

JobsPane::JobsPane(QWidget *parent)
    : ListPane(jobsDescriptor(), new JobsModel, parent)
    , m_model(qobject_cast<JobsModel *>(table()->table()))
    , m_output(new OutputView)
{
    m_model->setParent(this);
    m_output->setObjectName(u"jobOutput"_s);
    setEmptyTexts(tr("This stack has no jobs."),
                  tr("Jobs are commands of the stack that run to an end; they are declared in its "
                     "angee.yaml."),
                  {});
    m_run = addAction(u"jobRun"_s, tr("Run"), Icon::Name::Start, Placement::Row);
    connect(m_run, &QAction::triggered, this, [this] { emit runRequested(table()->currentKey()); });
    m_runWith =
        addAction(u"jobRunWith"_s, tr("Run with inputs…"), Icon::Name::Edit, Placement::Row);
    connect(m_runWith, &QAction::triggered, this,
            [this] { emit runWithInputsRequested(table()->currentKey()); });
    setDetail(m_output);
    showLoading();
    onSelectionChanged();
}

JobsPane::~JobsPane() = default;

void JobsPane::apply(const LiveUpdatePtr &update)
{
    m_model->apply(update);
    showTable(update != nullptr, false);
}

void JobsPane::setOutput(const QString &job, const OutputRecord &run, const QByteArray &text)
{
    if (job != table()->currentKey())
        return;
    m_output->begin(run, text);
    if (!run.isActive())
        m_output->end(run);
}

void JobsPane::clearOutput(const QString &job)
{
    if (job == table()->currentKey())
        m_output->clear();
}

void JobsPane::showObject(const ObjectRef &object)
{
    selectKey(object.name);
}

void JobsPane::onSelectionChanged()
{
    const QString job = table()->currentKey();
    const QString none = job.isEmpty() ? tr("Select a job first.") : QString();
    setPossible(m_run, none);
    setPossible(m_runWith, none);
    setSelectionText(job);
    if (m_shown == job)
        return;
    m_shown = job;
    m_output->clear();
    emit outputWanted(job);
}

void JobsPane::onEmptyAction() { }

} // namespace angee
