// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/conflictmarkers.h"

#include <QDialog>

namespace angee {

class ConflictView;

//! \brief The conflicts that git has marked in one file, to be chosen one by one in the three-way
//! view. Window-modal; changes nothing by itself.
class ResolveMarkersDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResolveMarkersDialog)

public:
    //! \brief \a path names the language. \a text has conflicts.
    ResolveMarkersDialog(const QString &path, const MarkedText &text, QWidget *parent);
    ~ResolveMarkersDialog() override;

    [[nodiscard]] ConflictView *view() const { return m_view; }

signals:
    //! \brief Every conflict has its choice; \a save says whether the text shall be saved at once.
    void resolved(const QByteArray &text, bool save);

private:
    ConflictView *m_view;
};

} // namespace angee
