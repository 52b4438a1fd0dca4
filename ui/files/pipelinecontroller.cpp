// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/pipelinecontroller.h"

#include "core/actions/stackactions.h"
#include "core/live/livestore.h"
#include "core/session/session.h"
#include "core/tasks/taskrunner.h"
#include "ui/files/filespane.h"
#include "ui/files/reviewdialog.h"
#include "ui/widgets/confirmdialog.h"

namespace angee {

using namespace Qt::StringLiterals;

using Way = SavePipeline::Way;

namespace {

constexpr QLatin1StringView everythingChoice{"everything"};

} // namespace

PipelineController::PipelineController(Session *session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pipeline(session->tasks(), this)
{
    connect(session, &Session::daemonChanged, this, &PipelineController::onDaemonChanged);
    connect(session, &Session::stateChanged, this, &PipelineController::onState);
    connect(&m_pipeline, &SavePipeline::conflictFound, this,
            [this](const QString &source, const QString &path) {
                if (m_files)
                    m_files->openFile(source, path); // its view shows the texts to choose between
            });
    onDaemonChanged();
}

PipelineController::~PipelineController() = default;

void PipelineController::attach(FilesPane *files)
{
    m_pipeline.reset();
    m_files = files;
    files->setPipeline(&m_pipeline);
    connect(files, &FilesPane::pipelineRequested, this, &PipelineController::onRequested);
    connect(files, &FilesPane::pipelineCancelRequested, this, &PipelineController::onCancel);
    connect(files, &FilesPane::pipelineRevertRequested, this, &PipelineController::onRevert);
    onState();
}

void PipelineController::onDaemonChanged()
{
    m_pipeline.setLive(m_session->live());
}

void PipelineController::onState()
{
    if (m_files)
        m_files->setBuildAvailable(m_session->whyNoChanges().isEmpty(), m_session->whyNoChanges());
}

SavePipeline::Work PipelineController::workFor(AfterSave next) const
{
    SavePipeline::Work work;
    if (next == AfterSave::BuildAndApply)
        work.way = applyWays(observedServices(m_session->live())).constFirst();
    work.build = buildTask({});
    work.buildAndApply = buildAndApplyTask({});
    work.run = runTask();
    return work;
}

void PipelineController::ask(Confirmation question, const QObject *context,
                             const std::function<void()> &go)
{
    question.profile = m_session->profileName();
    question.stack = m_session->stackName();
    auto *dialog = new ConfirmDialog(question, m_files);
    connect(dialog, &ConfirmDialog::confirmed, context, [dialog, go] {
        dialog->close();
        go();
    });
    dialog->open();
}

void PipelineController::onRequested(DocumentView *view, AfterSave next)
{
    if (m_pipeline.isRunning() || !m_session->whyNoChanges().isEmpty())
        return;
    const SavePipeline::Work work = workFor(next);
    const bool applies = next == AfterSave::BuildAndApply;
    const QList<Way> ways =
        applies ? applyWays(observedServices(m_session->live())) : QList{Way::BuildOnly};
    const auto go = [this, view, work](const Agreement &agreement,
                                       const QString &choice) -> Task * {
        SavePipeline::Work agreed = work;
        agreed.agreement = agreement;
        if (choice == everythingChoice)
            agreed.way = Way::Everything;
        view->sync();
        m_pipeline.start(view->session(), agreed);
        return nullptr;
    };
    m_session->tasks()->gate()->pass(questionFor(ways, view->title()), view, go);
}

Question PipelineController::questionFor(const QList<Way> &ways, const QString &file) const
{
    const Way way = ways.constFirst();
    Question question;
    question.asked =
        ways.contains(Way::Everything) ? Question::Asked::Always : Question::Asked::WhenCareful;
    question.verb = way == Way::BuildOnly ? tr("Save and build") : tr("Save, build and apply");
    question.title = tr("%1: %2").arg(question.verb, file);
    const QString startsAll =
        tr("the daemon starts containers, local services and local jobs. That request usually "
           "stays open while they run; closing it, cancelling it or quitting the console stops "
           "them.");
    if (way == Way::BuildOnly) {
        question.text = tr("The text is saved, and the daemon builds the container images. Nothing "
                           "is restarted.");
    } else if (way == Way::Everything) {
        question.text = tr("The text is saved and the container images are built. No local service "
                           "runs: then %1")
                            .arg(startsAll);
    } else {
        question.text = tr("The text is saved; the daemon builds the images and recreates the "
                           "containers that changed.");
    }
    if (ways.size() < 2)
        return question;
    question.text += u' '
        + tr("No local service runs. They can be started too: that request then stays open while "
             "they run, and closing it, cancelling it or quitting the console stops them.");
    Question::Choice containers;
    containers.id = u"containers"_s;
    containers.label = tr("Apply to the containers alone");
    containers.kept = {tr("local services and jobs: none of them is started")};
    Question::Choice everything;
    everything.id = everythingChoice;
    everything.label = tr("Start everything: containers, local services and local jobs");
    question.choices = {containers, everything};
    return question;
}

void PipelineController::onCancel()
{
    if (!m_pipeline.canCancel())
        return;
    const QString warning = m_pipeline.cancelWarning();
    if (warning.isEmpty()) { // nothing is sent, or only watched
        m_pipeline.cancel();
        return;
    }
    Confirmation question;
    question.title = tr("Cancel the pipeline of %1").arg(m_pipeline.path());
    question.text = tr("%1 What was saved stays saved.").arg(warning);
    question.verb = tr("Cancel the step");
    const int step = m_pipeline.currentStep();
    ask(question, this, [this, step] {
        if (m_pipeline.currentStep() == step)
            m_pipeline.cancel();
    });
}

void PipelineController::onRevert()
{
    if (!m_pipeline.whyNoRevert().isEmpty() || !m_session->whyNoChanges().isEmpty() || !m_files)
        return;
    DocumentView *view = m_files->document(m_pipeline.source(), m_pipeline.path());
    if (view)
        view->sync();
    const bool applies = m_pipeline.way() != Way::BuildOnly;
    Question question;
    question.asked = Question::Asked::Always;
    question.tone = Question::Tone::Destructive;
    question.title = tr("Revert %1 (%2)").arg(m_pipeline.path(), m_pipeline.source());
    question.text = applies
        ? tr("The text from before this save is written back, if the server still has what was "
             "saved; then it is built and applied again, and the services are watched. What the "
             "services did meanwhile is not taken back.")
        : tr("The text from before this save is written back, if the server still has what was "
             "saved; then the images are built again. Nothing is restarted.");
    question.lost = QStringList{tr("The text that this run saved (undoing in the editor brings it "
                                   "back as long as the file is open)")};
    if (view && view->session()->isDirty())
        question.lost << tr("What you have typed in this file since, and not saved");
    question.verb = tr("Revert");
    const auto go = [this](const Agreement &agreement, const QString &) -> Task * {
        revert(agreement);
        return nullptr;
    };
    m_session->tasks()->gate()->pass(question, this, go);
}

void PipelineController::revert(const Agreement &agreement)
{
    if (!m_files)
        return;
    DocumentView *view = m_files->openFile(m_pipeline.source(), m_pipeline.path());
    view->sync();
    if (m_session->settings().reviewBeforeSave)
        reviewRevert(view, agreement);
    else
        m_pipeline.revert(view->session(), agreement);
}

void PipelineController::reviewRevert(DocumentView *view, const Agreement &agreement)
{
    auto *dialog = new ReviewDialog(tr("Revert %1").arg(view->fileName()), tr("Revert"), view);
    connect(dialog, &ReviewDialog::confirmed, view,
            [this, view, agreement] { m_pipeline.revert(view->session(), agreement); });
    dialog->compare(m_pipeline.savedText(), m_pipeline.textBefore());
    dialog->open();
}

} // namespace angee
