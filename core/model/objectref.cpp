// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/model/objectref.h"

namespace angee {

ObjectRef shownBy(const ObjectRef &object)
{
    if (object.kind == ObjectKind::Route)
        return {ObjectKind::Service, object.name};
    return object;
}

} // namespace angee
