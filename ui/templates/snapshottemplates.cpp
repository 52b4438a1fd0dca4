// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/templates/snapshottemplates.h"

namespace angee {

QList<TemplateDescriptor> templatesOf(const SnapshotPtr &snapshot)
{
    QList<TemplateDescriptor> templates;
    if (!snapshot)
        return templates;
    templates.reserve(qsizetype(snapshot->templates().size()));
    for (const TemplateRow &row : snapshot->templates()) {
        TemplateDescriptor descriptor;
        descriptor.ref = toText(row.ref);
        descriptor.kind = toText(row.kind);
        descriptor.name = toText(row.name);
        descriptor.path = toText(row.path);
        for (const TemplateInputRow &input : row.inputs) {
            TemplateInput value;
            value.name = toText(input.name);
            value.type = toText(input.type);
            value.required = input.required;
            value.immutable = input.immutable;
            value.generated = input.generated;
            value.defaultValue = toText(input.defaultValue);
            value.question = input.question;
            descriptor.inputs.append(value);
        }
        templates.append(descriptor);
    }
    return templates;
}

} // namespace angee
