// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/topology/topologyview.h"

#include "ui/topology/topologyaccessible.h"
#include "ui/topology/topologypainter.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal smallestZoom = 0.1;
constexpr qreal largestZoom = 3;
constexpr qreal zoomStep = 1.2;
constexpr qreal margin = 16; // pixels around the picture, at every zoom
constexpr qreal wheelStep = 120; // of a wheel, in eighths of a degree

} // namespace

TopologyView::TopologyView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    installTopologyAccessibility();
    setObjectName(u"topologyView"_s);
    setAccessibleName(tr("Topology of the stack"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setMouseTracking(true); // each node has a tip
    horizontalScrollBar()->setSingleStep(40);
    verticalScrollBar()->setSingleStep(40);
}

TopologyView::~TopologyView() = default;

void TopologyView::setScene(const TopologyScene &scene)
{
    const QString id = m_current < 0 ? QString() : m_scene.graph.nodes.at(m_current).id();
    m_scene = scene;
    m_current = id.isEmpty() ? -1 : m_scene.indexOf(id);
    m_hits = m_scene.find(m_words);
    updateBars();
    viewport()->update();
    if (!id.isEmpty() && m_current < 0)
        emit currentChanged();
}

ObjectRef TopologyView::currentObject() const
{
    return m_current < 0 ? ObjectRef() : m_scene.graph.nodes.at(m_current).object;
}

void TopologyView::setCurrent(int node)
{
    if (node < 0 || node >= m_scene.graph.nodes.size())
        return;
    const bool isAnother = node != m_current;
    m_current = node;
    reveal(node);
    viewport()->update();
    if (!isAnother)
        return;
    announceCurrent();
    emit currentChanged();
}

void TopologyView::announceCurrent()
{
    if (m_current < 0 || !hasFocus())
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(m_current);
    QAccessible::updateAccessibility(&event);
}

QRect TopologyView::nodeRect(int node) const
{
    const QRectF rect = m_scene.plan.rects.at(node);
    return QRectF(rect.topLeft() * m_zoom + origin(), rect.size() * m_zoom).toAlignedRect();
}

//! Where the place (0, 0) of the scene is drawn.
QPointF TopologyView::origin() const
{
    const QRectF bounds = m_scene.plan.bounds;
    const auto side = [](qreal extent, int room, int scrolled) {
        const qreal needed = extent + 2 * margin;
        return needed < room ? (room - extent) / 2 : margin - scrolled;
    };
    return {std::round(
                side(bounds.width() * m_zoom, viewport()->width(), horizontalScrollBar()->value())
                - bounds.x() * m_zoom),
            std::round(
                side(bounds.height() * m_zoom, viewport()->height(), verticalScrollBar()->value())
                - bounds.y() * m_zoom)};
}

QPointF TopologyView::toScene(const QPointF &place) const
{
    return (place - origin()) / m_zoom;
}

qreal TopologyView::fittingZoom() const
{
    const QSizeF extent = m_scene.plan.bounds.size();
    const QSize room = maximumViewportSize();
    if (extent.isEmpty())
        return 1;
    return std::clamp(std::min((room.width() - 2 * margin) / extent.width(),
                               (room.height() - 2 * margin) / extent.height()),
                      smallestZoom, 1.0);
}

void TopologyView::updateBars()
{
    if (m_isFitting && !m_scene.isEmpty() && !qFuzzyCompare(m_zoom, fittingZoom())) {
        m_zoom = fittingZoom();
        emit zoomChanged();
    }
    const QSizeF extent = m_scene.plan.bounds.size() * m_zoom + QSizeF(2 * margin, 2 * margin);
    const QSize room = viewport()->size();
    horizontalScrollBar()->setPageStep(room.width());
    horizontalScrollBar()->setRange(0, std::max(0, int(extent.width()) - room.width()));
    verticalScrollBar()->setPageStep(room.height());
    verticalScrollBar()->setRange(0, std::max(0, int(extent.height()) - room.height()));
}

void TopologyView::setZoom(qreal zoom)
{
    applyZoom(zoom,
              m_current < 0 ? QPointF(viewport()->rect().center())
                            : QPointF(nodeRect(m_current).center()));
}

//! What is drawn at \a anchor stays there.
void TopologyView::applyZoom(qreal zoom, const QPointF &anchor)
{
    m_isFitting = false;
    const QPointF kept = toScene(anchor);
    m_zoom = std::clamp(zoom, smallestZoom, largestZoom);
    updateBars();
    const QPointF moved = kept * m_zoom + origin() - anchor;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + int(moved.x()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + int(moved.y()));
    viewport()->update();
    emit zoomChanged();
}

void TopologyView::fit()
{
    m_isFitting = true;
    updateBars();
    viewport()->update();
    emit zoomChanged();
}

void TopologyView::reveal(int node)
{
    const QRect rect = nodeRect(node).adjusted(-8, -8, 8, 8);
    const auto bring = [](QScrollBar *bar, int from, int to, int room) {
        if (from < 0 || to - from > room)
            bar->setValue(bar->value() + from);
        else if (to > room)
            bar->setValue(bar->value() + to - room);
    };
    bring(horizontalScrollBar(), rect.left(), rect.right(), viewport()->width());
    bring(verticalScrollBar(), rect.top(), rect.bottom(), viewport()->height());
}

void TopologyView::find(const QString &words)
{
    m_words = words;
    m_hits = m_scene.find(words);
    viewport()->update();
    if (m_hits.isEmpty() || m_hits.contains(m_current))
        return;
    const auto next = std::upper_bound(m_hits.cbegin(), m_hits.cend(), m_current);
    setCurrent(next == m_hits.cend() ? m_hits.first() : *next);
}

void TopologyView::findNext(int step)
{
    if (m_hits.isEmpty())
        return;
    const auto count = m_hits.size();
    const auto at = m_hits.indexOf(m_current);
    setCurrent(m_hits.at(at < 0 ? 0 : (at + step + count) % count));
}

void TopologyView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), roleColor(ColorRole::Window, palette()));
    if (m_scene.isEmpty())
        return;
    TopologyPainter picture(m_scene, font(), palette(), m_zoom);
    picture.setCurrent(m_current, hasFocus());
    picture.setHits(QSet<int>(m_hits.cbegin(), m_hits.cend()));
    const QRectF part(toScene(event->rect().topLeft()), QSizeF(event->rect().size()) / m_zoom);
    painter.translate(origin());
    picture.paint(&painter, part);
}

//! What is in sight already is moved, and what comes is drawn.
void TopologyView::scrollContentsBy(int dx, int dy)
{
    viewport()->scroll(dx, dy);
}

void TopologyView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateBars();
}

void TopologyView::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_scene.graph.nodes.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
        return setCurrent(m_current < 0 ? 0 : m_scene.neighbour(m_current, Qt::Key(event->key())));
    case Qt::Key_Home:
        return setCurrent(0);
    case Qt::Key_End:
        return setCurrent(last);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            emit activated(currentObject());
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return setZoom(m_zoom * zoomStep);
    case Qt::Key_Minus:
        return setZoom(m_zoom / zoomStep);
    case Qt::Key_0:
        return setZoom(1);
    case Qt::Key_F:
        if (event->modifiers() == Qt::NoModifier)
            return fit();
        break;
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void TopologyView::mousePressEvent(QMouseEvent *event)
{
    const int node = m_scene.nodeAt(toScene(event->position()));
    if (node >= 0)
        return setCurrent(node);
    if (event->button() == Qt::LeftButton) {
        m_isDragging = true;
        m_dragged = event->pos();
        viewport()->setCursor(Qt::ClosedHandCursor);
    }
}

void TopologyView::mouseMoveEvent(QMouseEvent *event)
{
    const int node = m_scene.nodeAt(toScene(event->position()));
    viewport()->setToolTip(node < 0 ? QString() : m_scene.looks.at(node).spoken);
    if (!m_isDragging)
        return;
    const QPoint moved = event->pos() - m_dragged;
    m_dragged = event->pos();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - moved.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - moved.y());
}

void TopologyView::mouseReleaseEvent(QMouseEvent *)
{
    m_isDragging = false;
    viewport()->unsetCursor();
}

void TopologyView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int node = m_scene.nodeAt(toScene(event->position()));
    if (node >= 0 && event->button() == Qt::LeftButton)
        emit activated(m_scene.graph.nodes.at(node).object);
}

void TopologyView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() != QContextMenuEvent::Keyboard) {
        const int node = m_scene.nodeAt(toScene(viewport()->mapFromGlobal(event->globalPos())));
        if (node < 0)
            return;
        setCurrent(node);
    }
    if (m_current < 0)
        return;
    emit menuRequested(currentObject(),
                       event->reason() == QContextMenuEvent::Keyboard
                           ? viewport()->mapToGlobal(nodeRect(m_current).center())
                           : event->globalPos());
}

void TopologyView::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    applyZoom(m_zoom * std::pow(zoomStep, event->angleDelta().y() / wheelStep), event->position());
    event->accept();
}

void TopologyView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        emit sizesChanged();
    else if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void TopologyView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (m_current < 0 && event->reason() != Qt::MouseFocusReason)
        setCurrent(0);
    else
        announceCurrent();
    viewport()->update();
}

} // namespace angee
