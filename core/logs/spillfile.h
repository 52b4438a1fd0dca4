// SPDX-FileCopyrightText: 2026 The Angee Console developers
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <QString>

#include <memory>

namespace angee {

//! \brief A file for bytes that memory has no room for, read as if they were still there.
//!
//! It is made when first written to, for the user alone (0600), and loses its name at once: nobody
//! else can open it, and the system takes it away with the process however that ends. One thread
//! adds; what was added is read by any.
class SpillFile final
{
public:
    explicit SpillFile(QString folder);
    ~SpillFile();
    SpillFile(const SpillFile &) = delete;
    SpillFile &operator=(const SpillFile &) = delete;

    //! The same bytes at another place, kept for as long as somebody holds them; null when they
    //! could not be written, and problem() says why. After that nothing is written any more.
    [[nodiscard]] std::shared_ptr<const char> add(const char *bytes, size_t size);
    //! The first \a size bytes of those still there count no more; their room is given back once
    //! nobody holds them.
    void dropFirst(size_t size);
    void clear();
    //! Bytes that are there.
    [[nodiscard]] qint64 size() const { return m_end - m_begin; }
    [[nodiscard]] QString problem() const { return m_problem; }

private:
    struct Handle;

    [[nodiscard]] bool open();

    QString m_folder;
    std::shared_ptr<Handle> m_handle;
    qint64 m_begin = 0;
    qint64 m_end = 0;
    QString m_problem;
};

} // namespace angee
