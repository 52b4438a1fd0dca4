// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// What keys and the mouse do, and what is selected.
#include "ui/logs/logview.h"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace angee {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype mostCopied = qsizetype(64) * 1024 * 1024; // bytes

bool isWordPart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.' || c == u'/' || c == u'@';
}

//! Ctrl and + - 0 belong to the view while it has the focus.
int zoomStep(const QKeyEvent *event)
{
    constexpr int step = 10;
    if (event->matches(QKeySequence::ZoomIn)
        || (event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_Equal))
        return step;
    return event->matches(QKeySequence::ZoomOut) ? -step : 0;
}

bool isZoomReset(const QKeyEvent *event)
{
    return event->modifiers() == Qt::ControlModifier && event->key() == Qt::Key_0;
}

} // namespace

bool LogView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (zoomStep(key) != 0 || isZoomReset(key)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (!handleKey(event))
        QAbstractScrollArea::keyPressEvent(event);
}

bool LogView::handleKey(QKeyEvent *event)
{
    if (const int step = zoomStep(event); step != 0) {
        setZoom(m_zoom + step);
        return true;
    }
    if (isZoomReset(event)) {
        setZoom(100);
        return true;
    }
    const bool control = event->modifiers() == Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Up:
        moveCurrent(-1);
        return true;
    case Qt::Key_Down:
        moveCurrent(1);
        return true;
    case Qt::Key_PageUp:
        verticalScrollBar()->triggerAction(QScrollBar::SliderPageStepSub);
        return true;
    case Qt::Key_PageDown:
        verticalScrollBar()->triggerAction(QScrollBar::SliderPageStepAdd);
        return true;
    case Qt::Key_Home:
        (control ? verticalScrollBar() : horizontalScrollBar())->setValue(0);
        return true;
    case Qt::Key_End:
        if (control)
            setFollowing(true);
        else
            horizontalScrollBar()->setValue(horizontalScrollBar()->maximum());
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const auto line = currentLine())
            setOpened(*line, m_rows->opened(*line).isEmpty());
        return true;
    case Qt::Key_Escape:
        if (!hasSelection())
            return false;
        clearSelection();
        return true;
    default:
        return false;
    }
}

void LogView::moveCurrent(qint64 by)
{
    if (m_rows->count() == 0)
        return;
    const auto current = currentLine();
    const qint64 from =
        current ? m_rows->indexOf(*current) : m_rows->placeAt(top() + visibleRows() - 1).index + 1;
    goTo(m_rows->lineAt(std::clamp<qint64>(from + by, 0, m_rows->count() - 1)));
}

std::optional<LogView::Position> LogView::positionAt(const QPoint &point) const
{
    if (m_rows->count() == 0)
        return std::nullopt;
    const qint64 row = top() + (point.y() < 0 ? -1 : point.y() / m_grid.row);
    if (row < 0)
        return Position{m_rows->lineAt(0), 0};
    const qint64 last = m_rows->count() - 1;
    if (row >= m_rows->totalRows())
        return Position{m_rows->lineAt(last), m_layouts.of(m_rows->lineAt(last)).length()};
    const LogRows::Place place = m_rows->placeAt(row);
    const qint64 line = m_rows->lineAt(place.index);
    const LogLayout &layout = m_layouts.of(line);
    if (place.row >= m_rows->textRows(place.index))
        return Position{line, layout.length()};
    constexpr qreal half = 0.5;
    const auto column =
        std::max<qsizetype>(0, qsizetype((point.x() - m_geometry.textX) / m_grid.cell + half));
    const qsizetype first =
        m_wrapped ? place.row * m_rows->wrapColumns() : horizontalScrollBar()->value();
    const qsizetype most = m_wrapped ? m_rows->wrapColumns() : column;
    return Position{line, layout.positionAt(first + std::min(column, most))};
}

void LogView::mousePressEvent(QMouseEvent *event)
{
    const auto at = positionAt(event->pos());
    if (!at || (event->button() == Qt::RightButton && hasSelection()))
        return;
    setCurrent(at->line);
    if (event->button() != Qt::LeftButton)
        return;
    m_caret = *at;
    if (!(event->modifiers() & Qt::ShiftModifier))
        m_anchor = *at;
    m_dragging = true;
    m_dragAt = event->pos();
    viewport()->update();
    emit selectionChanged();
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragging)
        return;
    m_dragAt = event->pos();
    const bool outside = m_dragAt.y() < 0 || m_dragAt.y() > viewport()->height();
    constexpr auto interval = 50ms;
    if (outside && !m_dragTimer.isActive())
        m_dragTimer.start(interval);
    else if (!outside)
        m_dragTimer.stop();
    // What one selects from must not run away.
    if (m_following && (m_dragAt - event->pos()).isNull() && hasSelection())
        setFollowing(false);
    if (const auto at = positionAt(m_dragAt))
        m_caret = *at;
    viewport()->update();
}

void LogView::dragFurther()
{
    const int over = m_dragAt.y() < 0 ? m_dragAt.y() : m_dragAt.y() - viewport()->height();
    verticalScrollBar()->setValue(verticalScrollBar()->value() + over / m_grid.row
                                  + (over < 0 ? -1 : 1));
    if (const auto at = positionAt(m_dragAt))
        m_caret = *at;
    viewport()->update();
}

void LogView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !std::exchange(m_dragging, false))
        return;
    m_dragTimer.stop();
    if (hasSelection() && QApplication::clipboard()->supportsSelection())
        QApplication::clipboard()->setText(selectedText(CopyWith::Text), QClipboard::Selection);
    emit selectionChanged();
}

void LogView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const auto at = positionAt(event->pos());
    if (!at || event->button() != Qt::LeftButton)
        return;
    constexpr qsizetype around = 2000; // a word is not longer
    const LogLayout &layout = m_layouts.of(at->line);
    const qsizetype begin = std::max<qsizetype>(0, at->at - around);
    const QString text = layout.text(begin, 2 * around);
    qsizetype from = std::min(at->at - begin, text.size());
    qsizetype to = from;
    while (from > 0 && isWordPart(text.at(from - 1)))
        --from;
    while (to < text.size() && isWordPart(text.at(to)))
        ++to;
    m_anchor = {at->line, begin + from};
    m_caret = {at->line, begin + to};
    viewport()->update();
    emit selectionChanged();
}

void LogView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() == Qt::ControlModifier) {
        constexpr int notch = 120;
        constexpr int step = 10;
        m_wheelRest += event->angleDelta().y();
        setZoom(m_zoom + m_wheelRest / notch * step);
        m_wheelRest %= notch;
        return event->accept();
    }
    QAbstractScrollArea::wheelEvent(event);
}

LogSpan LogView::selectedIn(qint64 line, qsizetype length) const
{
    const Position from = std::min(m_anchor, m_caret);
    const Position to = std::max(m_anchor, m_caret);
    if (from == to || line < from.line || line > to.line)
        return {};
    return {line == from.line ? from.at : 0, line == to.line ? to.at : length, 0};
}

void LogView::selectAll()
{
    if (m_rows->count() == 0)
        return;
    const qint64 last = m_rows->lineAt(m_rows->count() - 1);
    m_anchor = {m_rows->lineAt(0), 0};
    m_caret = {last, m_layouts.of(last).length()};
    viewport()->update();
    emit selectionChanged();
}

void LogView::clearSelection()
{
    m_anchor = m_caret;
    viewport()->update();
    emit selectionChanged();
}

QString LogView::selectedText(CopyWith with) const
{
    if (!hasSelection() || m_rows->count() == 0)
        return {};
    const Position from = std::min(m_anchor, m_caret);
    const Position to = std::max(m_anchor, m_caret);
    QByteArray text;
    for (qint64 index = m_rows->indexOf(from.line); index < m_rows->count(); ++index) {
        const qint64 line = m_rows->lineAt(index);
        if (line > to.line || text.size() > mostCopied)
            break;
        if (with == CopyWith::TimeAndService) {
            const qint64 arrived = m_store->arrivedMs(line);
            text += arrived == 0
                ? QByteArray("-")
                : QDateTime::fromMSecsSinceEpoch(arrived).toString(Qt::ISODateWithMs).toUtf8();
            text +=
                '\t' + m_store->services().value(m_store->facts(line).service()).toUtf8() + '\t';
        }
        const LogLayout &layout = m_layouts.of(line);
        const LogSpan span = selectedIn(line, layout.length());
        const bool whole = span.from == 0 && span.to == layout.length();
        // Whole lines as they came; a part is what was seen of it.
        text += whole ? plainLine(m_store->bytes(line))
                      : layout.text(span.from, span.to - span.from).toUtf8();
        if (line < to.line)
            text += '\n';
    }
    return QString::fromUtf8(text);
}

void LogView::copy(CopyWith with)
{
    QString text = selectedText(with);
    if (text.isEmpty() && currentLine()) {
        const Position anchor = std::exchange(m_anchor, {*currentLine(), 0});
        const Position caret =
            std::exchange(m_caret, {*currentLine(), m_layouts.of(*currentLine()).length()});
        text = selectedText(with);
        m_anchor = anchor;
        m_caret = caret;
    }
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

} // namespace angee
