// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/actions/fileactions.h"

#include "core/daemon/operatordaemon.h"

#include <QCoreApplication>

namespace angee {

namespace {

struct FileActions
{
    Q_DECLARE_TR_FUNCTIONS(angee::FileActions)
};

//! Reads the file back: whether it holds this text now.
TaskSpec::FindOut lookFor(const QString &source, const QString &path, const QByteArray &content)
{
    using Verdict = FindOutAnswer::Verdict;
    return [=](OperatorDaemon &daemon, QObject *context, const TaskSpec::Answer &answer) {
        daemon.readFile(source, path)->whenDone(context, [=](const Result<RemoteFile> &file) {
            if (file)
                return answer(file.value().content == content
                                  ? FindOutAnswer{Verdict::Happened,
                                                  FileActions::tr("The file has this text.")}
                                  : FindOutAnswer{Verdict::DidNotHappen,
                                                  FileActions::tr("The file has another text.")});
            if (file.error().kind == OperatorDaemonError::Kind::NotFound)
                return answer({Verdict::DidNotHappen, FileActions::tr("There is no such file.")});
            answer({Verdict::CannotKnow, file.error().summary()});
        });
    };
}

} // namespace

ObjectRef fileObject(const QString &source, const QString &path)
{
    return {ObjectKind::File, source + u':' + path};
}

TaskSpec saveFileTask(const QString &source, const QString &path, const QByteArray &content,
                      const QByteArray &etag, const std::shared_ptr<WrittenFile> &written,
                      SaveAttempt attempt)
{
    TaskSpec spec;
    spec.title = attempt == SaveAttempt::First
        ? FileActions::tr("Save %1 in %2").arg(path, source)
        : FileActions::tr("Save %1 in %2 once more, since the answer was lost").arg(path, source);
    spec.verb = ActionVerb::Save;
    spec.object = fileObject(source, path);
    spec.lanes = Lane::Object;
    spec.question.verb = FileActions::tr("Save");
    spec.question.text =
        FileActions::tr("The daemon replaces the file on its machine. Nothing is built or started "
                        "again by that.");
    spec.cancelWarning =
        FileActions::tr("The file may or may not have been written; the editor finds out.");
    // The text is kept as a draft, and the etag guards the next save.
    spec.dropped = TaskSpec::Dropped::Safe;
    spec.start = [=](OperatorDaemon &daemon) {
        auto *call = daemon.writeFile(source, path, content, QString::fromLatin1(etag));
        call->whenDone(call, [written](const Result<RemoteFile> &file) {
            if (file.ok())
                *written = {file.value().content, file.value().etag};
        });
        return call;
    };
    spec.findOut = lookFor(source, path, content);
    return spec;
}

} // namespace angee
