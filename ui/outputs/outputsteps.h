// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/outputs/buildsteps.h"

#include <QAbstractTableModel>
#include <QTableView>

namespace angee {

//! \brief The steps of one build.
class OutputStepsModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputStepsModel)

public:
    enum Column {
        StateColumn,
        StepColumn,
        TimeColumn,
        ColumnCount,
    };
    enum Role {
        //! Of the longest step, from 0 to 1; nothing where the time is not known.
        ShareRole = Qt::UserRole + 1,
    };

    explicit OutputStepsModel(QObject *parent = nullptr);
    ~OutputStepsModel() override;

    void setSteps(const QList<BuildStep> &steps);
    [[nodiscard]] const QList<BuildStep> &steps() const { return m_steps; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    QList<BuildStep> m_steps;
    qint64 m_longest = 0;
};

//! \brief Shows them, with a bar for how long each took, beside its time in words.
class OutputStepsView final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputStepsView)

public:
    explicit OutputStepsView(QWidget *parent = nullptr);
    ~OutputStepsView() override;

    void setSteps(const QList<BuildStep> &steps);

signals:
    //! A step was chosen, by a click or with the keyboard: the line at which it begins, from 1.
    void lineChosen(qint64 line);

private:
    OutputStepsModel *m_steps;
};

} // namespace angee
