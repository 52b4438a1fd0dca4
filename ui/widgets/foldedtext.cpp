// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/widgets/foldedtext.h"

#include <QMimeData>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

namespace angee {

namespace {

//! The state of a block that goes on with the line above.
constexpr int continuesLine = 1;

} // namespace

void appendFolded(QTextDocument *document, const QString &text)
{
    QTextCursor end(document);
    end.movePosition(QTextCursor::End);
    end.beginEditBlock();
    qsizetype from = 0;
    qsizetype length = end.positionInBlock();
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'\n') {
            length = 0;
        } else if (++length > longestFoldedLine && !text.at(i).isLowSurrogate()) {
            end.insertText(text.mid(from, i - from));
            end.insertBlock();
            end.block().setUserState(continuesLine);
            from = i;
            length = 1;
        }
    }
    end.insertText(text.mid(from));
    end.endEditBlock();
}

QMimeData *unfolded(const QTextCursor &selection)
{
    QString text;
    for (QTextBlock block = selection.document()->findBlock(selection.selectionStart());
         block.isValid() && block.position() <= selection.selectionEnd(); block = block.next()) {
        const int start = std::max(0, selection.selectionStart() - block.position());
        const int end = std::min(block.length() - 1, selection.selectionEnd() - block.position());
        if (block.position() > selection.selectionStart() && block.userState() != continuesLine)
            text += u'\n';
        text += block.text().mid(start, end - start);
    }
    auto *data = new QMimeData;
    data->setText(text);
    return data;
}

} // namespace angee
