// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/source.h"
#include "ui/panes/objectdialog.h"

class QLabel;
class QLineEdit;
class QListWidget;

namespace angee {

class CommitGraph;
class ProblemField;

//! \brief Asks before a source's commits leave for its remote, and where to.
class PushDialog final : public ObjectDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PushDialog)

public:
    explicit PushDialog(const Source &source, QWidget *parent = nullptr);
    ~PushDialog() override;

    //! \brief What the source's commits are, to tell which of them go and to complete branches.
    void setCommits(const CommitGraph &graph);
    //! \brief Why they could not be told.
    void setProblem(const QString &words);

signals:
    //! \brief An empty \a ref: the branch it stands on, to its upstream.
    void pushRequested(const QString &ref);

protected:
    void updateActions() override;

private:
    Source m_source;
    QLabel *m_intro;
    QListWidget *m_commits;
    QLineEdit *m_ref;
    ProblemField *m_refField = nullptr;
    QPushButton *m_push;
};

} // namespace angee
