// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/live/snapshot.h"
#include "core/model/templatedescriptor.h"

#include <QList>

namespace angee {

//! \brief The templates of a snapshot as values that outlive it. None for a null snapshot.
[[nodiscard]] QList<TemplateDescriptor> templatesOf(const SnapshotPtr &snapshot);

} // namespace angee
