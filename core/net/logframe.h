// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "core/model/logline.h"

#include <QAnyStringView>
#include <QByteArrayView>

#include <optional>

namespace angee {

//! \brief The names that stand in each frame of a log: a text is made of them once.
struct LogNames
{
    QByteArray serviceBytes;
    QString service;
    QByteArray runtimeBytes;
    QString runtime;
};

//! \brief A frame of the log socket in the very form in which the daemon writes it: an object of
//! strings and nothing more. Nothing for every other, which a JSON parser may still understand.
//! Many times faster than that; what both read is the same, but for bytes that are no UTF-8, which
//! stay in the message as they are.
[[nodiscard]] std::optional<LogLine> readLogFrame(QByteArrayView frame, LogNames *names);

//! \brief The daemon's word for a level; None for others.
[[nodiscard]] LogLevel daemonsLevel(QAnyStringView word);

} // namespace angee
