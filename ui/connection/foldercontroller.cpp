// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/connection/foldercontroller.h"

#include "core/session/folderopener.h"
#include "core/settings/connectionsettings.h"
#include "ui/connection/connectioncontroller.h"
#include "ui/connection/folderdialog.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/noticebar.h"

#include <QDir>
#include <QFileDialog>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

const auto openFolder = u"openFolder"_s;
const auto openAddress = u"openAddress"_s;
const auto openSsh = u"openSsh"_s;

} // namespace

FolderController::FolderController(ConnectionController *connection, MainWindow *window,
                                   QString dataFolder, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_window(window)
    , m_dataFolder(std::move(dataFolder))
{
    connect(window->header(), &HeaderBar::openFolderRequested, this, &FolderController::choose);
    connect(window->notices(), &NoticeBars::actionTriggered, this,
            [this](const QString &notice, const QString &action) {
                if (notice != waysToConnect)
                    return;
                if (action == openFolder)
                    choose();
                else if (action == openAddress)
                    m_connection->openConnectDialog();
                else
                    m_connection->openConnectDialog(
                        u"ssh://"_s,
                        tr("ssh://user@host, and /port where the daemon's is not 9000."));
            });
}

FolderController::~FolderController() = default;

void FolderController::offer()
{
    m_window->notices()->show({waysToConnect,
                               Notice::Kind::Information,
                               tr("This is the sandbox: a daemon of the console's own, to try "
                                  "things out. Connect to yours:"),
                               {{openFolder, tr("Open stack folder…")},
                                {openAddress, tr("Connect to an address…")},
                                {openSsh, tr("Connect through ssh…")}},
                               true});
}

void FolderController::choose()
{
    auto *dialog = new QFileDialog(m_window, tr("Open stack folder"));
    dialog->setObjectName(u"folderChooser"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &FolderController::open);
    dialog->open();
}

void FolderController::open(const QString &folder)
{
    if (m_dialog)
        m_dialog->close();
    delete m_opener;
    m_opener = new FolderOpener(this);
    m_choice = m_connection->beginChoice();
    connect(m_opener, &FolderOpener::finished, this,
            [this](FolderOpener::Outcome outcome, const QString &words) {
                onFinished(int(outcome), words);
            });
    m_opener->open(folder);
}

void FolderController::onFinished(int outcome, const QString &words)
{
    if (!m_connection->isLatest(m_choice))
        return; // something else was chosen while it was asked
    const auto what = FolderOpener::Outcome(outcome);
    if (what == FolderOpener::Outcome::Found) {
        const ConnectionSettings settings =
            ConnectionSettings::ofFolder(m_opener->stack(), m_opener->token());
        if (m_dialog)
            m_dialog->close();
        m_window->guard(tr("Connect to %1").arg(settings.profileName), tr("Connect"),
                        [this, settings] { m_connection->connectTo(settings); });
        return;
    }
    if (!m_dialog) {
        const QString log = QDir(m_dataFolder).filePath(u"started-daemon.log"_s);
        m_dialog = new FolderDialog(m_opener, log, m_window);
        connect(m_dialog, &FolderDialog::tokenRequested, this, [this] {
            m_dialog->close();
            m_connection->openConnectDialog(m_opener->stack().url(), {});
        });
        m_dialog->open();
    }
    m_dialog->tell(what, words);
}

} // namespace angee
