// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logaccessible.h"

#include "ui/logs/logview.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>

#include <vector>

namespace angee {

namespace {

//! \brief The line in the \c m_place-th place of what is in sight, whichever it is now.
class LogLineAccessible final : public QAccessibleInterface
{
public:
    LogLineAccessible(LogView *view, int place)
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
        return m_view && kind == QAccessible::Name ? m_view->spokenLine(line()) : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    [[nodiscard]] QRect rect() const override
    {
        if (!m_view)
            return {};
        const QRect inside = m_view->lineRect(line());
        return {m_view->viewport()->mapToGlobal(inside.topLeft()), inside.size()};
    }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.readOnly = true;
        state.selectable = true;
        state.focused = m_view && m_view->currentLine() == line();
        state.invalid = !m_view;
        return state;
    }

private:
    [[nodiscard]] qint64 line() const { return m_view->visibleLines().value(m_place, -1); }

    QPointer<LogView> m_view;
    int m_place;
};

class LogViewAccessible final : public QAccessibleWidget
{
public:
    explicit LogViewAccessible(LogView *view)
        : QAccessibleWidget(view, QAccessible::List)
    { }
    ~LogViewAccessible() override
    {
        for (const QAccessible::Id id : m_lines)
            QAccessible::deleteAccessibleInterface(id);
    }
    LogViewAccessible(const LogViewAccessible &) = delete;
    LogViewAccessible &operator=(const LogViewAccessible &) = delete;

    [[nodiscard]] int childCount() const override
    {
        return view() ? int(view()->visibleLines().size()) : 0;
    }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        while (int(m_lines.size()) <= index) {
            auto *made = new LogLineAccessible(view(), int(m_lines.size()));
            m_lines.push_back(QAccessible::registerAccessibleInterface(made));
        }
        return QAccessible::accessibleInterface(m_lines[size_t(index)]);
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        for (size_t i = 0; i < m_lines.size(); ++i) {
            if (QAccessible::accessibleInterface(m_lines[i]) == child)
                return int(i);
        }
        return -1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            QAccessibleInterface *line = child(i);
            if (line && line->rect().contains(x, y))
                return line;
        }
        return nullptr;
    }

private:
    [[nodiscard]] LogView *view() const { return qobject_cast<LogView *>(widget()); }

    mutable std::vector<QAccessible::Id> m_lines;
};

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<LogView *>(object);
    return view ? new LogViewAccessible(view) : nullptr;
}

} // namespace

void installLogAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed);
}

} // namespace angee
