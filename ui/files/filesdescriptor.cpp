// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/files/filesdescriptor.h"

#include "ui/files/filescontroller.h"
#include "ui/files/fileshost.h"
#include "ui/widgets/noticebar.h"

namespace angee {

using namespace Qt::StringLiterals;

namespace {

const auto draftsInWindow = u"draftsLeft"_s; // the notice

Pane *makeFiles(const PaneContext &context)
{
    auto *pane = new FilesHost;
    auto *controller = new FilesController(context.session, pane, context.controllers);
    NoticeBars *notices = context.windowNotices;
    // Said by the window too: after a crash nobody thinks of looking into Files first.
    QObject::connect(controller, &FilesController::draftsLeftBehind, pane,
                     [pane, notices](const QString &words) {
                         if (words.isEmpty()
                             || (pane->isVisible() && !notices->contains(draftsInWindow)))
                             return notices->clear(draftsInWindow);
                         notices->show({draftsInWindow,
                                        Notice::Kind::Warning,
                                        words,
                                        {{u"showDrafts"_s, FilesHost::tr("Show drafts")}},
                                        true});
                     });
    QObject::connect(notices, &NoticeBars::actionTriggered, controller,
                     [pane, controller, notices](const QString &notice) {
                         if (notice != draftsInWindow)
                             return;
                         notices->clear(draftsInWindow);
                         emit pane->openRequested({ObjectKind::File, {}});
                         controller->showDrafts();
                     });
    controller->tellOfDrafts(); // of the profile that is connected already
    return pane;
}

} // namespace

PaneDescriptor filesDescriptor()
{
    return {
        .id = u"files"_s,
        .title = FilesHost::tr("Files"),
        .icon = Icon::Name::File,
        .kinds = {ObjectKind::File},
        .operations = snapshotOperations(),
        .findKey = QKeySequence(u"Ctrl+P"_s),
        .make = makeFiles,
    };
}

} // namespace angee
