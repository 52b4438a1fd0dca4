// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/activity/activitymodel.h"
#include "ui/panes/listpane.h"

namespace angee {

class PlainTextView;

//! \brief Everything this console has done on the stack, from the journal on this computer.
class ActivityPane final : public ListPane
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActivityPane)

public:
    explicit ActivityPane(QWidget *parent = nullptr);
    ~ActivityPane() override;

    //! \brief Newest first.
    void setEntries(const QList<ActivityEntry> &entries);
    //! \brief Where the journal is, for the words of an empty list.
    void setPath(const QString &path);

protected:
    void onSelectionChanged() override;
    void onEmptyAction() override;

private:
    ActivityModel *m_model;
    PlainTextView *m_text;
    QAction *m_open;
    QAction *m_copy;
    QString m_shown;
};

} // namespace angee
