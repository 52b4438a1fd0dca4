// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/listpane.h"
#include "ui/panes/snapshottable.h"

namespace angee {

class OutputView;
struct OutputRecord;

//! \brief What this console knows of a job's last run; the daemon keeps nothing of it.
struct JobRun
{
    QString state; //!< as the task strip says it
    Status status = Status::Declared;
    QString elapsed;

    friend bool operator==(const JobRun &, const JobRun &) = default;
};

//! \brief The stack's jobs, with the last run that this console started.
class JobsModel final : public SnapshotTable<JobRow>
{
    Q_OBJECT

public:
    explicit JobsModel(QObject *parent = nullptr);

    void setRun(const QString &job, const JobRun &run);
    void clearRun(const QString &job);

protected:
    [[nodiscard]] QVariant cell(const JobRow &row, int column, int role) const override;

private:
    void announceRun(const QString &job);

    enum Column {
        NameColumn,
        RuntimeColumn,
        LastColumn,
        TimeColumn,
    };

    QHash<QString, JobRun> m_runs;
};

//! \brief Jobs: run with inputs, output below. Announces intents only.
class JobsPane final : public ListPane
{
    Q_OBJECT

public:
    explicit JobsPane(QWidget *parent = nullptr);
    ~JobsPane() override;

    [[nodiscard]] JobsModel *model() const { return m_model; }
    void apply(const LiveUpdatePtr &update);
    //! The last run of \a job and what it printed so far; shown while it is the current one.
    void setOutput(const QString &job, const OutputRecord &run, const QByteArray &text);
    //! Nothing is known of a run of \a job.
    void clearOutput(const QString &job);
    void showObject(const ObjectRef &object) override;

signals:
    void runRequested(const QString &job);
    void runWithInputsRequested(const QString &job);
    //! The detail wants the output of this job.
    void outputWanted(const QString &job);

protected:
    void onSelectionChanged() override;
    void onEmptyAction() override;

private:
    JobsModel *m_model;
    OutputView *m_output;
    QAction *m_run;
    QAction *m_runWith;
    QString m_shown;
};

} // namespace angee
