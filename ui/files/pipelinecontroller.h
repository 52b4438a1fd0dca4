// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/pipeline/savepipeline.h"
#include "ui/files/documentview.h"

#include <QObject>
#include <QPointer>

namespace angee {

class FilesPane;
class Session;
struct Confirmation;

//! \brief What follows a save in the files of a session: asks where the profile or the consequences
//! want it, and runs the pipeline.
class PipelineController final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PipelineController)

public:
    explicit PipelineController(Session *session, QObject *parent = nullptr);
    ~PipelineController() override;

    [[nodiscard]] SavePipeline *pipeline() { return &m_pipeline; }
    //! The files of another profile: the last run is forgotten.
    void attach(FilesPane *files);

private:
    void onDaemonChanged();
    void onState();
    void onRequested(DocumentView *view, AfterSave next);
    void onCancel();
    void onRevert();
    void revert(const Agreement &agreement);
    void reviewRevert(DocumentView *view, const Agreement &agreement);
    void ask(Confirmation question, const QObject *context, const std::function<void()> &go);
    [[nodiscard]] SavePipeline::Work workFor(AfterSave next) const;
    [[nodiscard]] Question questionFor(const QList<SavePipeline::Way> &ways,
                                       const QString &file) const;

    Session *m_session;
    QPointer<FilesPane> m_files;
    SavePipeline m_pipeline;
};

} // namespace angee
