// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/topology/topologyexport.h"

#include "core/base/visibletext.h"
#include "ui/topology/topologypainter.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSvgGenerator>
#include <QXmlStreamWriter>

#include <algorithm>
#include <cmath>

namespace angee {

namespace {

constexpr qreal frameAround = 16;
constexpr qreal finest = 2;
constexpr qreal mostPixels = 100e6;

void drawAll(QPainter *painter, const TopologyPainter &picture, const QRectF &bounds, qreal zoom,
             const QColor &ground)
{
    const QSizeF size = bounds.size() * zoom + QSizeF(2 * frameAround, 2 * frameAround);
    painter->fillRect(QRectF(QPointF(), size), ground);
    painter->translate(QPointF(frameAround, frameAround) - bounds.topLeft() * zoom);
    picture.paint(painter, bounds.adjusted(-1, -1, 1, 1));
}

//! The generator of Qt 6.4 escapes all texts but its title.
QString escaped(const QString &text)
{
    QString out;
    QXmlStreamWriter(&out).writeCharacters(text);
    return out;
}

} // namespace

QByteArray pictureOf(const TopologyScene &scene, PictureFormat format, const QString &title,
                     const QFont &font, const QPalette &palette)
{
    const QRectF bounds = scene.plan.bounds;
    if (bounds.isEmpty())
        return {};
    const QColor ground = roleColor(ColorRole::Window, palette);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (format == PictureFormat::Svg) {
        const QSize size = (bounds.size() + QSizeF(2 * frameAround, 2 * frameAround)).toSize();
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(size);
        generator.setViewBox(QRect(QPoint(), size));
        generator.setTitle(escaped(shownName(title)));
        QPainter painter(&generator);
        const TopologyPainter picture(scene, font, palette, 1, TopologyPainter::Icons::Outlines);
        drawAll(&painter, picture, bounds, 1, ground);
        painter.end();
        return bytes;
    }
    const qreal zoom = std::min(finest, std::sqrt(mostPixels / (bounds.width() * bounds.height())));
    QImage image((bounds.size() * zoom + QSizeF(2 * frameAround, 2 * frameAround)).toSize(),
                 QImage::Format_RGB32);
    if (image.isNull())
        return {};
    QPainter painter(&image);
    const TopologyPainter picture(scene, font, palette, zoom);
    drawAll(&painter, picture, bounds, zoom, ground);
    painter.end();
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace angee
