// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/objectref.h"
#include "ui/widgets/commandpalette.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <utility>

namespace angee {

class MainWindow;
class Session;

//! \brief What Ctrl+K offers: panes, actions of the window's menus, and every object of the stack.
//!
//! Choosing an object opens it; choosing an action triggers the same QAction as its button, so that
//! what asks there asks here too.
class PaletteController final : public QObject
{
    Q_OBJECT

public:
    PaletteController(Session *session, MainWindow *window, QObject *parent = nullptr);
    ~PaletteController() override;

    void open();
    //! What else can be found, beyond this stack. The ids of its entries begin with "more:".
    using More = std::function<QList<PaletteEntry>()>;
    void setMore(More more) { m_more = std::move(more); }

signals:
    //! One of those was chosen.
    void moreChosen(const QString &id);
    void openRequested(const angee::ObjectRef &object);

private:
    [[nodiscard]] QList<PaletteEntry> entries();
    void addPanes(QList<PaletteEntry> *entries) const;
    void addActions(QList<PaletteEntry> *entries);
    void addObjects(QList<PaletteEntry> *entries) const;
    void onChosen(const QString &id);

    Session *m_session;
    MainWindow *m_window;
    CommandPalette *m_palette;
    QHash<QString, QPointer<QAction>> m_actions;
    More m_more; // may be absent
};

} // namespace angee
