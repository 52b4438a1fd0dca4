// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/shell/windowparts.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QLineEdit>
#include <QScrollArea>
#include <QSplitter>

namespace angee {

namespace {

bool takesKeyboard(const QWidget *widget)
{
    return widget->isVisible() && widget->isEnabled() && !widget->focusProxy()
        && (widget->focusPolicy() & Qt::TabFocus);
}

//! The lower the sooner.
int rank(const QWidget *widget)
{
    if (qobject_cast<const QAbstractItemView *>(widget))
        return 0;
    if (qobject_cast<const QAbstractScrollArea *>(widget)
        && !qobject_cast<const QScrollArea *>(widget))
        return 1;
    return qobject_cast<const QLineEdit *>(widget) ? 3 : 2;
}

//! \a area, or what its splitters divide it into.
void addLeaves(QWidget *area, QWidgetList *leaves)
{
    const QList<QSplitter *> all = area->findChildren<QSplitter *>();
    QList<QSplitter *> outer;
    for (QSplitter *splitter : all) {
        const bool inner =
            std::any_of(all.cbegin(), all.cend(), [splitter](const QSplitter *other) {
                return other != splitter && other->isAncestorOf(splitter);
            });
        if (!inner && splitter->isVisible())
            outer.append(splitter);
    }
    if (auto *self = qobject_cast<QSplitter *>(area))
        outer = {self};
    if (outer.isEmpty()) {
        leaves->append(area);
        return;
    }
    for (const QSplitter *splitter : std::as_const(outer)) {
        for (int i = 0; i < splitter->count(); ++i) {
            if (splitter->widget(i)->isVisible())
                addLeaves(splitter->widget(i), leaves);
        }
    }
}

} // namespace

QWidget *keyboardTarget(const QWidget *area)
{
    QWidget *best = nullptr;
    const QWidgetList children = area->findChildren<QWidget *>();
    for (QWidget *child : children) {
        if (takesKeyboard(child) && (!best || rank(child) < rank(best)))
            best = child;
    }
    return best;
}

WindowParts::WindowParts(Lister parts, std::function<QWidget *()> pane, QObject *parent)
    : QObject(parent)
    , m_list(std::move(parts))
    , m_pane(std::move(pane))
{
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *now) { onFocusChanged(now); });
}

WindowParts::~WindowParts() = default;

WindowParts::Ring WindowParts::ring() const
{
    const QWidget *focus = QApplication::focusWidget();
    const auto has = [focus](const QWidget *part) {
        return focus && (part == focus || part->isAncestorOf(focus));
    };
    Ring ring;
    const QWidgetList all = m_list();
    for (QWidget *part : all) {
        if (!part || !part->isVisible())
            continue;
        if (part != m_pane()) {
            if (has(part))
                ring.current = ring.parts.size();
            ring.parts.append(part);
            continue;
        }
        // Its head, with the filter, is no part: from there the way goes on to the first of them.
        if (has(part))
            ring.current = ring.parts.size() - 1;
        QWidgetList leaves;
        addLeaves(part, &leaves);
        for (QWidget *leaf : std::as_const(leaves)) {
            if (has(leaf))
                ring.current = ring.parts.size();
            ring.parts.append(leaf);
        }
    }
    return ring;
}

void WindowParts::onFocusChanged(QWidget *now)
{
    if (!now)
        return;
    const Ring ring = this->ring();
    if (ring.current < 0 || !ring.parts.at(ring.current)->isAncestorOf(now))
        return;
    m_last.removeIf([](const auto &entry) { return entry.value().isNull(); });
    m_last.insert(ring.parts.at(ring.current), now);
}

QWidget *WindowParts::targetIn(QWidget *part) const
{
    QWidget *last = m_last.value(part);
    if (last && takesKeyboard(last) && part->isAncestorOf(last))
        return last;
    return takesKeyboard(part) ? part : keyboardTarget(part);
}

void WindowParts::go(Way way)
{
    const Ring ring = this->ring();
    const qsizetype count = ring.parts.size();
    for (qsizetype step = 1; step <= count; ++step) {
        const qsizetype from = way == Way::Next ? ring.current + step
            : ring.current < 0                  ? count - step
                                                : ring.current - step;
        if (QWidget *target = targetIn(ring.parts.at((from + 2 * count) % count))) {
            target->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

} // namespace angee
