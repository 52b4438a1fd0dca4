// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace angee {

//! \brief Lines as they may go to a disk: each of \a secrets that is long enough to be one,
//! whatever follows "Bearer", and tokens that show by their form what they are, stand as
//! "[redacted]".
//!
//! What a program prints otherwise is its own: no list of words tells that it is secret.
[[nodiscard]] QByteArray redactedOutput(QByteArray lines, const QByteArrayList &secrets);

} // namespace angee
