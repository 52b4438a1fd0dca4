// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/objectref.h"
#include "ui/topology/topologyscene.h"

#include <QAbstractScrollArea>

namespace angee {

//! \brief The picture of a topology: scrolled, zoomed, walked through by the arrows, searched. Each
//! node is an item to readers of the screen. Announces what somebody wants of a node.
class TopologyView final : public QAbstractScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopologyView)

public:
    explicit TopologyView(QWidget *parent = nullptr);
    ~TopologyView() override;

    //! \brief Another state, or another stack. The current node stays when it is still there; the
    //! place in the picture, when its shape is the same.
    void setScene(const TopologyScene &scene);
    [[nodiscard]] const TopologyScene &scene() const { return m_scene; }
    [[nodiscard]] NodeSizes sizes() const { return NodeSizes(font()); }

    //! \brief The node that the keyboard is on, -1 for none; brought into sight.
    void setCurrent(int node);
    [[nodiscard]] int current() const { return m_current; }
    [[nodiscard]] ObjectRef currentObject() const;

    //! \brief 1 is the full size; kept within what can be read and what can be drawn.
    void setZoom(qreal zoom);
    [[nodiscard]] qreal zoom() const { return m_zoom; }
    //! \brief As large as all of it can be seen at once, and stays so when the window grows.
    void fit();
    [[nodiscard]] bool isFitting() const { return m_isFitting; }

    //! \brief Marks what holds \a words and goes to the first of it from the current node on.
    void find(const QString &words);
    //! \brief To the next one, around the end; backwards if \a step is -1.
    void findNext(int step);
    [[nodiscard]] const QList<int> &hits() const { return m_hits; }
    //! \brief Which of the hits is current, from 0; -1 for none.
    [[nodiscard]] int currentHit() const { return int(m_hits.indexOf(m_current)); }

    //! \brief Where a node is drawn, within the viewport.
    [[nodiscard]] QRect nodeRect(int node) const;

signals:
    void currentChanged();
    void zoomChanged();
    //! \brief Enter or double click.
    void activated(const angee::ObjectRef &object);
    //! \brief \a position is global.
    void menuRequested(const angee::ObjectRef &object, const QPoint &position);
    //! \brief The font is another: boxes take other sizes.
    void sizesChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] QPointF origin() const;
    [[nodiscard]] QPointF toScene(const QPointF &place) const;
    [[nodiscard]] qreal fittingZoom() const;
    void applyZoom(qreal zoom, const QPointF &anchor);
    void updateBars();
    void reveal(int node);
    void announceCurrent();

    TopologyScene m_scene;
    QString m_words; // looked for
    QList<int> m_hits;
    int m_current = -1;
    qreal m_zoom = 1;
    bool m_isFitting = true;
    bool m_isDragging = false;
    QPoint m_dragged; // where the mouse was last
};

} // namespace angee
