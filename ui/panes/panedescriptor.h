// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/objectref.h"
#include "core/model/servicesight.h"
#include "ui/panes/countlink.h"
#include "ui/widgets/icon.h"

#include <QKeySequence>
#include <QStringList>

#include <functional>

QT_BEGIN_NAMESPACE
class QAction;
class QSettings;
class QWidget;
QT_END_NAMESPACE

namespace angee {

class NoticeBars;
class Pane;
class Session;
class Snapshot;
class StackWatch;
class Theme;
struct PaneContext;

//! \brief One object that can be found by its name and opened in a pane.
struct PaneObject
{
    ObjectRef object{};
    QString subtitle{}; //!< what it is, and how it is
    Icon::Name icon = Icon::Name::ChevronRight;
};

//! \brief Everything that the window knows of a pane: each folder of a pane has one, and no other
//! place says what that pane is.
//!
//! Read by the window, the sidebar, the palette, the overview's counts, the ways between panes and
//! the check of the console's own operations. A function that is left out says "none".
struct PaneDescriptor
{
    QString id{}; //!< in settings and navigation: "services"
    QString title{}; //!< translated, so a descriptor is made after the translations are loaded
    Icon::Name icon = Icon::Name::ChevronRight;
    QList<ObjectKind> kinds{}; //!< an object of these kinds is opened here
    QStringList operations{}; //!< file names of the documents whose answer is shown
    QKeySequence findKey{}; //!< from anywhere in the window into the pane's filter
    //! Makes the pane, which has no parent yet, and its controllers.
    std::function<Pane *(const PaneContext &context)> make{};
    //! The objects of a snapshot that the palette offers.
    std::function<QList<PaneObject>(const Snapshot &snapshot)> objects{};
    //! Groups of links for the overview: the whole number first, then what stands out.
    std::function<QList<QList<CountLink>>(const Snapshot &snapshot, const ServiceSights &sights)>
        counts{};
};

//! \brief What the console gives to a pane that is made. Everything here outlives \a controllers.
struct PaneContext
{
    Session *session = nullptr;
    StackWatch *watch = nullptr;
    Theme *theme = nullptr;
    QSettings *settings = nullptr; //!< of the program
    QWidget *window = nullptr;
    NoticeBars *windowNotices = nullptr; //!< for what concerns more than one pane
    QObject *controllers = nullptr; //!< the parent of every controller: goes before the panes
    QList<PaneDescriptor> panes{}; //!< all of them, in the order of the sidebar
    //! What can be done to an object in the pane of its kind, where its row is selected for it;
    //! nothing where it has none.
    std::function<QList<QAction *>(const ObjectRef &object)> rowActions{};
    std::function<void()> showProfiles{};
    std::function<void()> showKeys{};
};

//! \brief The documents that every pane of the live snapshot needs.
[[nodiscard]] QStringList snapshotOperations();

//! \brief The pane that opens objects of a kind, null when none does.
[[nodiscard]] const PaneDescriptor *paneOfKind(const QList<PaneDescriptor> &panes, ObjectKind kind);

//! \brief For a pane that nothing but its controller has to do with.
template <typename SomePane, typename Controller>
[[nodiscard]] Pane *makePane(const PaneContext &context)
{
    auto *pane = new SomePane;
    new Controller(context.session, pane, context.controllers);
    return pane;
}

} // namespace angee
