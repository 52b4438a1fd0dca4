// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/topology/topologyaccessible.h"

#include "ui/topology/topologyview.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>

#include <vector>

namespace angee {

namespace {

//! \brief The node in the \c m_place-th place, whichever it is now.
class TopologyNodeReader final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    TopologyNodeReader(TopologyView *view, int place)
        : m_view(view)
        , m_place(place)
    { }

    [[nodiscard]] bool isValid() const override { return m_view; }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QWindow *window() const override
    {
        const QAccessibleInterface *of = parent();
        return of ? of->window() : nullptr;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
    }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return isThere() && kind == QAccessible::Name ? m_view->scene().looks.at(m_place).spoken
                                                      : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    [[nodiscard]] QRect rect() const override
    {
        if (!isThere())
            return {};
        const QRect inside = m_view->nodeRect(m_place);
        return {m_view->viewport()->mapToGlobal(inside.topLeft()), inside.size()};
    }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.readOnly = true;
        state.focusable = true;
        state.selectable = true;
        state.focused = isThere() && m_view->current() == m_place && m_view->hasFocus();
        state.selected = isThere() && m_view->current() == m_place;
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
        m_view->setCurrent(m_place);
        const ObjectRef object = m_view->currentObject();
        if (action == pressAction())
            emit m_view->activated(object);
        else if (action == showMenuAction())
            emit m_view->menuRequested(object, rect().center());
        else if (action == setFocusAction())
            m_view->setFocus(Qt::OtherFocusReason);
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    [[nodiscard]] bool isThere() const { return m_view && m_place < m_view->scene().looks.size(); }

    QPointer<TopologyView> m_view;
    int m_place;
};

class TopologyReader final : public QAccessibleWidget
{
public:
    explicit TopologyReader(TopologyView *view)
        : QAccessibleWidget(view, QAccessible::List)
    { }
    ~TopologyReader() override
    {
        for (const QAccessible::Id id : m_nodes)
            QAccessible::deleteAccessibleInterface(id);
    }
    TopologyReader(const TopologyReader &) = delete;
    TopologyReader &operator=(const TopologyReader &) = delete;

    [[nodiscard]] int childCount() const override
    {
        return view() ? int(view()->scene().looks.size()) : 0;
    }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        while (int(m_nodes.size()) <= index) {
            auto *made = new TopologyNodeReader(view(), int(m_nodes.size()));
            m_nodes.push_back(QAccessible::registerAccessibleInterface(made));
        }
        return QAccessible::accessibleInterface(m_nodes[size_t(index)]);
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (size_t i = 0; i < m_nodes.size(); ++i) {
            if (QAccessible::accessibleInterface(m_nodes[i]) == child)
                return int(i);
        }
        return -1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        // Slots come behind the workspace that they stand in.
        for (int i = childCount() - 1; i >= 0; --i) {
            QAccessibleInterface *node = child(i);
            if (node && node->rect().contains(x, y))
                return node;
        }
        return nullptr;
    }
    [[nodiscard]] QAccessibleInterface *focusChild() const override
    {
        return view() && view()->hasFocus() ? child(view()->current()) : nullptr;
    }

private:
    [[nodiscard]] TopologyView *view() const { return qobject_cast<TopologyView *>(widget()); }

    mutable std::vector<QAccessible::Id> m_nodes;
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
