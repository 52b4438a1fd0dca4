// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/logs/logaccessible.h"

#include "ui/logs/logview.h"
#include "ui/widgets/partsreader.h"

#include <QAccessible>

namespace angee {

namespace {

class LogLineAccessible final : public PartReader
{
public:
    LogLineAccessible(LogView *view, int place)
        : PartReader(view, place)
        , m_view(view)
    { }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return hasView() && kind == QAccessible::Name ? m_view->spokenLine(line()) : QString();
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.readOnly = true;
        state.selectable = true;
        state.focused = hasView() && m_view->currentLine() == line();
        state.invalid = !hasView();
        return state;
    }

protected:
    [[nodiscard]] QRect partRect() const override { return m_view->lineRect(line()); }

private:
    //! Among those in sight.
    [[nodiscard]] qint64 line() const { return m_view->visibleLines().value(place(), -1); }

    LogView *m_view; // while hasView()
};

class LogViewAccessible final : public PartsReader
{
public:
    explicit LogViewAccessible(LogView *view)
        : PartsReader(view)
    { }

    [[nodiscard]] int childCount() const override
    {
        return view() ? int(view()->visibleLines().size()) : 0;
    }

protected:
    [[nodiscard]] QAccessibleInterface *makePart(int place) const override
    {
        return new LogLineAccessible(view(), place);
    }

private:
    [[nodiscard]] LogView *view() const { return qobject_cast<LogView *>(widget()); }
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
