// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QStringList>

QT_BEGIN_NAMESPACE
class QListWidget;
class QPushButton;
QT_END_NAMESPACE

namespace angee {

//! \brief Which container services to build. Deletes itself when closed.
class ServicePicker final : public QDialog
{
    Q_OBJECT

public:
    ServicePicker(const QStringList &services, QWidget *parent);
    ~ServicePicker() override;

signals:
    void buildChosen(const QStringList &services);
    void buildAndApplyChosen(const QStringList &services);

private:
    [[nodiscard]] QStringList checked() const;
    void update();

    QListWidget *m_list;
    QPushButton *m_build;
    QPushButton *m_apply;
};

} // namespace angee
