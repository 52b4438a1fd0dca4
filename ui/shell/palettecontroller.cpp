// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/palettecontroller.h"

#include "core/live/livestore.h"
#include "core/session/session.h"
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
    if (m_more)
        entries.append(m_more());
    return entries;
}

void PaletteController::addPanes(QList<PaletteEntry> *entries) const
{
    for (const PaneDescriptor &pane : m_window->panes())
        entries->append({u"pane:"_s + pane.id, pane.title, tr("Pane"), pane.id, pane.icon, {}});
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
    for (QAction *action : m_window->actions())
        add(action, tr("Window"));
    // The current pane's own actions are about what is selected there.
    const Pane *pane = m_window->pane(m_window->currentPane());
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
    for (const PaneDescriptor &pane : m_window->panes()) {
        if (!pane.objects)
            continue;
        const QList<PaneObject> objects = pane.objects(*snapshot);
        for (const PaneObject &found : objects) {
            const QString kind = objectKindId(found.object.kind);
            const QString &name = found.object.name;
            entries->append(
                {u"object:"_s + kind + u':' + name, name, found.subtitle, kind, found.icon, {}});
        }
    }
}

void PaletteController::onChosen(const QString &id)
{
    const QString kind = id.section(u':', 0, 0);
    if (kind == "pane"_L1) {
        m_window->enterPane(id.section(u':', 1));
    } else if (kind == "object"_L1) {
        if (const auto of = objectKindOf(id.section(u':', 1, 1)))
            emit openRequested({*of, id.section(u':', 2)});
    } else if (kind == "more"_L1) {
        emit moreChosen(id);
    } else if (QAction *action = m_actions.value(id)) {
        action->trigger();
    }
}

} // namespace angee
