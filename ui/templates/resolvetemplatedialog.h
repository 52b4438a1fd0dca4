// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/operatordaemonerror.h"
#include "core/model/templatedescriptor.h"

#include <QDialog>
#include <QPair>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace angee {

//! \brief Finds templates by name and kind. When several have that name, all of them are listed
//! instead of the first being taken.
class ResolveTemplateDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResolveTemplateDialog)

public:
    explicit ResolveTemplateDialog(QWidget *parent = nullptr);
    ~ResolveTemplateDialog() override;

    void setFound(const QList<TemplateDescriptor> &found);
    void setFailure(const OperatorDaemonError &error);

signals:
    //! \brief An empty kind means any.
    void resolveRequested(const QString &name, const QString &kind);
    //! \brief Somebody wants to see that template in the catalogue.
    void chosen(const QString &ref);

private:
    void forget();
    void onFind();
    void onChoose();
    void updateButtons();

    QLineEdit *m_name;
    QComboBox *m_kind;
    QPushButton *m_find;
    QPushButton *m_show;
    QLabel *m_verdict;
    QTreeWidget *m_list;
    QPair<QString, QString> m_asked; // name and kind
    bool m_busy = false;
};

} // namespace angee
