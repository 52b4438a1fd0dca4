// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/topology/graphlayout.h"

#include <algorithm>
#include <cmath>

namespace angee {

namespace {

constexpr qreal roomForLines = 3.5; // between two rows, in gaps: about what dot takes

struct LayoutLayer
{
    QList<int> boxes;
    qreal width = 0; // of all in one row
    qreal height = 0; // of its highest box
};

QList<LayoutLayer> layersOf(const LayoutRequest &request)
{
    QList<LayoutLayer> layers;
    for (int i = 0; i < request.boxes.size(); ++i) {
        const LayoutRequest::Box &box = request.boxes.at(i);
        if (layers.size() <= box.layer)
            layers.resize(box.layer + 1);
        LayoutLayer &layer = layers[box.layer];
        layer.boxes.append(i);
        layer.width += box.size.width() + request.gap;
        layer.height = std::max(layer.height, box.size.height());
    }
    layers.removeIf([](const LayoutLayer &layer) { return layer.boxes.isEmpty(); });
    return layers;
}

int rowsWithin(const LayoutLayer &layer, qreal width)
{
    const int most = int(layer.boxes.size());
    return std::clamp(int(std::ceil(layer.width / width)), 1, most);
}

//! How far the picture would be from the aspect that is aimed at, 0 for hitting it.
qreal missBy(const QList<LayoutLayer> &layers, qreal width, const LayoutRequest &request)
{
    qreal widest = 1;
    qreal height = 1;
    for (const LayoutLayer &layer : layers) {
        const int rows = rowsWithin(layer, width);
        widest = std::max(widest, layer.width / rows);
        height += rows * (layer.height + request.gap * roomForLines);
    }
    return std::abs(std::log(widest / height / request.aspect));
}

} // namespace

QList<int> layoutRows(const LayoutRequest &request)
{
    const QList<LayoutLayer> layers = layersOf(request);
    qreal width = 1;
    for (const LayoutLayer &layer : layers)
        width = std::max(width, layer.width);
    // From one row a layer to narrower ones; of two that are as good the wider has fewer rows.
    qreal best = width;
    qreal bestMiss = missBy(layers, width, request);
    for (qreal tried = width; tried > request.gap; tried *= 0.95) {
        const qreal miss = missBy(layers, tried, request);
        if (miss < bestMiss - 1e-6) {
            best = tried;
            bestMiss = miss;
        }
    }
    QList<int> rowOf(request.boxes.size(), 0);
    int first = 0;
    for (const LayoutLayer &layer : layers) {
        const int rows = rowsWithin(layer, best);
        for (qsizetype i = 0; i < layer.boxes.size(); ++i)
            rowOf[layer.boxes.at(i)] = first + int(i * rows / layer.boxes.size());
        first += rows;
    }
    return rowOf;
}

} // namespace angee
