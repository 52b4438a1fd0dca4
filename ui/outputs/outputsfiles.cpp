// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// What is done with an output: saved, copied, deleted, and the file opened that it speaks of.
#include "core/base/statefile.h"
#include "core/base/visibletext.h"
#include "core/daemon/filecalls.h"
#include "core/daemon/operatordaemon.h"
#include "core/live/livestore.h"
#include "core/logs/logtext.h"
#include "core/model/filelocation.h"
#include "core/outputs/outputlines.h"
#include "core/outputs/outputrecorder.h"
#include "core/session/manifestwatch.h"
#include "core/session/session.h"
#include "ui/outputs/outputscontroller.h"
#include "ui/outputs/outputspane.h"
#include "ui/widgets/confirmdialog.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! As a person reads it: no escapes, progress as it stood in the end.
QByteArray plainOutput(const QByteArray &text)
{
    QByteArray plain;
    plain.reserve(text.size());
    OutputLines lines;
    const auto take = [&plain](QByteArrayView line) { plain += plainLine(line) + '\n'; };
    lines.add(text, take);
    lines.finish(take);
    return plain;
}

//! The number of the line that holds the instruction, from 1; 0 when none does.
int lineOfInstruction(const QByteArray &dockerfile, const QString &instruction)
{
    // Continued lines are joined by the builder: the first of them is what can be found.
    const auto squeezed = [](const QString &text) { return text.simplified(); };
    const QString wanted = squeezed(instruction);
    int number = 0;
    for (const QByteArray &line : dockerfile.split('\n')) {
        ++number;
        QString text = squeezed(QString::fromUtf8(line));
        if (text.endsWith(u'\\'))
            text = squeezed(text.chopped(1));
        constexpr qsizetype shortest = 5;
        if (text.size() >= shortest && wanted.startsWith(text, Qt::CaseInsensitive))
            return number;
    }
    return 0;
}

} // namespace

void OutputsController::withPlainText(
    const QString &id,
    const std::function<void(const QByteArray &text, const QString &problem)> &use)
{
    auto *task = new BackgroundTask(this);
    task->start([task, folder = m_folder, id, use]() -> BackgroundTask::Done {
        const OutputText text = readOutputText(folder, id);
        return [task, use, plain = plainOutput(text.bytes), problem = text.problem] {
            task->deleteLater();
            use(plain, problem);
        };
    });
}

void OutputsController::save(const QString &id)
{
    const OutputRecord *record = find(id);
    if (!record)
        return;
    auto *dialog = new QFileDialog(m_pane->window(), tr("Save output"));
    dialog->setObjectName(u"outputSaveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QString name = outputTitle(*record);
    for (const QChar c : u"/\\\":*?<>|"_s)
        name.replace(c, u'_');
    dialog->selectFile(name.left(longestName) + u".log"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, id](const QString &path) { write(id, path); });
    dialog->open();
}

void OutputsController::write(const QString &id, const QString &path)
{
    auto *task = new BackgroundTask(this);
    task->start([this, task, folder = m_folder, id, path]() -> BackgroundTask::Done {
        const OutputText text = readOutputText(folder, id);
        const QString problem = text.problem.isEmpty()
            ? saveFile(path, plainOutput(text.bytes), FileUse::Export)
            : text.problem;
        return [this, task, path, problem] {
            task->deleteLater();
            tell(u"saved"_s, problem.isEmpty(),
                 problem.isEmpty() ? tr("Saved to %1.").arg(shownLine(path))
                                   : tr("The output could not be saved: %1").arg(problem));
        };
    });
}

void OutputsController::copy(const QString &id)
{
    withPlainText(id, [this](const QByteArray &text, const QString &problem) {
        if (problem.isEmpty())
            QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
        tell(u"copied"_s, problem.isEmpty(),
             problem.isEmpty() ? tr("The whole text is in the clipboard.") : problem);
    });
}

void OutputsController::askToDelete(const QStringList &ids)
{
    if (ids.isEmpty())
        return;
    const OutputRecord *one = ids.size() == 1 ? find(ids.constFirst()) : nullptr;
    Confirmation question;
    question.title = one ? tr("Delete the output of %1").arg(quotedName(outputTitle(*one)))
                         : tr("Delete %n output(s)", nullptr, int(ids.size()));
    question.profile = m_session->profileName();
    question.colour = m_session->settings().profileColour;
    question.verb = tr("Delete");
    question.lost = QStringList{tr("The texts on this computer; nothing brings them back")};
    question.kept = QStringList{tr("What the actions did: nothing is sent to the daemon"),
                                tr("Their lines in Activity")};
    auto *dialog = new ConfirmDialog(question, m_pane->window());
    connect(dialog, &ConfirmDialog::confirmed, this, [this, dialog, ids, folder = m_folder] {
        dialog->close();
        m_session->outputs()->shelf()->remove(folder, ids);
    });
    dialog->open();
}

//! The sources that may hold the file: what the manifest builds the service from; where the
//! manifest cannot be read, what is called like the service.
QStringList OutputsController::sourcesOf(const BuildPlace &place) const
{
    QStringList sources;
    if (const auto &entries = m_session->manifest()->entries()) {
        for (const ManifestEntry &entry : *entries) {
            const bool meant = place.service.isEmpty() || entry.name == place.service;
            if (entry.isService && entry.isBuilt && meant)
                sources += entry.sources;
        }
        sources.removeDuplicates();
        return sources;
    }
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    if (!snapshot || place.service.isEmpty())
        return sources;
    for (const SourceRow &source : snapshot->sources()) {
        const QString name = toText(source.name);
        if (name == place.service || toText(source.path).section(u'/', -1) == place.service)
            sources.append(name);
    }
    return sources;
}

void OutputsController::openPlace(const BuildPlace &place)
{
    openIn(sourcesOf(place), place);
}

void OutputsController::openIn(const QStringList &sources, const BuildPlace &place)
{
    OperatorDaemon *daemon = m_session->daemon();
    if (sources.isEmpty() || !daemon)
        return tell(
            u"place"_s, false,
            tr("No source of this stack holds %1 of what was built.").arg(quotedName(place.file)));
    const QString source = sources.constFirst();
    daemon->run(new ReadFileCall(source, place.file))
        ->whenDone(this, [this, sources, place, source](const Result<RemoteFile> &file) {
            if (!file)
                return openIn(sources.mid(1), place);
            const int line = place.line > 0
                ? place.line
                : lineOfInstruction(file.value().content, place.instruction);
            emit m_pane->openRequested(
                {ObjectKind::File, FileLocation{source, place.file, line}.name()});
        });
}

} // namespace angee
