// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

namespace angee {

//! What is done to an object. With the object it makes an action what it is: two actions of one
//! verb on one object are the same.
enum class ActionVerb {
    Create,
    Update,
    UpdateFromTemplate,
    Destroy,
    Start,
    Stop,
    Restart,
    Up,
    Down,
    Run,
    Build,
    BuildAndApply,
    Prepare,
    Fetch,
    Pull,
    Push,
    Publish,
    Merge,
    Rebase,
    AbortMerge,
    AbortRebase,
    ContinueRebase,
    SyncBase,
    Set,
    Delete,
    Save,
    MintToken,
    MintRouteToken,
    RunMutation,
};

//! A stable word, never translated: what the journal keeps.
[[nodiscard]] QString actionVerbId(ActionVerb verb);

//! Whether images are made by it, and perhaps more.
[[nodiscard]] bool buildsImages(ActionVerb verb);
//! The same of the stable word.
[[nodiscard]] bool buildsImages(const QString &verbId);

} // namespace angee
