// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/pipeline/savepipeline.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTableView;
class QToolButton;
QT_END_NAMESPACE

namespace angee {

class IconLabel;
class PipelineModel;
class PlainTextView;

//! \brief The last run of a pipeline: a row for each step with its outcome, the output of the
//! selected one, and what can still be done. Announces intents only; the pipeline must outlive it.
//!
//! Shows the running step until the user selects another, and a failed one at its first error line.
class PipelinePanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PipelinePanel)

public:
    explicit PipelinePanel(SavePipeline *pipeline, QWidget *parent = nullptr);
    ~PipelinePanel() override;

    //! Why nothing can be changed now; empty when it can.
    void setWhyNoChanges(const QString &why);
    [[nodiscard]] bool isOpen() const { return m_open; }
    void setOpen(bool open);

signals:
    void cancelRequested();
    void revertRequested();
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildHead();
    QWidget *buildBody();
    void onStepsReset();
    void onStepChanged(int index);
    void onCurrentChanged();
    void onOutput(int index, const QString &lines);
    void showStep(int index);
    void showError(int line);
    void select(int index);
    void updateHead();
    [[nodiscard]] QString summary() const;

    SavePipeline *m_pipeline;
    PipelineModel *m_model;
    QToolButton *m_toggle = nullptr;
    IconLabel *m_icon = nullptr;
    QLabel *m_title = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_revert = nullptr;
    QToolButton *m_close = nullptr;
    QWidget *m_body = nullptr;
    QTableView *m_table = nullptr;
    QLabel *m_words = nullptr;
    PlainTextView *m_output = nullptr;
    QTimer m_tick;
    QString m_whyNoChanges;
    bool m_open = true;
    bool m_follows = true;
    bool m_selecting = false; // by code
};

} // namespace angee
