// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "ui/panes/listpane.h"
#include "ui/templates/templatesmodel.h"

class QTreeWidget;

namespace angee {

class FactList;

//! \brief The templates that the stack offers, each with all its inputs.
//!
//! Announces what is wanted and shows what it is told; knows no daemon.
class TemplatesPane final : public ListPane
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TemplatesPane)

public:
    explicit TemplatesPane(QWidget *parent = nullptr);
    ~TemplatesPane() override;

    void setTemplates(const QList<TemplateDescriptor> &templates);
    [[nodiscard]] TemplatesModel *model() const { return m_model; }

signals:
    //! \brief Look for a template by name and kind.
    void resolveRequested();

protected:
    void onSelectionChanged() override;
    void onEmptyAction() override;

private:
    void makeActions();
    QWidget *makeDetail();
    void use();
    void showDetail(const TemplateDescriptor &descriptor);

    TemplatesModel *m_model;
    QAction *m_use = nullptr;
    QAction *m_copyRef = nullptr;
    QAction *m_resolve = nullptr;
    FactList *m_facts = nullptr;
    QTreeWidget *m_inputs = nullptr;
    QWidget *m_detail = nullptr;
};

} // namespace angee
