// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/daemon/wirereader.h"
#include "core/model/job.h"
#include "core/model/secret.h"
#include "core/model/service.h"
#include "core/model/source.h"
#include "core/model/stack.h"
#include "core/model/templatedescriptor.h"
#include "core/model/workspace.h"

namespace angee {

//! \brief The daemon's REST objects (contract.md, section 4) as model values.
[[nodiscard]] Service readService(const WireReader &reader);
[[nodiscard]] Job readJob(const WireReader &reader);
[[nodiscard]] Source readSource(const WireReader &reader);
[[nodiscard]] DiffFile readDiffFile(const WireReader &reader);
[[nodiscard]] Workspace readWorkspace(const WireReader &reader);
[[nodiscard]] WorkspaceSlot readWorkspaceSlot(const WireReader &reader);
[[nodiscard]] WorkspaceStatus readWorkspaceStatus(const WireReader &reader);
[[nodiscard]] Secret readSecret(const WireReader &reader);
[[nodiscard]] TemplateDescriptor readTemplate(const WireReader &reader);

} // namespace angee
