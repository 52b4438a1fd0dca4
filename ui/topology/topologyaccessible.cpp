// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/topology/topologyaccessible.h"

#include "ui/topology/topologyview.h"
#include "ui/widgets/partsreader.h"

#include <QAccessible>

namespace angee {

namespace {

class TopologyNodeReader final : public PartReader, public QAccessibleActionInterface
{
public:
    TopologyNodeReader(TopologyView *view, int place)
        : PartReader(view, place)
        , m_view(view)
    { }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return isThere() && kind == QAccessible::Name ? m_view->scene().looks.at(place()).spoken
                                                      : QString();
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.readOnly = true;
        state.focusable = true;
        state.selectable = true;
        state.focused = isThere() && m_view->current() == place() && m_view->hasFocus();
        state.selected = isThere() && m_view->current() == place();
        state.invalid = !isThere();
        return state;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface
            ? static_cast<QAccessibleActionInterface *>(this)
            : nullptr;
    }
    [[nodiscard]] QStringList actionNames() const override
    {
        return {pressAction(), showMenuAction(), setFocusAction()};
    }
    void doAction(const QString &action) override
    {
        if (!isThere())
            return;
        m_view->setCurrent(place());
        const ObjectRef object = m_view->currentObject();
        if (action == pressAction())
            emit m_view->activated(object);
        else if (action == showMenuAction())
            emit m_view->menuRequested(object, rect().center());
        else if (action == setFocusAction())
            m_view->setFocus(Qt::OtherFocusReason);
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString &) const override { return {}; }

protected:
    [[nodiscard]] QRect partRect() const override
    {
        return isThere() ? m_view->nodeRect(place()) : QRect();
    }

private:
    [[nodiscard]] bool isThere() const
    {
        return hasView() && place() < m_view->scene().looks.size();
    }

    TopologyView *m_view; // while hasView()
};

//! Slots come behind the workspace that they stand in, and are meant where both lie.
class TopologyReader final : public PartsReader
{
public:
    explicit TopologyReader(TopologyView *view)
        : PartsReader(view)
    { }

    [[nodiscard]] int childCount() const override
    {
        return view() ? int(view()->scene().looks.size()) : 0;
    }
    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        return view() && view()->hasFocus() ? child(view()->current()) : nullptr;
    }

protected:
    [[nodiscard]] QAccessibleInterface *makePart(int place) const override
    {
        return new TopologyNodeReader(view(), place);
    }

private:
    [[nodiscard]] TopologyView *view() const { return qobject_cast<TopologyView *>(widget()); }
};

QAccessibleInterface *makeTopologyReader(const QString &, QObject *object)
{
    auto *view = qobject_cast<TopologyView *>(object);
    return view ? new TopologyReader(view) : nullptr;
}

} // namespace

void installTopologyAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeTopologyReader);
        return true;
    }();
    Q_UNUSED(installed);
}

} // namespace angee
