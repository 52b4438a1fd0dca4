// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/pipeline/savepipeline.h"

#include <QAbstractTableModel>

namespace angee {

//! \brief The steps of a pipeline's last run as a table. Only rows that change signal. The pipeline
//! must outlive it.
class PipelineModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PipelineModel)

public:
    enum Column {
        StateColumn,
        StepColumn,
        ElapsedColumn,
        WordsColumn,
        ColumnCount,
    };

    explicit PipelineModel(SavePipeline *pipeline, QObject *parent = nullptr);
    ~PipelineModel() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    //! The time of the running step moved on.
    void tick();

private:
    void onStepsReset();
    void onStepChanged(int row);

    SavePipeline *m_pipeline;
    int m_rows = 0;
};

[[nodiscard]] QString stepName(SavePipeline::Kind kind);
[[nodiscard]] QString stepStateName(SavePipeline::State state);

} // namespace angee
