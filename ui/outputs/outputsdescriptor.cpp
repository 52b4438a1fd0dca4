// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ui/outputs/outputsdescriptor.h"

#include "ui/outputs/outputscontroller.h"
#include "ui/outputs/outputspane.h"

namespace angee {

using namespace Qt::StringLiterals;

PaneDescriptor outputsDescriptor()
{
    return {
        .id = u"outputs"_s,
        .title = OutputsPane::tr("History"),
        .icon = Icon::Name::Terminal,
        .kinds = {ObjectKind::Output},
        .make = makePane<OutputsPane, OutputsController>,
    };
}

} // namespace angee
