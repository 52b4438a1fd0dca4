// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/manifestnotice.h"

#include "core/base/statefile.h"
#include "core/base/visibletext.h"
#include "core/session/session.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/noticebar.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

const auto brokenNotice = u"manifestBroken"_s; // the notice
const auto keptNotice = u"manifestKept"_s;

} // namespace

ManifestNotice::ManifestNotice(Session *session, MainWindow *window, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_watch(session->manifest())
{
    connect(m_watch, &ManifestWatch::changed, this, &ManifestNotice::update);
    connect(window->notices(), &NoticeBars::actionTriggered, this,
            [this](const QString &notice, const QString &action) {
                if (notice != brokenNotice || !m_watch->lastGood())
                    return;
                if (action == "copyManifest"_L1) {
                    QGuiApplication::clipboard()->setText(QString::fromUtf8(*m_watch->lastGood()));
                    say(tr("The last good text of the manifest is in the clipboard."), Tone::Good);
                } else {
                    saveAs();
                }
            });
    update();
}

ManifestNotice::~ManifestNotice() = default;

void ManifestNotice::update()
{
    const QString problem = shownLine(m_watch->problem());
    if (problem.isEmpty()) {
        m_window->header()->setManifestProblem({});
        m_window->notices()->clear(brokenNotice);
        return;
    }
    const QString path = m_watch->path();
    const QString where = path.isEmpty()
        ? tr("in the folder of the stack on the daemon's machine")
        : tr("on the daemon's machine, at %1").arg(quotedName(path, longestLine));
    const QString words = tr("The stack's manifest is broken: %1").arg(problem);
    m_window->header()->setManifestProblem(words);
    Notice notice{brokenNotice,
                  Notice::Kind::Conflict,
                  words + u'\n'
                      + tr("The daemon answers nothing until it is repaired %1; what runs goes on.")
                            .arg(where),
                  {},
                  false};
    if (m_watch->lastGood()) {
        notice.actions = {{u"copyManifest"_s, tr("Copy the last good text")},
                          {u"saveManifest"_s, tr("Save it as…")}};
    } else {
        notice.text += u' ' + tr("No text of it was seen here while it was good.");
    }
    m_window->notices()->show(notice);
}

void ManifestNotice::saveAs()
{
    auto *dialog = new QFileDialog(m_window, tr("Save the last good text of the manifest"));
    dialog->setObjectName(u"manifestSaveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(u"angee.yaml"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (!m_watch->lastGood())
            return;
        const QString problem = saveFile(path, *m_watch->lastGood(), FileUse::Export);
        say(problem.isEmpty() ? tr("Saved to %1.").arg(quotedName(path, longestLine))
                              : tr("It could not be saved: %1").arg(problem),
            problem.isEmpty() ? Tone::Good : Tone::Bad);
    });
    dialog->open();
}

void ManifestNotice::say(const QString &words, Tone tone)
{
    m_window->notices()->show({keptNotice,
                               tone == Tone::Good ? Notice::Kind::Success : Notice::Kind::Warning,
                               words,
                               {},
                               true});
}

} // namespace angee
