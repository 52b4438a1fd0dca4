// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

namespace angee {

//! \brief A secret's metadata. The value is never part of it.
struct Secret
{
    QString name;
    bool declared = false;
    bool hasValue = false;
    bool required = false;
    bool generated = false;
    QString import;
    QString envVar;

    friend bool operator==(const Secret &, const Secret &) = default;
};

} // namespace angee
