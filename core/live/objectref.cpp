// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/live/objectref.h"

#include <QCoreApplication>

namespace angee {

QString kindText(ObjectKind kind)
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("angee::ObjectRef", text);
    };
    switch (kind) {
    case ObjectKind::Stack:
        return tr("stack");
    case ObjectKind::Service:
        return tr("service");
    case ObjectKind::Job:
        return tr("job");
    case ObjectKind::Source:
        return tr("source");
    case ObjectKind::Workspace:
        return tr("workspace");
    case ObjectKind::Slot:
        return tr("slot");
    case ObjectKind::Template:
        return tr("template");
    case ObjectKind::Secret:
        return tr("secret");
    case ObjectKind::Route:
        return tr("route");
    }
    Q_UNREACHABLE();
}

} // namespace angee
