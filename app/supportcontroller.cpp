// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/supportcontroller.h"

#include "app/diagnostics.h"
#include "core/base/logfile.h"
#include "core/settings/checkedini.h"
#include "ui/shell/aboutdialog.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/noticebar.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

#include <utility>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView levelKey("log/level");
const auto crashNotice = u"endedWithoutGoodbye"_s;

} // namespace

SupportController::SupportController(Session *session, MainWindow *window, LogFile *log,
                                     const QString &settingsFile, QString formerEnd,
                                     QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_log(log)
    , m_settings(settingsFile, checkedIniFormat())
    , m_formerEnd(std::move(formerEnd))
{
    m_log->setLevel(logLevelOf(m_settings.value(levelKey).toString()));
    connect(window->header(), &HeaderBar::aboutRequested, this, &SupportController::showAbout);
    connect(window->notices(), &NoticeBars::actionTriggered, this, [this](const QString &notice) {
        if (notice != crashNotice)
            return;
        m_window->notices()->clear(crashNotice);
        showAbout();
    });
    if (!m_formerEnd.isEmpty())
        window->notices()->show(
            {crashNotice,
             Notice::Kind::Warning,
             tr("The console ended without a goodbye the last time. Unsaved texts "
                "stand in Files as drafts, where the profile keeps them; what "
                "was under way is in the Activity pane as of unknown "
                "outcome."),
             {{u"show"_s, tr("Show what is known…")}},
             true});
}

SupportController::~SupportController() = default;

void SupportController::showAbout()
{
    auto *dialog = new AboutDialog(QCoreApplication::applicationVersion(),
                                   diagnosticsOf(*m_session, m_log->recentWarnings(), m_formerEnd),
                                   m_log->level(), m_log->path(), m_window);
    connect(dialog, &AboutDialog::logLevelChosen, this, [this](LogFile::Level level) {
        m_log->setLevel(level);
        m_settings.setValue(levelKey, logLevelWord(level));
    });
    connect(dialog, &AboutDialog::logFolderRequested, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_log->path()).path()));
    });
    dialog->open();
}

} // namespace angee
