// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDialog>

QT_BEGIN_NAMESPACE
class QListWidget;
class QPushButton;
QT_END_NAMESPACE

namespace angee {

class ProfileStore;

//! \brief The saved connections, to edit and to remove. Announces intents only.
class ProfilesDialog final : public QDialog
{
    Q_OBJECT

public:
    ProfilesDialog(ProfileStore *profiles, QWidget *parent);
    ~ProfilesDialog() override;

signals:
    void addRequested();
    void editRequested(const QString &profileId);
    //! The question was asked and answered with yes.
    void removeRequested(const QString &profileId);
    void sandboxRequested();
    void newWindowRequested(const QString &profileId);

private:
    void fill();
    void update();
    void askToRemove();
    [[nodiscard]] QString currentId() const;

    ProfileStore *m_profiles;
    QListWidget *m_list;
    QPushButton *m_window;
    QPushButton *m_edit;
    QPushButton *m_remove;
};

} // namespace angee
