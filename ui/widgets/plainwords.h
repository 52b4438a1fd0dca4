// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QObject>

namespace angee {

//! \brief Shows every tool tip of the program by itself, as tipText() and never as markup, which
//! Qt would read into any text that looks like it, and keeps the titles of windows to one line with
//! what is hidden marked. Installed on the application; widgets, rows, tabs and menus give their
//! tips as ever.
class PlainWords final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlainWords)

public:
    explicit PlainWords(QObject *parent = nullptr);
    ~PlainWords() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace angee
