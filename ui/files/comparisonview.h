// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/mergejob.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace angee {

class DiffView;

//! \brief What differs between two texts: the lines, how many there are, and the byte facts that no
//! line shows. Compares off the window's thread.
class ComparisonView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ComparisonView)

public:
    explicit ComparisonView(QWidget *parent = nullptr);
    ~ComparisonView() override;

    void compare(const QByteArray &before, const QByteArray &after);

signals:
    //! The differences are shown.
    void compared();

private:
    void showChanges(const QList<LineChange> &changes);
    void showTooCostly();

    DiffJob m_job;
    QByteArray m_before;
    QByteArray m_after;
    QLabel *m_summary;
    QLabel *m_facts;
    DiffView *m_view;
};

} // namespace angee
