// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/templatedescriptor.h"

#include <QComboBox>

namespace angee {

//! \brief Chooses one template of a kind. Two templates of one name both stand in the list, told
//! apart by their refs.
class TemplateChooser final : public QComboBox
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TemplateChooser)

public:
    explicit TemplateChooser(QWidget *parent = nullptr);
    ~TemplateChooser() override;

    //! \brief Offers those of \a kind. The chosen one stays chosen while it is among them.
    void setTemplates(const QList<TemplateDescriptor> &templates, const QString &kind);
    void choose(const QString &ref);
    //! \brief The chosen one; its ref is empty when there is none.
    [[nodiscard]] TemplateDescriptor chosen() const;

signals:
    void chosenChanged();

private:
    QList<TemplateDescriptor> m_templates;
};

} // namespace angee
