// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/topology/topologyscene.h"

#include <QPalette>

class QPainter;

namespace angee {

//! \brief Draws a TopologyScene: on the screen, and into files. Kinds are told by outlines, states
//! by shape, colour and word. Draws plain text only.
class TopologyPainter final
{
public:
    enum class Icons {
        Pixels, //!< sharp at the size they are drawn
        Outlines, //!< sharp at every size: for files
    };

    TopologyPainter(const TopologyScene &scene, const QFont &font, const QPalette &palette,
                    qreal zoom, Icons icons = Icons::Pixels);

    //! \brief Outlined and with its edges in colour; -1 for none.
    void setCurrent(int node, bool hasFocus);
    void setHits(const QSet<int> &nodes) { m_hits = nodes; }
    //! \brief Draws what lies in \a part of the scene; its place (0, 0) is the painter's.
    void paint(QPainter *painter, const QRectF &part) const;

private:
    [[nodiscard]] QColor color(ColorRole role) const { return roleColor(role, m_palette); }
    [[nodiscard]] QRectF scaled(const QRectF &rect) const;
    [[nodiscard]] QColor fillOf(int node) const;
    void paintEdges(QPainter *painter, const QRectF &part) const;
    void paintBox(QPainter *painter, int node) const;
    void paintSlot(QPainter *painter, int node) const;
    void paintOutline(QPainter *painter, int node, const QPainterPath &shape) const;
    void paintIcon(QPainter *painter, const QRectF &rect, Icon::Name icon, ColorRole role) const;
    void paintText(QPainter *painter, const QRectF &rect, const QString &text, ColorRole role,
                   Qt::TextElideMode elide, Qt::Alignment side = Qt::AlignLeft) const;
    [[nodiscard]] QPainterPath shapeOf(int node) const;

    const TopologyScene &m_scene;
    QPalette m_palette;
    QFont m_font;
    QFont m_bold;
    qreal m_zoom;
    Icons m_icons;
    bool m_hasText;
    int m_current = -1;
    bool m_hasFocus = false;
    QSet<int> m_related;
    QSet<int> m_hits;
};

} // namespace angee
