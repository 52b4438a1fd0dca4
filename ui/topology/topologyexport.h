// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/topology/topologyscene.h"

#include <QPalette>

namespace angee {

//! What a picture is kept as.
enum class PictureFormat {
    Svg,
    Png,
};

//! \brief The whole picture as a file, titled \a title: all text of an SVG is text, all icons are
//! outlines; a PNG has twice the pixels of the screen, or as many as an image can have. Empty when
//! there is nothing to draw. GUI thread.
[[nodiscard]] QByteArray pictureOf(const TopologyScene &scene, PictureFormat format,
                                   const QString &title, const QFont &font,
                                   const QPalette &palette);

} // namespace angee
