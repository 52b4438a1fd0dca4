// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/tasks/bulkrun.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace angee {

//! \brief The rows of a bulk run with their results, and what can still be done about them. Hidden
//! without one.
class BulkPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkPanel)

public:
    explicit BulkPanel(QWidget *parent = nullptr);
    ~BulkPanel() override;

    //! \brief Shows this run in place of the former one. Not owned.
    void setRun(BulkRun *run);

signals:
    //! \brief The person has seen the results.
    void dismissed();

private:
    void onRowChanged(int row);
    void updateHead();

    QPointer<BulkRun> m_run;
    QLabel *m_title;
    QTableWidget *m_table;
    QPushButton *m_retry;
    QPushButton *m_cancel;
    QPushButton *m_dismiss;
};

} // namespace angee
