// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/overview/attentionmodel.h"

#include "ui/widgets/status.h"

#include <QDateTime>

namespace angee {

using namespace Qt::StringLiterals;

AttentionModel::AttentionModel(QObject *parent)
    : TableModel({{u"name"_s, tr("Object"), TableColumn::Kind::Name, 22},
                  {u"kind"_s, tr("Kind"), TableColumn::Kind::Text, 12},
                  {u"reason"_s, tr("Why"), TableColumn::Kind::Status, 72},
                  {u"since"_s, tr("Seen"), TableColumn::Kind::Time, 12}},
                 parent)
{ }

QString AttentionModel::key(const AttentionItem &item) const
{
    return QString::number(int(item.object.kind)) + u' ' + item.object.name;
}

QVariant AttentionModel::cell(const AttentionItem &item, int column, int role) const
{
    switch (column) {
    case NameColumn:
        return role == Qt::DisplayRole ? item.object.name : QVariant();
    case KindColumn:
        return role == Qt::DisplayRole ? kindText(item.object.kind) : QVariant();
    case ReasonColumn:
        if (role == StatusRole)
            return int(item.severity == Severity::Bad ? Status::Failed : Status::Unhealthy);
        return role == Qt::DisplayRole ? item.reason : QVariant();
    case SinceColumn:
        return role == SortRole ? QDateTime::fromMSecsSinceEpoch(item.sinceMs) : QVariant();
    default:
        return {};
    }
}

} // namespace angee
