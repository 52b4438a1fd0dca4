// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later

// Empty on purpose: a target that only holds a precompiled header still needs a source.
