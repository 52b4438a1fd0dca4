// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/diff/worddiff.h"
#include "ui/widgets/syntaxlexers.h"

#include <QColor>
#include <QObject>
#include <QPointer>
#include <QTimer>

class QsciLexer;
class QsciScintilla;
class QWidget;

namespace angee {

//! \brief A run of bytes and its colour.
struct ColourRun
{
    ByteRun bytes;
    QColor colour;
};

//! \brief The colours that the editor would give to a text, for those who draw it themselves. The
//! text is coloured a piece at a time, so that no piece costs a frame; larger ones than mostBytes
//! are not coloured at all.
class SyntaxColours final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SyntaxColours)

public:
    static constexpr qsizetype mostBytes = qsizetype(4) * 1024 * 1024;

    //! \a host holds the editor that colours, which is never shown.
    explicit SyntaxColours(QWidget *host);
    ~SyntaxColours() override;

    void setText(const QByteArray &text, Language language);
    void setPalette(const QPalette &palette);
    //! Of the bytes from \a first, within one line; what is not coloured yet is left out. Runs are
    //! counted from \a first.
    [[nodiscard]] QList<ColourRun> runs(qsizetype first, qsizetype count) const;

signals:
    void coloured();

private:
    void colourMore();

    QWidget *m_host;
    QPointer<QsciScintilla> m_editor; // of the host
    QsciLexer *m_lexer = nullptr;
    Language m_language = Language::PlainText;
    QTimer m_timer;
    qsizetype m_size = 0;
    qsizetype m_done = 0;
};

} // namespace angee
