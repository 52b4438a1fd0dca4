// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/mergejob.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace angee {

class CodeEditor;

//! \brief What differs between two texts, in lines: removed, added, and a little around them. Also
//! the byte facts that no line shows. Compares off the window's thread.
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

protected:
    void changeEvent(QEvent *event) override;

private:
    void showChanges(const QList<LineChange> &changes);
    void showTooCostly();
    void applyColours();

    DiffJob m_job;
    QByteArray m_before;
    QByteArray m_after;
    QLabel *m_summary;
    QLabel *m_facts;
    CodeEditor *m_view;
};

} // namespace angee
