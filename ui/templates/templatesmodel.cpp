// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/templates/templatesmodel.h"

#include <QHash>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

QList<TableColumn> templateColumns()
{
    using Kind = TableColumn::Kind;
    return {
        {u"name"_s, TemplatesModel::tr("Name"), Kind::Status, 26},
        {u"kind"_s, TemplatesModel::tr("Kind"), Kind::Text, 12},
        {u"ref"_s, TemplatesModel::tr("Ref"), Kind::Name, 30},
        {u"inputs"_s, TemplatesModel::tr("Inputs"), Kind::Text, 36},
        {u"path"_s, TemplatesModel::tr("Path"), Kind::Path, 40},
    };
}

QString inputNames(const TemplateDescriptor &descriptor)
{
    QStringList names;
    for (const TemplateInput &input : descriptor.inputs)
        names.append(input.required ? input.name + u'*' : input.name);
    return names.isEmpty() ? u"–"_s : names.join(u", "_s);
}

} // namespace

QList<TemplateRecord> templateRecords(const QList<TemplateDescriptor> &templates)
{
    QHash<QPair<QString, QString>, int> counts;
    for (const TemplateDescriptor &descriptor : templates)
        ++counts[{descriptor.kind, descriptor.name}];
    QList<TemplateRecord> records;
    records.reserve(templates.size());
    for (const TemplateDescriptor &descriptor : templates) {
        const int same =
            descriptor.name.isEmpty() ? 1 : counts.value({descriptor.kind, descriptor.name}, 1);
        records.append({descriptor, same - 1});
    }
    return records;
}

TemplatesModel::TemplatesModel(QObject *parent)
    : TableModel(templateColumns(), parent)
{ }

TemplatesModel::~TemplatesModel() = default;

QVariant TemplatesModel::cell(const TemplateRecord &record, int column, int role) const
{
    const TemplateDescriptor &descriptor = record.descriptor;
    if (column == NameColumn && record.namesakes > 0) {
        if (role == StatusRole)
            return int(Status::Unhealthy);
        if (role == Qt::ToolTipRole)
            return tr("Other templates of this kind have the same name (%1). Only the ref tells "
                      "them apart.")
                .arg(record.namesakes);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case NameColumn:
        return descriptor.name.isEmpty() ? descriptor.ref : descriptor.name;
    case KindColumn:
        return descriptor.kind;
    case RefColumn:
        return descriptor.ref;
    case InputsColumn:
        return inputNames(descriptor);
    case PathColumn:
        return descriptor.path;
    default:
        return {};
    }
}

} // namespace angee
