// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>
#include <optional>

namespace angee {

//! \brief Sends \a message to the socket file at \a path and answers all that comes back until the
//! other side closes. For processes without an event loop: it blocks. \a patience is for each step,
//! zero for ever. Nothing when nobody is there or it took too long.
[[nodiscard]] std::optional<QByteArray> callLocal(const QString &path, const QByteArray &message,
                                                  std::chrono::seconds patience);

} // namespace angee
