// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/schema/schematext.h"

#include <QCoreApplication>
#include <QStringList>

namespace angee {

namespace {

//! For its texts alone.
struct SchemaWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::Schema)
};

} // namespace

QString kindName(TypeKind kind)
{
    switch (kind) {
    case TypeKind::Scalar:
        return SchemaWords::tr("scalar");
    case TypeKind::Object:
        return SchemaWords::tr("object");
    case TypeKind::Interface:
        return SchemaWords::tr("interface");
    case TypeKind::Union:
        return SchemaWords::tr("union");
    case TypeKind::Enum:
        return SchemaWords::tr("enum");
    case TypeKind::InputObject:
        return SchemaWords::tr("input object");
    }
    return {};
}

QString messageText(const SchemaMessage &message)
{
    // Not QString::arg() in a loop: an argument may itself contain "%1".
    const QString source = SchemaWords::tr(message.text);
    QString result;
    for (qsizetype i = 0; i < source.size(); ++i) {
        const int number =
            source[i] == u'%' && i + 1 < source.size() ? source[i + 1].digitValue() - 1 : -1;
        if (number >= 0 && static_cast<std::size_t>(number) < message.arguments.size()) {
            result += toQString(message.arguments[static_cast<std::size_t>(number)]);
            ++i;
        } else {
            result += source[i];
        }
    }
    return result;
}

QString messageWithPlace(const SchemaMessage &message)
{
    if (message.place.empty())
        return messageText(message);
    return SchemaWords::tr("%1: %2").arg(toQString(message.place), messageText(message));
}

} // namespace angee
