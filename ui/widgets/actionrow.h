// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QMenu;
class QToolButton;

namespace angee {

//! \brief Enables \a action, or disables it and says why: \a whyNot goes to the tool tip and, with
//! an ActionRow, to the accessible description. Empty means that nothing stands in the way.
void setActionAvailable(QAction *action, const QString &whyNot);
//! \brief What setActionAvailable() was told last.
[[nodiscard]] QString whyNotAvailable(const QAction *action);

//! \brief A row of buttons for actions, in the order of the context menu that holds the same
//! QAction objects. What does not fit is found under "More".
class ActionRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActionRow)

public:
    explicit ActionRow(QWidget *parent = nullptr);
    ~ActionRow() override;

    //! \brief Does not own the actions; one that dies leaves the row.
    void setActions(const QList<QAction *> &actions);
    //! \brief What the actions are about now, for the accessible names of the buttons: Stop "web".
    void setSubject(const QString &subject);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Item
    {
        QAction *action;
        QWidget *widget; // a button, or a line for a separator
    };

    void addItem(QAction *action);
    void describe(QToolButton *button, const QAction *action) const;
    void removeAction(QObject *action);
    void updateFit();

    QHBoxLayout *m_layout = nullptr;
    QToolButton *m_more = nullptr;
    QMenu *m_menu = nullptr;
    QList<Item> m_items;
    QString m_subject;
};

} // namespace angee
