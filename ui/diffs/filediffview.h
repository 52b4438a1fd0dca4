// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/base/backgroundtask.h"
#include "core/diff/filediff.h"
#include "ui/widgets/diffmodel.h"

#include <QWidget>

class QLabel;

namespace angee {

class DiffView;

//! \brief One file of a difference: what happened to it, what its lines do not say, and the lines,
//! laid out when it is shown; those of a large one on another thread.
class FileDiffView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileDiffView)

public:
    explicit FileDiffView(QWidget *parent = nullptr);
    ~FileDiffView() override;

    //! \brief \a file as the model gives it: read in \a direction already but for its lines.
    void setFile(const FileDiff &file, DiffDirection direction);
    void clear();
    [[nodiscard]] DiffView *view() const { return m_view; }

signals:
    //! \brief Its lines are there.
    void laidOut();

private:
    void showPatch(const FileDiff &file, const DiffPatch &patch);

    BackgroundTask m_task;
    QLabel *m_title;
    QLabel *m_notes;
    DiffView *m_view;
};

} // namespace angee
