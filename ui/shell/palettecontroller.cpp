// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/palettecontroller.h"

#include "core/live/livestore.h"
#include "core/session/session.h"
#include "ui/panes/pane.h"
#include "ui/shell/headerbar.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/actionrow.h"

#include <QAction>
#include <QMenu>

namespace angee {

using namespace Qt::StringLiterals;

PaletteController::PaletteController(Session *session, MainWindow *window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_window(window)
    , m_palette(new CommandPalette(window))
{
    connect(m_palette, &CommandPalette::chosen, this, &PaletteController::onChosen);
    connect(window, &MainWindow::paletteRequested, this, &PaletteController::open);
}

PaletteController::~PaletteController() = default;

void PaletteController::open()
{
    m_palette->open(entries());
}

QList<PaletteEntry> PaletteController::entries()
{
    QList<PaletteEntry> entries;
    addPanes(&entries);
    addActions(&entries);
    addObjects(&entries);
    return entries;
}

void PaletteController::addPanes(QList<PaletteEntry> *entries) const
{
    for (const QString &id : m_window->paneIds()) {
        const auto *pane = qobject_cast<const Pane *>(m_window->pane(id));
        if (pane)
            entries->append({u"pane:"_s + id, pane->title(), tr("Pane"), id, pane->icon(), {}});
    }
}

void PaletteController::addActions(QList<PaletteEntry> *entries)
{
    m_actions.clear();
    const auto add = [this, entries](QAction *action, const QString &where) {
        if (action->isSeparator() || action->objectName().isEmpty() || action->text().isEmpty())
            return;
        const QString id = u"action:"_s + action->objectName();
        if (m_actions.contains(id))
            return;
        m_actions.insert(id, action);
        const QString whyNot = action->isEnabled() ? QString()
            : whyNotAvailable(action).isEmpty()    ? action->toolTip()
                                                   : whyNotAvailable(action);
        QString title = action->text();
        entries->append(
            {id, title.remove(u'&'), where, action->statusTip(), Icon::Name::ChevronRight, whyNot});
    };
    for (QAction *action : m_window->header()->stackMenu()->actions())
        add(action, tr("Stack"));
    for (QAction *action : m_window->header()->profileMenu()->actions())
        add(action, tr("Connection"));
    // The current pane's own actions are about what is selected there.
    auto *pane = qobject_cast<Pane *>(m_window->pane(m_window->currentPane()));
    if (!pane)
        return;
    for (QAction *action : pane->findChildren<QAction *>())
        add(action, pane->title());
}

void PaletteController::addObjects(QList<PaletteEntry> *entries) const
{
    const SnapshotPtr snapshot = m_session->live() ? m_session->live()->snapshot() : nullptr;
    if (!snapshot)
        return;
    const auto add = [entries](const QString &kind, std::string_view name, const QString &subtitle,
                               Icon::Name icon) {
        const QString text = toText(name);
        entries->append({u"object:"_s + kind + u':' + text, text, subtitle, kind, icon, {}});
    };
    for (const ServiceRow &row : snapshot->services())
        add(u"service"_s, row.name, tr("Service, %1").arg(toText(row.status)), Icon::Name::Service);
    for (const WorkspaceRow &row : snapshot->workspaces())
        add(u"workspace"_s, row.name, tr("Workspace"), Icon::Name::Workspace);
    for (const SecretRow &row : snapshot->secrets())
        add(u"secret"_s, row.name, tr("Secret"), Icon::Name::Secret);
    for (const TemplateRow &row : snapshot->templates())
        add(u"template"_s, row.ref, tr("Template"), Icon::Name::Template);
    for (const SourceRow &row : snapshot->sources())
        add(u"source"_s, row.name, tr("Source"), Icon::Name::Source);
    for (const JobRow &row : snapshot->jobs())
        add(u"job"_s, row.name, tr("Job"), Icon::Name::Job);
}

void PaletteController::onChosen(const QString &id)
{
    const QString kind = id.section(u':', 0, 0);
    if (kind == "pane"_L1) {
        m_window->enterPane(id.section(u':', 1));
    } else if (kind == "object"_L1) {
        emit openRequested(id.section(u':', 1, 1), id.section(u':', 2));
    } else if (QAction *action = m_actions.value(id)) {
        action->trigger();
    }
}

} // namespace angee
