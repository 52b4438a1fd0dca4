// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/templates/templatechooser.h"

#include <QSignalBlocker>

namespace angee {

TemplateChooser::TemplateChooser(QWidget *parent)
    : QComboBox(parent)
{
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(24);
    connect(this, &QComboBox::currentIndexChanged, this, &TemplateChooser::chosenChanged);
}

TemplateChooser::~TemplateChooser() = default;

void TemplateChooser::setTemplates(const QList<TemplateDescriptor> &templates, const QString &kind)
{
    const QString before = chosen().ref;
    {
        const QSignalBlocker blocker(this);
        clear();
        m_templates.clear();
        for (const TemplateDescriptor &descriptor : templates) {
            if (descriptor.kind != kind)
                continue;
            m_templates.append(descriptor);
            addItem(descriptor.name.isEmpty() ? descriptor.ref
                                              : tr("%1 (%2)").arg(descriptor.name, descriptor.ref));
        }
        choose(before);
    }
    emit chosenChanged();
}

void TemplateChooser::choose(const QString &ref)
{
    for (qsizetype i = 0; i < m_templates.size(); ++i) {
        if (m_templates.at(i).ref == ref)
            setCurrentIndex(int(i));
    }
}

TemplateDescriptor TemplateChooser::chosen() const
{
    return m_templates.value(currentIndex());
}

} // namespace angee
