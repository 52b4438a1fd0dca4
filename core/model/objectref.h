// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QObject>
#include <QString>

namespace angee {

//! What a row, an event or a notice is about.
enum class ObjectKind {
    Stack,
    Service,
    Job,
    Source,
    Workspace,
    Slot, //!< named "<workspace>:<slot>"
    Template,
    Secret,
    Route, //!< named after its service
};

//! \brief One object of the stack by kind and name: enough to find it and to open it.
struct ObjectRef
{
    ObjectKind kind = ObjectKind::Stack;
    QString name;

    friend bool operator==(const ObjectRef &, const ObjectRef &) = default;
};

[[nodiscard]] inline size_t qHash(const ObjectRef &object, size_t seed = 0)
{
    return qHashMulti(seed, int(object.kind), object.name);
}

//! The daemon's word for it, translated: "service", "slot", …
[[nodiscard]] QString kindText(ObjectKind kind);

//! A stable word for the kind of an object that can be opened; a route is its service, which is
//! what can be mended.
[[nodiscard]] QString objectKindId(ObjectKind kind);

//! The object in whose place \a object is shown: a slot by its workspace, everything else by
//! itself.
[[nodiscard]] ObjectRef shownBy(const ObjectRef &object);

} // namespace angee

Q_DECLARE_METATYPE(angee::ObjectRef)
