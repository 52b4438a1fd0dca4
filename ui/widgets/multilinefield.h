// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace angee {

//! \brief A field of several lines that gives back what was put in: no-break spaces and odd
//! separators stay what they are, every way to begin a line gives the same line end, and line ends
//! that came as CRLF stay CRLF. What could not be kept is told by note().
//!
//! Text is read and set by value() and setValue() only. Tab leaves the field.
class MultiLineField final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MultiLineField)

public:
    explicit MultiLineField(QWidget *parent = nullptr);
    ~MultiLineField() override;

    [[nodiscard]] QString value() const;
    void setValue(const QString &text);
    //! What cannot be seen in the text or was changed on its way in; empty when there is nothing.
    [[nodiscard]] QString note() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    enum class LineEnd { Lf, CrLf };
    enum class Loss { None, LineEnds, Separators };

    [[nodiscard]] QString withLineEnds(QString raw) const;
    [[nodiscard]] QString take(const QString &text, bool replacesAll);

    LineEnd m_lineEnd = LineEnd::Lf;
    Loss m_loss = Loss::None;
};

} // namespace angee
