// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/objectkind.h"

#include <QMetaType>
#include <QObject>
#include <QString>

namespace angee {

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

//! The object in whose place \a object is shown: a route by its service, which is what can be
//! mended; everything else by itself.
[[nodiscard]] ObjectRef shownBy(const ObjectRef &object);

} // namespace angee

Q_DECLARE_METATYPE(angee::ObjectRef)
