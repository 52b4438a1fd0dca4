// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/gitwork.h"
#include "ui/gitops/slotsmodel.h"
#include "ui/widgets/icon.h"

#include <QHash>
#include <QObject>

class QAction;

namespace angee {

//! \brief What can be done to the selected slots, as actions for a row of buttons, the context menu
//! and the palette: the same wherever slots are shown. Announces what is wanted and does nothing.
class SlotActionSet final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SlotActionSet)

public:
    //! \brief Makes an action called \a name and puts it where it belongs; without a name a
    //! separator.
    using Add = std::function<QAction *(const QString &name, const QString &text, Icon::Name icon)>;

    SlotActionSet(const Add &add, QObject *parent);
    ~SlotActionSet() override;

    //! \brief Another selection, or the same in another state: enables what can work, and says why
    //! the rest cannot. \a whyNoChanges is about everything that changes something.
    void update(const QList<SlotRow> &rows, const QString &whyNoChanges);

signals:
    //! \brief On what was selected when it was pressed.
    void requested(angee::SlotAction action, const QStringList &ids);
    //! \brief Somebody wants to see what is changed in the slot's files.
    void changesRequested(const QString &id);
    //! \brief Somebody wants to see the commits that the slot stands among.
    void commitsRequested(const QString &id);
    //! \brief Somebody wants to resolve what stopped in the slot.
    void convergenceRequested(const QString &id);

private:
    [[nodiscard]] static QString whyNot(SlotAction action, const QList<SlotRow> &rows);

    QHash<SlotAction, QAction *> m_actions;
    QAction *m_changes;
    QAction *m_commits;
    QAction *m_resolve;
    QStringList m_ids;
};

} // namespace angee
