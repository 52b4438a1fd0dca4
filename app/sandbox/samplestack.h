// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

#include <stop_token>

namespace angee::sandbox {

class StackEngine;

//! \brief Writes the sample stack's files (resources/sandbox/sample) into \a root, which must
//! exist. Quick: nothing is run. Without git the source that needs it is left out. Throws an
//! EngineError.
void layOutSample(const QString &root);

//! \brief Gives a sample just laid out its history: a repository with a few commits, secrets,
//! workspaces (one about to expire, one with a commit that was not pushed), a service from a
//! template; then starts its services. Takes a second or two with git. What fails is logged and
//! left out: a sample with less in it is still one.
void seedSample(StackEngine *engine, const std::stop_token &stop);

} // namespace angee::sandbox
