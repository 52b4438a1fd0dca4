// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/files/draftjournal.h"

#include <QDialog>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE

namespace angee {

//! \brief All drafts of a profile: open, compare, export, discard.
class DraftsDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DraftsDialog)

public:
    DraftsDialog(DraftJournal *journal, const QString &profile, QWidget *parent);
    ~DraftsDialog() override;

signals:
    //! The file shall be opened, where its draft is offered.
    void openRequested(const QString &source, const QString &path);

private:
    void build();
    void reload();
    void updateButtons();
    void compare();
    void askExport();
    void discard();
    [[nodiscard]] const DraftSummary *current() const;

    QPointer<DraftJournal> m_journal;
    QString m_profile;
    QList<DraftSummary> m_drafts;
    QTableWidget *m_table;
    QLabel *m_message;
    QPushButton *m_open;
    QPushButton *m_compare;
    QPushButton *m_export;
    QPushButton *m_discard;
};

} // namespace angee
