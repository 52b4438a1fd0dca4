// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

namespace angee {

//! \brief A lock between processes that a living process holds, whatever its file says.
//!
//! The system gives it back when the holder ends, however it ends: an empty, garbled or foreign
//! lock file, as a power loss leaves it, holds nothing up. The file stays, since removing it would
//! let two hold "the" lock. Not reached through a link.
class ProcessLock final
{
public:
    explicit ProcessLock(QString path);
    ~ProcessLock();
    Q_DISABLE_COPY_MOVE(ProcessLock)

    //! Takes it, or says false at once.
    bool tryLock();
    //! Takes it from a process that is just writing: waits at most a moment (a fifth of a second).
    bool lockSoon();
    void unlock();
    [[nodiscard]] bool isLocked() const { return m_descriptor >= 0; }

    //! Whether a living process, also this one, holds the lock of this file. Asking disturbs nobody
    //! who asks at the same time.
    [[nodiscard]] static bool isHeld(const QString &path);

private:
    QString m_path;
    int m_descriptor = -1;
};

} // namespace angee
