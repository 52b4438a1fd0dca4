// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace angee {

//! \brief Words of the daemon and of the tools behind it, to be read and copied: monospaced, plain,
//! without escapes, wrapped, at most maximumLines of them (the last ones).
//! Long lines are folded (foldedtext.h), and copied whole.
class PlainTextView final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlainTextView)

public:
    static constexpr int maximumLines = 10'000;
    static constexpr qsizetype mostCharacters = qsizetype(1024) * 1024; //!< of one text; its end

    //! \brief \a name becomes the accessible name.
    explicit PlainTextView(const QString &name, QWidget *parent = nullptr);
    ~PlainTextView() override;

    void setWords(const QString &words);
    //! \brief Adds whole or partial lines. The view follows if its end was in sight.
    void appendWords(const QString &words);

protected:
    void changeEvent(QEvent *event) override;
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;
};

} // namespace angee
