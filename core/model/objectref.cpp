// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/objectref.h"

#include <QCoreApplication>

namespace angee {

using namespace Qt::StringLiterals;

namespace {

//! For its texts alone.
struct ObjectWords
{
    Q_DECLARE_TR_FUNCTIONS(angee::ObjectRef)
};

} // namespace

QString kindText(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Stack:
        return ObjectWords::tr("stack");
    case ObjectKind::Service:
        return ObjectWords::tr("service");
    case ObjectKind::Job:
        return ObjectWords::tr("job");
    case ObjectKind::Source:
        return ObjectWords::tr("source");
    case ObjectKind::Workspace:
        return ObjectWords::tr("workspace");
    case ObjectKind::Slot:
        return ObjectWords::tr("slot");
    case ObjectKind::Template:
        return ObjectWords::tr("template");
    case ObjectKind::Secret:
        return ObjectWords::tr("secret");
    case ObjectKind::Route:
        return ObjectWords::tr("route");
    }
    Q_UNREACHABLE();
}

QString objectKindId(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Stack:
        return u"stack"_s;
    case ObjectKind::Service:
    case ObjectKind::Route: // is named after its service
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
    }
    Q_UNREACHABLE();
}

ObjectRef shownBy(const ObjectRef &object)
{
    // "<workspace>:<slot>"
    if (object.kind == ObjectKind::Slot)
        return {ObjectKind::Workspace, object.name.section(u':', 0, 0)};
    return object;
}

} // namespace angee
