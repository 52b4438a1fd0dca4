// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/pipelinemodel.h"

#include "ui/tasks/taskmodel.h"
#include "ui/widgets/icon.h"

namespace angee {

using namespace Qt::StringLiterals;

using Kind = SavePipeline::Kind;
using State = SavePipeline::State;

namespace {

Status statusOf(State state)
{
    switch (state) {
    case State::Waiting:
        return Status::Declared;
    case State::Running:
        return Status::Starting;
    case State::Succeeded:
        return Status::Done;
    case State::Failed:
        return Status::Failed;
    case State::Cancelled:
    case State::Skipped:
        return Status::Stopped;
    case State::Unknown:
        return Status::Unknown;
    }
    Q_UNREACHABLE();
}

} // namespace

QString stepName(Kind kind)
{
    switch (kind) {
    case Kind::Save:
        return PipelineModel::tr("Save");
    case Kind::WriteBack:
        return PipelineModel::tr("Write back");
    case Kind::Build:
        return PipelineModel::tr("Build");
    case Kind::Apply:
        return PipelineModel::tr("Apply");
    case Kind::Health:
        return PipelineModel::tr("Health");
    }
    Q_UNREACHABLE();
}

QString stepStateName(State state)
{
    switch (state) {
    case State::Waiting:
        return PipelineModel::tr("waiting");
    case State::Running:
        return PipelineModel::tr("running");
    case State::Succeeded:
        return PipelineModel::tr("done");
    case State::Failed:
        return PipelineModel::tr("failed");
    case State::Cancelled:
        return PipelineModel::tr("cancelled");
    case State::Unknown:
        return PipelineModel::tr("not known");
    case State::Skipped:
        return PipelineModel::tr("skipped");
    }
    Q_UNREACHABLE();
}

PipelineModel::PipelineModel(SavePipeline *pipeline, QObject *parent)
    : QAbstractTableModel(parent)
    , m_pipeline(pipeline)
    , m_rows(int(pipeline->steps().size()))
{
    connect(pipeline, &SavePipeline::stepsReset, this, &PipelineModel::onStepsReset);
    connect(pipeline, &SavePipeline::stepChanged, this, &PipelineModel::onStepChanged);
}

PipelineModel::~PipelineModel() = default;

int PipelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int PipelineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant PipelineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_pipeline->steps().size())
        return {};
    const SavePipeline::Step &step = m_pipeline->steps().at(index.row());
    if (role == Qt::DecorationRole && index.column() == StateColumn)
        return Icon::status(statusOf(step.state));
    if (role == Qt::TextAlignmentRole && index.column() == ElapsedColumn)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && index.column() == WordsColumn)
        return step.words;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case StateColumn:
        return stepStateName(step.state);
    case StepColumn:
        return stepName(step.kind);
    case ElapsedColumn:
        if (step.state == State::Waiting || !step.timer.isValid())
            return QString();
        return elapsedText(step.state == State::Running ? step.timer.elapsed() : step.elapsedMs);
    case WordsColumn:
        return step.words.simplified();
    default:
        return {};
    }
}

QVariant PipelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case StateColumn:
        return tr("State");
    case StepColumn:
        return tr("Step");
    case ElapsedColumn:
        return tr("Time");
    case WordsColumn:
        return tr("Outcome");
    default:
        return {};
    }
}

void PipelineModel::tick()
{
    if (m_pipeline->isRunning()) {
        const QModelIndex cell = index(m_pipeline->currentStep(), ElapsedColumn);
        emit dataChanged(cell, cell, {Qt::DisplayRole});
    }
}

void PipelineModel::onStepsReset()
{
    beginResetModel();
    m_rows = int(m_pipeline->steps().size());
    endResetModel();
}

void PipelineModel::onStepChanged(int row)
{
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

} // namespace angee
