// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace angee {

class RefusalView;

//! \brief What a question before a change has to say.
struct Confirmation
{
    //! One way to do it, when there are several (keep the files, delete them too).
    struct Choice
    {
        QString id;
        QString label; //!< on a radio button
        QStringList lost;
        QStringList kept;
        QString typedName; //!< has to be typed before this can be done; empty for none
        QString tick = {}; //!< a loss that has to be ticked before this can be done; empty for none
    };

    QString title; //!< verb, kind and name: Destroy workspace "first-fix"
    QString profile;
    QString stack;
    QString colour; //!< "#rrggbb" of the profile; empty for none
    QString text; //!< what the daemon will do, truthfully
    QStringList lost;
    QStringList kept;
    QString verb; //!< on the button: Destroy
    QString typedName; //!< has to be typed; only where nothing brings it back
    QList<Choice> choices; //!< empty for a single way; the first is the mildest and preselected
    bool destructive = true;
};

//! \brief Asks before a change: window-modal, the safe button is the default, the other carries the
//! verb.
//!
//! Stays open with its input until accepted() is answered by whoever asked: setBusy() while the
//! change is under way, setFailure() with the daemon's words, or close().
class ConfirmDialog final : public QDialog
{
    Q_OBJECT

public:
    ConfirmDialog(const Confirmation &confirmation, QWidget *parent);
    ~ConfirmDialog() override;

    //! The chosen way; empty when there is only one.
    [[nodiscard]] QString choice() const;
    void setBusy(bool busy);
    //! Shows the words above the buttons; the dialog can be confirmed again.
    void setFailure(const QString &words);

signals:
    //! The verb was pressed. The dialog does not close by itself.
    void confirmed();

private:
    void addWhere(QVBoxLayout *layout);
    void addButtons(QVBoxLayout *layout);
    void addConsent(QVBoxLayout *layout);
    [[nodiscard]] QString updateConsent(const QString &typedName, const QString &tick);
    void addLists(QVBoxLayout *layout);
    void addList(QVBoxLayout *layout, QLabel *heading, QLabel *list);
    void update();
    [[nodiscard]] const Confirmation::Choice *chosen() const;

    Confirmation m_confirmation;
    QList<QRadioButton *> m_choices;
    QLabel *m_lostHeading;
    QLabel *m_lost;
    QLabel *m_keptHeading;
    QLabel *m_kept;
    QLabel *m_typedLabel;
    QLineEdit *m_typed = nullptr;
    QCheckBox *m_tick = nullptr;
    RefusalView *m_failure = nullptr;
    QPushButton *m_cancel;
    QPushButton *m_confirm;
    bool m_busy = false;
};

} // namespace angee
