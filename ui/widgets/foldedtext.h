// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

QT_BEGIN_NAMESPACE
class QMimeData;
class QTextCursor;
class QTextDocument;
QT_END_NAMESPACE

namespace angee {

//! \brief Adds \a text to the end of \a document. Laying out one line costs the square of its
//! length, so a line of more than longestFoldedLine characters goes on in a block below.
constexpr int longestFoldedLine = 4000;
void appendFolded(QTextDocument *document, const QString &text);

//! \brief What \a selection holds for the clipboard, each line in one piece again.
[[nodiscard]] QMimeData *unfolded(const QTextCursor &selection);

} // namespace angee
