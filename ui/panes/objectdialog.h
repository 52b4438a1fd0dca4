// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QDialog>
#include <QPointer>

class QDialogButtonBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace angee {

class RefusalView;
struct OperatorDaemonError;

//! \brief A dialog about one action on one object: verb and object in the title, profile and stack
//! in the first line, the daemon's full words above the buttons when it refuses.
//!
//! Stays open with its input while the action is under way and when it fails. Closing it then does
//! not end the action, which goes on in the task list. Opened with open(), window-modal.
class ObjectDialog : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ObjectDialog)

public:
    ~ObjectDialog() override;

    //! \brief Names where the action goes to.
    void setContext(const QString &profile, const QString &stack);
    //! \brief While not empty, the actions are disabled and this is why.
    void setWhyNoChanges(const QString &text);
    //! \brief The action is under way, as these words say: no second one can be started. Empty
    //! gives the input back, and the focus to where it was.
    void setBusy(const QString &words);
    //! \brief What the daemon refused, in full, escape codes taken out; empty takes it away.
    void setRefusal(const QString &words);
    //! \brief The action failed: the input is given back, and the reason stands beside the field
    //! that it speaks of, where the subclass knows one, else above the buttons.
    virtual void setFailure(const OperatorDaemonError &error);

    [[nodiscard]] bool isBusy() const { return m_busy; }

protected:
    explicit ObjectDialog(const QString &title, QWidget *parent = nullptr);

    //! \brief Where the subclass puts its widgets; disabled while the action is under way.
    [[nodiscard]] QVBoxLayout *body() const { return m_bodyLayout; }
    //! \brief A button that acts; it stands right of Cancel.
    QPushButton *addActionButton(const QString &text, const QString &name, ButtonRole role);
    //! \brief The safe button; make it the default where the action takes something away.
    [[nodiscard]] QPushButton *closeButton() const { return m_close; }
    //! \brief Called whenever an action may have become possible or impossible: enable the buttons.
    virtual void updateActions() = 0;
    //! \brief True when nothing but the subclass's own input can forbid an action.
    [[nodiscard]] bool canAct() const { return !m_busy && m_whyNoChanges.isEmpty(); }
    //! \brief Enables \a button, or disables it with the reason as its tool tip.
    void setPossible(QPushButton *button, const QString &whyNot);
    //! Typing starts in the first field, unless the subclass chose another.
    void showEvent(QShowEvent *event) override;

private:
    QLabel *m_context;
    QWidget *m_body;
    QVBoxLayout *m_bodyLayout;
    QLabel *m_progress;
    RefusalView *m_refusal;
    QDialogButtonBox *m_buttons;
    QPushButton *m_close;
    QString m_whyNoChanges;
    QPointer<QWidget> m_focusBefore;
    bool m_busy = false;
};

//! \brief A label for text that is not ours: never interpreted, selectable, wrapped.
[[nodiscard]] QLabel *plainLabel(const QString &text, QWidget *parent);

} // namespace angee
