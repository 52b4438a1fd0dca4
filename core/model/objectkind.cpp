// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/objectkind.h"

#include <QCoreApplication>

#include <initializer_list>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

struct ObjectKindText
{
    Q_DECLARE_TR_FUNCTIONS(angee::ObjectRef)
};

} // namespace

QString kindText(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Stack:
        return ObjectKindText::tr("stack");
    case ObjectKind::Service:
        return ObjectKindText::tr("service");
    case ObjectKind::Job:
        return ObjectKindText::tr("job");
    case ObjectKind::Source:
        return ObjectKindText::tr("source");
    case ObjectKind::Workspace:
        return ObjectKindText::tr("workspace");
    case ObjectKind::Slot:
        return ObjectKindText::tr("slot");
    case ObjectKind::Template:
        return ObjectKindText::tr("template");
    case ObjectKind::Secret:
        return ObjectKindText::tr("secret");
    case ObjectKind::Route:
        return ObjectKindText::tr("route");
    case ObjectKind::File:
        return ObjectKindText::tr("file");
    case ObjectKind::Log:
        return ObjectKindText::tr("log");
    case ObjectKind::Query:
        return ObjectKindText::tr("query");
    case ObjectKind::Output:
        return ObjectKindText::tr("output");
    }
    Q_UNREACHABLE();
}

QString objectKindId(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Stack:
        return u"stack"_s;
    case ObjectKind::Service:
    case ObjectKind::Route:
        return u"service"_s;
    case ObjectKind::Job:
        return u"job"_s;
    case ObjectKind::Source:
        return u"source"_s;
    case ObjectKind::Workspace:
        return u"workspace"_s;
    case ObjectKind::Slot:
        return u"slot"_s;
    case ObjectKind::Template:
        return u"template"_s;
    case ObjectKind::Secret:
        return u"secret"_s;
    case ObjectKind::File:
        return u"file"_s;
    case ObjectKind::Log:
        return u"log"_s;
    case ObjectKind::Query:
        return u"graphql"_s;
    case ObjectKind::Output:
        return u"output"_s;
    }
    Q_UNREACHABLE();
}

std::optional<ObjectKind> objectKindOf(const QString &id)
{
    for (const ObjectKind kind :
         {ObjectKind::Stack, ObjectKind::Service, ObjectKind::Job, ObjectKind::Source,
          ObjectKind::Workspace, ObjectKind::Slot, ObjectKind::Template, ObjectKind::Secret,
          ObjectKind::File, ObjectKind::Log, ObjectKind::Query, ObjectKind::Output}) {
        if (objectKindId(kind) == id)
            return kind;
    }
    return std::nullopt;
}

} // namespace angee
